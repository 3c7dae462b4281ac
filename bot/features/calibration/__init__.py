"""Calibration: everyone rates the same sample answers; what they agree on, and privately one's own distance."""
