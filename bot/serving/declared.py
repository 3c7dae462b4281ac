"""Every room that listens, and what they declare to Slack: commands, shortcuts and events; holds no rule of its own.

A room's module says what it declares by name: COMMAND, SUBCOMMANDS, SHORTCUTS, EVENTS; its `register` adds what
answers its buttons, forms, shortcuts and events.
"""

from types import ModuleType

from bot.features.approval import listen as approval
from bot.features.authoring import listen as authoring
from bot.features.authoring import listen_forms as authoring_forms
from bot.features.authoring import listen_proposals as proposals
from bot.features.calibration import listen as calibration
from bot.features.compare import listen as compare
from bot.features.debrief import listen as debrief
from bot.features.debrief import listen_decision as decision
from bot.features.draft import listen as draft
from bot.features.feedback import listen as feedback
from bot.features.home import listen as home
from bot.features.install import listen as install
from bot.features.jd import listen as jd
from bot.features.jd import listen_rules as jd_rules
from bot.features.loop import listen as loop
from bot.features.loop import listen_edit as loop_edit
from bot.features.loop import listen_rubric_changes as rubric_changes
from bot.features.opening import listen as opening
from bot.features.people import listen as people
from bot.features.record import listen as record
from bot.features.rubric import listen as rubric
from bot.features.scorecard import listen as scorecard
from bot.features.signal import listen as signal
from bot.features.staffing import listen as staffing
from bot.features.workspace import listen as workspace
from bot.slack.commands import Command, Commands, Shortcut, Subcommand
from bot.slack.routes import Routes

ROOMS: tuple[ModuleType, ...] = (
    rubric,
    jd,
    draft,
    approval,
    jd_rules,
    opening,
    staffing,
    loop,
    scorecard,
    signal,
    debrief,
    decision,
    home,
    loop_edit,
    rubric_changes,
    authoring,
    authoring_forms,
    proposals,
    compare,
    feedback,
    record,
    people,
    calibration,
    workspace,
    install,
)
"""In the order in which Slack and help list their commands."""


def declared_commands() -> Commands:
    """Return every command with every subcommand, whichever room declares it."""
    commands: list[Command] = [room.COMMAND for room in ROOMS if hasattr(room, "COMMAND")]
    added: list[Subcommand] = [sub for room in ROOMS for sub in getattr(room, "SUBCOMMANDS", ())]
    return Commands(commands, added, on_text=jd.on_text)


def declared_routes() -> Routes:
    """Return what answers each request; raises ValueError where two rooms take one id."""
    routes = Routes()
    declared_commands().register(routes)
    for room in ROOMS:
        room.register(routes)
    return routes


def declared_shortcuts() -> list[Shortcut]:
    """Return every entry of a message's menu and of Slack's own."""
    return [shortcut for room in ROOMS for shortcut in getattr(room, "SHORTCUTS", ())]


def declared_events() -> list[str]:
    """Return the names of the events that someone listens to."""
    return sorted(event for room in ROOMS for event in getattr(room, "EVENTS", ()))
