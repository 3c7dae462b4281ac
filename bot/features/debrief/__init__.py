"""From the reveal to the decision: what a panel discusses, votes on again, and what a named person decides."""
