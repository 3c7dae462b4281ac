"""The form of a loop that an opening plans, drawn and read: empty, as it was typed, or with what is wrong in it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.errors import FormRefusal
from bot.features.loop import loop_form as form
from bot.features.loop import show_planned as view
from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.plan_loop import LoopPlan
from bot.features.loop.planned_loop import BegunLoop, plan_by_opening, planned_step_of
from bot.features.loop.show_schedule import kept_text
from bot.features.workspace.who_opens import need_opener
from bot.slack.block_types import Modal
from bot.slack.channel_members import Members
from bot.slack.forms import block_names
from bot.slack.payloads import submission_of
from bot.wiring import Actor, Workspace
from bot.wording.refusals import field_errors

AT_ITS_FIELD = frozenset({form.CANDIDATE.id, form.START.id, form.CANDIDATE_USER.id, form.LINKS.id})


def begin_planned(
    workspace: Workspace, actor: Actor, opening_id: str | None = None, channel: str = "", candidate: str = ""
) -> Modal | None:
    """Return the one step for an opening, the likeliest unless one is named; None where someone runs none.

    Raises Refusal for anyone who may open no loop.
    """
    step = planned_step_of(workspace, actor, opening_id, channel)
    if step is None:
        return None
    need_opener(workspace, actor)
    return view.planned_step(step, view.Filled(candidate=candidate))


def planned_of_form(workspace: Workspace, actor: Actor, filled: dict[str, Any], members: Members) -> LoopPlan:
    """Return the plan of a submitted form; raises FormRefusal."""
    typed = typed_into(filled)
    begun = BegunLoop(
        submission=f"{actor.team} {submission_of(filled)}",
        opening_id=filled["private_metadata"],
        candidate=form.CANDIDATE.need(filled),
        starts_at=typed.start,
        candidate_user=typed.candidate_user,
        links=typed.links,
        seats=typed.seats if typed.asks_seats else None,
    )
    return plan_by_opening(workspace, actor, begun, members)


def with_problems(workspace: Workspace, actor: Actor, filled: dict[str, Any], refusal: FormRefusal) -> Modal:
    """Return the form with what is wrong in it where it has no field for that; raises the refusal where it has.

    An interview that no one holds opens the fields of who does.
    """
    names = block_names(filled)
    typed = typed_into(filled)
    if all(name in AT_ITS_FIELD or name in names for name in refusal.fields):
        raise refusal
    problems = list(dict.fromkeys(field_errors(refusal).values()))
    shown = drawn(workspace, actor, filled["private_metadata"], replace(typed, asks_seats=True), problems)
    if shown is None:
        raise refusal
    return shown


def again(workspace: Workspace, actor: Actor, request: LoopRequest, problems: Sequence[str] = ()) -> Modal | None:
    """Return the form of a loop that was planned, its people to be changed; None where it was for no opening."""
    if request.opening_id is None:
        return None
    typed = view.Filled(
        candidate=request.candidate,
        start=request.starts_at,
        candidate_user=request.candidate_user,
        links=request.links,
        asks_seats=True,
    )
    return drawn(workspace, actor, request.opening_id, typed, problems)


def drawn(
    workspace: Workspace, actor: Actor, opening_id: str, filled: view.Filled, problems: Sequence[str] = ()
) -> Modal | None:
    """Return the form for an opening as it was filled in; None where it has no plan."""
    step = planned_step_of(workspace, actor, opening_id)
    return view.planned_step(step, filled, problems) if step is not None else None


def typed_into(shown: dict[str, Any]) -> view.Filled:
    """Return what stands in the form."""
    subjects = form.SEAT.subjects(block_names(shown))
    return view.Filled(
        candidate=form.CANDIDATE.read(shown) or "",
        start=form.START.read(shown),
        candidate_user=form.CANDIDATE_USER.read(shown),
        links=form.LINKS.read(shown) or "",
        schedule=kept_text(form.SCHEDULE.read(shown)),
        seats={int(place): form.SEAT.about(place).read(shown) for place in subjects if place.isdecimal()},
        asks_seats=bool(subjects),
        asks_schedule=form.SCHEDULE.id in block_names(shown),
        asks_opening=form.PLANNED_OPENING.id in block_names(shown),
    )
