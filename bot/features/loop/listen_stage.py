"""The end of a revealed stage: what next, and the form of the stage that follows."""

from typing import Any

from bot.errors import FormRefusal, reason
from bot.features.doors import Door
from bot.features.loop import loop_form as form
from bot.features.loop import show_stage as view
from bot.features.loop.end_stage import (
    NextStage,
    StageWarned,
    open_next_stage,
    stage_to_end,
    stop_after_stage,
)
from bot.features.loop.kept_stage import BegunStage, begin_stage, begun_stage, schedule_stage, shown_stage
from bot.features.loop.show_parts import chosen_parts
from bot.features.loop.show_schedule import Pasted, asking
from bot.slack.block_types import Modal
from bot.slack.forms import block_names
from bot.slack.payloads import Action
from bot.slack.replying import on_change, on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import USUAL_MINUTES
from rubrics.panel.stage import StageOutcome


def register(routes: Routes) -> None:
    """Listen to the button that ends a stage, and to its forms."""
    on_click(routes, Door.END_STAGE, on_end)
    on_submit(routes, view.END, on_ended)
    on_submit(routes, view.NEXT, on_next)
    on_change(routes, view.PASTE, on_paste)


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
    begun = BegunStage(loop=loop_id, what=StageOutcome(what), reason=why)
    form_id, step = begin_stage(workspace, actor, begun)
    return view.next_form(form_id, step.loop, view.proposed(step, begun.what, why))


def on_paste(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:  # noqa: ARG001
    """Ask for a schedule; what was chosen stays."""
    form_id, begun, _ = _begun(workspace, actor, drawn)
    wanted = _wanted(begun, drawn)
    return view.next_form(
        form_id, shown_stage(workspace, actor, wanted, begun.loop), wanted, asking(chosen_parts(drawn))
    )


def on_next(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Open the stage that follows, or show first what there is to know."""
    form_id, begun, seen = _begun(workspace, actor, filled)
    wanted = _wanted(begun, filled)
    form.NEXT_NAME.need(filled)
    if form.SCHEDULE.id in block_names(filled):
        return _scheduled(workspace, actor, form_id, wanted, filled)
    outcome = open_next_stage(workspace, actor, begun.loop, wanted, seen)
    if isinstance(outcome, StageWarned):
        pasted = Pasted(filling=chosen_parts(filled).filling)
        return view.next_form(form_id, outcome.loop, wanted, pasted, warnings=outcome.warnings, mark=outcome.mark)
    return view.ended(outcome)


def _scheduled(workspace: Workspace, actor: Actor, form_id: str, wanted: NextStage, filled: dict[str, Any]) -> Modal:
    """Return the form with the times of a schedule filled in, and what of it was not understood."""
    text, chosen = form.SCHEDULE.read(filled), chosen_parts(filled)
    if not text:
        loop = shown_stage(workspace, actor, wanted, begun_stage(workspace, actor, form_id).loop)
        return view.next_form(form_id, loop, wanted, Pasted(filling=chosen.filling))
    loop, timed, fit = schedule_stage(workspace, actor, form_id, wanted, text)
    return view.next_form(form_id, loop, timed if fit.fitted else wanted, Pasted.of(fit, text, chosen))


def _begun(workspace: Workspace, actor: Actor, drawn: dict[str, Any]) -> tuple[str, BegunStage, str]:
    """Return the form that a view was drawn for, what it was begun with, and the mark of what was shown."""
    form_id, seen = view.drawn_for(drawn["private_metadata"])
    return form_id, begun_stage(workspace, actor, form_id), seen


def _wanted(begun: BegunStage, filled: dict[str, Any]) -> NextStage:
    """Return the stage that a form asks for."""
    minutes = form.NEXT_MINUTES.read(filled) or ""
    return NextStage(
        what=begun.what,
        reason=begun.reason,
        name=form.NEXT_NAME.read(filled) or "",
        interviewers=form.NEXT_INTERVIEWERS.read(filled) or (),
        shadows=form.SHADOWS.read(filled) or (),
        focus=form.NEXT_FOCUS.read(filled) or (),
        starts_at=form.NEXT_START.read(filled),
        minutes=int(minutes) if minutes.isdecimal() else USUAL_MINUTES,
        times=chosen_parts(filled).times,
        lengths=begun.lengths,
    )
