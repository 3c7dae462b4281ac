"""Where lines stand in a text and in which style: whole bullets, headings, and where a new line of a section goes."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from rubrics.jd.fixes.edits import Edit
from rubrics.jd.reading.reading import Reading
from rubrics.jd.text.lines import Line
from rubrics.jd.text.segments import Part
from rubrics.jd.values import SectionKind

_MARK = re.compile(r"[ \t]*(?:[-*•·●▪◦‣–—○■□►➢✓✔][ \t]*)")
_HASHES = re.compile(r"[ \t]*(#{1,6}[ \t]+)")
_DRESS = frozenset("#*_: \t")
"""Marks that any heading may have; an emoji is its own heading's."""
_LAST = frozenset(("legal", "about"))
"""What stands at the end of a posting: new sections go before it."""
_ORDER: tuple[SectionKind, ...] = ("duties", "musts", "nice", "pay", "benefits", "process", "legal", "about")
"""In which order new sections follow each other."""
_MOST_LINES = 1000
"""More lines than one section could ever be given."""
_BESIDE: dict[SectionKind, tuple[SectionKind, ...]] = {"pay": ("benefits",), "benefits": ("pay",)}
"""Where a line may stand that has no section of its own kind."""


@dataclass(frozen=True)
class Style:
    """How a text sets its headings: what stands before and behind the words, and the empty line below them."""

    before: str = ""
    behind: str = ""
    capitals: bool = False
    gap: str = "\n\n"

    def heading(self, words: str) -> str:
        """Return a heading with the empty line above it and what follows it."""
        return f"\n{self.before}{words.upper() if self.capitals else words}{self.behind}{self.gap}"


def style_of(reading: Reading) -> Style:
    """Return the style of a text's first heading that stands in a line of its own."""
    document, plain = reading.document, reading.document.text.plain
    for line, after in zip(document.lines, document.lines[1:], strict=False):
        if line.heading is None or line.bullet:
            continue
        whole = plain[line.start : line.end]
        words = whole.find(line.heading)
        if words < 0:
            continue
        before, behind = whole[:words], whole[words + len(line.heading) :].rstrip()
        if not _DRESS.issuperset(before + behind):
            continue
        capitals = line.heading.upper() == line.heading and any(char.isalpha() for char in line.heading)
        newlines = max(1, min(2, plain.count("\n", line.end, after.start)))
        return Style(before, behind, capitals, "\n" * newlines)
    return Style()


def whole_line(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the lines around a stretch, with the end of the last."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return first, len(text) if last < 0 else last + 1


def whole_bullet(reading: Reading, start: int) -> tuple[int, int]:
    """Return a bullet with its mark and the lines it goes on over; none of the next bullet, heading or empty line."""
    document = reading.document
    text = document.text.original
    starts = [line.start for line in document.lines]
    place = bisect_right(starts, start) - 1
    first, last = whole_line(text, document.lines[place].start, document.lines[place].end)
    for line in document.lines[place + 1 :]:
        if line.bullet or line.heading is not None or text[last : line.start].count("\n"):
            break
        _, last = whole_line(text, line.start, line.end)
    return first, last


def heading_above(reading: Reading, first: int, last: int) -> int:
    """Return where a stretch of whole lines begins with the heading that nothing else stands under, if it has one."""
    text = reading.document.text.original
    inside = next((part for part in reading.document.parts if part.start <= first < part.end), None)
    if inside is None or inside.heading is None:
        return first
    others = [line for line in lines_in(reading, inside) if not first <= line.start < last]
    return first if others else whole_line(text, inside.start, inside.start)[0]


def mark_of(text: str, line: Line) -> str:
    """Return the bullet mark of a line with the spaces around it; empty where it has none."""
    first, _ = whole_line(text, line.start, line.start)
    mark = _MARK.match(text, first)
    return mark[0] if line.bullet and mark else ""


def part_of_kind(reading: Reading, *kinds: SectionKind) -> Part | None:
    """Return the first section under a known heading of one of these kinds that holds something."""
    for kind in kinds:
        for place, part in enumerate(reading.document.parts):
            if part.kind == kind and part.known and any(one.section == place for one in reading.document.segments):
                return part
    return None


def lines_in(reading: Reading, part: Part) -> list[Line]:
    """Return the lines of a section below its heading."""
    inside = (line for line in reading.document.lines if part.start <= line.start < part.end)
    return [line for line in inside if line.heading is None]


def added_line(reading: Reading, kind: SectionKind, line: str, rule: str, order: int) -> Edit:
    """Return the edit that adds a line to the section of a kind, or with a heading of its own where none is.

    It stands behind the last line that speaks of its kind. `order` is its place among lines that go into one section.
    """
    beside = (kind, *_BESIDE.get(kind, ()))
    part = part_of_kind(reading, *beside)
    text = reading.document.text.original
    lines = lines_in(reading, part) if part else []
    if part and lines:
        kinds = kinds_of_lines(reading)
        own = [one for one in lines if kinds.get(one.start) in beside] or lines
        last = own[-1]
        _, at = whole_line(text, last.start, last.end)
        mark = mark_of(text, last)
        apart = "\n" if not mark and len(lines) > 1 and "\n\n" in text[lines[0].start : lines[-1].start] else ""
        return Edit(at, at, f"{apart}{mark}{line}\n", rule, order=order)
    at = before_the_end(reading)
    heading = style_of(reading).heading(reading.knowledge.fixes.headings[kind])
    heading = heading.removeprefix("\n") if text[:at].endswith("\n\n") else heading
    gap = "\n" if text[at:].strip() and not text.startswith("\n", at) else ""
    return Edit(at, at, f"{line}\n{gap}", rule, under=heading, order=_ORDER.index(kind) * _MOST_LINES + order)


def kinds_of_lines(reading: Reading) -> dict[int, SectionKind]:
    """Return by the start of each line that is no heading what most of its words are about."""
    starts = [line.start for line in reading.document.lines]
    weights: dict[int, dict[SectionKind, int]] = {}
    for segment in reading.document.segments:
        place = bisect_right(starts, segment.start) - 1
        if place >= 0:
            kinds = weights.setdefault(starts[place], {})
            kinds[segment.kind] = kinds.get(segment.kind, 0) + len(segment.words)
    return {start: max(kinds, key=lambda kind: kinds[kind]) for start, kinds in weights.items()}


def before_the_end(reading: Reading) -> int:
    """Return where new sections go: before the notices and the praise at the end, else behind everything."""
    document, kinds = reading.document, kinds_of_lines(reading)
    text = document.text.original
    at = len(text)
    sections = {part.start: part.kind for part in document.parts if part.heading is not None}
    for line in reversed(document.lines):
        kind = sections.get(line.start) if line.heading is not None else kinds.get(line.start)
        is_tag = text[line.start : line.end].lstrip().startswith("#") and line.heading is None
        if kind not in _LAST and not is_tag:
            break
        at, _ = whole_line(text, line.start, line.start)
    return at if text[:at].strip() else len(text)
