"""What is wrong between the title, the body and the role they describe; the words and limits are data."""

import re
from collections.abc import Collection, Iterator

from rubrics.catalogue.levels import Level
from rubrics.jd.checks.spread import spread_findings
from rubrics.jd.reading.musts import WISH
from rubrics.jd.reading.reading import Reading, title_span
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import words_of
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import OTHER, Finding
from rubrics.jd.verdicts import TitleMisfit

_OTHERS = re.compile(r"\bif\b|\bother (?:openings?|opportunit|positions?|roles?)|\bmost roles\b|\bthose\b")
_OWN_LINES = 2
"""So many duties of such work are the job itself, and no line that strayed in."""
_BUILT = frozenset(("llm-app", "ml-infra", "model", "data-eng", "software", "automation"))
"""Families of work that make software, which may hold data of a regulated field."""
_BUILDS = 2
"""So many duties of them are a job that builds."""
_COMMA = frozenset(",;")
"""Words on both sides of one are no phrase."""


def role_findings(reading: Reading) -> Iterator[Finding]:
    """Yield what is wrong with the role."""
    renamed = list(_self_name(reading))
    yield from renamed
    if reading.verdict.role is not None:
        yield from _title_findings(reading, told=bool(renamed))
        yield from _regulated(reading)
    yield from _named_level(reading)
    yield from _place(reading)
    yield from _out_of_place(reading)
    yield from spread_findings(reading)


def _title_findings(reading: Reading, *, told: bool) -> Iterator[Finding]:
    """Find a title that the work does not bear out; `told` where its conflict with the text's own name is."""
    verdict = reading.verdict
    span = title_span(reading)
    if not told and verdict.title_misfit is TitleMisfit.AI_WASHED:
        yield reading.finding("ai-washed-title", span)
    elif not told and verdict.title_misfit is TitleMisfit.WRONG_JOB and verdict.role is not None:
        yield reading.finding(
            "title-mismatch",
            span,
            role=verdict.role,
            kind=verdict.other_kind if verdict.role == OTHER else None,
            share=verdict.distribution[verdict.role],
            fitting=verdict.fitting_titles,
        )
    misfit = reading.knowledge.cues_of(verdict.role).misfit_rule
    if misfit is not None and verdict.title_fits is False and _says_ai(reading):
        yield reading.finding(misfit, span)


def _says_ai(reading: Reading) -> bool:
    """Whether the title has a word of AI."""
    return any(key in reading.knowledge.words.ai_words for key in reading.document.title_words.keys)


def _self_name(reading: Reading) -> Iterator[Finding]:
    named, title = reading.named_title, reading.title
    if named is None or reading.named is None or named.any_role or title.any_role:
        return
    if named.roles and title.roles and not named.roles & title.roles:
        span = (reading.named.start, reading.named.end)
        said, titled = words_of(reading.named.name.lower()).keys, set(reading.document.title_words.keys)
        levels = {phrase for phrases in reading.knowledge.titles.levels.values() for phrase in phrases}
        if not set(said) - levels <= titled:  # a word of a level makes no other job of a name
            yield reading.finding("self-name-conflict", span, name=reading.named.name.strip())


def _named_level(reading: Reading) -> Iterator[Finding]:
    """Find a text that calls its job by another level than its title does."""
    named, title = reading.named_title, reading.title
    if named is None or reading.named is None or named.levels & title.levels or not (named.levels and title.levels):
        return
    if len(title.levels) > 1:
        return  # “Associate Director” names two, and no one can tell which is meant.
    yield reading.finding(
        "level-named-otherwise",
        (reading.named.start, reading.named.end),
        name=reading.named.name.strip(),
        levels=_in_order(title.levels),
        other_levels=_in_order(named.levels),
    )


def _place(reading: Reading) -> Iterator[Finding]:
    """Find a text that has its work done anywhere and at the office all week."""
    anywhere = next((hit for one, hit in reading.hits(ListKind.ANYWHERE) if _of_this_job(reading, one)), None)
    office = next((hit for one, hit in reading.hits(ListKind.IN_OFFICE) if _of_this_job(reading, one)), None)
    if anywhere and office and not (office.start < anywhere.end and anywhere.start < office.end):
        other = reading.document.quote(anywhere.start, anywhere.end)
        yield reading.finding("place-contradicts", (office.start, office.end), other=other)


def _of_this_job(reading: Reading, segment: Segment) -> bool:
    """Whether a sentence on the place speaks of this job: not of others, and under no condition."""
    return not _OTHERS.search(reading.document.text.folded, segment.start, segment.end)


def _out_of_place(reading: Reading) -> Iterator[Finding]:
    """Find work that has no place under the title’s one role, such as training foundation models."""
    if len(reading.title.roles) != 1:
        return
    (role,) = reading.title.roles
    if reading.verdict.title_fits is False:
        return  # all the work is another role's, which the remark on the title says
    folded = reading.document.text.folded
    for rule, item in reading.knowledge.cues_of(role).not_under_title.items():
        told = [
            (segment, hit)
            for segment, hit in reading.hits(ListKind.ITEM_CUE, item)
            if segment.kind in ("musts", "duties")
            and _COMMA.isdisjoint(folded[hit.start : hit.end])
            and not WISH.search(folded, segment.start, segment.end)
        ]
        if told and len({segment.start for segment, _ in told if segment.kind == "duties"}) < _OWN_LINES:
            yield reading.finding(rule, (told[0][1].start, told[0][1].end))


def _in_order(levels: Collection[Level]) -> tuple[Level, ...]:
    return tuple(level for level in Level if level in levels)


def _regulated(reading: Reading) -> Iterator[Finding]:
    """Find AI software built in a regulated field by a text that says nothing of compliance."""
    if not reading.knowledge.cues_of(reading.verdict.role).builds_ai:
        return
    if any(True for _ in reading.hits(ListKind.COMPLIANCE)):
        return
    lines: dict[str, set[int]] = {}
    for segment, hit in reading.hits(ListKind.REGULATED_DOMAIN):
        if segment.kind in ("duties", "musts"):
            lines.setdefault(hit.name, set()).add(segment.start)
    domain = max(lines, key=lambda name: len(lines[name]), default=None)
    if domain and len(lines[domain]) >= 2 and _builds(reading):
        yield reading.finding("regulated-gap", domain=domain)


def _builds(reading: Reading) -> bool:
    """Whether the work makes software, as far as the text says what it is."""
    duties = [one for one in reading.statements if one.kind == "duties"]
    return not duties or sum(one.work in _BUILT for one in duties) >= _BUILDS
