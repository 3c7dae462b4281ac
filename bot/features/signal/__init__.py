"""What a panel's scorecards say together, how sure that is and why."""
