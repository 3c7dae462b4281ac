"""Matches names as people type them: forgiving about case and punctuation, never guessing silently."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

MOST_WORDS = 10
"""Of a name; the longest of the definitions has seven. What has more is a text that somebody pasted."""
LONGEST = 255
"""Characters of a name, as many as are stored of one: a text may have no spaces, in Japanese for one."""
LONGEST_MISSPELLED = 80
"""Characters of a name that others are compared with, since comparing takes the longer for each; none has fifty."""

NEAR = 2 / 3
"""How near a name must be: of 600 names with up to three slips all but three are found, and of 37 other words none."""
PLACES = 61
"""Places for characters: a prime, so that the letters, digits and spaces of names rarely share one."""

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
    return tuple(by_folded[match] for match in NearNames(by_folded).near(name, most))


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that somebody most likely meant; None where none is near."""
    return next(iter(close_names(name, known, most=1)), None)


class NearNames:
    """Known names, folded already, prepared for finding those that a misspelled one is near to.

    Two names are as near as the longest row of characters that both hold in one order, twice its length against both
    lengths together. What two names can have in common at most follows from their letters alone, which costs one
    operation on integers; only names that this bound leaves in question are compared, the most promising first.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._names = [(name, len(name), _letters(name)) for name in dict.fromkeys(known)]

    def near(self, name: str, most: int = 3) -> list[str]:
        """Return at most so many of the known names, nearest first; none for what is too long for a name."""
        if len(name) > LONGEST_MISSPELLED or not is_name(name):
            return []
        wanted = folded(name)
        places, found = _places(wanted), list[tuple[float, int, str]]()
        for bound, order, known in self._in_question(wanted):
            if len(found) >= most and -found[most - 1][0] >= bound:
                break
            likeness = 2 * _in_common(places, len(wanted), known) / (len(wanted) + len(known) or 1)
            if likeness >= NEAR:
                found.append((-likeness, order, known))
                found.sort()
        return [known for _, _, known in found[:most]]

    def _in_question(self, wanted: str) -> list[tuple[float, int, str]]:
        """Return the names that may be near by their letters, with how near at most, the most promising first."""
        size, letters = len(wanted), _letters(wanted)
        bounds = (
            (2 * (letters & theirs).bit_count() / (size + length or 1), -order, name)
            for order, (name, length, theirs) in enumerate(self._names)
        )
        likely = sorted((each for each in bounds if each[0] >= NEAR), reverse=True)
        return [(bound, -order, name) for bound, order, name in likely]


def _letters(name: str) -> int:
    """Return a name's characters as bits, one for each time it holds each of them.

    Characters that share their place count as the same, so that what two names have in common is never taken for less.
    """
    bits, seen = 0, dict[int, int]()
    for character in name:
        place = ord(character) % PLACES
        seen[place] = seen.get(place, 0) + 1
        bits |= 1 << (place * LONGEST_MISSPELLED + seen[place] - 1 if seen[place] <= LONGEST_MISSPELLED else 0)
    return bits


def _places(name: str) -> Mapping[str, int]:
    """Return where in a name each of its characters stands, as bits."""
    places: dict[str, int] = {}
    for place, character in enumerate(name):
        places[character] = places.get(character, 0) | 1 << place
    return places


def _in_common(places: Mapping[str, int], size: int, other: str) -> int:
    """Return the length of the longest row of characters that two names hold in one order.

    The bit-parallel form (Hyyrö 2004): each character of the other costs three operations on integers.
    """
    everywhere = (1 << size) - 1
    row = everywhere
    for character in other:
        matching = row & places.get(character, 0)
        row = ((row + matching) | (row - matching)) & everywhere
    return size - row.bit_count()
