"""What answers the buttons and the form by which people tie an opening's JD to its interviews."""

from typing import Any

from bot.features.opening import show_trace as view
from bot.features.opening.read_trace import TraceShown, confirm_trace, trace_shown
from bot.slack.block_types import Modal
from bot.slack.payloads import carried_number
from bot.slack.replying import on_click, on_page, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the page, to its form, and to what leads to either."""
    on_click(routes, view.TRACE, on_trace)
    on_page(routes, view.PAGE, on_trace_page)
    on_click(routes, view.CONFIRM, on_confirm)
    on_click(routes, view.CHANGE, on_change_one)
    on_submit(routes, view.FORM, on_confirmed)


def on_trace(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the JD against the plan."""
    return view.trace_page(trace_shown(workspace, actor, value))


def on_trace_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of it."""
    whose, _, page = value.rpartition(":")
    opening_id, _, saved = whose.partition(":")
    shown = trace_shown(workspace, actor, opening_id)
    return view.trace_page(shown, carried_number(page), is_saved=saved == view.SAVED)


def on_confirm(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for what assesses the first sentences that no one has confirmed."""
    return _asked(trace_shown(workspace, actor, value))


def on_change_one(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for one sentence again."""
    opening_id, _, digest = value.partition(":")
    return _asked(trace_shown(workspace, actor, opening_id), digest)


def on_confirmed(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Keep what was chosen, and show how the JD stands then."""
    opening_id = filled["private_metadata"].partition(":")[0]
    said = view.said_in(trace_shown(workspace, actor, opening_id), filled)
    return view.trace_page(confirm_trace(workspace, actor, opening_id, said), is_saved=True)


def _asked(shown: TraceShown, digest: str | None = None) -> Modal:
    """Return the form; where others confirmed all by now, or the sentence is gone, how the JD stands."""
    return view.trace_form(shown, digest) if view.asked(shown, digest) else view.trace_page(shown, is_saved=True)
