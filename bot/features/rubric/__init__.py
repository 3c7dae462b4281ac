"""What to assess for a role at a level, and everything else the definitions say."""
