"""The outbox that is also the ledger: every message that should be in Slack, and every place where one stands.

A feature wants a message or an edit in the transaction that makes it necessary; the worker claims what is due,
delivers it and notes what came of it. Nothing here knows what a message says.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    Update,
    and_,
    bindparam,
    case,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.clock import clock_name, moment, moment_by, times_of
from storage.columns import Base, enum_of, new_id
from storage.inserting import inserting


class MessageKind(StrEnum):
    """What a message is; its subject is a loop unless the kind says otherwise."""

    ANNOUNCEMENT = "announcement"
    INVITATION = "invitation"
    SIGNAL = "signal"
    SIGNAL_THREAD = "signal_thread"
    """The first message in the thread of a signal's post; its occasion is that post's ts."""
    SIGNAL_SHARE = "signal_share"
    REVEAL = "reveal"
    """What a panel and its hiring manager are told when it opens."""
    MATRIX = "matrix"
    """The ratings by name, for somebody who asked for them; its occasion is how many signals there were then."""
    REFERRAL = "referral"
    PRIVATE_NOTE = "private_note"
    """What a recruiter is told of a note to them alone; its occasion is the interview."""
    CHANGE = "change"
    LEAVER = "leaver"
    """Whoever runs a loop is told once that an interviewer has left; its occasion is the interview."""
    OFFER = "offer"
    """Somebody is asked to take an interview over; its occasion is the interview."""
    OFFER_ANSWER = "offer_answer"
    """Whoever asked is told what they answered; its occasion names the interview and them."""
    PLEA = "plea"
    """What somebody asks of a colleague who may do it; its occasion names the act, the interview and them."""
    DECISION = "decision"
    """What a loop's channel reads of an entry, never why; its occasion is the entry's number, and whether undone."""
    PLEA_TO_OPEN = "plea_to_open"
    """Somebody who may not open a loop asks for one; its subject is that person, its occasion the day."""
    NEWS = "news"
    """What happened to a loop, to those concerned; its occasion is the number of the record's entry."""
    NOTICE = "notice"
    """What an opener is told of messages that could not be delivered."""
    ANSWER_SHARE = "answer_share"
    """Its subject is a topic's key."""
    JD_REVIEW_SHARE = "jd_review_share"
    """Its subject is a review."""
    SHARE_NOTICE = "share_notice"
    """What a sharer is told of a share that was not posted; its subject is the share's message."""
    REPORT = "report"
    """What an interviewer says of their interview, to whoever may accept it; its occasion begins with the interview."""
    REPORT_DECLINED = "report_declined"
    CALENDAR = "calendar"
    """A file for an interviewer's calendar; its occasion is the interview, how often there was one, what it says."""
    KIT = "kit"
    """What an interviewer reads shortly before; its occasion is the interview and the rung's time, as a reminder's."""
    REMINDER = "reminder"
    DIGEST = "digest"
    """What is late and what waits for a decision; its subject is the person, its occasion the day."""
    HOLD_ENDS = "hold_ends"
    """Whoever put a loop on hold is asked to resume it on the day they named; its occasion is when they did."""
    STATUS = "status"
    """Which scorecards a loop lacks, for recruiter and hiring manager; its occasion is when they were told on."""
    DEBRIEF = "debrief"
    """How far a debrief is, in the thread of the signal's post; its occasion, as of all about one, is its id."""
    DEBRIEF_ASK = "debrief_ask"
    """Who votes again, and who decides, are told that a debrief has started."""
    DEBRIEF_REMINDER = "debrief_reminder"
    """Whoever has not voted again some hours later is asked once more."""
    DEBRIEF_OPEN = "debrief_open"
    """What the re-votes came to, as a new message in the thread: nobody is notified of an edit."""
    DEBRIEF_OPENED = "debrief_opened"
    """The same to each who voted, and to who decides and leads."""


