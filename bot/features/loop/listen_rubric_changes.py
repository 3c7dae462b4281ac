"""`/rubric diff`: what changed in the rubric since a candidate's loop opened."""

from bot.features.loop import show_rubric_changes as view
from bot.features.loop.rubric_changes import ChangedRubric, changed_rubric, changed_rubrics
from bot.features.rubric.show_page import OPEN, TURN, Page, as_message, as_modal
from bot.features.rubric.topic import Kind, asked_topic
from bot.slack.block_types import Modal
from bot.slack.commands import Line, Subcommand
from bot.slack.payloads import carried_number
from bot.slack.replying import Answer, Asked, on_click, on_page
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the buttons that lead to what changed, and through its pages."""
    on_click(routes, f"{OPEN}:{Kind.DIFF}", on_changes)
    on_page(routes, f"{TURN}:{Kind.DIFF}", on_another_page)


def on_diff(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/rubric diff`, and with a candidate's code or name."""
    changed = changed_rubrics(workspace, asked.actor, asked.text, most=view.MOST_LISTED)
    if len(changed.shown) == 1 and not changed.more:
        return as_message(_page(changed.shown[0]))
    loops = [(each.loop, each.has_changed) for each in changed.shown]
    return view.listing(loops, more=changed.more, is_cut=changed.is_cut)


SUBCOMMANDS = (
    Subcommand(
        "/rubric",
        "diff",
        on_diff,
        lines=(Line("diff C-K7P2", "shows what changed in the rubric since that candidate's loop opened"),),
    ),
)


def on_changes(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what changed for one loop."""
    return on_another_page(workspace, actor, f"0 {value}")


def on_another_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of the same."""
    number, _, key = value.partition(" ")
    return as_modal(_page(changed_rubric(workspace, actor, asked_topic(key).detail)), carried_number(number))


def _page(changed: ChangedRubric) -> Page:
    return view.changes(changed.loop, changed.current, changed.changes)
