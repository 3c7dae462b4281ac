"""Matches names as people type them: forgiving about case and punctuation, never guessing silently."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from importlib import import_module

MOST_WORDS = 10
"""Of a name; the longest of the definitions has seven. What has more is a text that someone pasted."""
LONGEST = 255
"""Characters of a name, as many as are stored of one: a text may have no spaces, in Japanese for one."""
LONGEST_MISSPELLED = 80
"""Characters of a name that others are compared with, since comparing takes the longer for each; none has fifty."""

NEAR = 2 / 3
"""How near a name must be: of 600 names with up to three slips all but three are found, and of 37 other words none."""
ROUNDING = 1e-4
"""By how much a likeness of exactly NEAR may be computed too low; names so short differ by more."""

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
    """Return the known names that someone may have meant, nearest first; none for what is too long for a name."""
    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(folded(candidate), candidate)
    return tuple(by_folded[match] for match in NearNames(by_folded).near(name, most))


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that someone most likely meant; None where none is near."""
    return next(iter(close_names(name, known, most=1)), None)


class NearNames:
    """Known names, folded already, among which those are found that a misspelled one is near to.

    Two names are as near as the longest row of characters that both hold in one order, twice its length against both
    lengths together.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(known))

    def near(self, name: str, most: int = 3) -> list[str]:
        """Return at most so many of the known names, nearest first; none for what is too long for a name."""
        if len(name) > LONGEST_MISSPELLED or not is_name(name):
            return []
        return [known for known, _ in likenesses(folded(name), self._names, most)]


def likenesses(wanted: str, known: Sequence[str], most: int | None = None) -> list[tuple[str, float]]:
    """Return the folded names that a folded one is near to, each with how near from NEAR to 1, nearest first."""
    # Loaded where it is needed: it takes longer to import than most commands take in all.
    process, indel = import_module("rapidfuzz.process"), import_module("rapidfuzz.distance.Indel")
    found = process.extract(wanted, known, scorer=indel.normalized_similarity, score_cutoff=NEAR - ROUNDING, limit=most)
    return [(name, likeness) for name, likeness, _ in found]
