"""`/rubric diff`: what changed in the rubric since a candidate's loop opened."""

from bot.errors import Refusal
from bot.features.loop import show_rubric_changes as view
from bot.features.loop.rubric_changes import changed_rubric, changed_rubrics, nearest_rubrics
from bot.features.rubric.show_page import OPEN, TURN, as_message, as_modal
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
    try:
        changed = changed_rubrics(workspace, asked.actor, asked.text, most=view.MOST_LISTED)
    except Refusal:
        if steps := nearest_rubrics(workspace.catalogue, asked.text):
            raise Refusal("loop_refusals.diff_takes_a_candidate", steps=steps, words=asked.text) from None
        raise
    if len(changed.shown) == 1 and not changed.more:
        only = changed.shown[0]
        return as_message(view.in_short(only.loop, only.current, only.changes))
    loops = [(each.loop, each.has_changed) for each in changed.shown]
    return view.listing(loops, more=changed.more, is_cut=changed.is_cut)


SUBCOMMANDS = (
    Subcommand(
        "/rubric",
        "diff",
        on_diff,
        lines=(Line("diff [candidate]", "shows what changed in the rubric since that candidate's loop opened"),),
        is_rare=True,
    ),
)


def on_changes(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what changed for one loop."""
    return on_another_page(workspace, actor, f"0 {value}")


def on_another_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of the same."""
    number, _, key = value.partition(" ")
    changed = changed_rubric(workspace, actor, asked_topic(key).detail)
    return as_modal(view.changes(changed.loop, changed.current, changed.changes), carried_number(number))
