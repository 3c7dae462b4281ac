"""The stand-in for Slack, in the browser and in every test; imports nothing of Debrief."""
