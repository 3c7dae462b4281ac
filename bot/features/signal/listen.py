"""`/signal`: what a panel says together, why, and on what evidence."""

from functools import partial

from bot.features.doors import SIGNALS, YOUR_LOOPS, Door
from bot.features.signal import show_arithmetic as arithmetic_view
from bot.features.signal import show_buttons as buttons
from bot.features.signal import show_evidence as evidence_view
from bot.features.signal import show_matrix as matrix_view
from bot.features.signal import show_signal as view
from bot.features.signal import show_why as why_view
from bot.features.signal.read_evidence import evidence_for
from bot.features.signal.read_practice import practice_for
from bot.features.signal.read_ratings import ratings_for
from bot.features.signal.read_signal import (
    SignalList,
    explained_signal_for,
    signal_for,
    signal_without_referrers,
    signals_to_read,
)
from bot.features.signal.send_matrix import send_matrix
from bot.features.signal.share_signal import share_signal
from bot.features.signal.show_practice import practice
from bot.features.signal.whom_to_ask import naming_whom_to_ask
from bot.slack.block_types import Modal
from bot.slack.commands import Command, Line
from bot.slack.payloads import carried_number
from bot.slack.replying import (
    Answer,
    Asked,
    on_click,
    on_page,
    on_posted_click,
    on_stacked_click,
)
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the buttons of a signal."""
    on_click(routes, Door.READ_SIGNAL, on_read)
    on_click(routes, buttons.SHARE, on_share)
    on_posted_click(routes, buttons.MATRIX, naming_whom_to_ask(on_matrix))
    on_page(routes, matrix_view.SEND_MATRIX, on_send_matrix)
    on_posted_click(routes, buttons.WHY, naming_whom_to_ask(on_why))
    on_page(routes, why_view.WHY_HERE, on_why)
    on_stacked_click(routes, why_view.BARS, on_bars)
    on_stacked_click(routes, why_view.ARITHMETIC, on_arithmetic)
    for page in arithmetic_view.Page:
        on_page(routes, page.action_id, partial(on_arithmetic_page, page))
    on_page(routes, arithmetic_view.RATINGS, on_ratings)
    on_click(routes, Door.PRACTICE_CARD, on_practice)
    on_posted_click(routes, Door.READ_EVIDENCE, naming_whom_to_ask(on_evidence))
    on_page(routes, evidence_view.MORE_EVIDENCE, on_evidence_page)
    on_page(routes, evidence_view.OTHER_EVIDENCE, on_other_evidence)


def on_signal(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/signal` and `/signal CANDIDATE`."""
    reading = signals_to_read(workspace, asked.actor, asked.text)
    if isinstance(reading, SignalList):
        return view.listing(reading, workspace.now)
    return view.answer(reading)


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
        Line("[candidate]", "shows one: its word, the likely range, what to discuss, and why"),
    ),
)


def on_read(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a loop's signal privately."""
    reading = signal_for(workspace, actor, value)
    return view.answer_modal(reading)


def on_share(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Have the signal posted in the loop's own private channel."""
    return view.sharing(share_signal(workspace, actor, value))


def on_matrix(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show who rated what; the reading is noted."""
    return matrix_view.matrix(ratings_for(workspace, actor, value))


def on_send_matrix(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Send the matrix to anyone who has it in front of them, and say so there."""
    return matrix_view.matrix(send_matrix(workspace, actor, value), is_sent=True)


def on_why(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show in plain words and a picture why a signal reads as it does."""
    reading = explained_signal_for(workspace, actor, value)
    without = signal_without_referrers(workspace, reading.loop)
    return why_view.why(reading.loop, reading.signals, reading.support, without)


def on_bars(workspace: Workspace, actor: Actor, value: str, leads_back: bool) -> Modal:
    """Show how the panel would read at other bars."""
    reading = explained_signal_for(workspace, actor, value)
    return why_view.bars(reading.loop, reading.signals, leads_back=leads_back)


def on_arithmetic(workspace: Workspace, actor: Actor, value: str, leads_back: bool) -> Modal:
    """Show how a signal's score adds up."""
    reading = explained_signal_for(workspace, actor, value)
    return arithmetic_view.arithmetic(reading.loop, reading.signals, leads_back=leads_back)


def on_arithmetic_page(page: arithmetic_view.Page, workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of the same."""
    loop_id, leads_back = arithmetic_view.read_back(value)
    reading = explained_signal_for(workspace, actor, loop_id)
    return arithmetic_view.arithmetic(reading.loop, reading.signals, page, leads_back=leads_back)


def on_ratings(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show each person's ratings with their part of the sum; the reading is noted."""
    loop_id, leads_back = arithmetic_view.read_back(value)
    read = ratings_for(workspace, actor, loop_id)
    panel = [card.interviewer for card in read.cards]
    return arithmetic_view.ratings(read.loop, read.signals[-1], panel, leads_back=leads_back)


def on_evidence(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the panel's ratings and notes, or those on one topic; the reading is noted."""
    loop_id, _, topic = value.partition(":")
    evidence = evidence_for(workspace, actor, loop_id)
    return evidence_view.evidence(evidence.loop, evidence.cards, topic=topic, judging=evidence.judging)


def on_other_evidence(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another topic in the same modal."""
    loop_id, _, topic = value.partition(":")
    evidence = evidence_for(workspace, actor, loop_id, noted=False)
    return evidence_view.evidence(evidence.loop, evidence.cards, topic=topic, judging=evidence.judging)


def on_evidence_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of the same."""
    what, _, page = value.rpartition(":")
    loop_id, _, topic = what.partition(":")
    evidence = evidence_for(workspace, actor, loop_id, noted=False)
    return evidence_view.evidence(evidence.loop, evidence.cards, carried_number(page), topic, judging=evidence.judging)


def on_practice(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the scorecards of those whom someone trains in a loop; the reading is noted."""
    return practice(practice_for(workspace, actor, value))
