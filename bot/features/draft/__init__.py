"""Drafting JDs: a posting from a role's definition and an opening's plan, with a blank wherever only people know."""
