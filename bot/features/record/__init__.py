"""What happened in a loop, entry by entry, and whether its chain holds."""