class MessageState(StrEnum):
    """Where a message is on its way."""

    WANTED = "wanted"
    SENDING = "sending"
    """Claimed: should the lease run out without an outcome, nobody knows whether it was sent."""
    STANDING = "standing"
    WAITING = "waiting"
    """Something has to be mended first; the problem says what."""
    UNCLEAR = "unclear"
    """Slack did not say what became of it; it is sent once more, with a mark."""
    GIVEN_UP = "given_up"
    EXPIRED = "expired"
    GONE = "gone"
    """There is nothing to say any more."""


class Problem(StrEnum):
    """Why a message is not where it should be, as somebody is told of it."""

    NOT_IN_CHANNEL = "not_in_channel"
    ARCHIVED = "archived"
    SHARED_CHANNEL = "shared_channel"
    PUBLIC_CHANNEL = "public_channel"
    CANDIDATE_IN_CHANNEL = "candidate_in_channel"
    """A colleague is in the channel that their own interviews were to be posted to."""
    RESTRICTED = "restricted"
    UNREACHABLE = "unreachable"
    """A person who cannot be written to."""
    OUTSIDER = "outsider"
    """A person who may not take part in any loop."""
    UNCONFIRMED = "unconfirmed"
    NO_ACCESS = "no_access"
    """Slack does not take the workspace's token, so nobody can be told either."""
    GIVEN_UP = "given_up"
    EXPIRED = "expired"
    GONE = "gone"
    """What was shared is no longer there."""


SHORT = 16
"""Characters of an id that tell apart the messages about one interview: with that interview's own they fit the column.
"""
TERMINAL = (MessageState.GIVEN_UP, MessageState.EXPIRED, MessageState.GONE)
SHARES = (MessageKind.ANSWER_SHARE, MessageKind.JD_REVIEW_SHARE)
WITHOUT_LOOP = (*SHARES, MessageKind.SHARE_NOTICE, MessageKind.DIGEST, MessageKind.PLEA_TO_OPEN)
"""What is about no loop, so that none is locked for it."""
PASSING = (
    MessageKind.KIT,
    MessageKind.CALENDAR,
    MessageKind.REMINDER,
    MessageKind.STATUS,
    MessageKind.DIGEST,
    MessageKind.DEBRIEF_REMINDER,
)
"""What is of a moment: nobody is told that one did not arrive, since the next one follows or it is too late."""
LIFE = {
    **dict.fromkeys(MessageKind, timedelta(days=14)),  # two weeks' absence of whoever can mend it
    MessageKind.REPORT_DECLINED: timedelta(days=3),
    MessageKind.CHANGE: timedelta(days=3),  # later it is known by other ways, or over
    MessageKind.CALENDAR: timedelta(days=1),  # the link in the invitation does as well
    MessageKind.KIT: timedelta(minutes=15),  # then the interview begins
    MessageKind.REMINDER: timedelta(hours=4),  # then the next one comes
    **dict.fromkeys((MessageKind.STATUS, MessageKind.DIGEST, MessageKind.DEBRIEF_REMINDER), timedelta(days=1)),
    **dict.fromkeys(SHARES, timedelta(hours=1)),  # an answer that arrives later would only puzzle the channel
}
"""For how long it is worth delivering a message of a kind."""


