"""The buttons and the ⋯ menu of a loop's details: its panel and rubric, excusing, revealing late, canceling."""

from typing import Any

from bot.errors import FormRefusal, reason
from bot.features.loop import show_reasons as forms
from bot.features.loop.cancel_loop import cancel_loop, need_cancelable
from bot.features.loop.excuse_interview import ExcusePlan, excuse_interview, no_excuse
from bot.features.loop.listen_edit import on_edit
from bot.features.loop.loop_form import EXCUSED_INTERVIEW, HAPPENED, WHY_EXCUSE
from bot.features.loop.override_deadline import need_overridable, override_deadline
from bot.features.loop.read_loop import loop_details
from bot.features.loop.read_private_notes import private_notes
from bot.features.loop.show_happened import happened
from bot.features.loop.show_left_notes import PRIVATE_NOTES, private_notes_modal
from bot.features.loop.show_loop import (
    CANCEL,
    EDIT,
    EXCUSE,
    LOOP_DETAILS,
    LOOP_PANEL,
    LOOP_RUBRIC,
    MORE,
    OTHERWISE,
    OVERRIDE,
    details_modal,
    panel_modal,
)
from bot.features.rubric import show_rubric as rubric_view
from bot.features.rubric.show_page import open_button
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Modal
from bot.slack.payloads import UnreadableRefusal
from bot.slack.replying import on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from bot.wording.words import plain_words


def register(routes: Routes) -> None:
    """Listen to the buttons of a loop's details, and to the forms they open."""
    on_click(routes, LOOP_DETAILS, on_details)
    on_click(routes, LOOP_RUBRIC, on_pinned_rubric)
    on_click(routes, LOOP_PANEL, on_panel)
    on_click(routes, MORE, on_more)
    on_click(routes, OTHERWISE, on_happened)
    on_click(routes, PRIVATE_NOTES, on_private_notes)
    on_click(routes, EXCUSE, on_excuse)
    on_click(routes, OVERRIDE, on_override)
    on_click(routes, CANCEL, on_cancel)
    on_submit(routes, EXCUSE, on_excused)
    on_submit(routes, OVERRIDE, on_overridden)
    on_submit(routes, CANCEL, on_canceled)


def on_details(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show how a loop stands and what the reader may do about it."""
    return details_modal(loop_details(workspace, actor, value), workspace.now)


def on_more(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Do what was chosen in a loop's ⋯ menu."""
    act, _, loop_id = value.partition(" ")
    handler = {
        OTHERWISE: on_happened,
        EDIT: on_edit,
        LOOP_PANEL: on_panel,
        LOOP_RUBRIC: on_pinned_rubric,
        CANCEL: on_cancel,
    }.get(act)
    if handler is None:
        raise UnreadableRefusal("act")
    return handler(workspace, actor, loop_id)


def on_happened(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what may be noted of a loop that went otherwise than planned."""
    return happened(loop_details(workspace, actor, value))


def on_private_notes(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a loop's recruiter what was written to them alone."""
    return private_notes_modal(*private_notes(workspace, actor, value))


def on_panel(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show who assesses what in a loop."""
    return panel_modal(loop_details(workspace, actor, value))


def on_pinned_rubric(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the rubric that a loop was opened with."""
    loop = loop_details(workspace, actor, value).loop
    changed = open_button(plain_words("loop_labels.what_changed"), Topic(kind=Kind.DIFF, detail=loop.id))
    return rubric_view.pinned(loop.rubric, changed)


def on_excuse(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer to excuse one of those who still owe a scorecard."""
    details = loop_details(workspace, actor, value)
    if not details.excusable:
        raise no_excuse(details, actor.user)
    return forms.excuse_form(details)


def on_override(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for the reason to reveal a panel after its deadline."""
    details = loop_details(workspace, actor, value)
    need_overridable(details.loop, workspace.now, runs=details.runs)
    return forms.override_form(details.loop)


def on_cancel(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for the reason to cancel a loop."""
    details = loop_details(workspace, actor, value)
    need_cancelable(details.loop, runs=details.runs)
    return forms.cancel_form(details.loop)


def on_excused(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Excuse the chosen interviewer, or show first what the panel would lose by it."""
    interview = EXCUSED_INTERVIEW.read(filled)
    if interview is None:  # whether it may be excused is for the use case to say
        raise FormRefusal({EXCUSED_INTERVIEW.block_id: reason(EXCUSED_INTERVIEW.missing)})
    happened = HAPPENED.read(filled) != forms.DID_NOT_HAPPEN
    loop_id, seen = forms.excuse_drawn_for(filled["private_metadata"])
    outcome = excuse_interview(workspace, actor, loop_id, interview, _reason(filled), happened=happened, seen=seen)
    if not isinstance(outcome, ExcusePlan):
        return on_details(workspace, actor, outcome.id)
    details = loop_details(workspace, actor, loop_id)
    kept = {EXCUSED_INTERVIEW.id: interview, WHY_EXCUSE.id: _reason(filled)}
    kept[HAPPENED.id] = forms.EXCUSED if happened else forms.DID_NOT_HAPPEN
    return forms.excuse_form(details, filled=kept, warnings=outcome.warnings, mark=outcome.mark)


def on_overridden(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Reveal the panel with the reason given."""
    loop = override_deadline(workspace, actor, filled["private_metadata"], _reason(filled))
    return on_details(workspace, actor, loop.id)


def on_canceled(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Cancel the loop with the reason given."""
    loop = cancel_loop(workspace, actor, filled["private_metadata"], _reason(filled))
    return on_details(workspace, actor, loop.id)


def _reason(filled: dict[str, Any]) -> str:
    return WHY_EXCUSE.read(filled) or ""
