"""What changed in a text, as rich text: struck where it went, bold where it came; knows not why."""

from collections.abc import Iterable, Iterator, Sequence

from bot.features.jd.phrasing import readable
from bot.slack.block_types import Block, RichTextPart
from bot.slack.rich_text import rich_section, rich_text, text_run
from bot.wording.phrases import shortened
from rubrics.jd.fixes.edits import Change, Piece

LONGEST_LINE = 400
"""So many characters of a changed line are shown on each side of what changed."""
AROUND = 60
MOST_LINES = 25
"""So many changed lines are shown; the others are counted, and stand in the text."""


def shown_lines(lines: Iterable[Sequence[Piece]]) -> list[Sequence[Piece]]:
    """Return the lines with a change that people see: white space that came or went is none."""
    return [line for line in lines if any(piece.change is not Change.KEPT and piece.text.strip() for piece in line)]


def changes(lines: Sequence[Sequence[Piece]]) -> list[Block]:
    """Return the first changed lines, or nothing where there are none."""
    return [rich_text(*_passages(lines[:MOST_LINES]))] if lines else []


def _passages(lines: Sequence[Sequence[Piece]]) -> Iterator[RichTextPart]:
    for line in lines:
        runs: list[RichTextPart] = []
        for place, piece in enumerate(line):
            run = _run(piece, place, len(line))
            if run is not None:
                apart = place and piece.change is Change.ADDED and line[place - 1].change is Change.REMOVED
                runs += [*([text_run(" ")] if apart else []), run]
        yield rich_section(*runs, text_run("\n"))


def _run(piece: Piece, place: int, number: int) -> RichTextPart | None:
    """Return a piece of a line: struck where it went, bold where it came; of what stayed, what stands beside that."""
    text = readable(piece.text)
    if not text:
        return None
    if piece.change is Change.KEPT:
        return text_run(_beside(text, first=place == 0, last=place == number - 1))
    text = shortened(text, LONGEST_LINE)
    gone = piece.change in (Change.REMOVED, Change.MOVED_AWAY)
    return text_run(text, strike=gone, bold=not gone, italic=piece.change in (Change.MOVED_AWAY, Change.MOVED_HERE))


def _beside(text: str, *, first: bool, last: bool) -> str:
    """Return so much of what stayed as shows where a change stands."""
    if len(text) <= 2 * AROUND:
        return text
    before, behind = text[:AROUND].rpartition(" ")[0], text[-AROUND:].partition(" ")[2]
    if first:
        return f"… {behind}"
    return f"{before} …" if last else f"{before} … {behind}"
