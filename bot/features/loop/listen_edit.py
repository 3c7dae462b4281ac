"""`/loop edit`: changing who is on a running loop, what they assess, and when."""

from typing import Any

from bot.features.loop import show_loop_edit as view
from bot.features.loop.edit_loop import edit_loop
from bot.features.loop.listen_which import on_one_open
from bot.features.loop.loop_form import NEW_DEADLINE, NEW_INTERVIEWERS, SHADOWS
from bot.features.loop.plan_edit import EditPlan, change_held_part, editable_loop, plan_edit
from bot.features.loop.show_loop import EDIT
from bot.features.loop.show_parts import chosen_parts, part_act
from bot.slack.block_types import Modal
from bot.slack.payloads import Action
from bot.slack.replying import Answer, Asked, on_change, on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to both steps of changing a loop."""
    on_click(routes, EDIT, on_edit)
    on_submit(routes, view.STEP_ONE, on_step_one)
    on_submit(routes, view.STEP_TWO, on_step_two)
    on_change(routes, view.PART, on_part)


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
    people = {"interviewers": interviewers, "shadows": SHADOWS.read(filled) or ()}
    return _step_two(plan_edit(workspace, actor, loop_id, mark, deadline_at=deadline, **people))


def on_part(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:
    """Give an interviewer a second interview or take it away, or have two take place together; all else stays."""
    chosen, (act, key) = chosen_parts(drawn), part_act(action.chosen)
    return _step_two(change_held_part(workspace, actor, drawn["private_metadata"], act, key, chosen=chosen))


def on_step_two(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Change the loop, or show warnings that are new."""
    chosen = chosen_parts(filled)
    outcome = edit_loop(workspace, actor, filled["private_metadata"], chosen.focus, chosen.times, joins=chosen.joins)
    return _step_two(outcome) if isinstance(outcome, EditPlan) else view.edited(outcome)


def _step_two(plan: EditPlan) -> Modal:
    return view.step_two(plan)
