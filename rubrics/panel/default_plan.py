"""The plan that a new opening begins with: a role's rubric divided over one stage or two; knows no people."""

from enum import StrEnum

from rubrics.catalogue.model import Rubric
from rubrics.panel.coverage import MOST_INTERVIEWERS, divide_focus
from rubrics.panel.loop import USUAL_MINUTES
from rubrics.panel.plan import PlannedInterview, StagePlan

SCREENED = 2
"""Competencies of a first talk: two are rated more reliably than six (structured-interview research)."""


class PlanShape(StrEnum):
    """How many stages a new plan has."""

    TWO_STAGES = "two"
    ONE_PANEL = "one"


def default_plan(rubric: Rubric, shape: PlanShape, *, screen: str, onsite: str) -> tuple[StagePlan, ...]:
    """Return a plan that assesses the whole rubric, each competency by two people of a panel of four.

    With two stages a screen comes first, on the must-haves that weigh most; `screen` and `onsite` are their names.
    """
    panel = _panel(rubric, onsite)
    return (_screen(rubric, screen), panel) if shape is PlanShape.TWO_STAGES else (panel,)


def _screen(rubric: Rubric, name: str) -> StagePlan:
    by_need = sorted(rubric.competencies, key=lambda each: (not each.must_have, -each.weight))[:SCREENED]
    order = [each.id for each in rubric.competencies]
    focus = tuple(sorted((each.id for each in by_need), key=order.index))
    return StagePlan(name=name, interviews=(PlannedInterview(focus=focus, minutes=USUAL_MINUTES),))


def _panel(rubric: Rubric, name: str) -> StagePlan:
    seats = [str(number) for number in range(MOST_INTERVIEWERS)]
    parts = (focus for focus in divide_focus(rubric, seats).values() if focus)
    interviews = tuple(PlannedInterview(focus=focus, minutes=USUAL_MINUTES) for focus in parts)
    return StagePlan(name=name, interviews=interviews, minimum=min(rubric.minimum_scorecards, len(interviews)))
