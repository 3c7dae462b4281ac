"""The worker: makes Slack say what the database says, again and again, so that any crash is healed by the next pass."""