class MessageRow(Base):
    """A message that should exist in Slack, to a channel or as a direct message to a person.

    `wanted` counts up with each wish for an edit; `posted` is the newest revision that stands anywhere (0: none).
    `occasion` tells messages apart that are alike in all else. `fresh` says that the next delivery makes a new post.
    `unclear` counts deliveries that nobody knows the outcome of. `leased_until` and `sending_since` belong to a claim.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("team_id", "subject", "kind", "recipient", "occasion"),
        Index(None, "due_at"),
        Index(None, "state", "kind"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[MessageKind] = mapped_column(enum_of(MessageKind))
    subject: Mapped[str]
    recipient: Mapped[str] = mapped_column(String(32))
    occasion: Mapped[str] = mapped_column(String(64), default="")
    actor: Mapped[str | None] = mapped_column(String(32))
    wanted_at: Mapped[datetime]
    wanted: Mapped[int] = mapped_column(default=1)
    posted: Mapped[int] = mapped_column(default=0)
    fresh: Mapped[bool] = mapped_column(default=True)
    state: Mapped[MessageState] = mapped_column(enum_of(MessageState), default=MessageState.WANTED)
    due_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    unclear: Mapped[int] = mapped_column(default=0)
    problem: Mapped[Problem | None] = mapped_column(enum_of(Problem))
    waiting_since: Mapped[datetime | None]
    leased_until: Mapped[datetime | None]
    sending_since: Mapped[datetime | None]


class PlaceRow(Base):
    """A place where a message stands, or stood: never overwritten, so that each can be found again.

    `channel` is the conversation Slack answered with, because edits need it. `revision` is what stands there,
    `is_repeat` that it is marked as sent again, `core_only` that Slack refused newer blocks there, `lost_at` since
    when it can no longer be edited (deleted, or closed to edits).
    """

    __tablename__ = "places"

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    ts: Mapped[str] = mapped_column(String(32), primary_key=True)
    posted_at: Mapped[datetime]
    revision: Mapped[int]
    is_repeat: Mapped[bool] = mapped_column(default=False)
    core_only: Mapped[bool] = mapped_column(default=False)
    lost_at: Mapped[datetime | None]


def want_message(
    session: Session,
    *,
    team_id: str,
    kind: MessageKind,
    subject: str,
    recipient: str,
    occasion: str = "",
    actor: str | None = None,
    due_at: datetime | None = None,
) -> None:
    """Say that this message should exist and show the present state; what it is about must be locked.

    The same message twice is one message, shown anew. With `due_at` it comes no earlier, and says what is true then;
    while it rests nowhere yet, wanting it again with another time moves it.
    """
    same = _same(team_id, kind, subject, recipient, occasion)
    if _wish(session, same, kind):
        if due_at is not None:
            _move(session, same, kind, due_at)
        return
    row = {"team_id": team_id, "kind": kind, "subject": subject, "recipient": recipient, "actor": actor}
    _add(session, kind, row | {"occasion": occasion}, due_at=due_at)


def want_of_each(
    session: Session, *, team_id: str, kind: MessageKind, subject: str, recipients: Sequence[str], after: timedelta
) -> None:
    """Say that each of these people should get this message, a while from now; in one statement.

    One that is wanted already is left alone.
    """
    row: dict[str, object] = {"team_id": team_id, "kind": kind, "subject": subject, "actor": None, "occasion": ""}
    row["due_at"] = moment(session, after)
    _add(session, kind, *(row | {"recipient": recipient} for recipient in recipients))


def want_reply(session: Session, place: "PlaceRow", message: "MessageRow", kind: MessageKind) -> None:
    """Say that this should stand first in the thread of a message's place; what it is about must be locked.

    One that stands already is left alone; one that had nothing to say is looked at again.
    """
    about = {"team_id": message.team_id, "subject": message.subject, "recipient": message.recipient}
    same = _same(kind=kind, occasion=place.ts, **about)
    if not _wish(session, and_(same, MessageRow.state == MessageState.GONE), kind):
        _add(session, kind, {"kind": kind, "actor": None, "occasion": place.ts, **about})


def want_once(
    session: Session,
    *,
    team_id: str,
    kind: MessageKind,
    subject: str,
    recipient: str,
    request: str,
    actor: str | None = None,
    due_at: datetime | None = None,
) -> None:
    """Say that this message should be sent once for a request, no earlier than at `due_at`, where that is given.

    The same request twice changes nothing.
    """
    row = {"team_id": team_id, "kind": kind, "subject": subject, "recipient": recipient, "actor": actor}
    _add(session, kind, row | {"occasion": request}, due_at=due_at)


def is_wanted(
    session: Session, *, team_id: str, kind: MessageKind, subject: str, recipient: str, occasion: str
) -> bool:
    """Tell whether this message was ever wanted."""
    same = _same(team_id, kind, subject, recipient, occasion)
    return session.scalar(select(MessageRow.id).where(same)) is not None


def want_another(
    session: Session,
    *,
    team_id: str,
    kind: MessageKind,
    subject: str,
    recipient: str,
    actor: str | None = None,
    about: str = "",
) -> bool:
    """Say that a new message should be made beside those that stand already; what it is about must be locked.

    Tells whether that is new: while one waits to be posted, asking again asks for nothing more. `about` tells several
    of a kind apart, such as the interviews of one person; the occasion begins with it.
    """
    alike = (MessageRow.team_id == team_id, MessageRow.kind == kind, MessageRow.subject == subject)
    about_it = MessageRow.occasion.startswith(about, autoescape=True)
    coming = (MessageRow.recipient == recipient, about_it, MessageRow.posted == 0, MessageRow.state.not_in(TERMINAL))
    if session.scalar(select(MessageRow.id).where(*alike, *coming).limit(1)) is not None:
        return False
    occasion = f"{about}.{new_id()[:SHORT]}" if about else new_id()
    want_message(
        session, team_id=team_id, kind=kind, subject=subject, recipient=recipient, occasion=occasion, actor=actor
    )
    return True


def want_edit(session: Session, *, team_id: str, kind: MessageKind, subject: str, recipient: str | None = None) -> None:
    """Have every message of a kind about something, in every place, show the present state.

    One that waits is only drawn later as it is then; one that was given up before it stood anywhere stays so.
    """
    _want_edits(session, [kind], team_id=team_id, subject=subject, recipient=recipient)


def want_edits(session: Session, *, team_id: str, kinds: Sequence[MessageKind], subject: str) -> None:
    """Have every message of several kinds about something, in every place, show the present state.

    The kinds must live equally long, which makes it one statement.
    """
    if len({LIFE[kind] for kind in kinds}) != 1:
        raise ValueError(kinds)
    _want_edits(session, kinds, team_id=team_id, subject=subject)


def message_row(session: Session, message_id: str) -> MessageRow | None:
    """Return a message, or None."""
    return session.get(MessageRow, message_id)


def lock_message(session: Session, message_id: str) -> MessageRow | None:
    """Hold a message's row until the transaction ends, so that no wish is lost; lock what it is about first."""
    return session.get(MessageRow, message_id, with_for_update=True, populate_existing=True)


