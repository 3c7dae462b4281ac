"""Who of a panel assesses what: the first division, and what to warn of before a loop is opened."""

from collections.abc import Mapping, Sequence

from rubrics.catalogue.model import Level, Rubric, Value

MOST_FOCUS = 4
"""More focus competencies than this in one interview, and each gets rated from too little (structured-interview
research: rating six dimensions at once is less reliable than two)."""
MOST_INTERVIEWERS = 4
"""A fifth interviewer adds about one point of a hundred in confidence (Google's rule of four)."""
LEAST_RATERS = 2

Focus = Mapping[str, Sequence[str]]
"""Interviewer → competency ids."""


def divide_focus(rubric: Rubric, interviewers: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Divide a rubric's competencies over a panel, so that each is rated twice where the panel is large enough.

    Must-haves first, then the heaviest, each to whoever has the least to do so far and shares the least with its
    first rater: a panel whose members overlap with many others is easier to compare than one made of twins. Nobody
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
    raters = [person for person, ids in load.items() if competency in ids]
    free = [person for person, ids in load.items() if len(ids) < MOST_FOCUS and competency not in ids]
    return min(free, key=lambda p: (len(load[p]), sum(len(load[p] & load[r]) for r in raters)), default=None)


class CoverageWarning(Value):
    """One thing to know before a loop is opened; `{who}` in the sentence stands for the person `who`."""

    sentence: str
    who: str | None = None


class PanelFacts(Value):
    """What is known of a panel's people: how senior they are, and who referred the candidate."""

    seniority: Mapping[str, Level] = {}
    referred: frozenset[str] = frozenset()


def coverage_warnings(rubric: Rubric, focus: Focus, facts: PanelFacts) -> tuple[CoverageWarning, ...]:
    """Say what a panel would leave unassessed, who has too much, and what else speaks against its make-up."""
    thin, crowded = _thin(rubric, focus), _crowded(rubric, focus)
    return (*thin, *_overloaded(focus), *crowded, *_nobody_senior(focus, facts), *_referrers(focus, facts))


def last_one_warning(owing: int) -> tuple[CoverageWarning, ...]:
    """Warn, where so few as none would still owe a scorecard, that the panel is then revealed and closed."""
    sentence = (
        "Nobody else owes a scorecard, so this reveals the panel at once. "
        "Nobody can be added to it afterwards; what is missing then takes a new loop."
    )
    return () if owing else (CoverageWarning(sentence=sentence),)


def _thin(rubric: Rubric, focus: Focus) -> list[CoverageWarning]:
    warnings = []
    for competency in rubric.competencies:
        raters = sum(competency.id in ids for ids in focus.values())
        if raters == 0:
            warnings.append(CoverageWarning(sentence=f"Nobody assesses {competency.name}."))
        elif raters < LEAST_RATERS and competency.must_have:
            sentence = f"{competency.name} is a must-have, and only one interviewer assesses it."
            warnings.append(CoverageWarning(sentence=sentence))
    return warnings


def _overloaded(focus: Focus) -> list[CoverageWarning]:
    sentence = "{who} has %d competencies; more than %d are hard to rate well in one interview."
    return [
        CoverageWarning(sentence=sentence % (len(ids), MOST_FOCUS), who=person)
        for person, ids in focus.items()
        if len(ids) > MOST_FOCUS
    ]


def _crowded(rubric: Rubric, focus: Focus) -> list[CoverageWarning]:
    if len(focus) > MOST_INTERVIEWERS:
        sentence = (
            f"{len(focus)} interviewers: beyond {MOST_INTERVIEWERS}, each adds little and costs the candidate time."
        )
    elif len(focus) < rubric.minimum_scorecards:
        number = "one interviewer" if len(focus) == 1 else f"{len(focus)} interviewers"
        sentence = (
            f"With {number} the signal will read “not enough evidence”; "
            f"this rubric asks for {rubric.minimum_scorecards} scorecards."
        )
    else:
        return []
    return [CoverageWarning(sentence=sentence)]


def _nobody_senior(focus: Focus, facts: PanelFacts) -> list[CoverageWarning]:
    known = [facts.seniority[person] for person in focus if person in facts.seniority]
    ranks = list(Level)
    if len(known) < len(focus) or any(ranks.index(level) >= ranks.index(Level.SENIOR) for level in known):
        return []
    return [CoverageWarning(sentence="Nobody on the panel is senior.")]


def _referrers(focus: Focus, facts: PanelFacts) -> list[CoverageWarning]:
    sentence = "{who} has declared to have referred the candidate."
    return [CoverageWarning(sentence=sentence, who=person) for person in focus if person in facts.referred]
