"""`/debrief settings`: what the workspace sets for itself, and who changed it; for admins."""

from typing import Any

from bot.errors import FormRefusal, Reason, reason
from bot.features.workspace import show_settings as view
from bot.features.workspace.change_settings import Changes, change_settings
from bot.features.workspace.declared import (
    OPENERS,
    RECRUITERS,
    SECOND_AFTER,
    SETTINGS,
    STATUS_AFTER,
    THIRD_AFTER,
    WHO_OPENS,
    WhoOpens,
)
from bot.features.workspace.read_settings import read_changes, read_settings
from bot.slack.block_types import Modal
from bot.slack.commands import Line, Subcommand
from bot.slack.forms import check
from bot.slack.replying import Answer, Asked, on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the form of settings, the buttons that open it, and the list of changes."""
    on_click(routes, view.SETTINGS_FORM, on_settings)
    on_click(routes, view.CHANGES, on_changes)
    on_submit(routes, view.SETTINGS_FORM, on_saved)


def on_command(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/debrief settings`."""
    return on_settings(workspace, asked.actor, "")


SUBCOMMANDS = (
    Subcommand(
        "/debrief",
        "settings",
        on_command,
        lines=(Line("settings", "lets admins say who opens loops, and when people are reminded"),),
    ),
)


def on_settings(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer an admin every setting, as it is now."""
    return view.settings_form(read_settings(workspace, actor))


def on_changes(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show an admin who changed what."""
    return view.change_list(read_changes(workspace, actor))


def on_saved(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Save what an admin changed, and say what that was."""
    wanted = _wanted(filled)
    changed = change_settings(workspace, actor, wanted, mark=filled["private_metadata"])
    return view.saved({each: wanted[each] for each in changed})


def _wanted(filled: dict[str, Any]) -> Changes:
    """Return what was filled in; raises FormRefusal where it does not fit together."""
    fields = {each: each.field() for each in SETTINGS}
    check(filled, list(fields.values()))
    wanted = {each: each.chosen(field.read(filled) or ()) for each, field in fields.items()}
    if problems := _problems(wanted):
        raise FormRefusal(problems)
    return wanted


def _problems(wanted: Changes) -> dict[str, Reason]:
    """Say what does not fit together: no one left to open loops, and reminders in the wrong order."""
    problems = {}
    named = {WhoOpens.RECRUITERS: wanted[RECRUITERS], WhoOpens.LISTED: wanted[RECRUITERS] + wanted[OPENERS]}
    if not named.get(wanted[WHO_OPENS], True):
        problems[RECRUITERS.name] = reason("workspace_refusals.no_opener")
    for earlier, later in ((SECOND_AFTER, THIRD_AFTER), (THIRD_AFTER, STATUS_AFTER)):
        if wanted[later] <= wanted[earlier]:
            problems[later.name] = reason("workspace_refusals.too_early", hours=wanted[earlier])
    return problems