def messages_about(session: Session, team_id: str, subject: str) -> Sequence[MessageRow]:
    """Return every message about something, by kind."""
    about = select(MessageRow).where(MessageRow.team_id == team_id, MessageRow.subject == subject)
    return session.scalars(about.order_by(MessageRow.kind, MessageRow.id)).all()


def places_of(session: Session, message_id: str) -> Sequence[PlaceRow]:
    """Return every place where a message stands or stood, the first one first."""
    return session.scalars(select(PlaceRow).where(PlaceRow.message_id == message_id).order_by(PlaceRow.posted_at)).all()


def look_again(session: Session, team_id: str, recipient: str) -> None:
    """Have what waits for a channel looked at now, because the channel is not what it was."""
    waiting = (MessageRow.team_id == team_id, MessageRow.recipient == recipient)
    held = update(MessageRow).where(*waiting, MessageRow.state == MessageState.WAITING)
    session.execute(held.values(due_at=moment(session)))


def drop_unposted(session: Session, team_id: str, subject: str, recipient: str) -> None:
    """Have what was never posted about something to an address say nothing: it is meant for another one now."""
    about = (MessageRow.team_id == team_id, MessageRow.subject == subject, MessageRow.recipient == recipient)
    waiting = update(MessageRow).where(*about, MessageRow.posted == 0, MessageRow.state.not_in(TERMINAL))
    session.execute(waiting.values(state=MessageState.GONE, due_at=None, problem=None))


def drop_unposted_shares(session: Session, before: datetime) -> int:
    """Delete the shares that were wanted before a moment and stand nowhere for ever; return how many there were."""
    dead = (MessageRow.kind.in_(SHARES), MessageRow.state.in_(TERMINAL), MessageRow.posted == 0)
    gone = delete(MessageRow).where(*dead, MessageRow.wanted_at < before).returning(MessageRow.id)
    return len(session.scalars(gone).all())


