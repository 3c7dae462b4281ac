"""Which checklist items a text says and where, and the remarks on what it leaves out; items and cues are data."""

from collections.abc import Container, Iterator, Mapping, Sequence

from rubrics.jd.checks.duties import duties_of
from rubrics.jd.checks.requirements import must_count, stated_years
from rubrics.jd.knowledge.facts import Requirement
from rubrics.jd.knowledge.schema import ChecklistCue
from rubrics.jd.reading.matcher import Hit
from rubrics.jd.reading.reading import Reading, Span
from rubrics.jd.reading.segments import Segment
from rubrics.jd.values import ChecklistMark, Finding
from rubrics.jd.wording import listed

_LAWFUL: tuple[tuple[Requirement, str, str], ...] = (
    ("early-pay", "pay-range", "law-early-pay"),
    ("benefits", "health-cover", "law-benefits"),
    ("other-pay", "bonus-equity", "law-other-pay"),
    ("deadline", "application-window", "law-deadline"),
    ("ai-notice", "ai-in-hiring-notice", "law-ai-notice"),
    ("ai-use", "ai-in-hiring-notice", "law-ai-use"),
    ("vacancy", "vacancy", "law-vacancy"),
)
_IS_ROLE = {
    "is-ml": "ml-engineer",
    "is-ai": "ai-engineer",
    "is-automation": "automation-integrator",
    "is-research": "ai-researcher",
}
_ASKED_TOGETHER = 3
"""Fewer small gaps than this are no remark: every posting leaves out something."""
_WORK_LINES = 1
"""So many sentences about work stand for a list of duties."""
_SURE_OF_ROLE = 0.5
"""From this share on the role is sure enough to ask for what its JD should say."""
_REACH = 80
"""So many characters on either side let a reader judge a phrase in a long sentence."""


def checklist_of(reading: Reading, findings: Sequence[Finding]) -> tuple[ChecklistMark, ...]:
    """Return one mark for every checklist item the definitions know how to recognise.

    For an item that a JD must not say, found means that it does say it.
    """
    said = _said(reading)
    broken = {finding.rule: finding for finding in reversed(findings)}
    return tuple(_mark(reading, cue, said, broken) for cue in reading.knowledge.checklist.items)


def _mark(
    reading: Reading, cue: ChecklistCue, said: Mapping[str, Span], broken: Mapping[str, Finding]
) -> ChecklistMark:
    finding = next((broken[rule] for rule in cue.findings if rule in broken), None)
    if finding is not None:
        return ChecklistMark(item=cue.item, found=True, start=finding.start, end=finding.end, quote=finding.quote)
    if cue.check is not None:
        found, span = _checked(reading, cue.check)
    else:
        span = said.get(cue.item) or _headed(reading, cue)
        found = span is not None
    if not found or span is None:
        return ChecklistMark(item=cue.item, found=found)
    start, end = span
    return ChecklistMark(item=cue.item, found=True, start=start, end=end, quote=reading.document.quote(start, end))


def _said(reading: Reading) -> dict[str, Span]:
    """Return for each item the first words that say it, in a section where they count."""
    limits = {cue.item: cue.sections for cue in reading.knowledge.checklist.items}
    first: dict[str, Span] = {}
    for segment, hit in reading.found("k:"):
        item = hit.group[2:]
        counts = item not in first and (not limits[item] or segment.kind in limits[item])
        if counts and not _meant_otherwise(segment, hit):
            first[item] = _around(reading, segment, hit.start, hit.end)
    for hit in reading.heading_hits:
        item = hit.group[2:]
        if hit.group.startswith("k:") and not limits[item]:
            first.setdefault(item, (hit.start, hit.end))
    folded = reading.document.text.folded
    for item, literal, pattern in reading.knowledge.checklist_patterns:
        found = pattern.search(folded) if item not in first and literal in folded else None
        around = reading.document.segment_at(found.start()) if found else None
        if found is not None and around is not None:
            first[item] = _around(reading, around, *found.span())
    return first


def _meant_otherwise(segment: Segment, hit: Hit) -> bool:
    """Whether a phrase stands inside one that means something else: “internal equity”."""
    group = f"j:{hit.group[2:]}"
    return any(other.group == group and other.start < hit.end and hit.start < other.end for other in segment.hits)


