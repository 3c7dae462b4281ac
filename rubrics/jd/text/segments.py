"""A plain text cut into sections, sentences and bullets with their offsets; knows the lists it is given."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from rubrics.jd.text.apart import ApartLists
from rubrics.jd.text.lines import Line
from rubrics.jd.text.lists import ListKey, ListKind
from rubrics.jd.text.matcher import Hit, Matcher, Words, words_of
from rubrics.jd.text.plaintext import PlainText
from rubrics.jd.text.title_lines import TitleLists
from rubrics.jd.values import SectionKind

_SENTENCE_END = re.compile(
    r"[.!? \t](?:(?<=[.!?])([\"')\]]*)[ \t]+(?=[\"'(\[]?[^\W\d_a-z])"
    r"|(?<=[ \t])(?<![ \t][ \t])[ \t]{2,}(?=[A-Z])|(?<=[ \t])[*•·▪][ \t](?=\w))"
)
"""A mark behind which a sentence begins, a gap, or a bullet: what they begin with is one set, which is found fast."""
_INLINE = re.compile(r"[ \t]*([A-Za-z][A-Za-z '&/,-]{2,40}):(?:[ \t]+(?=\S)|$)")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|incl|approx|no|inc|ltd|sr|jr|dr|u\.s|st|ph\.d)\.$", re.IGNORECASE)
STARTS_LOWER = re.compile(r"[ \t]*[a-z(]")
_MAX_SEGMENT = 1_200
"""Characters; a longer sentence is cut, which also bounds what is done once for each pair of its phrases."""
_SURE = 3
"""Words; a heading phrase this long is sure whatever else the heading says."""
_SHORT = 5
"""A heading of so many words may be told by its first."""
_SIGNS = 4
"""A heading has no more signs between its words: “Skills & Tools / Must-Have”."""
LONG_HEADING = 14
"""A phrase of so many words names a heading of any length."""


@dataclass(slots=True)
class Segment:
    """One sentence or bullet: its place, the section it stands in and what it is about.

    `headed` is the kind that its heading and a few phrases tell; `kind` may be told by all its words. `holds` are the
    kinds of lists its phrases are of.
    """

    start: int
    end: int
    kind: SectionKind
    section: int
    bullet: bool
    words: Words
    hits: list[Hit]
    headed: SectionKind = "other"
    holds: Set[ListKind] = field(init=False)

    def __post_init__(self) -> None:
        """Tell once what kinds of phrases there are: most questions end there."""
        self.holds = {hit.kind for hit in self.hits}


@dataclass(slots=True)
class Part:
    """One section: its heading, kind and place."""

    kind: SectionKind
    heading: str | None
    start: int
    end: int
    known: bool


@dataclass(frozen=True)
class SectionLists:
    """The phrases that tell sections apart, and the matcher that finds them and all others in a sentence."""

    headings: Mapping[SectionKind, Sequence[str]]
    openers: Mapping[str, SectionKind]
    duty_starts: frozenset[str]
    matcher: Matcher
    titles: TitleLists
    apart: ApartLists

    @cached_property
    def heading_matcher(self) -> Matcher:
        """Finds heading phrases."""
        return Matcher((ListKey(ListKind.HEADING, kind), phrases) for kind, phrases in self.headings.items())

    def __getstate__(self) -> dict[str, Any]:
        """Return all but what was remembered of texts."""
        return {name: value for name, value in vars(self).items() if name != "_kind_of"}

    def is_heading(self, text: str, *, colon: bool) -> bool:
        """Whether a bullet is a heading by mistake: few words, most of them one known heading."""
        if text.count(" ") >= LONG_HEADING:
            return False
        most = 9 if colon else 6
        if len(text.split()) > most + _SIGNS:
            return False
        words = words_of(text.lower())
        if not 0 < len(words) <= most:
            return False
        hits = self.heading_matcher.hits(words)
        if len(words) == 1:
            return text[:1].isupper() and any(hit.name in _LISTED for hit in hits)
        longest = max((hit.last - hit.first + 1 for hit in hits), default=0)
        return longest >= 2 and longest * 2 > len(words)

    def is_plain_heading(self, text: str) -> bool:
        """Whether a short line is a heading of a known kind."""
        return text.count(" ") < _SHORT and self.heading_kind(text) is not None

    def starts_as_duty(self, words: Words) -> bool:
        """Whether a bullet begins with a verb of work."""
        return bool(words.keys) and words.keys[0] in self.duty_starts

    def heading_kind(self, heading: str) -> SectionKind | None:
        """Return the kind a heading names, by its longest phrase, else by its first word; None where it names none."""
        return self._kind_of(heading.lower())

    @cached_property
    def _kind_of(self) -> Callable[[str], SectionKind | None]:
        return lru_cache(maxsize=4_096)(self._find_kind)

    def _find_kind(self, heading: str) -> SectionKind | None:
        words = words_of(heading)
        hits = self.heading_matcher.hits(words)
        longest = max((hit.last - hit.first + 1 for hit in hits), default=0)
        if not longest and len(words) <= _SHORT:
            return self.openers.get(words.keys[0]) if words.keys else None
        if not (longest >= _SURE or len(words) <= (9 if longest == _SURE - 1 else 4)):
            return None
        named = {hit.name for hit in hits if hit.last - hit.first + 1 == longest}
        return next((kind for kind in self.headings if kind in named), None)


def parts_of(text: PlainText, lines: Sequence[Line], lists: SectionLists) -> list[Part]:
    """Cut the lines after the title into sections; an unknown heading continues duties, musts, wishes or benefits."""
    parts = [Part("intro", None, lines[0].start if lines else 0, len(text.plain), False)]
    for line in lines:
        if line.heading is None:
            continue
        kind = lists.heading_kind(line.heading)
        parts[-1].end = line.start
        previous = parts[-1].kind
        chosen: SectionKind = kind or (previous if previous in _CONTINUED else "other")
        parts.append(Part(chosen, line.heading, line.start, len(text.plain), kind is not None))
    return parts


def segments_of(text: PlainText, lines: Sequence[Line], parts: Sequence[Part], lists: SectionLists) -> list[Segment]:
    """Cut every line that is no heading into sentences, each with the kind its section or its words tell.

    Where nothing else tells the duties, they may stand in what is said about the company or the team.
    """
    segments: list[Segment] = []
    part = 0
    override: SectionKind | None = None
    bullets_seen = False
    for line in _joined(text.plain, lines):
        while part + 1 < len(parts) and parts[part + 1].start <= line.start:
            part += 1
            override, bullets_seen = None, False
        if line.heading is not None:
            continue
        bullets_seen = bullets_seen or line.bullet
        rest: SectionKind | None = None
        for start, end in _sentences(text.plain, line):
            words = words_of(text.folded, start, end)
            inline = _inline_kind(text.plain, start, end, lists)
            if line.bullet:
                rest = "nice" if inline == "nice" else rest
                inline = None
            if inline in _LASTING:
                override, rest, bullets_seen = inline, None, False
            elif inline is not None:
                rest = inline
            section = inline or rest or override or parts[part].kind
            if bullets_seen and not line.bullet and section in _LISTED:
                section = "other"
            segment = Segment(start, end, section, part, line.bullet, words, lists.matcher.hits(words))
            segment.kind = _kind_of(segment, section, lists)
            segments.append(segment)
    if not any(segment.kind == "duties" for segment in segments):
        for segment in segments:
            if segment.kind == "about":
                segment.kind = _kind_of(segment, "intro", lists)
    for segment in segments:
        segment.headed = segment.kind
    return segments


def _joined(plain: str, lines: Sequence[Line]) -> list[Line]:
    """Join lines that were wrapped in the middle of a sentence."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.heading is None
            and line.heading is None
            and not line.bullet
            and plain[last.end - 1] not in ".:;!?"
            and line.start - last.end <= 6
            and plain.count("\n", last.end, line.start) == 1
            and STARTS_LOWER.match(plain, line.start)
            and line.end - last.start < _MAX_SEGMENT
        ):
            joined[-1] = Line(last.start, line.end, last.bullet)
        else:
            joined.append(line)
    return joined


