"""`/signal`: what a panel says together, why, and on what evidence."""

from bot.features.doors import SIGNALS, YOUR_LOOPS, Door
from bot.features.signal import show_evidence as evidence_view
from bot.features.signal import show_signal as view
from bot.features.signal import show_why as why_view
from bot.features.signal.read_evidence import evidence_for
from bot.features.signal.read_ratings import ratings_for
from bot.features.signal.read_signal import (
    SignalList,
    explained_signal_for,
    signal_for,
    signal_without_referrers,
    signals_to_read,
)
from bot.features.signal.share_signal import share_signal
from bot.slack.block_types import Modal
from bot.slack.commands import Command, Line
from bot.slack.payloads import carried_number
from bot.slack.replying import Answer, Asked, on_click, on_page
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the buttons of a signal."""
    on_click(routes, Door.READ_SIGNAL, on_read)
    on_click(routes, view.SHARE, on_share)
    on_click(routes, why_view.WHY, on_why)
    on_click(routes, why_view.ARITHMETIC, on_arithmetic)
    on_click(routes, why_view.RATINGS, on_ratings)
    on_click(routes, Door.READ_EVIDENCE, on_evidence)
    on_page(routes, evidence_view.MORE_EVIDENCE, on_evidence_page)


def on_signal(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/signal` and `/signal CANDIDATE`."""
    reading = signals_to_read(workspace, asked.actor, asked.text)
    if isinstance(reading, SignalList):
        return view.listing(reading, workspace.now)
    return view.answer(reading.loop, reading.signals, support=reading.support, may_share=reading.may_share)


COMMAND = Command(
    "/signal",
    "What a panel's scorecards say together",
    "what a panel's scorecards say together, after the reveal. Only you see it.",
    on_signal,
    "Signals",
    (SIGNALS, YOUR_LOOPS),
    "[candidate]",
    lines=(
        Line("", "lists the loops you are on"),
        Line("C-K7P2", "shows one: its word, the likely range, what to discuss, and why"),
    ),
)


def on_read(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a loop's signal privately."""
    reading = signal_for(workspace, actor, value)
    return view.answer_modal(reading.loop, reading.signals, support=reading.support, may_share=reading.may_share)


def on_share(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Have the signal posted in the loop's own private channel."""
    return view.sharing(share_signal(workspace, actor, value))


def on_why(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show in plain words why a signal reads as it does."""
    reading = explained_signal_for(workspace, actor, value)
    without = signal_without_referrers(workspace, reading.loop)
    return why_view.why(reading.loop, reading.signals, reading.support, without)


def on_arithmetic(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show how a signal's score adds up."""
    return why_view.arithmetic(explained_signal_for(workspace, actor, value).signals)


def on_ratings(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show each person's ratings with their part of the sum; the reading is noted."""
    return why_view.ratings(ratings_for(workspace, actor, value))


def on_evidence(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the panel's ratings and notes; the reading is noted."""
    evidence = evidence_for(workspace, actor, value)
    return evidence_view.evidence(evidence.loop, evidence.cards)


def on_evidence_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of the same."""
    loop_id, _, page = value.partition(":")
    evidence = evidence_for(workspace, actor, loop_id, noted=False)
    return evidence_view.evidence(evidence.loop, evidence.cards, carried_number(page))
