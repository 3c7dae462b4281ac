"""`/loop feedback`: a draft of what a candidate may be told."""

from typing import Any

from bot.features.doors import Door
from bot.features.feedback import show_feedback as view
from bot.features.feedback.draft_feedback import draft_feedback, look_over
from bot.features.loop import show_loop
from bot.features.loop.read_loop import my_loops
from bot.slack.block_types import Modal
from bot.slack.commands import Line, Subcommand
from bot.slack.forms import check
from bot.slack.replying import Answer, Asked, on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the button that drafts feedback, and to its form."""
    on_click(routes, Door.FEEDBACK, on_feedback)
    on_submit(routes, Door.FEEDBACK, on_looked_over)


def _feedback(workspace: Workspace, asked: Asked) -> Answer:
    page = my_loops(workspace, asked.actor, asked.text)
    if page.only is None:
        return show_loop.which(page, workspace.now, "feedback", Door.FEEDBACK)
    return on_feedback(workspace, asked.actor, page.only.id)


SUBCOMMANDS = (
    Subcommand(
        "/loop",
        "feedback",
        _feedback,
        "[candidate]",
        (Line("feedback [candidate]", "drafts what a candidate may be told, by competency; you edit and send it"),),
    ),
)


def on_feedback(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the draft, to be changed."""
    return view.form(draft_feedback(workspace, actor, value))


def on_looked_over(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Show what to look at in a text before someone sends it."""
    check(filled, [view.TEXT])
    text = view.TEXT.need(filled)
    loop, cautions = look_over(workspace, actor, filled["private_metadata"], text)
    return view.looked_over(loop, text, cautions)
