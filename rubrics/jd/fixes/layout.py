"""Where lines stand in a text and in which style: whole bullets, headings, and where a new line of a section goes."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby

from rubrics.jd.fixes.edits import Edit
from rubrics.jd.reading.reading import Reading
from rubrics.jd.text.lines import Line
from rubrics.jd.text.segments import Part
from rubrics.jd.values import SectionKind

_MARK = re.compile(r"[ \t]*(?:[-*•·●▪◦‣–—○■□►➢✓✔][ \t]*)")
_DRESS = frozenset("#*_: \t")
"""Marks that any heading may have; an emoji is its own heading's."""
_WORDED = re.compile(r"(?!#\S|LI-\w).*?[^\W_]", re.IGNORECASE | re.DOTALL)
"""A line that holds a word and is no tag."""
_TAG = re.compile(r"#\S|LI-\w", re.IGNORECASE)
"""How a line of a job board's tags begins: “#LI-Remote”."""
_BLANK, _BLANK_BEFORE = re.compile(r"[ \t]*\n"), re.compile(r"\n(?:[ \t]*\n)+\Z")
_GAP = 100
"""Characters; no gap that people leave between two lines has more spaces."""
_ENDS, _FEW = (".", "!", "?"), 9
"""What a sentence ends with, and how many words a line has that may head others."""
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
    # A bullet that is read as a heading is a line like any other.
    if inside is None or inside.heading is None or _MARK.match(text, *whole_line(text, inside.start, inside.start)):
        return first
    others = [line for line in lines_in(reading, inside) if not first <= line.start < last]
    return first if others else whole_line(text, inside.start, inside.start)[0]


def mark_of(text: str, line: Line) -> str:
    """Return the bullet mark of a line with the spaces around it; empty where it has none."""
    first, _ = whole_line(text, line.start, line.start)
    mark = _MARK.match(text, first)
    return mark[0] if line.bullet and mark else ""


def part_of_kind(reading: Reading, *kinds: SectionKind) -> Part | None:
    """Return the section under a known heading of the first of these kinds that holds something, the fullest of it.

    A field such as “Reports to:” is of a kind, too, but no place for more lines.
    """
    told = kinds_of_lines(reading)
    for kind in kinds:
        parts = [part for part in reading.document.parts if part.kind == kind and part.known]
        held = [sum(line.start in told for line in lines_in(reading, part)) for part in parts]
        if any(held):
            return parts[held.index(max(held))]
    return None


def lines_in(reading: Reading, part: Part) -> list[Line]:
    """Return the lines of a section below its heading."""
    inside = (line for line in reading.document.lines if part.start <= line.start < part.end)
    return [line for line in inside if line.heading is None]


def added_line(reading: Reading, kind: SectionKind, line: str, rule: str, order: int) -> Edit:
    """Return the edit that adds a line to the section of a kind, or with a heading of its own where none is.

    It stands at the end of the list, else behind the last line that speaks of its kind, under a heading that had got
    nothing below it, or behind the line with the pay or the last one on the work. `order` is its place among lines
    that go into one section.
    """
    beside = (kind, *_BESIDE.get(kind, ()))
    part = part_of_kind(reading, *beside)
    text = reading.document.text.original
    if part is not None:
        kinds, lines = kinds_of_lines(reading), _before_a_heading(text, lines_in(reading, part))
        lines = [one for one in lines if one.bullet] or lines
        listed = (one for one in reversed(lines) if kinds.get(one.start) in beside or _is_item(text, one))
        last = next(listed, lines[-1])
        return _behind(text, last, line, rule, order)
    empty = next((one for one in _empty_parts(reading) if one.kind in beside), None)
    if empty is not None:
        _, at = whole_line(text, empty.start, empty.start)
        gap = style_of(reading).gap.removesuffix("\n")
        return Edit(at, at, f"{gap}{line}\n", rule, order=order)
    told = _line_that_tells(reading, kind)
    if told is not None:
        return _behind(text, told, line, rule, order)
    at, style = before_the_end(reading), style_of(reading)
    blank = _BLANK_BEFORE.search(text, max(0, at - _GAP), at)
    at = blank.start() + 1 if blank else at
    gap = "\n" if text[at:].strip() and not _BLANK.match(text, at) else ""
    heading = style.heading(reading.knowledge.fixes.headings[kind])
    apart = "" if gap else style.gap.removeprefix("\n")
    return Edit(
        at,
        at,
        f"{apart}{line}\n{gap}",
        rule,
        under=heading.removesuffix(apart),
        order=_ORDER.index(kind) * _MOST_LINES + order,
    )


