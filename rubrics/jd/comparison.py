"""What changed between two texts of a JD, line by line and word by word; layout alone counts as no change.

Knows neither whose texts they are, nor which of them was approved.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from rubrics.jd.fixes.edits import Change, Piece
from rubrics.jd.versions import lines_of

LONGEST_COMPARED = 20_000
"""Characters; the longest of 425 real postings has 12,700, and comparing takes longer than in proportion."""
_WORD = re.compile(r"\S+")


def changes_between(before: str, after: str) -> list[list[Piece]] | None:
    """Return the lines that differ, each in pieces that show what went and what came; None where a text is too long."""
    if max(len(before), len(after)) > LONGEST_COMPARED:
        return None
    old, new = lines_of(before), lines_of(after)
    matcher = SequenceMatcher(None, [line.casefold() for line in old], [line.casefold() for line in new])
    changed: list[list[Piece]] = []
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag != "equal":
            changed += _differing(old[first:last], new[begin:end])
    return changed


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[list[Piece]]:
    """Yield the lines of a stretch that differ; where words only stand in other lines, none does."""
    if len(old) == len(new):
        pairs = [(one, other) for one, other in zip(old, new, strict=True) if one.casefold() != other.casefold()]
        if all(_ratio(one, other) for one, other in pairs):
            yield from (_by_words(one, other) for one, other in pairs)
            return
    pieces = _by_words("\n".join(old), "\n".join(new))
    if all(piece.change is Change.KEPT for piece in pieces):
        return
    if any(piece.change is Change.KEPT for piece in pieces):
        yield pieces
        return
    yield from ([_piece(Change.REMOVED, line)] for line in old)
    yield from ([_piece(Change.ADDED, line)] for line in new)


def _ratio(one: str, other: str) -> bool:
    """Tell whether two lines share enough words to be one line that was changed: a third of the longer one."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return 3 * len(words & others) >= max(len(words), len(others))


def _by_words(one: str, other: str) -> list[Piece]:
    old, new = _WORD.findall(one), _WORD.findall(other)
    matcher = SequenceMatcher(None, [word.casefold() for word in old], [word.casefold() for word in new])
    runs: list[tuple[Change, str]] = []
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            runs += [(Change.KEPT, word) for word in new[begin:end]]
        else:
            runs += [(Change.REMOVED, word) for word in old[first:last]]
            runs += [(Change.ADDED, word) for word in new[begin:end]]
    joined = [(change, " ".join(word for _, word in run)) for change, run in groupby(runs, key=lambda run: run[0])]
    last_one = len(joined) - 1
    return [_piece(change, text if place == last_one else f"{text} ") for place, (change, text) in enumerate(joined)]


def _piece(change: Change, text: str) -> Piece:
    return Piece(change=change, text=text)
