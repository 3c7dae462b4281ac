"""Candidates of one opening side by side, and the opening in figures; never a rank, never a table of people."""
