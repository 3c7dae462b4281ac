"""The lines of a plain text with their places, and long lines cut at the bullets or the headings in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rubrics.jd.text.matcher import Matcher, words_of

_LONG = 250
"""Characters; a shorter line holds no whole posting."""
_FEW = 3
"""In more lines a text has headings of its own."""
_TELLING = frozenset(("duties", "musts"))
"""Headings of both kinds tell a whole posting from prose: one alone would take in all that follows."""
_SINGLE = frozenset(("duties", "musts", "nice", "benefits"))
"""What a heading of one word may be of; others are words of any sentence."""
_ENDS = ".!?)"
_BULLETS = re.compile("[•●▪◦■►➢✓✔\uf0b7]")
"""What stands between items only: a dot stands inside them, too."""
_DASHES = re.compile(r"(?<![^ \t])(?:[-*][ \t]+(?=[A-Z])|(?<!\d[ \t])[-*][ \t]+(?=\d))")
"""A dash before a capital or a number, but between no two numbers: one is a pause in a sentence, several on a
long line are a list's."""
_ITEMS = frozenset(("- ", "* "))
_A_LIST, _LISTING = 3, 200
"""From so many bullets and characters on a line is a list; a shorter one may tell place, pay and hours."""


@dataclass(slots=True)
class Line:
    """One line: its place, whether it is a bullet, and its heading text where it is a heading."""

    start: int
    end: int
    bullet: bool = False
    heading: str | None = None
    marked: bool = False


def lines_of(plain: str) -> list[Line]:
    """Return the lines that hold something."""
    lines: list[Line] = []
    start = 0
    for raw in plain.split("\n"):
        stripped = raw.strip()
        if stripped:
            lead = len(raw) - len(raw.lstrip())
            lines.append(Line(start + lead, start + lead + len(stripped)))
        start += len(raw) + 1
    return lines


def lines_at(plain: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each line that some offsets stand in, once; the offsets are in order."""
    end = -1
    for offset in offsets:
        if offset > end:
            start = plain.rfind("\n", end + 1, offset) + 1 or end + 1
            end = plain.find("\n", offset)
            end = len(plain) if end < 0 else end
            yield start, end


def lines_with(plain: str, literals: Iterable[str], last: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each line that holds one of some literals before an offset, in order.

    A pattern that needs one of them, and never leaves its line, is searched for there only: finding a literal is fast.
    """
    return lines_at(plain, sorted(place for literal in literals for place in _places(plain, literal, last)))


def _places(plain: str, literal: str, last: int | None) -> Iterator[int]:
    place = plain.find(literal, 0, last)
    while place >= 0:
        yield place
        place = plain.find(literal, place + len(literal), last)


def cut_at_bullets(plain: str, lines: Sequence[Line]) -> list[Line]:
    """Cut the lines that hold a whole list into its items."""
    return [piece for line in lines for piece in _items(plain, line)]


def _items(plain: str, line: Line) -> list[Line]:
    if line.end - line.start < _LISTING:
        return [line]
    starts = [mark.start() for mark in _BULLETS.finditer(plain, line.start, line.end)]
    if len(starts) < _A_LIST:
        starts = [mark.start() for mark in _DASHES.finditer(plain, line.start, line.end)]
    if len(starts) < _A_LIST:
        return [line]
    edges = [line.start, *(start for start in starts if start > line.start), line.end]
    return [piece for start, end in pairwise(edges) for piece in _trimmed(plain, start, end)]


def cut_at_headings(plain: str, folded: str, lines: Sequence[Line], headings: Matcher) -> list[Line]:
    """Cut the one or few long lines of a whole posting at the headings in them, as of a spreadsheet's cell.

    A posting has a heading of duties and one of musts.
    """
    if len(lines) > _FEW:
        return list(lines)
    return [piece for line in lines for piece in _pieces(plain, folded, line, headings)]


def _pieces(plain: str, folded: str, line: Line, headings: Matcher) -> list[Line]:
    if line.end - line.start < _LONG:
        return [line]
    found: list[tuple[int, int]] = []
    kinds: set[str] = set()
    done = line.start
    hits = headings.hits(words_of(folded, line.start, line.end))
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start < done:
            continue
        done = hit.end
        single = hit.first == hit.last
        if (not single or hit.name in _SINGLE) and _is_heading(plain, line, hit.start, hit.end, single=single):
            found.append((hit.start, hit.end))
            kinds.add(hit.name)
    if not kinds >= _TELLING:
        return [line]
    pieces: list[Line] = []
    start = line.start
    for first, last in found:
        pieces += _trimmed(plain, start, first)
        pieces.append(Line(first, last))
        start = last
    return [*pieces, *_trimmed(plain, start, line.end)]


def _is_heading(plain: str, line: Line, start: int, end: int, *, single: bool) -> bool:
    """Whether a phrase begins with a capital and another capital, a number or a colon follows it.

    A single word must begin its sentence, too.
    """
    if not plain[start].isupper():
        return False
    before, after = plain[line.start : start].rstrip(), plain[end : line.end]
    if single and before and before[-1] not in _ENDS:
        return False
    following = after.lstrip(" :\t")
    return bool(following) and (
        following[0].isupper() or following[0].isdigit() or after.lstrip()[:1] == ":" or following[:2] in _ITEMS
    )


def _trimmed(plain: str, start: int, end: int) -> list[Line]:
    while start < end and plain[start] in " :\t":
        start += 1
    while start < end and plain[end - 1] in " \t":
        end -= 1
    return [Line(start, end)] if start < end else []
