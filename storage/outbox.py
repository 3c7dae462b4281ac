"""The outbox that is also the ledger: every message that should be in Slack, and every place where one stands.

A feature wants a message or an edit in the transaction that makes it necessary; the worker claims what is due,
delivers it and notes what came of it. Nothing here knows what a message says.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Update,
    and_,
    bindparam,
    case,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from storage.clock import clock_name, moment, moment_by, times_of
from storage.columns import Base, new_id
from storage.inserting import inserting
from storage.messages import LIFE, SHARES, SHORT, TERMINAL, MessageKind, MessageRow, MessageState, PlaceRow
from storage.plain_reading import send


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
    if _wish(session, kind, team_id=team_id, subject=subject, recipient=recipient, occasion=occasion):
        if due_at is not None:
            _move(session, _same(team_id, kind, subject, recipient, occasion), kind, due_at)
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
    if not _wish(session, kind, occasion=place.ts, only_gone=True, **about):
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


def _same(team_id: Any, kind: Any, subject: Any, recipient: Any, occasion: Any) -> ColumnElement[bool]:
    """Return the condition that a message is this one; what it is compared with are values or a statement's own."""
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
    send(session, statement, values | times_of(session, now=timedelta(), end=life))


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


def _wish(
    session: Session,
    kind: MessageKind,
    *,
    team_id: str,
    subject: str,
    recipient: str,
    occasion: str,
    only_gone: bool = False,
) -> bool:
    """Ask for one more revision of a message, or only of one that had nothing to say; tell whether there was any."""
    life = LIFE[kind]
    values: dict[str, Any] = {"of_team": team_id, "of_kind": kind, "about": subject}
    values |= {"to_person": recipient, "on_occasion": occasion, **times_of(session, now=timedelta(), end=life)}
    return send(session, _wishing(clock_name(session), life, only_gone=only_gone), values) > 0


@cache
def _wishing(clock: str, life: timedelta, *, only_gone: bool) -> Update:
    """Return the statement of `_wish`, made once: each message that is wanted begins with it."""
    names = ("of_team", "of_kind", "about", "to_person", "on_occasion")
    same = _same(*map(bindparam, names))
    which = and_(same, MessageRow.state == MessageState.GONE) if only_gone else same
    wish = update(Base.metadata.tables[MessageRow.__tablename__]).where(which)
    return _revived(wish, moment_by(clock, timedelta(), "now"), moment_by(clock, life, "end"))


def _revived(wish: Update, now: ColumnElement[datetime], expires_at: ColumnElement[datetime]) -> Update:
    """Return an update that asks for one more revision.

    What rests is due now. What is on its way, or waits for something, keeps its time: an edit brings no one nearer
    to an archived channel.
    """
    rests = MessageRow.state.in_((MessageState.STANDING, *TERMINAL))
    return wish.values(
        wanted=MessageRow.wanted + 1,
        due_at=case((rests, now), else_=MessageRow.due_at),
        attempts=case((rests, 0), else_=MessageRow.attempts),
        state=case((rests, MessageState.WANTED.value), else_=MessageRow.state),
        # What is due only in a month lives beyond that, no matter who wishes for an edit before.
        expires_at=case((and_(~rests, MessageRow.expires_at > expires_at), MessageRow.expires_at), else_=expires_at),
    )


def _move(session: Session, which: ColumnElement[bool], kind: MessageKind, due_at: datetime) -> None:
    """Have a message come at another time, unless it stands, is being sent or waits for something to be fixed."""
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
