"""Which checklist items a text says, and by which words; items and cues are data."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from rubrics.jd.checks.levels import says_level
from rubrics.jd.checks.requirements import must_count
from rubrics.jd.knowledge.checklist_data import ChecklistCue
from rubrics.jd.reading.acts import not_meant
from rubrics.jd.reading.place_names import places_named
from rubrics.jd.reading.reading import Reading, Span
from rubrics.jd.text.lines import lines_with
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import OTHER, ChecklistMark, Finding, Limit, PayFound

_FIRST_WORDS = 7
"""The verb of what a person makes is one of so many first words: “In this role you will design and build …”."""
_BEFORE_A_VERB = frozenset(("will", "ll", "to", "and", "or", "help", "also", "you"))
"""Between these and an object a word is what someone does."""
_REACH = 80
"""So many characters on either side let a reader judge a phrase in a long sentence."""
_REQUIRED = re.compile(r"(?<!not )\brequired\b")
"""What says that a thing among the wishes is none."""
_PAID_TO = re.compile(r"\b(?:candidates?|residents?|those|hires?|hired|employees|applicants?)\b")
"""In a sentence on pay it says whom a sum is for, and not where the work is done."""
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
    span = _shown(reading, cue.check, said) if cue.check else said
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
    paying = _paying(reading)
    for segment, hit in _said(reading):
        cue = cues[hit.name]
        if hit.name in first or not _counts_in(cue, segment, paying, hit):
            continue
        if not _meant_otherwise(segment, hit) and not (cue.own and hit.first in _not_meant(reading, segment)):
            first[hit.name] = _around(reading, segment, hit.start, hit.end)
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
            first[item] = _around(reading, around, *match.span())
    return first


def _is_perk(segment: Segment) -> bool:
    return segment.bullet and segment.kind == "benefits"


def _paying(reading: Reading) -> frozenset[int]:
    """Return the sentences that state pay, wherever they stand: a range below the requirements is no requirement."""
    around = (reading.document.segment_at(pay.start) for pay in reading.pay)
    return frozenset(id(segment) for segment in around if segment is not None)


def _states_pay(reading: Reading, hit: Hit) -> bool:
    """Whether the line of a phrase states pay, even one that reads as a heading: “Salary range $… plus commission”."""
    plain = reading.document.text.plain
    first, last = plain.rfind("\n", 0, hit.start) + 1, plain.find("\n", hit.end)
    return any(first <= pay.start < (last if last >= 0 else len(plain)) for pay in reading.pay)


def _has_lived(segment: Segment, hit: Hit | None) -> bool:
    """Whether a requirement asks for past work of a kind: “experience in a distributed, remote environment”."""
    if hit is None or segment.kind not in ("musts", "nice"):
        return False
    return not _LIVED.isdisjoint(segment.words.keys[: hit.first])


def _counts_in(cue: ChecklistCue, segment: Segment, paying: Container[int], hit: Hit | None = None) -> bool:
    """Whether words that say an item count in a sentence, by the section it is of; “Remote-friendly” is a perk."""
    if cue.check == "place" and (_is_perk(segment) or _has_lived(segment, hit)):
        return False
    return not cue.sections or segment.kind in cue.sections or ("pay" in cue.sections and id(segment) in paying)


def _not_meant(reading: Reading, segment: Segment) -> frozenset[int]:
    return not_meant(reading.document, segment, reading.knowledge.evidence.negations.window)


def _said(reading: Reading) -> Iterator[tuple[Segment, Hit]]:
    """Yield the phrases that say an item, and those that do in a line of their own."""
    yield from reading.hits(ListKind.ITEM_CUE)
    yield from ((one, hit) for one, hit in reading.hits(ListKind.ITEM_ALONE) if len(one.words) <= _ALONE)


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


def _shown(reading: Reading, check: str, said: Span | None) -> Span | None:
    """Return the place that shows what a check looks for, `said` the one by its words; None for what none shows."""
    match check:
        case "output":
            return _made(reading)
        case "place":
            return _placed(reading) or said
        case "pay-range":
            return _paid(reading, (one for one in reading.pay if not one.open_ended and one.low != one.high))
        case "pay-basis":
            return _based(reading)
        case "split":
            return _apart(reading)
    return None


def _based(reading: Reading) -> Span | None:
    """Return the sentence of a pay that says what the sum is of."""
    span = _paid(reading, (one for one in reading.pay if one.basis != "unclear" and one.currency))
    words = reading.document.text.folded[slice(*span)] if span else ""
    return span if reading.knowledge.pay_words.says_basis(words) else None


def _apart(reading: Reading) -> Span | None:
    """Return what tells wishes apart from musts: the heading over them, else the first that says so as a whole."""
    document = reading.document
    nice = reading.of_kind("nice") if reading.of_kind("musts") else []
    wishes = [one for one in nice if not _REQUIRED.search(document.text.folded, one.start, one.end)]
    headed = next((part for one in wishes if (part := document.parts[one.section]).kind == "nice"), None)
    if headed is not None and headed.heading:
        start = document.text.plain.find(headed.heading, headed.start)
        return start, start + len(headed.heading)
    cues = {id(one): hit for one, hit in reading.hits(ListKind.SECTION_CUE, "nice")}
    whole = (one for one in wishes if id(one) in cues and not _in_brackets(reading, one, cues[id(one)]))
    return next(((one.start, one.end) for one in whole), None)


def _in_brackets(reading: Reading, segment: Segment, hit: Hit) -> bool:
    """Whether words stand in brackets: “Kubernetes (AKS preferred)” is a must with a wish inside."""
    before = reading.document.text.folded[segment.start : hit.start]
    return before.count("(") > before.count(")")


def _made(reading: Reading) -> Span | None:
    """Return the first duty that is evidence of the role, else of any work, and begins with what the person makes."""
    role = reading.verdict.role or OTHER
    leaning = reading.knowledge.leans.get(role) if role != OTHER else None
    told = reading.evidence.by_sentence.items()
    shown = {
        id(reading.document.segments[index])
        for index, features in told
        if leaning is None or not leaning.keys().isdisjoint(features)
    }
    for segment, hit in reading.hits(ListKind.ITEM_CUE, "output"):
        begins = hit.first <= _FIRST_WORDS and hit.last + 1 < len(segment.words) and _is_verb(segment, hit)
        if segment.kind != "duties" or id(segment) not in shown or not begins:
            continue
        if not _meant_otherwise(segment, hit) and hit.first not in _not_meant(reading, segment):
            return segment.start, segment.end
    return None


def _is_verb(segment: Segment, hit: Hit) -> bool:
    """Whether a word that may be a noun is what the person does: “you will design”, not “software design”."""
    return not hit.first or segment.words.keys[hit.first - 1] in _BEFORE_A_VERB


def _placed(reading: Reading) -> Span | None:
    """Return the line or sentence that names where the work is done."""
    span = reading.where.span
    around = reading.document.segment_at(span[0]) if span else None
    if span is None or around is None:
        return span
    if _is_perk(around) and not places_named(reading.document.quote(*span), reading.knowledge):
        return None
    paid = around.kind == "pay" or id(around) in _paying(reading)
    if paid and _PAID_TO.search(reading.document.text.folded, around.start, around.end):
        return None
    start, end = _around(reading, around, *span)
    return start, max(end, span[1])


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
    unsure = {cue.item for cue in reading.knowledge.checklist.items if reading.verdict.role in cue.unsure_of}
    return single | phrases | headed | based | wishing | unsure | ({"location"} if reading.where.stated else set())
