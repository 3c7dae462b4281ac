"""Rubrics of a team's own, written in Slack: edited as drafts, proposed, approved by an admin, and gone back to."""
