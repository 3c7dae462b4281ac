"""`/loop`: opening loops, listing them, and what those in charge may do about one."""

from bot.features.doors import NEW_LOOP, YOUR_LOOPS
from bot.features.loop import (
    listen_happened,
    listen_identity,
    listen_leavers,
    listen_open,
    listen_planned,
    listen_pleas,
    listen_reminders,
    listen_running,
    listen_slack,
    listen_stage,
)
from bot.features.loop.listen_edit import on_edit_command
from bot.features.loop.listen_which import on_one_open
from bot.features.loop.read_loop import loop_details, my_loops
from bot.features.loop.show_loop import CANCEL, LOOP_DETAILS, details, listing, which
from bot.slack.block_types import Message
from bot.slack.commands import Command, Line, Subcommand
from bot.slack.replying import Answer, Asked
from bot.slack.routes import Routes
from bot.wiring import Workspace


def register(routes: Routes) -> None:
    """Listen to both steps of opening a loop, and to the buttons of a loop's details."""
    listen_open.register(routes)
    listen_planned.register(routes)
    listen_running.register(routes)
    listen_happened.register(routes)
    listen_identity.register(routes)
    listen_leavers.register(routes)
    listen_stage.register(routes)
    listen_reminders.register(routes)
    listen_pleas.register(routes)
    listen_slack.register(routes)


def _new(workspace: Workspace, asked: Asked) -> Answer:
    return listen_open.begin(workspace, asked.actor, channel=asked.channel, candidate=asked.text)


def _list(workspace: Workspace, asked: Asked) -> Answer:
    return listing(my_loops(workspace, asked.actor), workspace.now)


def _show(workspace: Workspace, asked: Asked) -> Message:
    page = my_loops(workspace, asked.actor, asked.text)
    if page.only is not None:
        return details(loop_details(workspace, asked.actor, page.only.id), workspace.now)
    return which(page, workspace.now, "show", LOOP_DETAILS) if asked.text else listing(page, workspace.now)


def _cancel(workspace: Workspace, asked: Asked) -> Answer:
    return on_one_open(workspace, asked, "cancel", CANCEL, listen_running.on_cancel)


EVENTS = listen_slack.EVENTS
COMMAND = Command(
    "/loop",
    "Open and run one candidate's interviews",
    "one candidate's interviews, sealed until the reveal.",
    title="Loops",
    ways=(NEW_LOOP, YOUR_LOOPS),
    subcommands=(
        Subcommand("/loop", "new", _new, lines=(Line("new", "opens a loop and announces it in its channel"),)),
        Subcommand("/loop", "list", _list, lines=(Line("list", "shows the loops you are on"),)),
        Subcommand(
            "/loop",
            "show",
            _show,
            "[candidate]",
            (Line("show [candidate]", "shows who has scored, and all that you can do about the loop"),),
        ),
        Subcommand(
            "/loop",
            "edit",
            on_edit_command,
            "[candidate]",
            (Line("edit [candidate]", "changes who is on a running loop, what they assess, and when"),),
            also=("change", "reschedule"),
        ),
        Subcommand(
            "/loop",
            "cancel",
            _cancel,
            "[candidate]",
            (Line("cancel [candidate]", "ends a loop with a reason; scorecards already in stay sealed"),),
            also=("delete", "close"),
        ),
        *listen_happened.SUBCOMMANDS,
        *listen_identity.SUBCOMMANDS,
    ),
)
