"""Which checklist items a text says, and by which words; items and cues are data."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from rubrics.jd.checks.levels import says_level
from rubrics.jd.checks.requirements import must_count
from rubrics.jd.checks.tick_places import (
    is_perk,
    meant_otherwise,
    not_meant_in,
    paying_sentences,
    sentence_around,
    shown_by,
)
from rubrics.jd.knowledge.checklist_data import ChecklistCue
from rubrics.jd.reading.reading import Reading, Span
from rubrics.jd.text.lines import lines_with
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import ChecklistMark, Finding, Limit

_LIVED = frozenset(("experience", "experienced"))
"""Before a way of working in a requirement: the candidate has worked so, which tells nothing of the job."""
_ALONE = 4
"""A line of so many words is about what it names: “Hamburg or remote”."""


def checklist_of(reading: Reading, findings: Sequence[Finding]) -> tuple[ChecklistMark, ...]:
    """Return one mark for every checklist item the definitions know how to recognize.

    For an item that a JD must not say, found means that it does say it.
    """
    spans = _item_spans(reading)
    broken = {finding.rule: finding for finding in reversed(findings)}
    return tuple(_mark(reading, cue, spans, broken) for cue in reading.knowledge.checklist.items)


def _mark(
    reading: Reading, cue: ChecklistCue, spans: Mapping[str, Span], broken: Mapping[str, Finding]
) -> ChecklistMark:
    finding = next((broken[rule] for rule in cue.findings if rule in broken), None)
    if finding is not None:
        return ChecklistMark(item=cue.item, found=True, start=finding.start, end=finding.end, quote=finding.quote)
    if cue.check == "must-count":
        return _limit(reading, cue.item)
    said = spans.get(cue.item)
    span = shown_by(reading, cue.check, said) if cue.check else said
    if span is None or reading.verdict.role in cue.unsure_of:
        return _unshown(cue.item, found=_holds(reading, cue))
    start, end = span
    return ChecklistMark(item=cue.item, found=True, start=start, end=end, quote=reading.document.quote(start, end))


@lru_cache(maxsize=1_024)
def _unshown(item: str, *, found: bool) -> ChecklistMark:
    """Return the mark of an item that no words show; most items of most texts have the same one."""
    return ChecklistMark(item=item, found=found)


def agreeing(
    reading: Reading, marks: Sequence[ChecklistMark], findings: Sequence[Finding], hinted: Set[str]
) -> tuple[ChecklistMark, ...]:
    """Return marks that agree with the remarks: what a remark says is lacking isn't found, and what the text hints at,
    of which no remark speaks, isn't plainly missing."""
    made = {finding.rule for finding in findings}
    denied = {cue.item for cue in reading.knowledge.checklist.items if not made.isdisjoint(cue.denied_by)}
    spoken = hinted - denied
    return tuple(_agreeing(mark, denied, spoken) for mark in marks)


def _agreeing(mark: ChecklistMark, denied: Container[str], hinted: Container[str]) -> ChecklistMark:
    if mark.found and mark.item in denied:
        return ChecklistMark(item=mark.item, found=False, limit=mark.limit, count=mark.count)
    if mark.found or mark.item not in hinted:
        return mark
    return mark.model_copy(update={"hinted": True})


def _limit(reading: Reading, item: str) -> ChecklistMark:
    """Return how a text stands to the limit of musts; a text without a list of them can't be counted."""
    number, most = must_count(reading), reading.knowledge.words.must_limit
    limit = Limit.UNCOUNTED if not number else Limit.KEPT if number <= most else Limit.BROKEN
    return ChecklistMark(item=item, found=limit is Limit.KEPT, limit=limit, count=number or None)


