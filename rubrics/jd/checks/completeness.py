"""Which checklist items a text says and where, and the remarks on what it leaves out; items and cues are data."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from rubrics.jd.checks.duties import duties_of
from rubrics.jd.checks.requirements import must_count, stated_years
from rubrics.jd.knowledge.facts import Requirement
from rubrics.jd.knowledge.schema import ChecklistCue
from rubrics.jd.reading.reading import Reading, Span
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import ChecklistMark, Finding, Limit, PayFound, SectionKind

_LAWFUL: tuple[tuple[Requirement, str, str], ...] = (
    ("early-pay", "pay-range", "law-early-pay"),
    ("benefits", "health-cover", "law-benefits"),
    ("other-pay", "bonus-equity", "law-other-pay"),
    ("deadline", "application-window", "law-deadline"),
    ("ai-notice", "ai-in-hiring-notice", "law-ai-notice"),
    ("ai-use", "ai-in-hiring-notice", "law-ai-use"),
    ("vacancy", "vacancy", "law-vacancy"),
)
_ITEMS_OF_LAW: Mapping[str, tuple[str, ...]] = {
    "law-benefits": ("benefits",),
    "law-other-pay": ("bonus-equity",),
}
"""What a remark on a law asks for already, so that the one on what candidates ask doesn't repeat it."""
_ASKED_TOGETHER = 3
"""Fewer small gaps than this are no remark: every posting leaves out something."""
_WORK_LINES = 1
"""So many sentences about work stand for a list of duties."""
_ASKING: tuple[SectionKind, ...] = ("musts", "nice")
_SURE_OF_ROLE = 0.5
"""From this share on the role is sure enough to ask for what its JD should say."""
_FIRST_WORDS = 7
"""The verb of what a person makes is one of so many first words: “In this role you will design and build …”."""
_REACH = 80
"""So many characters on either side let a reader judge a phrase in a long sentence."""


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
    span = _shown(reading, cue.check) if cue.check else spans.get(cue.item)
    if span is None:
        return ChecklistMark(item=cue.item, found=_holds(reading, cue))
    start, end = span
    return ChecklistMark(item=cue.item, found=True, start=start, end=end, quote=reading.document.quote(start, end))


def agreeing(
    reading: Reading, marks: Sequence[ChecklistMark], findings: Sequence[Finding]
) -> tuple[ChecklistMark, ...]:
    """Return marks that agree with the remarks: what a remark says is lacking isn't found, and what the text hints at,
    of which no remark speaks, isn't plainly missing."""
    made = {finding.rule for finding in findings}
    denied = {cue.item for cue in reading.knowledge.checklist.items if not made.isdisjoint(cue.denied_by)}
    hinted = _hinted(reading) - denied
    return tuple(_agreeing(mark, denied, hinted) for mark in marks)


def _agreeing(mark: ChecklistMark, denied: Container[str], hinted: Container[str]) -> ChecklistMark:
    if mark.found and mark.item in denied:
        return ChecklistMark(item=mark.item, found=False, limit=mark.limit, count=mark.count)
    return mark.model_copy(update={"hinted": not mark.found and mark.item in hinted})


def _limit(reading: Reading, item: str) -> ChecklistMark:
    """Return how a text stands to the limit of musts; a text without a list of them can't be counted."""
    number, most = must_count(reading), reading.knowledge.words.must_limit
    limit = Limit.UNCOUNTED if not number else Limit.KEPT if number <= most else Limit.BROKEN
    return ChecklistMark(item=item, found=limit is Limit.KEPT, limit=limit, count=number or None)


