"""Who of a panel assesses what: the first division, and what to warn of before a loop is opened."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Rubric, Value

MOST_FOCUS = 4
"""More focus competencies than this in one interview, and each gets rated from too little (structured-interview
research: rating six dimensions at once is less reliable than two)."""
MOST_INTERVIEWERS = 4
"""A fifth interviewer adds about one point of a hundred in confidence (Google's rule of four)."""
LEAST_RATERS = 2

SECOND = "."
"""What stands in a part's key between the person and a number; no id of Slack's holds one."""
Focus = Mapping[str, Sequence[str]]
"""Key of a part of a panel → competency ids; the key is the interviewer's id, and a number where it's not their first.
"""


def person_of(key: str) -> str:
    """Return who holds the part of this key."""
    return key.partition(SECOND)[0]


def divide_focus(rubric: Rubric, interviewers: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Divide a rubric's competencies over a panel, so that each is rated twice where the panel is large enough.

    Must-haves first, then the heaviest, each to anyone who has the least to do so far and shares the least with its
    first rater: a panel whose members overlap with many others is easier to compare than one made of pairs. No one
    gets more than four.
    """
    load: dict[str, set[str]] = {person: set() for person in interviewers}
    by_need = sorted(rubric.competencies, key=lambda c: (not c.must_have, -c.weight))
    for _ in range(min(LEAST_RATERS, len(interviewers))):
        for competency in by_need:
            if person := _next_rater(load, competency.id):
                load[person].add(competency.id)
    order = [competency.id for competency in rubric.competencies]
    return {person: tuple(sorted(ids, key=order.index)) for person, ids in load.items()}


def _next_rater(load: Mapping[str, set[str]], competency: str) -> str | None:
    raters = [key for key, ids in load.items() if competency in ids]
    people = {person_of(key) for key in raters}
    free = [key for key, ids in load.items() if len(ids) < MOST_FOCUS and person_of(key) not in people]
    return min(free, key=lambda p: (len(load[p]), sum(len(load[p] & load[r]) for r in raters)), default=None)


def raters_of(focus: Focus, competency: str) -> list[str]:
    """Return the people who assess a competency, each once: a second interview on it adds no second rater."""
    return list(dict.fromkeys(person_of(key) for key, ids in focus.items() if competency in ids))


class WarningKey(StrEnum):
    """What there is to know before a panel is opened or changed; each has its words, by this key, where it is shown.

    `legacy` is an old warning that was kept as a sentence which no rule makes any more: its value is `text`.
    """

    MANAGER_ALONE = "manager_alone"
    NOBODY_ASSESSES = "nobody_assesses"
    ONE_RATER = "one_rater"
    TOO_MANY_COMPETENCIES = "too_many_competencies"
    TOO_MANY_INTERVIEWERS = "too_many_interviewers"
    TOO_FEW_INTERVIEWERS = "too_few_interviewers"
    NOBODY_SENIOR = "nobody_senior"
    PROMISED = "promised"
    REFERRED_CANDIDATE = "referred_candidate"
    REVEALS_PANEL = "reveals_panel"
    PUBLIC_CHANNEL = "public_channel"
    DUPLICATE_LOOP = "duplicate_loop"
    SAME_NAME = "same_name"
    LEGACY = "legacy"


class CoverageWarning(Value):
    """One thing to know before a loop is opened: its key, whom it concerns, and the values that its words need."""

    key: WarningKey
    who: str | None = None
    values: Mapping[str, str | int | bool] = {}


GAPS = (WarningKey.NOBODY_ASSESSES, WarningKey.ONE_RATER)
"""Warnings of a competency that too few assess, which one more interviewer on it would close or narrow."""


class PanelFacts(Value):
    """What is known of a panel's people: how senior they are, and who referred the candidate."""

    seniority: Mapping[str, Level] = {}
    referred: frozenset[str] = frozenset()


def coverage_warnings(
    rubric: Rubric, focus: Focus, facts: PanelFacts, ahead: Focus | None = None, least: int | None = None
) -> tuple[CoverageWarning, ...]:
    """Say what a panel would leave unassessed, who has too much, and what else speaks against its make-up.

    `ahead` is what stages to come will assess; `least` is how many interviewers the panel's own stage asks for.
    """
    thin = _thin(rubric, {**focus, **(ahead or {})})
    crowded = _crowded(focus, least or rubric.minimum_scorecards)
    return (*thin, *_overloaded(focus), *crowded, *_nobody_senior(focus, facts), *_referrers(focus, facts))


def next_rater(focus: Focus, competency: str) -> str | None:
    """Return which part of a panel could assess one more competency: the one with least to do that has room for it.

    None where everybody assesses it already or has as much as one interview takes.
    """
    return _next_rater({person: set(ids) for person, ids in focus.items()}, competency)


def with_rater(rubric: Rubric, focus: Focus, competency: str, key: str) -> dict[str, tuple[str, ...]]:
    """Return the division with one competency more in a part of the panel, each part in the rubric's order."""
    order = [each.id for each in rubric.competencies]
    added = {competency} & set(order)
    return {
        each: tuple(sorted({*ids, *added}, key=order.index)) if each == key else tuple(ids)
        for each, ids in focus.items()
    }


def without_gaps(rubric: Rubric, focus: Focus, ahead: Focus | None = None) -> dict[str, tuple[str, ...]]:
    """Return the division with as many gaps closed as the panel has room for, must-haves first.

    What stages to come assess, `ahead`, is none. An exercise's criteria are for who holds the exercise to rate.
    """
    closed = {person: tuple(ids) for person, ids in focus.items()}
    own = [each for each in rubric.competencies if each.exercise is None]
    for competency in sorted(own, key=lambda c: (not c.must_have, -c.weight)):
        wanted = LEAST_RATERS if competency.must_have else 1
        while len(raters_of({**closed, **(ahead or {})}, competency.id)) < wanted:
            key = next_rater(closed, competency.id)
            if key is None:
                break
            closed = with_rater(rubric, closed, competency.id, key)
    return closed


def alone_warning(hiring_manager: str, parts: Iterable[str], ahead: Iterable[str] = ()) -> tuple[CoverageWarning, ...]:
    """Warn, before anything else, where anyone who decides is the only one who interviews: there is no second opinion.

    `parts` are those of the panel, `ahead` those of stages to come: a screening that others follow is no such case.
    """
    alone = {person_of(part) for part in (*parts, *ahead)} == {hiring_manager}
    return (CoverageWarning(key=WarningKey.MANAGER_ALONE, who=hiring_manager),) if alone else ()


def last_one_warning(owing: int) -> tuple[CoverageWarning, ...]:
    """Warn, where so few as none would still owe a scorecard, that the panel is then revealed and closed."""
    return () if owing else (CoverageWarning(key=WarningKey.REVEALS_PANEL),)


def _thin(rubric: Rubric, focus: Focus) -> list[CoverageWarning]:
    warnings = []
    for competency in rubric.competencies:
        raters = len(raters_of(focus, competency.id))
        values = {"competency": competency.id, "name": competency.name}
        if raters == 0:
            warnings.append(CoverageWarning(key=WarningKey.NOBODY_ASSESSES, values=values))
        elif raters < LEAST_RATERS and competency.must_have:
            warnings.append(CoverageWarning(key=WarningKey.ONE_RATER, values=values))
    return warnings


def _overloaded(focus: Focus) -> list[CoverageWarning]:
    return [
        CoverageWarning(
            key=WarningKey.TOO_MANY_COMPETENCIES,
            who=person_of(key),
            values={"number": len(ids), "most": MOST_FOCUS},
        )
        for key, ids in focus.items()
        if len(ids) > MOST_FOCUS
    ]


def _crowded(focus: Focus, least: int) -> list[CoverageWarning]:
    number = len(_people(focus))
    if number > MOST_INTERVIEWERS:
        values = {"number": number, "most": MOST_INTERVIEWERS}
        return [CoverageWarning(key=WarningKey.TOO_MANY_INTERVIEWERS, values=values)]
    if number < least:
        return [CoverageWarning(key=WarningKey.TOO_FEW_INTERVIEWERS, values={"number": number, "least": least})]
    return []


def _nobody_senior(focus: Focus, facts: PanelFacts) -> list[CoverageWarning]:
    people = _people(focus)
    known = [facts.seniority[person] for person in people if person in facts.seniority]
    ranks = list(Level)
    if len(known) < len(people) or any(ranks.index(level) >= ranks.index(Level.SENIOR) for level in known):
        return []
    return [CoverageWarning(key=WarningKey.NOBODY_SENIOR)]


def _referrers(focus: Focus, facts: PanelFacts) -> list[CoverageWarning]:
    return [
        CoverageWarning(key=WarningKey.REFERRED_CANDIDATE, who=person)
        for person in _people(focus)
        if person in facts.referred
    ]


def _people(focus: Focus) -> list[str]:
    return list(dict.fromkeys(map(person_of, focus)))
