"""A small local Slack: the demo in the browser and the double of every test; it knows Slack and nothing of Debrief."""