def _item_spans(reading: Reading) -> dict[str, Span]:
    """Return for each item the first words that say it, in a section where they count."""
    limits = {cue.item: cue.sections for cue in reading.knowledge.checklist.items}
    first: dict[str, Span] = {}
    for segment, hit in reading.hits(ListKind.ITEM_CUE):
        item = hit.name
        counts = item not in first and (not limits[item] or segment.kind in limits[item])
        if counts and not _meant_otherwise(segment, hit):
            first[item] = _around(reading, segment, hit.start, hit.end)
    for hit in reading.heading_hits:
        if hit.kind is ListKind.ITEM_CUE and not limits[hit.name]:
            first.setdefault(hit.name, (hit.start, hit.end))
    folded = reading.document.text.folded
    for item, literal, pattern in reading.knowledge.checklist_patterns:
        match = pattern.search(folded) if item not in first and literal in folded else None
        around = reading.document.segment_at(match.start()) if match else None
        if match is not None and around is not None and (not limits[item] or around.kind in limits[item]):
            first[item] = _around(reading, around, *match.span())
    return first


def _meant_otherwise(segment: Segment, hit: Hit) -> bool:
    """Whether a phrase stands inside one that means something else: “internal equity”."""
    excuses = (other for other in segment.hits if other.kind is ListKind.ITEM_EXCUSE and other.name == hit.name)
    return any(other.start < hit.end and hit.start < other.end for other in excuses)


def _around(reading: Reading, segment: Segment, start: int, end: int) -> Span:
    """Return the sentence around some words, or as much of a long one as lets a reader judge them."""
    if segment.end - segment.start <= 2 * _REACH:
        return segment.start, segment.end
    plain = reading.document.text.plain
    first = plain.rfind(" ", segment.start, max(segment.start, start - _REACH)) + 1 or segment.start
    last = plain.find(" ", min(segment.end, end + _REACH), segment.end)
    return max(first, segment.start), last if last >= 0 else segment.end


def _is_headed(reading: Reading, cue: ChecklistCue) -> bool:
    """Whether a bullet stands in a section of the kind an item asks for, whatever it says."""
    return cue.heading is not None and any(one.bullet for one in reading.of_kind(cue.heading))


def _shown(reading: Reading, check: str) -> Span | None:
    """Return the place that shows what a check looks for; None for what no single place shows."""
    match check:
        case "output":
            return _made(reading)
        case "pay-range":
            return _paid(reading, (one for one in reading.pay if not one.open_ended))
        case "pay-basis":
            span = _paid(reading, (one for one in reading.pay if one.basis != "unclear" and one.currency))
            said = span is not None and reading.knowledge.pay_words.says_basis(
                reading.document.text.folded[slice(*span)]
            )
            return span if said else None
        case "split":
            nice = reading.of_kind("nice") if reading.of_kind("musts") else []
            cued = {id(segment) for segment, _ in reading.hits(ListKind.SECTION_CUE, "nice")}
            parts = reading.document.parts
            plain = (one for one in nice if id(one) in cued or parts[one.section].kind == "nice")
            return next(((one.start, one.end) for one in (*plain, *nice)), None)
    return None


def _made(reading: Reading) -> Span | None:
    """Return the first duty that is evidence of the work and begins with what the person makes."""
    shown = {
        id(reading.document.segments[span.segment]) for spans in reading.evidence.by_feature.values() for span in spans
    }
    for segment, hit in reading.hits(ListKind.ITEM_CUE, "output"):
        begins = hit.first <= _FIRST_WORDS and hit.last + 1 < len(segment.words)
        if segment.kind == "duties" and id(segment) in shown and begins and not _meant_otherwise(segment, hit):
            return segment.start, segment.end
    return None


def _paid(reading: Reading, pays: Iterator[PayFound]) -> Span | None:
    """Return the sentence of the first of some pays, which says what the sum is of."""
    pay = next(pays, None)
    around = reading.document.segment_at(pay.start) if pay else None
    if pay is None or around is None:
        return (pay.start, pay.end) if pay else None
    start, end = _around(reading, around, pay.start, pay.end)
    before = reading.document.segment_at(around.start - 2)
    if before is not None and not reading.knowledge.pay_words.says_basis(reading.document.text.folded[start:end]):
        start = max(before.start, pay.start - 2 * _REACH)
    return start, max(end, pay.end)


