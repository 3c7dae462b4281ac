"""A debrief on one screen: who is awaited and what to discuss, then each one's re-vote and the topics to tick off."""

from collections.abc import Iterator

from bot.features.debrief.phrasing import (
    called,
    label,
    leader_called,
    opened_facts,
    order_text,
    progress_facts,
    topic_text,
)
from bot.features.debrief.show_buttons import (
    change_button,
    decision_button,
    lead_menu,
    read_button,
    signal_button,
    tick_button,
)
from bot.features.debrief.standing import Standing
from bot.features.doors import Door
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, divider, modal, section, sections
from bot.slack.rich_text import quoted
from bot.wording.escaping import Mrkdwn
from bot.wording.words import words
from rubrics.panel.debrief import ReVote


def screen(standing: Standing) -> Modal:
    """Return a debrief as its reader may see it now."""
    if standing.debrief.is_open:
        blocks = _opened(standing)
    elif standing.is_running:
        blocks = _running(standing)
    else:
        blocks = [section(_ended(standing)), *actions(signal_button(standing))]
    title = label("title", code=standing.loop.candidate_code)
    return modal(title, blocks, callback_id=Door.DEBRIEF, private_metadata=standing.loop.id, close=label("close"))


def sealed_until(standing: Standing) -> Block:
    """Return in small print what the re-votes are sealed until."""
    number = progress_facts(standing)["number"]
    return context(words("debrief.sealed", all=number, leader=leader_called(standing), leads=standing.leads))


def _running(standing: Standing) -> list[Block]:
    topics = [topic_text(standing, topic) for topic in standing.debrief.topics]
    # While no one has voted yet, whom one waits for goes without saying.
    begun = any(each.voted_at for each in standing.debrief.votes)
    missing = [called(standing, each) for each in standing.missing] if begun else []
    return [
        section(words("debrief.progress", **progress_facts(standing), label=standing.loop.private_label)),
        *([section(words("debrief.waiting", missing=missing))] if missing else []),
        *sections(words("debrief.packet", topics=topics)),
        *actions(*_ways(standing), decision_button(standing), lead_menu(standing) if standing.leads else None),
        sealed_until(standing),
    ]


def _ways(standing: Standing) -> Iterator[Element]:
    own = standing.own
    has_voted = own is not None and own.voted_at is not None
    yield read_button(standing, primary=not has_voted, votes=own is not None and not has_voted)
    if has_voted:
        yield change_button(standing)


def _opened(standing: Standing) -> list[Block]:
    by_person = {each.person: each for each in standing.debrief.votes}
    ordered = [*(user for user in standing.order if user in by_person)]
    others = [user for user in by_person if user not in ordered]
    topics = list(enumerate(standing.debrief.topics))
    return [
        section(words("debrief.opened", **opened_facts(standing), label=standing.loop.private_label)),
        *(block for user in (*ordered, *others) for block in _vote(standing, by_person[user])),
        divider(),
        section(order_text(standing)),
        *(_topic(standing, number) for number, _ in topics),
        *actions(decision_button(standing), read_button(standing, votes=False), signal_button(standing)),
        *([context(_ended(standing))] if standing.ended else []),
    ]


def _vote(standing: Standing, vote: ReVote) -> Iterator[Block]:
    facts = {"before": vote.before.words, "after": vote.counted.words, "has_voted": vote.after is not None}
    who = called(standing, vote.person)
    yield section(words("debrief.vote", who=who, is_changed=vote.is_changed, **facts))
    if vote.line:
        yield quoted(vote.line)


def _topic(standing: Standing, number: int) -> Block:
    topic = standing.debrief.topics[number]
    text = words("debrief.to_tick", topic=topic_text(standing, topic), done=topic.is_discussed)
    tick = tick_button(standing, topic, number) if standing.ended is None else None
    return section(text, accessory=tick)


def _ended(standing: Standing) -> Mrkdwn:
    return words(
        "debrief.ended",
        why=standing.ended,
        is_open=standing.debrief.is_open,
        votes=any(each.voted_at for each in standing.debrief.votes),
    )
