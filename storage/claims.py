"""Claiming the next message that is due, by a lease on its row; teams and channels take their turns."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    ScalarSelect,
    String,
    Update,
    and_,
    bindparam,
    case,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from storage.clock import NO_TIME, clock_name, moment_by, times_of
from storage.columns import Base
from storage.inserting import inserting_on
from storage.messages import MessageRow, MessageState
from storage.plain_reading import read, send
from storage.rate_limits import is_held, take_turn

LEASE = timedelta(minutes=1)
"""Longer than one delivery can take: four calls to Slack of at most ten seconds each."""
PACE = timedelta(seconds=1)
"""Slack takes about one new message a second in a channel."""
POST, EDIT = "chat.postMessage", "chat.update"


class TurnRow(Base):
    """When a workspace was served last, so that one with much to say does not keep the others waiting."""

    __tablename__ = "turns"

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    served_at: Mapped[datetime]


@dataclass(frozen=True)
class Claim:
    """A message that is one worker's for the length of a lease."""

    id: str
    team: str
    since: datetime


def claim(session: Session) -> Claim | None:
    """Take the next message that is due and free, for the length of a lease; None where there is none.

    That of the workspace that was served longest ago, and of it the one that is due longest. One conditional UPDATE
    does it on both kinds of database: of two workers, the second finds the lease of the first and gets nothing.
    (PostgreSQL looks again at the row it waited for, but not into the subquery; so the condition stands in both.)
    The sending is noted with the claim: a new post whose lease ran out without an outcome counts as unclear, and a
    message that stands and falls due again is to be drawn anew.
    """
    values = times_of(session, now=NO_TIME, lease_end=LEASE)
    with session.begin_nested() as nested:
        (row,) = read(session, _taking(clock_name(session)), values) or (None,)
        if row is None:
            return None
        if row.fresh and not take_turn(session, row.team_id, POST, PACE, row.recipient):
            nested.rollback()
            return None
        _note_turn(session, row.team_id)
    return Claim(row.id, row.team_id, row.sending_since)


@cache
def _taking(clock: str) -> Update:
    """Return the statement of `claim`, made once: the worker sends it all day long, mostly for nothing."""
    table = Base.metadata.tables[MessageRow.__tablename__]
    now, row = moment_by(clock, NO_TIME, "now"), table.c
    lost = and_(row.state == MessageState.SENDING, row.fresh)
    taken = update(table).where(row.id == _next(now), _free(now, row))
    taken = taken.values(
        leased_until=moment_by(clock, LEASE, "lease_end"),
        sending_since=now,
        state=MessageState.SENDING,
        unclear=case((lost, row.unclear + 1), else_=row.unclear),
        wanted=case((row.state == MessageState.STANDING, row.wanted + 1), else_=row.wanted),
    )
    return taken.returning(row.id, row.team_id, row.sending_since, row.fresh, row.recipient)


def is_due(now: ColumnElement[datetime], row: Any = MessageRow) -> ColumnElement[bool]:
    """Return the condition that a message falls due and no one holds it; `row` has its columns."""
    unleased = or_(row.leased_until.is_(None), row.leased_until <= now)
    return and_(row.due_at <= now, unleased)


def _free(now: ColumnElement[datetime], row: Any) -> ColumnElement[bool]:
    posting = and_(row.fresh, is_held(now, row.team_id, POST, row.recipient))
    editing = and_(~row.fresh, is_held(now, row.team_id, EDIT))
    return and_(is_due(now, row), ~posting, ~editing)


def _next(now: ColumnElement[datetime]) -> ScalarSelect[str]:
    row = aliased(MessageRow)
    waited = select(row.id).outerjoin(TurnRow, TurnRow.team_id == row.team_id).where(_free(now, row))
    first = waited.order_by(TurnRow.served_at.asc().nulls_first(), row.due_at, row.id).limit(1)
    # SQLite knows no SKIP LOCKED and needs none: its writers come one after another.
    return first.with_for_update(skip_locked=True, of=row).scalar_subquery()


def _note_turn(session: Session, team_id: str) -> None:
    noting = _noting(session.get_bind().dialect.name, clock_name(session))
    send(session, noting, {"of_team": team_id, **times_of(session, now=NO_TIME)})


@cache
def _noting(database: str, clock: str) -> ClauseElement:
    now = moment_by(clock, NO_TIME, "now")
    noted = inserting_on(database, TurnRow).values(team_id=bindparam("of_team"), served_at=now)
    return noted.on_conflict_do_update(index_elements=["team_id"], set_={"served_at": now})
