"""App Home and /debrief: every feature under one roof."""
