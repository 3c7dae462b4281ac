"""Delivers one post: makes it stand in Slack as it should, by a new message or an edit of the one that is there."""

import structlog
from slack_sdk import WebClient

from bot.features.loop import show_notice as notice
from bot.features.loop.show_announcement import announcement
from bot.features.signal import show_signal as signal_view
from bot.slack.blocks import Message
from bot.slack.errors import UNREACHABLE, error_of
from bot.wiring import Services
from bot.worker.directory import fetch_channel
from bot.worker.job import Job, read_job
from bot.worker.outcome import WAIT, Sent, note_failure, note_gone, note_posted, note_unreachable
from storage.posts import post_row
from storage.tables import ChannelRow

GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""Errors of an edit after which a new message is made."""
log = structlog.get_logger(__name__)


class _Withheld(Exception):  # noqa: N818 – not an error: a reason not to post
    """Why a post must not go out now."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


class _GoneError(Exception):
    """The message that should be edited is no longer there, or may no longer be edited."""


def deliver(services: Services, post_id: str) -> None:
    """Make one claimed post stand in Slack as it should; raises nothing that Slack or the network may cause."""
    with services.reads() as session:
        row = post_row(session, post_id)
        if row is None:
            return
        job = read_job(services, session, row)
    try:
        sent = _send(services, job)
    except _Withheld as withheld:
        note_failure(services, job, withheld.problem, WAIT)
    except _GoneError:
        note_gone(services, job)
    except UNREACHABLE as failure:
        note_unreachable(services, job, failure)
    else:
        note_posted(services, job, sent)


def _send(services: Services, job: Job) -> Sent:
    message, core = job.message, job.core
    if message is None:
        raise _Withheld("nothing_to_say")
    if job.for_outsider:
        raise _Withheld(notice.OUTSIDER)
    if job.goes_to_channel:
        channel = _checked_channel(services, job)
        if not channel.is_private:
            message, core = _for_a_public_channel(services, job), None
    client = services.client(job.team)
    try:
        return Sent(*_put(client, job, message), core_only=job.core_only)
    except UNREACHABLE as failure:
        if core is None or error_of(failure) != "invalid_blocks":
            raise
    log.info("newer blocks refused, sending core blocks", post=job.id, kind=job.kind)
    return Sent(*_put(client, job, core), core_only=True)


def _put(client: WebClient, job: Job, message: Message) -> tuple[str, str]:
    if job.ts and job.posted_channel:
        try:
            return _edit(client, job.posted_channel, job.ts, message)
        except UNREACHABLE as failure:
            if error_of(failure) not in GONE:
                raise
        raise _GoneError
    return _post(client, job.recipient, notice.sent_again(message) if job.unclear else message)


def _checked_channel(services: Services, job: Job) -> ChannelRow:
    """Ask Slack anew what this channel is: it may have been shared or made public since the last post."""
    channel = fetch_channel(services, job.team, job.recipient)
    if channel is None:
        raise _Withheld("channel_unknown")
    if channel.is_shared:
        raise _Withheld("shared_channel")
    if channel.is_archived:
        raise _Withheld("is_archived")
    if not channel.has_bot:
        raise _Withheld("not_in_channel")
    return channel


def _for_a_public_channel(services: Services, job: Job) -> Message:
    if job.kind == "announcement":
        return announcement(job.loop, services.now(), is_private=False)
    if job.kind == "share":
        raise _Withheld("public_channel")
    return signal_view.public_post(job.loop)


def _edit(client: WebClient, channel: str, ts: str, message: Message) -> tuple[str, str]:
    client.chat_update(channel=channel, ts=ts, text=message["text"], blocks=message["blocks"], parse="none")
    return channel, ts


def _post(client: WebClient, recipient: str, message: Message) -> tuple[str, str]:
    answer = client.chat_postMessage(
        channel=recipient,
        text=message["text"],
        blocks=message["blocks"],
        parse="none",
        unfurl_links=False,
        unfurl_media=False,
    )
    return answer["channel"], answer["ts"]
