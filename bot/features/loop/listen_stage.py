"""The end of a revealed stage: what next, and the form of the stage that follows."""

from typing import Any

from bot.errors import FormRefusal, reason
from bot.features.doors import Door
from bot.features.loop import loop_form as form
from bot.features.loop import show_stage as view
from bot.features.loop.end_stage import (
    NextStage,
    StageWarned,
    next_step,
    open_next_stage,
    stage_to_end,
    stop_after_stage,
)
from bot.slack.block_types import Modal
from bot.slack.replying import on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import USUAL_MINUTES
from rubrics.panel.stage import StageOutcome


def register(routes: Routes) -> None:
    """Listen to the button that ends a stage, and to its forms."""
    on_click(routes, Door.END_STAGE, on_end)
    on_submit(routes, view.END, on_ended)
    on_submit(routes, view.NEXT, on_next)


def on_end(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask how a revealed stage ends."""
    return view.end_form(stage_to_end(workspace, actor, value))


def on_ended(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Stop the interviews, or go on to the form of the stage that follows."""
    what, why = form.OUTCOME.read(filled), form.WHY_OUTCOME.read(filled) or ""
    if what not in list(StageOutcome):
        raise FormRefusal({form.OUTCOME.block_id: reason("loop_refusals.fill_in")})
    loop_id = filled["private_metadata"]
    if what == StageOutcome.STOP:
        loop = stop_after_stage(workspace, actor, loop_id, why)
        return view.ended(loop, decides=actor.user in loop.deciders)
    outcome = StageOutcome(what)
    step = next_step(workspace, actor, loop_id, outcome)
    return view.next_form(step.loop, view.proposed(step, outcome, why))


def on_next(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Open the stage that follows, or show first what there is to know."""
    loop_id, what, seen = view.drawn_for(filled["private_metadata"])
    minutes = form.NEXT_MINUTES.read(filled) or ""
    wanted = NextStage(
        what=what,
        reason=form.WHY_OUTCOME.read(filled) or "",
        name=form.NEXT_NAME.need(filled),
        interviewers=form.NEXT_INTERVIEWERS.read(filled) or (),
        shadows=form.SHADOWS.read(filled) or (),
        focus=form.NEXT_FOCUS.read(filled) or (),
        starts_at=form.NEXT_START.read(filled),
        minutes=int(minutes) if minutes.isdecimal() else USUAL_MINUTES,
    )
    outcome = open_next_stage(workspace, actor, loop_id, wanted, seen)
    if isinstance(outcome, StageWarned):
        return view.next_form(outcome.loop, wanted, outcome.warnings, outcome.mark)
    return view.ended(outcome)