def _same(team_id: str, kind: MessageKind, subject: str, recipient: str, occasion: str) -> ColumnElement[bool]:
    return and_(
        MessageRow.team_id == team_id,
        MessageRow.subject == subject,
        MessageRow.kind == kind,
        MessageRow.recipient == recipient,
        MessageRow.occasion == occasion,
    )


def _want_edits(
    session: Session, kinds: Sequence[MessageKind], *, team_id: str, subject: str, recipient: str | None = None
) -> None:
    life = LIFE[kinds[0]]
    statement = _edits(clock_name(session), life, to_one=recipient is not None)
    values: dict[str, Any] = {"of_team": team_id, "of_kinds": kinds, "about": subject, "to_person": recipient}
    session.flush()  # what the statement may be about is written first, as before any query for objects
    session.connection().execute(statement, values | times_of(session, now=timedelta(), end=life))


@cache
def _edits(clock: str, life: timedelta, *, to_one: bool) -> Update:
    """Return the statement of `_want_edits`, made once: every submit and every first click in a scorecard sends it."""
    alike = [MessageRow.team_id == bindparam("of_team"), MessageRow.subject == bindparam("about")]
    alike.append(MessageRow.kind.in_(bindparam("of_kinds", expanding=True)))
    if to_one:
        alike.append(MessageRow.recipient == bindparam("to_person"))
    which = and_(*alike, or_(MessageRow.posted > 0, MessageRow.state.not_in(TERMINAL)))
    wish = update(Base.metadata.tables[MessageRow.__tablename__]).where(which)
    return _revived(wish, moment_by(clock, timedelta(), "now"), moment_by(clock, life, "end"))


def _wish(session: Session, which: ColumnElement[bool], kind: MessageKind) -> bool:
    """Ask for one more revision of messages; tell whether there was any."""
    revived = _revived(update(MessageRow).where(which), moment(session), moment(session, LIFE[kind]))
    asked = session.scalars(revived.returning(MessageRow.id), execution_options={"synchronize_session": False})
    return len(asked.all()) > 0


def _revived(wish: Update, now: ColumnElement[datetime], expires_at: ColumnElement[datetime]) -> Update:
    """Return an update that asks for one more revision.

    What rests is due now. What is on its way, or waits for something, keeps its time: an edit brings nobody nearer
    to an archived channel.
    """
    rests = MessageRow.state.in_((MessageState.STANDING, *TERMINAL))
    return wish.values(
        wanted=MessageRow.wanted + 1,
        due_at=case((rests, now), else_=MessageRow.due_at),
        attempts=case((rests, 0), else_=MessageRow.attempts),
        state=case((rests, MessageState.WANTED.value), else_=MessageRow.state),
        # What is due only in a month lives beyond that, whoever wishes for an edit before.
        expires_at=case((and_(~rests, MessageRow.expires_at > expires_at), MessageRow.expires_at), else_=expires_at),
    )


def _move(session: Session, which: ColumnElement[bool], kind: MessageKind, due_at: datetime) -> None:
    """Have a message come at another time, unless it stands, is being sent or waits for something to be mended."""
    coming = (MessageRow.posted == 0, MessageRow.state == MessageState.WANTED, MessageRow.attempts == 0)
    moved = update(MessageRow).where(which, *coming).values(due_at=due_at, expires_at=due_at + LIFE[kind])
    session.execute(moved, execution_options={"synchronize_session": False})


def _add(session: Session, kind: MessageKind, *messages: Mapping[str, object], due_at: datetime | None = None) -> None:
    if not messages:
        return
    now = moment(session)
    times: dict[str, object] = {"wanted_at": now, "due_at": now, "expires_at": moment(session, LIFE[kind])}
    if due_at is not None:
        times |= {"due_at": due_at, "expires_at": due_at + LIFE[kind]}
    rows = [{"id": new_id(), **times, **message} for message in messages]
    session.execute(inserting(session, MessageRow).values(rows).on_conflict_do_nothing())
