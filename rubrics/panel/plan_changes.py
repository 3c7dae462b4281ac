"""Changing a plan: a stage or an interview put in place of another, added or taken out; knows no form and no rubric."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from rubrics.panel.plan import PlannedInterview, StagePlan

MOST_STAGES = 6
"""Companies that say so have three to five; a seventh is a plan that candidates leave before its end."""
MOST_SEATS = 8
"""Interviews of one stage: as many as a loop takes interviewers."""

Plan = tuple[StagePlan, ...]
Seat = tuple[int, int]
"""Which interview is meant: the place of its stage, and its own within that, both from 0."""


def mark_of(plan: Sequence[StagePlan]) -> str:
    """Return what tells a plan from any other, short enough to travel with a form."""
    content = json.dumps([stage.model_dump(mode="json") for stage in plan], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def with_stage(plan: Plan, at: int, stage: StagePlan) -> Plan:
    """Return the plan with a stage in this place, added where the place is the next one."""
    return (*plan[:at], stage, *plan[at + 1 :])


def without_stage(plan: Plan, at: int) -> Plan:
    """Return the plan without a stage."""
    return (*plan[:at], *plan[at + 1 :])


def with_interview(plan: Plan, seat: Seat, interview: PlannedInterview) -> Plan:
    """Return the plan with an interview in this place, added where the place is the next one of its stage."""
    at, place = seat
    interviews = (*plan[at].interviews[:place], interview, *plan[at].interviews[place + 1 :])
    return with_stage(plan, at, plan[at].model_copy(update={"interviews": interviews}))


def without_interview(plan: Plan, seat: Seat) -> Plan:
    """Return the plan without an interview; its stage asks for no more of them than it has left."""
    at, place = seat
    stage = plan[at]
    interviews = (*stage.interviews[:place], *stage.interviews[place + 1 :])
    minimum = max(1, min(stage.minimum, len(interviews)))
    return with_stage(plan, at, stage.model_copy(update={"interviews": interviews, "minimum": minimum}))


def with_people(plan: Plan, people: Mapping[Seat, str | None]) -> Plan:
    """Return the plan with who usually holds these interviews; no one where None is given.

    Anyone who holds an interview is none of its alternates.
    """
    for (at, place), person in people.items():
        if at < len(plan) and place < len(plan[at].interviews):
            seat = plan[at].interviews[place]
            alternates = tuple(each for each in seat.alternates if each != person)
            seated = seat.model_copy(update={"interviewer": person, "alternates": alternates})
            plan = with_interview(plan, (at, place), seated)
    return plan
