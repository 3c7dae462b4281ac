"""Fills what a starter or a template leaves to be written, as a test's author would."""

import re


def filled(text: str) -> str:
    """Return the text with what stands in brackets taken for the words that were wanted."""
    return re.sub(r"\[([A-Z][^\]]*)\]", r"\1", text)
