"""`/loop edit`: changing who is on a running loop, what they assess, and when."""

from typing import Any

from bot.features.loop import show_loop_edit as view
from bot.features.loop.edit_loop import edit_loop
from bot.features.loop.listen_which import on_one_open
from bot.features.loop.loop_form import NEW_DEADLINE, NEW_INTERVIEWERS
from bot.features.loop.plan_edit import EditPlan, editable_loop, plan_edit
from bot.features.loop.show_focus import chosen_parts
from bot.features.loop.show_loop import EDIT
from bot.slack.block_types import Modal
from bot.slack.replying import Answer, Asked, on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to both steps of changing a loop."""
    on_click(routes, EDIT, on_edit)
    on_submit(routes, view.STEP_ONE, on_step_one)
    on_submit(routes, view.STEP_TWO, on_step_two)


def on_edit_command(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/loop edit CANDIDATE`; without a candidate, offer the open loops."""
    return on_one_open(workspace, asked, "edit", EDIT, on_edit)


def on_edit(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the first step of changing a loop."""
    editable = editable_loop(workspace, actor, value)
    return view.step_one(editable.loop, editable.mark, may_remove=editable.may_remove)


def on_step_one(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Check who is on the panel and until when, and go on to who assesses what."""
    deadline, interviewers = NEW_DEADLINE.need(filled), NEW_INTERVIEWERS.read(filled) or ()
    loop_id, mark = view.drawn_for(filled["private_metadata"])
    return _step_two(plan_edit(workspace, actor, loop_id, mark, interviewers=interviewers, deadline_at=deadline))


def on_step_two(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Change the loop, or show warnings that are new."""
    focus, times = chosen_parts(filled)
    outcome = edit_loop(workspace, actor, filled["private_metadata"], focus, times)
    return _step_two(outcome) if isinstance(outcome, EditPlan) else view.edited(outcome)


def _step_two(plan: EditPlan) -> Modal:
    return view.step_two(plan.form_id, plan.loop, focus=plan.focus, times=plan.times, warnings=plan.warnings)
