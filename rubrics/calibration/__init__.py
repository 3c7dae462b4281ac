"""Calibration: what a team's ratings of the same answers say, sealed until one's own are in; knows no database."""
