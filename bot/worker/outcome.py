"""Notes what came of a delivery: where a message stands, or why and until when it does not; sends nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.loop.calendar_files import follow_invitation
from bot.wiring import Services
from bot.worker.delivery_failures import BACKOFF, MOST_UNCLEAR, UNCLEAR_REST, End, How, wait_for
from storage.clock import time_of
from storage.loops import lock_loop, loop_row
from storage.message_lookups import lock_message, messages_about, places_of
from storage.messages import (
    LIFE,
    PASSING,
    SHARES,
    TERMINAL,
    WITHOUT_LOOP,
    MessageKind,
    MessageRow,
    MessageState,
    PlaceRow,
    Problem,
)
from storage.outbox import want_another, want_edit, want_message, want_reply

NOTICES = (MessageKind.NOTICE, MessageKind.SHARE_NOTICE)
REPLIES = {MessageKind.SIGNAL: MessageKind.SIGNAL_THREAD}
"""What stands first in a message's thread, wherever that message stands: wanted as soon as its place is known."""
TOLD_BY_NOBODY = (Problem.NO_ACCESS, None)


@dataclass(frozen=True)
class Sent:
    """Where a message stands now, at which revision, and how."""

    channel: str
    ts: str
    revision: int
    core_only: bool
    is_repeat: bool


def note_standing(
    services: Services, claimed: MessageRow, sent: Sent, look_at: datetime | None, problem: Problem | None = None
) -> None:
    """Note where a message stands, and whether more of it is to be done.

    The place is kept even where the claim was lost meanwhile: it stands, whichever worker delivers now. `problem`
    is why what it said was taken out of there.
    """
    with services.sessions.begin() as session:
        row = _locked(session, claimed)
        if row is None:
            return
        now = time_of(session)
        place = _keep_place(session, row, sent, now)
        session.flush()
        if row.kind in REPLIES:
            want_reply(session, place, row, REPLIES[row.kind])
        if row.kind is MessageKind.RECORD and row.fresh:  # an edit of it says that its file won't come
            want_reply(session, place, row, MessageKind.RECORD_FILE)
        if row.kind is MessageKind.INVITATION:
            follow_invitation(session, row, now)
        row.fresh, row.posted = False, max(row.posted, sent.revision)
        if not _is_ours(row, claimed):
            if row.state is MessageState.STANDING and sent.revision < row.wanted:
                row.state, row.due_at = MessageState.WANTED, now
            return
        had_problem, is_new = row.problem is not None, problem is not None and _is_new(session, row, problem)
        is_other = problem is not row.problem
        row.attempts, row.unclear, row.problem, row.waiting_since = 0, 0, problem, None
        row.leased_until = row.sending_since = None
        stale = any(place.revision < row.wanted and place.lost_at is None for place in places_of(session, row.id))
        row.state = MessageState.WANTED if stale else MessageState.STANDING
        row.due_at = now if stale else look_at
        if not stale:
            row.expires_at = None
        if problem is not None and is_other:
            session.flush()
            _tell(session, row, is_new=is_new)
        elif had_problem and row.kind not in (*NOTICES, *SHARES):
            want_edit(session, team_id=row.team_id, kind=MessageKind.NOTICE, subject=row.subject)


def note_lost(services: Services, claimed: MessageRow, channel: str, ts: str) -> None:
    """Note that a place can no longer be edited; the message is made anew where it stands nowhere else."""
    with services.sessions.begin() as session:
        row = _locked(session, claimed)
        place = session.get(PlaceRow, (claimed.id, channel, ts))
        if row is None or place is None:
            return
        now = time_of(session)
        place.lost_at = now
        session.flush()
        if not _is_ours(row, claimed):
            return
        row.fresh = all(place.lost_at is not None for place in places_of(session, row.id))
        row.state, row.due_at, row.unclear = MessageState.WANTED, now, 0
        row.leased_until = row.sending_since = None


def note_held(services: Services, claimed: MessageRow, until: datetime) -> None:
    """Note that Slack asks to wait; that is no failure and counts as none."""
    with services.sessions.begin() as session:
        row = _locked(session, claimed)
        if row is not None and _is_ours(row, claimed):
            row.state = MessageState.UNCLEAR if row.unclear else MessageState.WANTED
            row.due_at, row.leased_until, row.sending_since = until, None, None


