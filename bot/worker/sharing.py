"""Posts the answers that people share to channels, or tells them in a direct message why not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.errors import Refusal
from bot.features.jd import show_share as jd_share
from bot.features.jd.review_jd import review_again
from bot.features.jd.reviewed import shown_for
from bot.features.jd.share_jd import review_shared
from bot.features.loop.show_notice import sent_again
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_menus import not_shared
from bot.features.rubric.show_page import as_post
from bot.features.rubric.topic import topic_of
from bot.slack.blocks import Message
from bot.slack.errors import RESTRICTED, UNREACHABLE, error_of, is_unclear, retry_after
from bot.wiring import Actor, Services
from bot.worker.directory import fetch_channel
from rubrics.catalogue.errors import UnknownNameError
from storage.shares import share_row
from storage.tables import ChannelRow, ShareRow

BACKOFF = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
"""After these waits it is given up: an answer that arrives an hour late would only puzzle the channel."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Share:
    """A share as it was when it was read."""

    id: str
    team: str
    user: str
    channel: str
    topic: str
    unclear: int


@dataclass(frozen=True)
class _Answer:
    """What is shared: what it is called, and the message."""

    heading: str
    post: Message


def deliver_share(services: Services, share_id: str) -> None:
    """Post one claimed share, or tell the sharer why not; raises nothing that Slack or the network may cause."""
    with services.reads() as session:
        row = share_row(session, share_id)
        if row is None:
            return
        share = _Share(row.id, row.team_id, row.user_id, row.channel_id, row.topic, row.unclear)
    answer = _answer(services, share)
    channel = fetch_channel(services, share.team, share.channel)
    if channel is None:
        _try_later(services, share, "channel_unknown")
        return
    _deliver(services, share, answer, _problem(channel) if answer else "gone")


def _deliver(services: Services, share: _Share, answer: _Answer | None, problem: str | None) -> None:
    try:
        ts = _post(services, share, _message(share, answer, problem), share.user if problem else share.channel)
    except UNREACHABLE as failure:
        error = error_of(failure)
        if problem is None and error in RESTRICTED:
            _deliver(services, share, answer, "restricted")
            return
        log.warning("share not delivered", share=share.id, error=error)
        _try_later(services, share, error, retry_after(failure), unclear=is_unclear(failure))
    else:
        _note_settled(services, share, problem, ts)


def _answer(services: Services, share: _Share) -> _Answer | None:
    """Return what is shared; None where it is gone."""
    review_id = review_shared(share.topic)
    if review_id is not None:
        return _review(services, share, review_id)
    try:
        page = page_on(services.catalogue, topic_of(share.topic), services.now().date())
    except UnknownNameError:
        return None
    return _Answer(page.heading, as_post(page, share.user))


def _review(services: Services, share: _Share, review_id: str) -> _Answer | None:
    workspace = services.workspace(share.team)
    try:
        reviewed = review_again(workspace, Actor(share.team, share.user), review_id)
    except Refusal:
        return None
    shown = shown_for(workspace.jd_knowledge, reviewed.kept, reviewed.review, reviewed.text, workspace.now.date())
    return _Answer(jd_share.heading(shown), jd_share.post(shown, share.user))


def _problem(channel: ChannelRow) -> str | None:
    """Return why nothing may be posted in a channel, as Slack has just described it."""
    if channel.is_shared:
        return "shared_channel"
    if channel.is_archived:
        return "archived"
    return None if channel.has_bot else "not_in_channel"


def _message(share: _Share, answer: _Answer | None, problem: str | None) -> Message:
    if answer is None or problem:
        return not_shared(problem or "gone", share.channel, answer.heading if answer else "")
    return answer.post


def _post(services: Services, share: _Share, message: Message, recipient: str) -> str:
    marked = sent_again(message) if share.unclear else message
    answer = services.client(share.team).chat_postMessage(
        channel=recipient,
        text=marked["text"],
        blocks=marked["blocks"],
        parse="none",
        unfurl_links=False,
        unfurl_media=False,
    )
    return str(answer["ts"])


def _note_settled(services: Services, share: _Share, problem: str | None, ts: str) -> None:
    with services.sessions.begin() as session:
        row = share_row(session, share.id)
        if row is not None:
            row.problem, row.ts = problem, ts
            row.due_at, row.leased_until = None, None


def _try_later(
    services: Services, share: _Share, error: str, seconds: int | None = None, *, unclear: bool = False
) -> None:
    with services.sessions.begin() as session:
        row = share_row(session, share.id)
        if row is not None:
            row.due_at = _next_try(row, services.now(), seconds)
            row.problem = error[:60] if row.due_at is None else None
            row.attempts += 1
            row.unclear += unclear
            row.leased_until = None


def _next_try(row: ShareRow, now: datetime, seconds: int | None) -> datetime | None:
    if row.attempts >= len(BACKOFF):
        return None
    return now + (BACKOFF[row.attempts] if seconds is None else timedelta(seconds=seconds))