def _around(reading: Reading, segment: Segment, start: int, end: int) -> Span:
    """Return the sentence around some words, or as much of a long one as lets a reader judge them."""
    if segment.end - segment.start <= 2 * _REACH:
        return segment.start, segment.end
    plain = reading.document.text.plain
    first = plain.rfind(" ", segment.start, max(segment.start, start - _REACH)) + 1 or segment.start
    last = plain.find(" ", min(segment.end, end + _REACH), segment.end)
    return max(first, segment.start), last if last >= 0 else segment.end


def _headed(reading: Reading, cue: ChecklistCue) -> Span | None:
    """Return the first bullet of the kind an item asks for."""
    if cue.heading is None:
        return None
    segments = reading.document.segments
    return next(((one.start, one.end) for one in segments if one.kind == cue.heading and one.bullet), None)


def _checked(reading: Reading, check: str) -> tuple[bool, Span | None]:
    match check:
        case "output":
            shown = {sighting.segment for every in reading.seen.seen.values() for sighting in every}
            work = (one for index, one in enumerate(reading.document.segments) if index in shown)
            span = next(((one.start, one.end) for one in work if one.kind == "duties"), None)
        case "pay-range":
            span = next(((one.start, one.end) for one in reading.pay if not one.open_ended), None)
        case "pay-basis":
            told = (one for one in reading.pay if one.basis != "unclear" and one.currency)
            span = next(((one.start, one.end) for one in told), None)
        case "split":
            nice = reading.of_kind("nice") if reading.of_kind("musts") else []
            span = next(((one.start, one.end) for one in nice), None)
        case _:
            return _holds(reading, check), None
    return span is not None, span


def _holds(reading: Reading, check: str) -> bool:
    """Whether something is so that no single place in the text shows."""
    match check:
        case "level":
            named = reading.named_title is not None and bool(reading.named_title.levels)
            return bool(reading.title.levels) or named or stated_years(reading)
        case "must-count":
            return 0 < must_count(reading) <= reading.knowledge.words.must_limit
        case "titled-ai":
            return reading.title.roles == {"ai-engineer"}
        case _:
            return reading.verdict.role == _IS_ROLE[check]


def completeness_findings(reading: Reading, marks: Mapping[str, ChecklistMark]) -> Iterator[Finding]:
    """Yield what the text leaves out; small gaps are gathered into one remark."""
    if not reading.of_kind("duties") and _worklike(reading) < _WORK_LINES:
        yield reading.finding("missing-duties")
    if not reading.of_kind("musts", "nice"):
        yield reading.finding("missing-requirements")
    hinted = _hinted(reading)
    if not marks["level"].found and "level" not in hinted:
        yield reading.finding("missing-level")
    absent = {item for item, mark in marks.items() if not mark.found} - hinted
    yield from _gathered(reading, absent, "not-said", reading.knowledge.words.not_said, _ASKED_TOGETHER)
    role = reading.verdict.role
    if role in ("ai-engineer", "ml-engineer") and reading.verdict.distribution[role] >= _SURE_OF_ROLE:
        yield from _gathered(reading, absent, "role-not-said", reading.knowledge.words.role_said, 1)
    yield from _lawful(reading, marks)


def _worklike(reading: Reading) -> int:
    """How many sentences anywhere begin with a verb of work or say what the person will do."""
    lists = reading.knowledge.section_lists
    told = {id(segment) for segment, _ in reading.found("z:duties")}
    lines = reading.of_kind("intro", "musts", "nice", "other", "about")
    return sum(id(one) in told or lists.starts_as_duty(one.words) for one in lines)


def _hinted(reading: Reading) -> set[str]:
    """Return the items that some words hint at: too little to tick them, and enough to say nothing of their absence."""
    words = reading.document.vocabulary
    single = {item for item, hints in reading.knowledge.hint_words.items() if not hints.isdisjoint(words)}
    phrases = {hit.group[2:] for _, hit in reading.found("h:")}
    return single | phrases | ({"location"} if reading.located else set())


def _gathered(
    reading: Reading, absent: Container[str], rule: str, items: Mapping[str, str], least: int
) -> Iterator[Finding]:
    missing = [words for item, words in items.items() if item in absent]
    if len(missing) >= least:
        yield reading.finding(rule, items=listed(missing))


def _lawful(reading: Reading, marks: Mapping[str, ChecklistMark]) -> Iterator[Finding]:
    for requirement, item, rule in _LAWFUL:
        duty = None if marks[item].found else duties_of(reading, requirement)
        if duty is not None:
            yield reading.finding(
                rule,
                verified=duty.verified and reading.knowledge.rule_by_id[rule].verified,
                checked=duty.checked,
                places=duty.places,
                law=duty.laws,
                source=duty.source,
            )