def note_end(services: Services, claimed: MessageRow, end: End, *, unclear: bool = False) -> None:
    """Note how a delivery failed, and have those told who can fix it; `unclear`: it may have been done all the same."""
    with services.sessions.begin() as session:
        row = _locked(session, claimed)
        if row is None or not _is_ours(row, claimed):
            return
        row.unclear += unclear
        row.leased_until = row.sending_since = None
        problem = _ended(row, end, time_of(session))
        if problem is not None and problem is not row.problem:
            is_new = _is_new(session, row, problem)
            row.problem = problem
            session.flush()
            _tell(session, row, is_new=is_new)
        if row.kind is MessageKind.RECORD_FILE and row.state in TERMINAL:  # what announces it says so
            session.flush()
            want_edit(
                session, team_id=row.team_id, kind=MessageKind.RECORD, subject=row.subject, recipient=row.recipient
            )


def _locked(session: Session, claimed: MessageRow) -> MessageRow | None:
    if claimed.kind not in WITHOUT_LOOP:
        lock_loop(session, claimed.team_id, claimed.subject)
    return lock_message(session, claimed.id)


def _is_ours(row: MessageRow, claimed: MessageRow) -> bool:
    """Tell whether the claim still holds, or another worker took the message after the lease ran out."""
    return row.state is MessageState.SENDING and row.sending_since == claimed.sending_since


def _keep_place(session: Session, row: MessageRow, sent: Sent, now: datetime) -> PlaceRow:
    place = session.get(PlaceRow, (row.id, sent.channel, sent.ts))
    if place is None:
        place = PlaceRow(message_id=row.id, channel=sent.channel, ts=sent.ts, posted_at=now)
        session.add(place)
    place.revision, place.is_repeat, place.core_only = sent.revision, sent.is_repeat, sent.core_only
    return place


def _ended(row: MessageRow, end: End, now: datetime) -> Problem | None:
    """Put a row where its delivery's end leads; return the problem that someone is told of, if any."""
    match end.how:
        case How.RETRY:
            return _tried(row, now)
        case How.WAIT if row.kind not in SHARES:
            row.waiting_since = row.waiting_since or now
            row.expires_at = row.expires_at or now + LIFE[row.kind]
            row.state, row.attempts = MessageState.WAITING, 0
            row.due_at = now + wait_for(row.recipient, now - row.waiting_since)
        case How.WAIT | How.GIVE_UP:  # an answer that was shared is of now: anyone who shared it is told instead
            row.state, row.due_at = MessageState.GIVEN_UP, None
        case How.EXPIRE:
            row.state, row.due_at = MessageState.EXPIRED, None
        case How.SETTLE:
            row.state, row.due_at = MessageState.GONE, None
    return end.problem


def _tried(row: MessageRow, now: datetime) -> Problem | None:
    row.attempts += 1
    if row.attempts > len(BACKOFF) or row.unclear > MOST_UNCLEAR:
        row.state, row.due_at = MessageState.GIVEN_UP, None
        return Problem.GIVEN_UP
    rests = row.unclear == MOST_UNCLEAR and row.kind not in SHARES
    row.state = MessageState.UNCLEAR if row.unclear else MessageState.WANTED
    row.due_at = now + (UNCLEAR_REST if rests else BACKOFF[row.attempts - 1])
    return Problem.UNCONFIRMED if rests else None


def _is_new(session: Session, row: MessageRow, problem: Problem) -> bool:
    """Tell whether no one was told of this problem with this address yet, for another message."""
    others = messages_about(session, row.team_id, row.subject)
    return not any(other.problem is problem and other.recipient == row.recipient for other in others)


def _tell(session: Session, row: MessageRow, *, is_new: bool) -> None:
    """Have the sharer, or anyone who opened the loop, told: by a message of its own, since edits notify no one."""
    if row.kind in (*NOTICES, *PASSING) or row.problem in TOLD_BY_NOBODY:
        return
    team = row.team_id
    if row.kind in SHARES:
        want_message(
            session, team_id=team, kind=MessageKind.SHARE_NOTICE, subject=row.id, recipient=row.actor or row.recipient
        )
    elif (loop := loop_row(session, team, row.subject)) is not None and is_new:
        kind = MessageKind.NOTICE
        want_another(session, team_id=team, kind=kind, subject=row.subject, recipient=loop.opened_by)
    else:
        want_edit(session, team_id=team, kind=MessageKind.NOTICE, subject=row.subject)
