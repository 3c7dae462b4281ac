"""Delivers one post: renders the present state, posts or edits it, and notes what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from bot.reconciler.directory import fetch_channel
from bot.reconciler.signal_message import SIGNAL_KINDS, signal_message
from bot.reconciler.slack_errors import UNREACHABLE, error_of, is_unclear, retry_after
from bot.views import notice
from bot.views import signal as signal_view
from bot.views.announcement import announcement, changed, invitation, referral
from bot.views.blocks import Message
from bot.wiring import Services
from rubrics.loop import Loop
from storage.loops import lock_loop, loop_row, loop_value
from storage.posts import lock_post, post_row, posts_of, want_edit, want_post
from storage.tables import ChannelRow, PostRow

GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""Errors of an edit after which a new message is made."""
WAITS = {
    "not_in_channel": "not_in_channel",
    "channel_not_found": "not_in_channel",
    "is_archived": "archived",
    "shared_channel": "shared_channel",
    "public_channel": "public_channel",
}
"""Problems of a channel that somebody has to mend: the opener is told, and the row waits."""
UNREACHABLE_PERSON = frozenset({"channel_not_found", "cannot_dm_bot", "user_not_found", "user_disabled"})
"""Errors of a direct message that say its recipient cannot be written to; the opener is told."""
WAIT = timedelta(minutes=2)
PERSON_WAIT = timedelta(hours=1)
BACKOFF = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))

log = structlog.get_logger(__name__)


class _Withheld(Exception):  # noqa: N818 – not an error: a reason not to post
    """Why a post must not go out now."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


class _GoneError(Exception):
    """The message that should be edited is no longer there, or may no longer be edited."""


@dataclass(frozen=True)
class _Job:
    """A post as it was when it was read: which revision is wanted, and where it stands in Slack already."""

    id: str
    team: str
    kind: str
    recipient: str
    wanted: int
    unclear: int
    posted_channel: str | None
    ts: str | None
    loop: Loop
    message: Message | None
    core: Message | None
    core_only: bool


@dataclass(frozen=True)
class _Sent:
    """Where a message stands in Slack now, and whether newer blocks were refused for it."""

    channel: str
    ts: str
    core_only: bool


def deliver(services: Services, post_id: str) -> None:
    """Make one claimed post stand in Slack as it should; raises nothing that Slack or the network may cause."""
    with services.reads() as session:
        row = post_row(session, post_id)
        if row is None:
            return
        job = _job(services, session, row)
    try:
        sent = _send(services, job)
    except _Withheld as withheld:
        _note_failure(services, job, withheld.problem, WAIT)
    except _GoneError:
        _note_gone(services, job)
    except UNREACHABLE as failure:
        _note_unreachable(services, job, failure)
    else:
        _note_posted(services, job, sent)


def _job(services: Services, session: Session, row: PostRow) -> _Job:
    found = loop_row(session, row.team_id, row.loop_id)
    if found is None:
        message = f"post {row.id} belongs to no loop"
        raise LookupError(message)
    loop = loop_value(found)
    return _Job(
        id=row.id,
        team=row.team_id,
        kind=row.kind,
        recipient=row.recipient,
        wanted=row.wanted,
        unclear=row.unclear,
        posted_channel=row.posted_channel,
        ts=row.ts,
        loop=loop,
        message=_rendered(services, session, row, loop),
        core=_in_core_blocks(session, row, loop),
        core_only=row.core_only,
    )


def _rendered(services: Services, session: Session, row: PostRow, loop: Loop) -> Message | None:
    match row.kind:
        case "announcement":
            return announcement(loop, services.now())
        case "invitation":
            interview = loop.interview_of(row.recipient)
            return invitation(loop, interview) if interview else None
        case "referral":
            return referral(loop)
        case kind if kind.startswith("change:"):
            interview = loop.interview_of(row.recipient)
            return changed(loop, interview) if interview else None
        case "signal" | "share":
            return signal_message(session, row.kind, loop, with_table=not row.core_only)
        case "notice":
            waiting = [post for post in posts_of(session, loop.id) if post.kind != "notice" and post.problem]
            unreachable = [post.recipient for post in waiting if post.problem == notice.UNREACHABLE]
            return notice.notice(loop, sorted({post.problem for post in waiting if post.problem}), unreachable)
    message = f"nobody knows how to post a {row.kind}"
    raise LookupError(message)


def _in_core_blocks(session: Session, row: PostRow, loop: Loop) -> Message | None:
    """Return the same without newer blocks, for posts that have any and were not refused them before."""
    if row.kind not in SIGNAL_KINDS or row.core_only:
        return None
    return signal_message(session, row.kind, loop, with_table=False)


def _send(services: Services, job: _Job) -> _Sent:
    message, core = job.message, job.core
    if message is None:
        raise _Withheld("nothing_to_say")
    if job.recipient == job.loop.channel:
        channel = _checked_channel(services, job)
        if job.kind in SIGNAL_KINDS and not channel.is_private:
            message, core = _for_a_public_channel(job), None
    client = services.client(job.team)
    try:
        return _Sent(*_put(client, job, message), core_only=job.core_only)
    except UNREACHABLE as failure:
        if core is None or error_of(failure) != "invalid_blocks":
            raise
    log.info("newer blocks refused, sending core blocks", post=job.id, kind=job.kind)
    return _Sent(*_put(client, job, core), core_only=True)


def _put(client: WebClient, job: _Job, message: Message) -> tuple[str, str]:
    if job.ts and job.posted_channel:
        try:
            return _edit(client, job.posted_channel, job.ts, message)
        except UNREACHABLE as failure:
            if error_of(failure) not in GONE:
                raise
        raise _GoneError
    return _post(client, job.recipient, notice.sent_again(message) if job.unclear else message)


def _checked_channel(services: Services, job: _Job) -> ChannelRow:
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


def _for_a_public_channel(job: _Job) -> Message:
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


def _locked(session: Session, job: _Job) -> PostRow | None:
    lock_loop(session, job.loop.id)
    return lock_post(session, job.id)


def _note_gone(services: Services, job: _Job) -> None:
    """Have a new message made at the next pass."""
    with services.sessions.begin() as session:
        row = _locked(session, job)
        if row is not None:
            row.ts, row.posted_channel, row.unclear = None, None, 0
            row.due_at, row.leased_until = services.now(), None


def _note_posted(services: Services, job: _Job, sent: _Sent) -> None:
    now = services.now()
    with services.sessions.begin() as session:
        row = _locked(session, job)
        if row is None:
            return
        had_problem = row.problem is not None
        row.posted, row.posted_channel, row.ts = job.wanted, sent.channel, sent.ts
        row.core_only = sent.core_only
        row.attempts, row.problem, row.leased_until = 0, None, None
        row.due_at = now if row.wanted > job.wanted else _next_look(job, now)
        if had_problem:
            want_edit(session, loop_id=job.loop.id, kind="notice", now=now)


def _next_look(job: _Job, now: datetime) -> datetime | None:
    """Have an open loop's announcement drawn again when its deadline passes, so that it says so."""
    waits = job.kind == "announcement" and job.loop.is_open and job.loop.deadline_at > now
    return job.loop.deadline_at + timedelta(seconds=1) if waits else None


