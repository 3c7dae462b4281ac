"""`/loop new` for an opening in one step: the form, what its buttons change in it, and the loop that it opens."""

from dataclasses import replace
from typing import Any

from bot.errors import FormRefusal
from bot.features.loop import loop_form as form
from bot.features.loop import show_planned as view
from bot.features.loop.listen_open import first_step, opened_or_gaps, scheduled
from bot.features.loop.listen_planned_form import drawn, planned_of_form, typed_into, with_problems
from bot.features.loop.show_parts import Chosen
from bot.features.opening.read_opening import openings_typed
from bot.slack.block_types import Modal
from bot.slack.channel_members import Members
from bot.slack.elements import option
from bot.slack.payloads import Action
from bot.slack.replying import on_asking_submit, on_change, on_persons_typing
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the one step for an opening."""
    on_asking_submit(routes, view.PLANNED, on_planned)
    on_change(routes, view.CHANGE_SEATS, on_change_seats)
    on_change(routes, view.PASTE_SCHEDULE, on_paste_schedule)
    on_change(routes, view.OTHER_OPENING, on_other_opening)
    on_change(routes, view.WITHOUT_OPENING, on_without_opening)
    on_change(routes, form.PLANNED_OPENING.id, on_opening_chosen)
    on_persons_typing(routes, form.PLANNED_OPENING.id, on_opening_typed)


def on_planned(workspace: Workspace, actor: Actor, filled: dict[str, Any], members: Members) -> Modal:
    """Open the loop as planned, or show what its panel lacks."""
    try:
        plan = planned_of_form(workspace, actor, filled, members)
    except FormRefusal as refusal:
        return with_problems(workspace, actor, filled, refusal)
    if pasted := form.SCHEDULE.read(filled):
        return scheduled(workspace, actor, plan.form_id, Chosen(plan.focus), pasted)
    return opened_or_gaps(workspace, actor, plan.form_id, Chosen(plan.focus, plan.times))


def on_change_seats(workspace: Workspace, actor: Actor, shown: dict[str, Any], action: Action) -> Modal | None:  # noqa: ARG001
    """Ask who holds each interview; all else stays as it was typed."""
    return drawn(workspace, actor, shown["private_metadata"], replace(typed_into(shown), asks_seats=True))


def on_paste_schedule(workspace: Workspace, actor: Actor, shown: dict[str, Any], action: Action) -> Modal | None:  # noqa: ARG001
    """Ask for a schedule; all else stays as it was typed."""
    return drawn(workspace, actor, shown["private_metadata"], replace(typed_into(shown), asks_schedule=True))


def on_other_opening(workspace: Workspace, actor: Actor, shown: dict[str, Any], action: Action) -> Modal | None:  # noqa: ARG001
    """Ask for which opening; all else stays as it was typed."""
    return drawn(workspace, actor, shown["private_metadata"], replace(typed_into(shown), asks_opening=True))


def on_opening_chosen(workspace: Workspace, actor: Actor, shown: dict[str, Any], action: Action) -> Modal | None:
    """Draw the form for another opening, with its own panel."""
    typed = replace(typed_into(shown), seats={}, asks_seats=False, asks_opening=False)
    return drawn(workspace, actor, action.chosen, typed)


def on_without_opening(workspace: Workspace, actor: Actor, shown: dict[str, Any], action: Action) -> Modal:  # noqa: ARG001
    """Draw the first of the two steps that a loop without an opening takes."""
    typed = typed_into(shown)
    kept = {"candidate": typed.candidate or None, "candidate_user": typed.candidate_user, "links": typed.links}
    return first_step(workspace, actor, kept)


def on_opening_typed(workspace: Workspace, actor: Actor, typed: str) -> list[Any]:
    """Return those of one's openings that take loops and whose names fit."""
    return [option(opening.name, opening.id) for opening in openings_typed(workspace, actor, typed)]
