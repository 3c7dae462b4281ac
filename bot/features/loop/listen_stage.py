"""The end of a revealed stage: what next, and the form of the stage that follows."""

from typing import Any

from bot.errors import FormRefusal, reason
from bot.features.loop import loop_form as form
from bot.features.loop import show_stage as view
from bot.features.loop.end_stage import NextStage, open_next_stage, stage_to_end, stop_after_stage
from bot.features.loop.listen_open import USUAL_DEADLINE
from bot.features.loop.show_loop import END_STAGE
from bot.slack.block_types import Modal
from bot.slack.replying import on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import StageOutcome


def register(routes: Routes) -> None:
    """Listen to the button that ends a stage, and to its forms."""
    on_click(routes, END_STAGE, on_end)
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
        return view.ended(stop_after_stage(workspace, actor, loop_id, why))
    due = (workspace.now + USUAL_DEADLINE).replace(minute=0, second=0, microsecond=0)
    return view.next_form(stage_to_end(workspace, actor, loop_id), StageOutcome(what), why, due)


def on_next(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Open the stage that follows."""
    loop_id, what = view.drawn_for(filled["private_metadata"])
    wanted = NextStage(
        what=what,
        reason=form.WHY_OUTCOME.read(filled) or "",
        name=form.NEXT_NAME.need(filled),
        interviewers=form.NEXT_INTERVIEWERS.read(filled) or (),
        focus=form.NEXT_FOCUS.read(filled) or (),
        deadline_at=form.NEW_DEADLINE.need(filled),
    )
    return view.ended(open_next_stage(workspace, actor, loop_id, wanted))
