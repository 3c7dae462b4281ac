"""Changing an opening's plan: saved step by step, and never over what someone else changed meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.errors import FormRefusal, NextStep, Refusal, reason
from bot.features.doors import Door
from bot.features.opening.access import opening_known_to
from bot.features.opening.opening_rubric import rubric_of, scored_for
from bot.features.opening.read_opening import OpeningPlan
from bot.features.people.unfit import unfit_people
from bot.wiring import Actor, Workspace
from rubrics.panel.plan import PlannedInterview, StagePlan
from rubrics.panel.plan_changes import (
    MOST_SEATS,
    MOST_STAGES,
    Plan,
    Seat,
    mark_of,
    with_interview,
    with_people,
    with_stage,
    without_interview,
    without_stage,
)
from rubrics.panel.scored_exercises import scored_plan
from storage.openings import opening_value
from storage.people import name_people
from storage.rubric_versions import pin_rubric


@dataclass(frozen=True)
class PlanVersion:
    """The plan that a form was drawn of: whose opening, and the mark that tells it from any other."""

    opening: str
    mark: str


def assign_people(
    workspace: Workspace, actor: Actor, version: PlanVersion, people: Mapping[Seat, str | None]
) -> OpeningPlan:
    """Keep who usually holds each interview; raises FormRefusal at the field of anyone who can't."""
    named = {f"seat:{at}-{place}": (person,) for (at, place), person in people.items() if person}
    return _change(workspace, actor, version, lambda plan: with_people(plan, people), named)


def save_stage(
    workspace: Workspace, actor: Actor, version: PlanVersion, at: int, changes: Mapping[str, object]
) -> OpeningPlan:
    """Keep what a stage is called, how many interviews it needs and whether its end is decided by someone."""

    def changed(plan: Plan) -> Plan:
        return with_stage(plan, at, _stage(plan, at).model_copy(update=dict(changes)))

    return _change(workspace, actor, version, changed)


def add_stage(workspace: Workspace, actor: Actor, version: PlanVersion, name: str) -> OpeningPlan:
    """Add a stage without any interview yet, behind the others."""

    def added(plan: Plan) -> Plan:
        if len(plan) >= MOST_STAGES:
            raise Refusal("opening_refusals.too_many_stages", most=MOST_STAGES)
        return with_stage(plan, len(plan), StagePlan(name=name))

    return _change(workspace, actor, version, added)


def remove_stage(workspace: Workspace, actor: Actor, version: PlanVersion, at: int) -> OpeningPlan:
    """Take a stage out; a plan keeps one at least."""

    def removed(plan: Plan) -> Plan:
        _stage(plan, at)
        if len(plan) == 1:
            raise Refusal("opening_refusals.last_stage")
        return without_stage(plan, at)

    return _change(workspace, actor, version, removed)


def save_interview(
    workspace: Workspace, actor: Actor, version: PlanVersion, seat: Seat, interview: PlannedInterview
) -> OpeningPlan:
    """Keep one interview of a stage, a new one where the seat is the next; raises FormRefusal at its fields."""

    def saved(plan: Plan) -> Plan:
        if seat[1] > min(len(_stage(plan, seat[0]).interviews), MOST_SEATS - 1):
            raise Refusal("opening_refusals.too_many_seats", most=MOST_SEATS)
        return with_interview(plan, seat, interview)

    if interview.interviewer in interview.alternates:
        raise FormRefusal({"alternates": reason("opening_refusals.own_alternate")})
    usual = (interview.interviewer,) if interview.interviewer else ()
    people = {"interviewer": usual, "alternates": interview.alternates}
    return _change(workspace, actor, version, saved, people)


def remove_interview(workspace: Workspace, actor: Actor, version: PlanVersion, seat: Seat) -> OpeningPlan:
    """Take an interview out of its stage."""
    return _change(workspace, actor, version, lambda plan: without_interview(plan, _seated(plan, seat)))


def _change(
    workspace: Workspace,
    actor: Actor,
    version: PlanVersion,
    change: Callable[[Plan], Plan],
    people: Mapping[str, tuple[str, ...]] | None = None,
) -> OpeningPlan:
    """Change the plan of an opening that stands as it was shown, and return it; raises Refusal else.

    `people` are those whom it names, by the field of the form that each stands in.
    """
    with workspace.sessions.begin() as session:
        known = opening_known_to(workspace, session, actor, version.opening, lock=True)
        plan = known.opening.stages
        if mark_of(plan) != version.mark:
            step = NextStep(reason("opening_labels.edit_plan"), Door.OPENING_PLAN, version.opening)
            raise Refusal("opening_refusals.plan_changed", steps=(step,))
        named = people or {}
        name_people(session, actor.team, sorted({user for users in named.values() for user in users}))
        unfit = {field: why for field, users in named.items() if (why := unfit_people(session, actor, users))}
        if unfit:
            raise FormRefusal(unfit)
        pinned, opening = rubric_of(session, known.opening), known.opening
        rubric, stages = scored_plan(pinned, change(plan), scored_for(workspace, opening.role, opening.level))
        known.row.stages = [stage.model_dump(mode="json") for stage in stages]
        if rubric.digest != pinned.digest:
            known.row.rubric_digest = pin_rubric(session, rubric, workspace.now)
        return OpeningPlan(opening_value(known.row), rubric)


def _stage(plan: Plan, at: int) -> StagePlan:
    if not 0 <= at < len(plan):
        raise Refusal("opening_refusals.no_such_stage")
    return plan[at]


def _seated(plan: Plan, seat: Seat) -> Seat:
    if not 0 <= seat[1] < len(_stage(plan, seat[0]).interviews):
        raise Refusal("opening_refusals.no_such_stage")
    return seat