def _item_spans(reading: Reading) -> dict[str, Span]:
    """Return for each item the first words that say it, in a section where they count."""
    cues = {cue.item: cue for cue in reading.knowledge.checklist.items}
    first: dict[str, Span] = {}
    paying = paying_sentences(reading)
    late = {item: _first_with(reading, cue.not_behind) for item, cue in cues.items() if cue.not_behind}
    for segment, hit in _said(reading):
        cue = cues[hit.name]
        too_late = segment.start > late.get(cue.item, segment.start)
        if hit.name in first or too_late or not _counts_in(cue, segment, paying, hit):
            continue
        if not meant_otherwise(segment, hit) and not (cue.own and hit.first in not_meant_in(reading, segment)):
            first[hit.name] = sentence_around(reading, segment, hit.start, hit.end)
    for hit in reading.heading_hits:
        if hit.kind is not ListKind.ITEM_CUE:
            continue
        counted = cues[hit.name].sections
        if not counted or ("pay" in counted and _states_pay(reading, hit)):
            first.setdefault(hit.name, (hit.start, hit.end))
    folded = reading.document.text.folded
    for item, literal, pattern in reading.knowledge.checklist_patterns:
        lines = lines_with(folded, (literal,)) if item not in first else ()
        match = next(filter(None, (re.compile(pattern).search(folded, *line) for line in lines)), None)
        around = reading.document.segment_at(match.start()) if match else None
        if match is not None and around is not None and _counts_in(cues[item], around, paying):
            first[item] = sentence_around(reading, around, *match.span())
    return first


def _states_pay(reading: Reading, hit: Hit) -> bool:
    """Whether the line of a phrase states pay, even one that reads as a heading: “Salary range $… plus commission”."""
    plain = reading.document.text.plain
    first, last = plain.rfind("\n", 0, hit.start) + 1, plain.find("\n", hit.end)
    return any(first <= pay.start < (last if last >= 0 else len(plain)) for pay in reading.pay)


def _first_with(reading: Reading, words: Sequence[str]) -> int:
    """Return where the first requirement with one of some words begins; the end of the text without one."""
    sought = frozenset(words)
    asked = (one.start for one in reading.of_kind("musts") if not sought.isdisjoint(one.words.keys))
    return next(asked, len(reading.document.text.plain))


def _has_lived(segment: Segment, hit: Hit | None) -> bool:
    """Whether a requirement asks for past work of a kind: “experience in a distributed, remote environment”."""
    if hit is None or segment.kind not in ("musts", "nice"):
        return False
    return not _LIVED.isdisjoint(segment.words.keys[: hit.first])


def _counts_in(cue: ChecklistCue, segment: Segment, paying: Container[int], hit: Hit | None = None) -> bool:
    """Whether words that say an item count in a sentence, by the section it is of; “Remote-friendly” is a perk."""
    if cue.check == "place" and (is_perk(segment) or _has_lived(segment, hit)):
        return False
    return not cue.sections or segment.kind in cue.sections or ("pay" in cue.sections and id(segment) in paying)


def _said(reading: Reading) -> Iterator[tuple[Segment, Hit]]:
    """Yield the phrases that say an item, and those that do in a line of their own."""
    yield from reading.hits(ListKind.ITEM_CUE)
    yield from ((one, hit) for one, hit in reading.hits(ListKind.ITEM_ALONE) if len(one.words) <= _ALONE)


def _is_headed(reading: Reading, cue: ChecklistCue) -> bool:
    """Whether a bullet stands in a section of the kind an item asks for, whatever it says."""
    return cue.heading is not None and any(one.bullet for one in reading.of_kind(cue.heading))


def _holds(reading: Reading, cue: ChecklistCue) -> bool:
    """Whether something is so that no single place in the text shows."""
    if cue.reads_as is not None:
        return reading.verdict.role == cue.reads_as
    if cue.titled_as is not None:
        return reading.title.roles == {cue.titled_as}
    if cue.check == "level":
        return says_level(reading)
    return False


def hinted_in(reading: Reading) -> set[str]:
    """Return the items that some words hint at: too little to tick them, and enough to say nothing of their absence."""
    words = reading.document.vocabulary
    single = {item for item, hints in reading.knowledge.hint_words.items() if not hints.isdisjoint(words)}
    phrases = {hit.name for _, hit in reading.hits(ListKind.ITEM_HINT)}
    based = {"pay-basis"} if any(one.basis != "unclear" for one in reading.pay) else set[str]()
    headed = {cue.item for cue in reading.knowledge.checklist.items if _is_headed(reading, cue)}
    wishing = {
        cue.item for cue in reading.knowledge.checklist.items if cue.check == "split" and reading.of_kind("nice")
    }
    said = {hit.name for _, hit in reading.hits(ListKind.ITEM_CUE)}
    unsure = {
        cue.item
        for cue in reading.knowledge.checklist.items
        if reading.verdict.role in cue.unsure_of and (cue.check or cue.item in said)
    }
    return single | phrases | headed | based | wishing | unsure | ({"location"} if reading.where.stated else set())
