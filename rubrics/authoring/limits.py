"""How long texts of definitions may be, stated once, so that nothing built from them exceeds what Slack shows."""

SENTENCE = 300
"""One sentence; ten of them with their sources fit a section of 3,000 characters."""
NAME = 80
"""A name that stands in a sentence or a menu."""
PHRASE = 500
"""A pattern of phrases that a text is searched for; it is never shown whole."""
