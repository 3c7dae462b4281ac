"""What is posted of a debrief: its progress and its re-votes in the signal's thread, and each one's direct messages.

In a thread stands nothing that one person rated or said; where a channel may not read the panel, no figure either.
"""

from bot.features.debrief.phrasing import (
    opened_facts,
    order_text,
    progress_facts,
    public_topics,
)
from bot.features.debrief.show_buttons import decide_button, decision_button, door, lead_menu, read_button, topic_button
from bot.features.debrief.standing import Standing
from bot.slack.block_types import Block, Message
from bot.slack.blocks import actions, context, message, section
from bot.wording.words import words
from rubrics.panel.debrief import DebriefPhase

MOST_TOPICS = 10
"""Buttons of topics in the thread, two rows of a phone's five; the debrief's screen has them all."""


def thread(standing: Standing) -> Message:
    """Return how far a debrief is, for its thread."""
    loop, phase = standing.loop, standing.phase
    if phase is DebriefPhase.CANCELED or not (standing.is_running or standing.debrief.is_open):
        text = words("debrief.canceled" if phase is DebriefPhase.CANCELED else "debrief.over", label=loop.label)
        return message(text, [section(text)])
    facts = progress_facts(standing)
    small = context(words("debrief.started_by", by=standing.debrief.started_by))
    buttons = (read_button(standing, primary=True), lead_menu(standing)) if standing.is_running else (door(standing),)
    said = section(words("debrief.progress", **facts, label=loop.label))
    return message(words("debrief.progress_fallback", **facts, label=loop.label), [said, *actions(*buttons), small])


def opened(standing: Standing, *, is_told: bool) -> Message:
    """Return what the re-votes came to, for the thread; `is_told` says that the channel may read what a panel said."""
    loop = standing.loop
    if not is_told:
        text = words("debrief.opened_sealed", label=loop.label)
        return message(text, [section(text), *actions(door(standing))])
    facts = opened_facts(standing)
    topics = public_topics(standing)[:MOST_TOPICS] if standing.ended is None else ()
    blocks: list[Block] = [
        section(words("debrief.opened", **facts, label="")),
        section(order_text(standing, topics=bool(topics))),
        *actions(*(topic_button(standing, topic, number) for number, topic in enumerate(topics))),
        *actions(decide_button(standing) if standing.ended is None else None, door(standing, "by_name")),
        context(words("debrief.decides", manager=loop.hiring_manager)),
    ]
    return message(words("debrief.opened_fallback", label=loop.label, after=facts["after"]), blocks)


def no_longer_asked(standing: Standing) -> Message:
    """Return what stands in place of a message that asked someone to read and vote, once there is nothing to."""
    is_canceled, is_over = standing.phase is DebriefPhase.CANCELED, standing.ended is not None
    part = "canceled" if is_canceled else "over" if is_over else "are_open"
    text = words(f"debrief.{part}", label=standing.loop.private_label)
    return message(text, [section(text), *actions(None if is_canceled or is_over else door(standing))])


def asked(standing: Standing) -> Message | None:
    """Return what someone is told of a debrief that has started; nothing once there is nothing to read for."""
    if not standing.is_running:
        return None
    votes, reads = standing.own is not None, standing.phase is DebriefPhase.READING
    facts = {"votes": votes, "reads": reads, "until": standing.debrief.reads_until}
    said = section(words("debrief.ask", **facts, label=standing.loop.private_label))
    button = read_button(standing, primary=True) if votes else door(standing, primary=True)
    fallback = words("debrief.ask_fallback", code=standing.loop.candidate_code)
    return message(fallback, [said, *actions(button)])


def reminded(standing: Standing) -> Message | None:
    """Return what someone is told who has not voted again hours later; nothing where they have, or it is over."""
    own = standing.own
    if not standing.is_running or own is None or own.voted_at is not None:
        return None
    said = section(words("debrief.remind", **progress_facts(standing), label=standing.loop.private_label))
    text = words("debrief.remind_fallback", code=standing.loop.candidate_code)
    return message(text, [said, *actions(read_button(standing, primary=True))])


def told_of_opening(standing: Standing) -> Message | None:
    """Return what someone is told once the re-votes are open, in a message of their own."""
    if not standing.debrief.is_open:
        return None
    facts, loop = opened_facts(standing), standing.loop
    said = section(words("debrief.opened", **facts, label=loop.private_label))
    text = words("debrief.opened_fallback", label=loop.candidate_code, after=facts["after"])
    decide = decision_button(standing)
    return message(text, [said, *actions(decide, door(standing, primary=decide is None))])
