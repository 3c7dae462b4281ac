"""`/loop edit`: changing who is on a running loop, what they assess, and when."""

from typing import Any

from bot.features.loop import show_loop_edit as view
from bot.features.loop.edit_loop import edit_loop
from bot.features.loop.listen_which import on_one_open
from bot.features.loop.loop_form import NEW_DEADLINE, NEW_INTERVIEWERS, SCHEDULE, SHADOWS
from bot.features.loop.paste_schedule import held_as_chosen, schedule_held
from bot.features.loop.plan_edit import EditPlan, change_held_part, editable_loop, plan_edit
from bot.features.loop.show_loop import EDIT
from bot.features.loop.show_parts import Chosen, chosen_parts, part_act
from bot.features.loop.show_schedule import Pasted, asking
from bot.slack.block_types import Modal
from bot.slack.forms import block_names
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
    on_change(routes, view.PASTE, on_paste)


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
    return view.step_two(plan_edit(workspace, actor, loop_id, mark, deadline_at=deadline, **people))


def on_part(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:
    """Give an interviewer a second interview or take it away, or have two take place together; all else stays."""
    chosen, (act, key) = chosen_parts(drawn), part_act(action.chosen)
    return _step_two(change_held_part(workspace, actor, drawn["private_metadata"], act, key, chosen=chosen), chosen)


def on_paste(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:  # noqa: ARG001
    """Ask for a schedule; what was chosen stays."""
    chosen = chosen_parts(drawn)
    return view.step_two(held_as_chosen(workspace, actor, drawn["private_metadata"], chosen), asking(chosen))


def _scheduled(workspace: Workspace, actor: Actor, form_id: str, chosen: Chosen, text: str) -> Modal:
    """Return the second step with the times of a schedule filled in, and what of it was not understood."""
    if not text:
        return _step_two(held_as_chosen(workspace, actor, form_id, chosen), chosen)
    plan, fit = schedule_held(workspace, actor, form_id, chosen, text)
    return view.step_two(plan, Pasted.of(fit, text, chosen))


def on_step_two(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Change the loop, or show warnings that are new."""
    form_id, chosen = filled["private_metadata"], chosen_parts(filled)
    if SCHEDULE.id in block_names(filled):
        return _scheduled(workspace, actor, form_id, chosen, SCHEDULE.read(filled) or "")
    outcome = edit_loop(workspace, actor, form_id, chosen.focus, chosen.times, joins=chosen.joins)
    return _step_two(outcome, chosen) if isinstance(outcome, EditPlan) else view.edited(outcome)


def _step_two(plan: EditPlan, chosen: Chosen) -> Modal:
    return view.step_two(plan, Pasted(filling=chosen.filling))
