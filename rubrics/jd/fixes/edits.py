"""Edits of a text and the pieces they make of it: every character of the original is kept, moved or shown as removed.

Knows no rule and no job description.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rubrics.catalogue.model import Value


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved-away"
    MOVED_HERE = "moved-here"


IN_THE_FIXED = frozenset((Change.KEPT, Change.ADDED, Change.MOVED_HERE))
"""The changes whose text stands in the fixed text."""
IN_THE_ORIGINAL = frozenset((Change.KEPT, Change.REMOVED, Change.MOVED_AWAY))
"""The changes whose text stands in the original, in its order."""


class Piece(Value):
    """A stretch of text and what became of it; start and end are its place in the original, None where it is new."""

    change: Change
    text: str
    rule: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """The original between start and end gives way to `text`, for the sake of a rule.

    With `moved` the text is the original's of that stretch, which another edit with `away` takes from its place.
    `under` is the heading that an added line stands below where its neighbors have none: lines added at one place
    under one heading share it. `order` sorts what is added at one place.
    """

    start: int
    end: int
    text: str = ""
    rule: str = ""
    away: bool = False
    moved: tuple[int, int] | None = None
    under: str = ""
    order: int = 0


def clash(edits: Iterable[Edit]) -> bool:
    """Whether two edits change the same characters, or something is added inside what another takes away."""
    end = 0
    for edit in _sorted(edits):
        if edit.start < end:
            return True
        end = max(end, edit.end)
    return False


def pieces_of(text: str, edits: Iterable[Edit]) -> tuple[Piece, ...]:
    """Return a text in pieces, edited; the edits must not clash."""
    pieces: list[Piece] = []
    done = 0
    for _, together in groupby(_sorted(edits), key=lambda edit: (edit.start, edit.end, edit.under)):
        for first, edit in _firsts(together):
            if edit.start > done:
                pieces.append(Piece(change=Change.KEPT, text=text[done : edit.start], start=done, end=edit.start))
            if edit.end > edit.start:
                gone = Change.MOVED_AWAY if edit.away else Change.REMOVED
                old = text[edit.start : edit.end]
                pieces.append(Piece(change=gone, text=old, rule=edit.rule, start=edit.start, end=edit.end))
            if first and edit.under:
                pieces.append(Piece(change=Change.ADDED, text=edit.under, rule=edit.rule))
            pieces += _new(text, edit)
            done = max(done, edit.end)
    if done < len(text):
        pieces.append(Piece(change=Change.KEPT, text=text[done:], start=done, end=len(text)))
    return tuple(pieces)


def _new(text: str, edit: Edit) -> Iterator[Piece]:
    if edit.moved is not None:
        start, end = edit.moved
        yield Piece(change=Change.MOVED_HERE, text=text[start:end], rule=edit.rule, start=start, end=end)
    if edit.text:
        yield Piece(change=Change.ADDED, text=edit.text, rule=edit.rule)


def _firsts(edits: Iterable[Edit]) -> Iterator[tuple[bool, Edit]]:
    for place, edit in enumerate(edits):
        yield place == 0, edit


def _sorted(edits: Iterable[Edit]) -> list[Edit]:
    """What is added at a place stands before what is taken away from there."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end, edit.order, edit.under))


def fixed_text(pieces: Iterable[Piece]) -> str:
    """Return the text after the edits."""
    return "".join(piece.text for piece in pieces if piece.change in IN_THE_FIXED)


def original_text(pieces: Iterable[Piece]) -> str:
    """Return the text before the edits."""
    return "".join(piece.text for piece in pieces if piece.change in IN_THE_ORIGINAL)


def lines_of_pieces(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces line by line, those that go over an end of line cut at it."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for place, part in enumerate(piece.text.split("\n")):
            if place:
                lines.append([])
            if part:
                lines[-1].append(piece.model_copy(update={"text": part}))
    return lines


def is_changed(line: Sequence[Piece]) -> bool:
    """Whether a line holds anything that isn't as it was."""
    return any(piece.change is not Change.KEPT for piece in line)
