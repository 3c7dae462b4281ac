"""Notes what came of a post: that it stands, that it is gone, or why and until when it waits; sends nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from bot.features.loop import show_notice as notice
from bot.slack.errors import RESTRICTED, error_of, is_unclear, retry_after
from bot.wiring import Services
from bot.worker.job import Job
from storage.loops import lock_loop
from storage.posts import lock_post, want_edit, want_post
from storage.tables import PostRow

WAITS = {
    "not_in_channel": "not_in_channel",
    "channel_not_found": "not_in_channel",
    "is_archived": "archived",
    "shared_channel": "shared_channel",
    "public_channel": "public_channel",
    **dict.fromkeys(RESTRICTED, "restricted"),
}
"""Problems of a channel that somebody has to mend: the opener is told, and the row waits."""
UNREACHABLE_PERSON = frozenset({"channel_not_found", "cannot_dm_bot", "user_not_found", "user_disabled"})
"""Errors of a direct message that say its recipient cannot be written to; the opener is told."""
WAIT = timedelta(minutes=2)
"""How long a post waits for somebody to mend its channel."""
PERSON_WAIT = timedelta(hours=1)
MOST_UNCLEAR = 2
"""A post whose outcome is unclear is sent once more; after that the opener is told, and it waits."""
UNCLEAR_WAIT = timedelta(minutes=30)
BACKOFF = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Sent:
    """Where a message stands in Slack now, and whether newer blocks were refused for it."""

    channel: str
    ts: str
    core_only: bool


def _locked(session: Session, job: Job) -> PostRow | None:
    lock_loop(session, job.team, job.loop.id)
    return lock_post(session, job.id)


def note_gone(services: Services, job: Job) -> None:
    """Have a new message made at the next pass."""
    with services.sessions.begin() as session:
        row = _locked(session, job)
        if row is not None:
            row.ts, row.posted_channel, row.unclear = None, None, 0
            row.due_at, row.leased_until = services.now(), None


def note_posted(services: Services, job: Job, sent: Sent) -> None:
    """Note where a message stands, and when to look after it again."""
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


def _next_look(job: Job, now: datetime) -> datetime | None:
    """Have an open loop's announcement drawn again when its deadline passes, so that it says so."""
    waits = job.kind == "announcement" and job.loop.is_open and job.loop.deadline_at > now
    return job.loop.deadline_at + timedelta(seconds=1) if waits else None


def note_unreachable(services: Services, job: Job, failure: BaseException) -> None:
    """Note that a call to Slack failed, and whether it may have been done all the same."""
    unclear = is_unclear(failure) and job.ts is None
    seconds = retry_after(failure)
    log.warning("post not delivered", post=job.id, kind=job.kind, error=error_of(failure), unclear=unclear)
    after = timedelta(seconds=seconds) if seconds is not None else None
    note_failure(services, job, error_of(failure), after, unclear=unclear)


def note_failure(services: Services, job: Job, error: str, after: timedelta | None, *, unclear: bool = False) -> None:
    """Note why a post waits; whoever opened the loop is told of what somebody has to mend."""
    now = services.now()
    with services.sessions.begin() as session:
        row = _locked(session, job)
        if row is None:
            return
        row.unclear += unclear
        problem = notice.UNCONFIRMED if unclear and row.unclear >= MOST_UNCLEAR else _problem(job, error)
        wait = _wait(job, problem) or after or BACKOFF[min(row.attempts, len(BACKOFF) - 1)]
        row.due_at, row.leased_until = now + wait, None
        row.attempts += 1
        if problem and problem != row.problem and job.kind != "notice":
            row.problem = problem
            opener = job.loop.opened_by
            want_post(session, team_id=job.team, loop_id=job.loop.id, kind="notice", recipient=opener, now=now)


def _wait(job: Job, problem: str | None) -> timedelta | None:
    if problem is None:
        return None
    if problem == notice.UNCONFIRMED:
        return UNCLEAR_WAIT
    return WAIT if job.goes_to_channel else PERSON_WAIT


def _problem(job: Job, error: str) -> str | None:
    """Return what somebody has to mend before this post can be made, if that is why it failed."""
    if job.goes_to_channel:
        return WAITS.get(error)
    if error == notice.OUTSIDER:
        return notice.OUTSIDER
    return notice.UNREACHABLE if error in UNREACHABLE_PERSON else None
