"""The installation itself: what is left to set up, and what Slack says when the app is removed."""