def _holds(reading: Reading, cue: ChecklistCue) -> bool:
    """Whether something is so that no single place in the text shows."""
    if cue.reads_as is not None:
        return reading.verdict.role == cue.reads_as
    if cue.titled_as is not None:
        return reading.title.roles == {cue.titled_as}
    if cue.check == "level":
        named = reading.named_title is not None and bool(reading.named_title.levels)
        return bool(reading.title.levels) or named or stated_years(reading)
    return False


def completeness_findings(reading: Reading, marks: Mapping[str, ChecklistMark]) -> Iterator[Finding]:
    """Yield what the text leaves out; small gaps are gathered into one remark."""
    headed = {part.kind for part in reading.document.parts if part.known}
    if "duties" not in headed and not reading.of_kind("duties") and _worklike(reading) < _WORK_LINES:
        yield reading.finding("missing-duties")
    if headed.isdisjoint(_ASKING) and not reading.of_kind(*_ASKING) and not stated_years(reading):
        yield reading.finding("missing-requirements")
    hinted = _hinted(reading)
    if not marks["level"].found and "level" not in hinted:
        yield reading.finding("missing-level")
    absent = {item for item, mark in marks.items() if not mark.found} - hinted
    lawful = list(_lawful(reading, marks, hinted))
    asked_by_law = {item for finding in lawful for item in _ITEMS_OF_LAW.get(finding.rule, ())}
    unasked = absent - asked_by_law
    yield from _gathered(reading, unasked, "not-said", reading.knowledge.words.not_said, least=_ASKED_TOGETHER)
    role = reading.verdict.role
    if role is not None and reading.verdict.distribution[role] >= _SURE_OF_ROLE:
        asked = reading.knowledge.cues_of(role).should_say
        yield from _gathered(reading, absent, "role-not-said", asked, least=1, role=role)
    yield from lawful


def _worklike(reading: Reading) -> int:
    """How many sentences anywhere begin with a verb of work or say what the person will do."""
    lists = reading.knowledge.section_lists
    cued = {id(segment) for segment, _ in reading.hits(ListKind.SECTION_CUE, "duties")}
    lines = reading.of_kind("intro", "musts", "nice", "other", "about")
    return sum(id(one) in cued or lists.starts_as_duty(one.words) for one in lines)


def _hinted(reading: Reading) -> set[str]:
    """Return the items that some words hint at: too little to tick them, and enough to say nothing of their absence."""
    words = reading.document.vocabulary
    single = {item for item, hints in reading.knowledge.hint_words.items() if not hints.isdisjoint(words)}
    phrases = {hit.name for _, hit in reading.hits(ListKind.ITEM_HINT)}
    based = {"pay-basis"} if any(one.basis != "unclear" for one in reading.pay) else set[str]()
    headed = {cue.item for cue in reading.knowledge.checklist.items if _is_headed(reading, cue)}
    return single | phrases | headed | based | ({"location"} if reading.located else set())


def _gathered(
    reading: Reading, absent: Container[str], rule: str, items: Iterable[str], *, least: int, role: str | None = None
) -> Iterator[Finding]:
    missing = tuple(item for item in items if item in absent)
    if len(missing) >= least:
        yield reading.finding(rule, items=missing, role=role)


def _lawful(reading: Reading, marks: Mapping[str, ChecklistMark], hinted: Container[str]) -> Iterator[Finding]:
    for requirement, item, rule in _LAWFUL:
        # “Benefits” alone is too little for a tick, and too much to say that the law's benefits are missing.
        said = marks[item].found or (item == "health-cover" and item in hinted)
        duty = None if said else duties_of(reading, requirement)
        if duty is not None:
            yield reading.finding(
                rule,
                verified=duty.verified and reading.knowledge.rule_by_id[rule].verified,
                checked=duty.checked,
                laws=duty.laws,
            )
