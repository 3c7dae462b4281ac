"""The remarks on what a text leaves out, by its ticks; items and laws are data."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Set

from rubrics.jd.checks.duties import duties_of
from rubrics.jd.checks.future_jobs import is_of_no_job
from rubrics.jd.checks.requirements import stated_years
from rubrics.jd.knowledge.facts import Requirement
from rubrics.jd.reading.reading import Reading
from rubrics.jd.text.lists import ListKind
from rubrics.jd.values import ChecklistMark, Finding, SectionKind

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
_OTHER_PAY = re.compile(
    r"(?<!as a )(?<!is a )(?<!be a )(?<!or a )\bbonus(?:es)?\b"
    r"(?![ \t*_]*(?::|points?\b|if\b|for\b|skills?\b|experience\b|qualif))"
    r"|\bc2c\b|\bfreelance\b|\b(?:independent contractor|contract(?:or)? (?:role|position|job))"
    r"|\b(?:compensation|salary|pay),? (?:and )?equity\b|\bequity,? (?:and|&) benefits\b"
)
"""What speaks of other pay, or of work that comes with none; “Bonus: Rust” and “Rust is a bonus” are wishes."""
_ASKED_TOGETHER = 3
"""Fewer small gaps than this are no remark: every posting leaves out something."""
_WORK_LINES = 1
"""So many sentences about work stand for a list of duties."""
_BROUGHT = re.compile(
    r"\b(?:degree|bachelor'?s?|master'?s?|ph\.?d|\d\+? (?:to \d+ )?years?(?:['’]? of)?(?: \w+){0,3} experience"
    r"|(?:proven|hands[- ]on|previous|prior|professional|working|field|strong|solid) (?:\w+ ){0,2}experience"
    r"|experience (?:with|in|of|as|managing|building|working)|(?:working )?knowledge of|proficien\w+ (?:in|with)"
    r"|familiarity with|ability to)\b"
)
"""What tells that a sentence asks for something that people bring, under whatever heading."""
_OF_YOU = re.compile(r"\b(?:you|your|who|candidates?|profile|perfil|requisitos)\b")
"""A heading of these that names no known part is over what people bring: “Your passion”, “Perfil”."""
_NEVER_ASKING = frozenset(("legal", "benefits", "pay"))
_ASKING_LINES = 2
_ASKING: tuple[SectionKind, ...] = ("musts", "nice")
_SURE_OF_ROLE = 0.5
"""From this share on the role is sure enough to ask for what its JD should say."""


def completeness_findings(reading: Reading, marks: Mapping[str, ChecklistMark], hinted: Set[str]) -> Iterator[Finding]:
    """Yield what the text leaves out, unless it is hinted at; small gaps are gathered into one remark.

    Nothing of a text that is half in another language, and so half read.
    """
    if reading.document.is_half_read:
        return
    missing = list(_missing_parts(reading))
    if missing and not is_of_no_job(reading):
        yield from missing
    if not marks["level"].found and "level" not in hinted:
        yield reading.finding("missing-level")
    absent = {item for item, mark in marks.items() if not mark.found} - hinted
    lawful = list(_lawful(reading, marks, hinted))
    asked_by_law = {item for finding in lawful for item in _ITEMS_OF_LAW.get(finding.rule, ())}
    unasked = absent - asked_by_law
    yield from _gathered(reading, unasked, "not-said", reading.knowledge.words.not_said, least=_ASKED_TOGETHER)
    role = reading.verdict.role
    if role is not None and (reading.verdict.by_title or reading.verdict.distribution[role] >= _SURE_OF_ROLE):
        asked = reading.knowledge.cues_of(role).should_say
        yield from _gathered(reading, absent, "role-not-said", asked, least=1, role=role)
    yield from lawful


def _missing_parts(reading: Reading) -> Iterator[Finding]:
    headed = {part.kind for part in reading.document.parts if part.known}
    if "duties" not in headed and not reading.of_kind("duties") and _worklike(reading) < _WORK_LINES:
        yield reading.finding("missing-duties")
    if headed.isdisjoint(_ASKING) and not reading.of_kind(*_ASKING) and not _asks(reading):
        yield reading.finding("missing-requirements")


def _asks(reading: Reading) -> bool:
    """Whether a text asks for years, has an unknown heading on who is asked, or asks twice for what people bring."""
    folded = reading.document.text.folded
    unknown = (part.heading.lower() for part in reading.document.parts if part.heading and not part.known)
    if any(map(_OF_YOU.search, unknown)):
        return True
    told = (one for one in reading.document.segments if one.kind not in _NEVER_ASKING)
    asking = sum(_BROUGHT.search(folded, one.start, one.end) is not None for one in told)
    return stated_years(reading) or asking >= _ASKING_LINES


def _worklike(reading: Reading) -> int:
    """How many sentences anywhere begin with a verb of work or say what the person will do."""
    lists = reading.knowledge.section_lists
    cued = {id(segment) for segment, _ in reading.hits(ListKind.SECTION_CUE, "duties")}
    lines = reading.of_kind("intro", "musts", "nice", "other", "about")
    return sum(id(one) in cued or lists.starts_as_duty(one.words) for one in lines)


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
        # So is a bonus of whatever kind, equity wherever it is said, or work on contract, which comes with none.
        said = said or (item == "bonus-equity" and _OTHER_PAY.search(reading.document.text.folded) is not None)
        duty = None if said else duties_of(reading, requirement)
        if duty is not None:
            yield reading.finding(
                rule,
                verified=duty.verified and reading.knowledge.rule_by_id[rule].verified,
                checked=duty.checked,
                laws=duty.laws,
            )
