"""How a text is built: length, headings, paragraphs, repeats, blanks, short forms, readability."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, zip_longest

from rubrics.jd.reading.reading import Reading
from rubrics.jd.text.english import is_foreign
from rubrics.jd.text.lines import Line
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import BLANK, Apart, Finding

_VOWELS = re.compile(r"[aeiouy]+")
_SHORT_FORM = re.compile(r"[ \t]{0,2}\([ \t]?[A-Za-z0-9]{2,6}s?[ \t]?\)")
_GLUED = re.compile(r"[a-z)][.!?][A-Z][a-z]{2}")
"""Two sentences that lost the space between them are no long one."""
_PICTURE = re.compile(r"[ \t]*[\u2600-\u27bf\U0001f300-\U0001faff]")
"""A line that begins with an emoji is one of a list."""
_HEADINGS_FROM = 250
"""Words; a shorter text reads well without headings."""
_FILLED = frozenset(("duties", "musts", "benefits"))
"""Sections that no one heads and leaves empty on purpose."""
_SAID = frozenset(("duties", "musts", "nice", "intro", "other"))
_JOB = frozenset(("duties", "musts", "nice"))
"""Under a heading of these what sounds like the company is often the job."""
_WE, _YOU = frozenset(("we", "our", "us")), frozenset(("you", "your", "role", "position", "candidate"))
"""A sentence to the reader is on the job, or may be."""


def structure_findings(reading: Reading) -> Iterator[Finding]:
    """Yield what is wrong with the build of the text."""
    yield from _length(reading)
    yield from _headings(reading)
    yield from _paragraphs(reading)
    yield from _repeats(reading)
    yield from _blanks(reading)
    yield from _short_forms(reading)
    yield from _spelling(reading)
    yield from _readability(reading)
    for one in reading.document.left_out:
        if one.kind is Apart.SECOND_JOB:
            yield reading.finding("second-job", (one.head_start, one.head_end))


def _length(reading: Reading) -> Iterator[Finding]:
    limits = reading.knowledge.words.limits
    words = reading.document.word_count
    if words < limits.short:
        if not reading.document.is_half_read:
            yield reading.finding("too-short", words=words)
    elif words > limits.long:
        yield reading.finding("too-long", words=words)
    about = _words(reading, _about_the_company(reading))
    if words >= limits.short and about > limits.blurb * words:
        yield reading.finding("company-blurb", share=about / words)


def _about_the_company(reading: Reading) -> list[Segment]:
    """Return the sentences about the company, without those on a team; under a list of duties or musts it says we."""
    teams = {number for number, part in enumerate(reading.document.parts) if "team" in (part.heading or "").lower()}
    return [
        one
        for one in reading.of_kind("about")
        if one.section not in teams
        and (not one.bullet or not _WE.isdisjoint(one.words.keys))
        and (one.headed not in _JOB or not _WE.isdisjoint(one.words.keys))
        and _YOU.isdisjoint(one.words.keys)
    ]


def _headings(reading: Reading) -> Iterator[Finding]:
    document = reading.document
    headed = [part for part in document.parts if part.heading is not None]
    inline = {segment.kind for segment in document.segments} & {"duties", "musts"}
    if not headed and document.word_count >= _HEADINGS_FROM and len(inline) < 2:
        yield reading.finding("no-headings")
    for line, after in zip_longest(document.lines, document.lines[1:]):
        if _is_empty(reading, line, after):
            yield reading.finding("empty-heading", (line.start, line.end))


def _is_empty(reading: Reading, line: Line, after: Line | None) -> bool:
    """Whether a heading that names a known kind of section has another such heading right below it."""
    if line.heading is None or line.bullet or _PICTURE.match(reading.document.text.plain, line.start):
        return False
    lists = reading.knowledge.section_lists
    # “Sound like you? Read on.” leads on to what comes, whatever its words are.
    if lists.heading_kind(line.heading) not in _FILLED or "? " in line.heading:
        return False
    if after is None:
        return True
    if after.heading is None or after.bullet or _style(reading, line) != _style(reading, after):
        return False
    other = lists.heading_kind(after.heading)
    return other in _FILLED and other != lists.heading_kind(line.heading)


def _style(reading: Reading, line: Line) -> tuple[bool, bool, bool]:
    """How a heading is set: headings of unlike style stand above one another, not beside."""
    body = reading.document.text.plain[line.start : line.end]
    return body.rstrip("* ").endswith(":"), line.marked, body.upper() == body


def _paragraphs(reading: Reading) -> Iterator[Finding]:
    """Find the paragraph that says most about the job, if that is too much; it is told and counted as a whole."""
    starts = [line.start for line in reading.document.lines]
    paragraphs: dict[int, list[Segment]] = {}
    place = -1
    for segment in reading.document.segments:
        while place + 1 < len(starts) and starts[place + 1] <= segment.start:
            place += 1
        paragraphs.setdefault(place, []).append(segment)
    longest = max(paragraphs.values(), key=_said, default=[])
    limit = reading.knowledge.words.limits.paragraph
    if _said(longest) > limit and (words := _words(reading, longest)) > limit:
        yield reading.finding("wall-of-text", (longest[0].start, longest[-1].end), words=words)


def _said(segments: Sequence[Segment]) -> int:
    """How much of a paragraph is about the job, in words as phrases compare them."""
    return sum([len(segment.words.keys) for segment in segments if segment.kind in _SAID])


def _words(reading: Reading, segments: Sequence[Segment]) -> int:
    return sum(reading.document.text.words(segment.start, segment.end) for segment in segments)


def _repeats(reading: Reading) -> Iterator[Finding]:
    seen: set[str] = set()
    for segment in reading.document.segments:
        if len(segment.words) < reading.knowledge.words.limits.repeat:
            continue
        key = " ".join(segment.words.keys)
        if key in seen:
            yield reading.finding("duplicate-block", (segment.start, segment.end))
            return
        seen.add(key)


def _blanks(reading: Reading) -> Iterator[Finding]:
    folded = reading.document.text.folded
    for literal, pattern in reading.knowledge.blanks:
        if literal in folded:
            for blank in re.compile(pattern).finditer(folded):
                yield reading.finding(BLANK, blank.span())


def _short_forms(reading: Reading) -> Iterator[Finding]:
    """Find wrong expansions, where the short form stands beside them."""
    folded = reading.document.text.folded
    for segment, hit in reading.hits(ListKind.EXPANSION):
        row = reading.knowledge.words.expansions[int(hit.name)]
        beside = _SHORT_FORM.match(folded, hit.end)
        named = row.short.lower() in folded[max(segment.start, hit.start - 12) : hit.end + 12]
        if beside or named:
            yield reading.finding("wrong-expansion", (hit.start, hit.end), short=row.short, right=row.right)


def _spelling(reading: Reading) -> Iterator[Finding]:
    for _, hit in reading.hits(ListKind.MISSPELLING):
        right = hit.name
        quote = reading.document.quote(hit.start, hit.end)
        if quote.lower() != right.lower() and "," not in quote:
            yield reading.finding("misspelt-tool", (hit.start, hit.end), right=right)


def _readability(reading: Reading) -> Iterator[Finding]:
    """Compare the Flesch-Kincaid grade of the running sentences with the limit."""
    limits, lists = reading.knowledge.words.limits, reading.knowledge.section_lists.apart
    said = (one for one in reading.document.segments if one.kind in _SAID and len(one.words) >= 4)
    own = (one for one in said if not is_foreign(one.words.keys, lists.english, lists.foreign))
    plain = reading.document.text.plain
    sentences = [one for one in own if _GLUED.search(plain, one.start, one.end) is None]
    words = sum(len(one.words) for one in sentences)
    if words < limits.short:
        return
    syllables = sum(map(_syllables, chain.from_iterable(one.words.keys for one in sentences)))
    grade = 0.39 * words / len(sentences) + 11.8 * syllables / words - 15.59
    longest = max(sentences, key=lambda one: len(one.words))
    number = _words(reading, [longest])
    if grade > limits.grade and number > 30:
        yield reading.finding("hard-to-read", (longest.start, longest.end), grade=grade, words=number)


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    count = len(_VOWELS.findall(word))
    return max(1, count - (word.endswith("e") and not word.endswith("le")))