def _note_unreachable(services: Services, job: _Job, failure: BaseException) -> None:
    unclear = is_unclear(failure) and job.ts is None
    seconds = retry_after(failure)
    log.warning("post not delivered", post=job.id, kind=job.kind, error=error_of(failure), unclear=unclear)
    after = timedelta(seconds=seconds) if seconds is not None else None
    _note_failure(services, job, error_of(failure), after, unclear=unclear)


def _note_failure(services: Services, job: _Job, error: str, after: timedelta | None, *, unclear: bool = False) -> None:
    now, problem = services.now(), _problem(job, error)
    with services.sessions.begin() as session:
        row = _locked(session, job)
        if row is None:
            return
        wait = PERSON_WAIT if problem == notice.UNREACHABLE else WAIT if problem else after
        row.due_at = now + (wait or BACKOFF[min(row.attempts, len(BACKOFF) - 1)])
        row.leased_until = None
        row.attempts += 1
        row.unclear += unclear
        if problem and problem != row.problem and job.kind != "notice":
            row.problem = problem
            opener = job.loop.opened_by
            want_post(session, team_id=job.team, loop_id=job.loop.id, kind="notice", recipient=opener, now=now)


def _problem(job: _Job, error: str) -> str | None:
    """Return what somebody has to mend before this post can be made, if that is why it failed."""
    if job.recipient == job.loop.channel:
        return WAITS.get(error)
    return notice.UNREACHABLE if error in UNREACHABLE_PERSON else None
