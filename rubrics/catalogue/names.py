"""Matches names as people type them: forgiving about case and punctuation, never guessing silently."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping

MOST_WORDS = 10
"""Of a name; the longest of the definitions has seven. What has more is a text that somebody pasted."""
LONGEST = 255
"""Characters of a name, as many as are stored of one: a text may have no spaces, in Japanese for one."""
LONGEST_MISSPELLED = 80
"""Characters of a name that others are compared with, since comparing takes the longer for each; none has fifty."""

_SEPARATORS = re.compile(r"(?:[^\w+]|_)+")


def folded(name: str) -> str:
    """Return a name without case, accents and punctuation: “AI-Engineer” and “ai engineer” are alike.

    Letters of every script count, so that names in two of them are never taken for one.
    """
    return _SEPARATORS.sub(" ", name.lower() if name.isascii() else _without_accents(name)).strip()


def _without_accents(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_name(text: str) -> bool:
    """Tell whether a text is short enough to be a name."""
    return len(text) <= LONGEST and len(text.split(maxsplit=MOST_WORDS)) <= MOST_WORDS


def close_names(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the known names that somebody may have meant, nearest first; none for what is too long for a name."""
    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(folded(candidate), candidate)
    return tuple(by_folded[match] for match in close_folded(name, by_folded, most))


def close_folded(name: str, known: Mapping[str, object], most: int = 3) -> list[str]:
    """Return the same where the known names are folded already."""
    if len(name) > LONGEST_MISSPELLED or not is_name(name):
        return []
    return difflib.get_close_matches(folded(name), known, n=most, cutoff=0.6)


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that somebody most likely meant; None where none is near."""
    return next(iter(close_names(name, known, most=1)), None)
