"""`/signal`: what a panel says together, why, on what evidence, and what happened in its loop."""

from slack_bolt import App

from bot.features.doors import Door
from bot.features.loop.read_loop import (
    loop_details,
    my_loops,
    read_content,
    read_evidence,
    read_ratings,
    signal_without_referrers,
    signals_to_read,
)
from bot.features.signal import show_evidence as evidence_view
from bot.features.signal import show_signal as view
from bot.features.signal import show_why as why_view
from bot.features.signal.share_signal import share_signal
from bot.slack.blocks import Modal
from bot.slack.commands import Command, Line
from bot.slack.replying import Answer, Asked, on_click, on_page
from bot.wiring import Actor, Services, Workspace


def register(app: App, services: Services) -> None:
    """Listen to the buttons of a signal."""
    on_click(app, services, Door.READ_SIGNAL, on_read)
    on_click(app, services, view.SHARE, on_share)
    on_click(app, services, why_view.WHY, on_why)
    on_click(app, services, why_view.ARITHMETIC, on_arithmetic)
    on_click(app, services, why_view.RATINGS, on_ratings)
    on_click(app, services, Door.READ_EVIDENCE, on_evidence)
    on_page(app, services, evidence_view.MORE_EVIDENCE, on_evidence_page)


def on_signal(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/signal` and `/signal CANDIDATE`."""
    loops = my_loops(workspace, asked.actor, asked.text)
    if len(loops) != 1:
        return view.listing(signals_to_read(workspace, asked.actor, asked.text), workspace.now)
    one = loop_details(workspace, asked.actor, loops[0].id)
    return view.answer(one.loop, one.signals, support=one.support, may_share=one.may_share)


COMMAND = Command(
    "/signal",
    "What a panel’s scorecards say together",
    "shows what a panel’s scorecards say together, once the panel is revealed. Only you see the answer.",
    on_signal,
    "[candidate]",
    lines=(
        Line("", "lists the loops you are on"),
        Line("C-K7P2", "shows one: its word, the likely range, what deserves discussion, and why"),
    ),
)


def on_read(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a loop's signal privately."""
    found = loop_details(workspace, actor, value)
    return view.answer_modal(found.loop, found.signals, support=found.support, may_share=found.may_share)


def on_share(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Have the signal posted in the loop's own private channel."""
    return view.sharing(share_signal(workspace, actor, value))


def on_why(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show in plain words why a signal reads as it does."""
    found = read_content(workspace, actor, value)
    without = signal_without_referrers(workspace, found.loop)
    return why_view.why(found.loop, found.signals, found.support, without)


def on_arithmetic(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show how a signal's score adds up."""
    return why_view.arithmetic(read_content(workspace, actor, value).signals)


def on_ratings(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show each person's ratings with their part of the sum; the reading is noted."""
    return why_view.ratings(read_ratings(workspace, actor, value))


def on_evidence(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the panel's ratings and notes; the reading is noted."""
    found = read_evidence(workspace, actor, value)
    return evidence_view.evidence(found.loop, found.cards)


def on_evidence_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of the same."""
    loop_id, _, page = value.partition(":")
    found = read_evidence(workspace, actor, loop_id, noted=False)
    return evidence_view.evidence(found.loop, found.cards, int(page))
