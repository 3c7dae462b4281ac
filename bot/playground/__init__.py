"""A small local Slack and the demo that runs Debrief in it."""