def _behind(text: str, last: Line, line: str, rule: str, order: int) -> Edit:
    """Return the edit that adds a line behind another, with the same bullet, or as far apart as that one stands."""
    first, at = whole_line(text, last.start, last.end)
    mark = mark_of(text, last)
    apart = "\n" if not mark and _BLANK_BEFORE.search(text, max(0, first - _GAP), first) else ""
    return Edit(at, at, f"{apart}{mark}{line}\n", rule, order=order)


def _empty_parts(reading: Reading) -> list[Part]:
    """Return the sections under a known heading right below which another heading stands, or nothing."""
    return [part for part in reading.document.parts if part.known and not lines_in(reading, part)]


def _line_that_tells(reading: Reading, kind: SectionKind) -> Line | None:
    """Return the line of the last pay that a text states, or the last of the most that tell of the work."""
    lines = reading.document.lines
    if kind in ("pay", "benefits"):
        at = max((pay.start for pay in reading.pay), default=None)
        return None if at is None else next((line for line in lines if line.start <= at < line.end), None)
    if kind != "duties":
        return None
    kinds = kinds_of_lines(reading)
    runs = [[*run] for duty, run in groupby(lines, lambda line: kinds.get(line.start) == "duties") if duty]
    return max(runs, key=len)[-1] if runs else None


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
    """Return where new sections go: before the notices and the praise at the end, else behind everything.

    Never between a section's heading and its lines, nor between what is said about a company: what stands below a new
    heading would seem to belong to it.
    """
    document, kinds = reading.document, kinds_of_lines(reading)
    text = document.text.original
    at = _end_of_what_is_read(reading)
    for part in reversed(document.parts):
        lines = lines_in(reading, part)
        is_last = part.known and part.kind in _LAST
        told = [_TAG.match(text, line.start, line.end) is not None or kinds.get(line.start) in _LAST for line in lines]
        if part.heading is not None and (is_last or (lines and all(told))):
            at, _ = whole_line(text, part.start, part.start)
            continue
        for number, line in reversed([*enumerate(lines)]):
            is_last = kinds.get(line.start) == "legal" or _TAG.match(text, line.start, line.end) is not None
            if not is_last and not (at < len(text) and _heads(text, lines, number)):
                break
            at, _ = whole_line(text, line.start, line.start)
        break
    return at if text[:at].strip() else len(text)


def _before_a_heading(text: str, lines: list[Line]) -> list[Line]:
    """Return the lines that hold a word, up to the first that heads what follows although it wasn't read so."""
    worded = [line for line in lines if _WORDED.match(text, line.start, line.end)]
    ends = (number for number in range(1, len(worded)) if _heads(text, worded, number))
    return worded[: next(ends, len(worded))]


def _is_item(text: str, line: Line) -> bool:
    """Whether a line is an item of a list, with a mark or without."""
    words = text[line.start : line.end]
    return line.bullet or (len(words.split()) <= _FEW and not words.endswith(_ENDS))


def _heads(text: str, lines: list[Line], number: int) -> bool:
    """Whether a few words without an end stand between a list or a sentence and another sentence."""
    line, words = lines[number], [text[one.start : one.end] for one in lines[max(0, number - 1) : number + 2]]
    if line.bullet or number + 1 >= len(lines) or lines[number + 1].bullet:
        return False
    own, behind = words[-2], words[-1]
    before_ends = not number or lines[number - 1].bullet or words[0].endswith(_ENDS)
    is_short = len(own.split()) <= _FEW and not own[:1].islower() and not own.endswith((*_ENDS, ",", ";"))
    return before_ends and is_short and ":" not in own and behind.endswith(_ENDS)


def _end_of_what_is_read(reading: Reading) -> int:
    """Return where a posting ends and what was set apart at its foot begins."""
    document, text = reading.document, reading.document.text.original
    behind = document.lines[-1].end if document.lines else len(text)
    return min(
        (whole_line(text, one.start, one.start)[0] for one in document.left_out if one.start >= behind),
        default=len(text),
    )
