"""Debrief and the stand-in together: people, panels and loops to try it with."""