def _sentences(plain: str, line: Line) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = line.start
    for stop in _SENTENCE_END.finditer(plain, line.start, line.end):
        if _ABBREVIATION.search(plain, max(start, stop.start() - 8), stop.start() + 1):
            continue
        end = max(stop.start(), stop.end(1))
        if start < end:
            spans.append((start, end))
        start = stop.end()
    if start < line.end:
        spans.append((start, line.end))
    if line.end - line.start <= _MAX_SEGMENT:
        return spans
    return [piece for span in spans for piece in _pieces(plain, *span)]


def _pieces(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence no one could read into stretches, at spaces where there are some."""
    pieces: list[tuple[int, int]] = []
    while end - start > _MAX_SEGMENT:
        cut = plain.rfind(" ", start + _MAX_SEGMENT // 2, start + _MAX_SEGMENT)
        cut = cut if cut > 0 else start + _MAX_SEGMENT
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


_CONTINUED = frozenset(("duties", "musts", "nice", "benefits"))
_LISTED = frozenset(("duties", "musts", "nice"))
_LASTING = _LISTED


def _inline_kind(plain: str, start: int, end: int, lists: SectionLists) -> SectionKind | None:
    """Return the kind a sentence names before its colon, as in “Requirements: five years …”."""
    inline = _INLINE.match(plain, start, end)
    return lists.heading_kind(inline[1]) if inline else None


_OVERRULING: tuple[SectionKind, ...] = ("legal", "benefits")
_TELLING: tuple[SectionKind, ...] = ("duties", "nice", "musts")
_OPEN = frozenset(("intro", "other"))


def _kind_of(segment: Segment, section: SectionKind, lists: SectionLists) -> SectionKind:
    """Let a sentence overrule its section where it plainly speaks of law, benefits or a wish."""
    cued: Set[str] = frozenset()
    if ListKind.SECTION_CUE in segment.holds:
        cued = {hit.name for hit in segment.hits if hit.kind is ListKind.SECTION_CUE}
    for kind in _OVERRULING:
        if kind in cued:
            return kind
    if section == "musts" and "nice" in cued:
        return "nice"
    if section == "about" and "duties" in cued:
        return "intro"
    if section not in _OPEN:
        return section
    if segment.bullet and lists.starts_as_duty(segment.words):
        return "duties"
    return next((kind for kind in _TELLING if kind in cued), section)
