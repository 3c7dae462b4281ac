"""Matches names as people type them: forgiving about case and punctuation, never guessing silently."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

_SEPARATORS = re.compile(r"(?:[^\w+]|_)+")


def folded(name: str) -> str:
    """Return a name without case, accents and punctuation: “AI-Engineer” and “ai engineer” are alike.

    Letters of every script count, so that names in two of them are never taken for one.
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _SEPARATORS.sub(" ", plain).strip()


def close_names(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the known names that somebody may have meant, nearest first."""
    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(folded(candidate), candidate)
    near = difflib.get_close_matches(folded(name), by_folded, n=most, cutoff=0.6)
    return tuple(by_folded[match] for match in near)


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that somebody most likely meant; None where none is near."""
    return next(iter(close_names(name, known, most=1)), None)
