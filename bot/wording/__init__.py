"""Renders words for people: every value escaped for where it is shown, nothing missing allowed."""
