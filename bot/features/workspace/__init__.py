"""What a workspace sets for itself: who may open loops, reminders and their hours; changed by its admins, in Slack."""
