"""Claiming the next message that is due, by a lease on its row; teams and channels take their turns."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, String, and_, case, or_, select, update
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from storage.clock import moment
from storage.columns import Base
from storage.inserting import inserting
from storage.messages import MessageRow, MessageState
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
    state = MessageRow.state
    lost = and_(state == MessageState.SENDING, MessageRow.fresh)
    taken = update(MessageRow).where(MessageRow.id == _next(session), _free(session))
    taken = taken.values(
        leased_until=moment(session, LEASE),
        sending_since=moment(session),
        state=MessageState.SENDING,
        unclear=case((lost, MessageRow.unclear + 1), else_=MessageRow.unclear),
        wanted=case((state == MessageState.STANDING, MessageRow.wanted + 1), else_=MessageRow.wanted),
    )
    columns = (MessageRow.id, MessageRow.team_id, MessageRow.sending_since, MessageRow.fresh, MessageRow.recipient)
    with session.begin_nested() as nested:
        row = session.execute(taken.returning(*columns).execution_options(synchronize_session=False)).first()
        if row is None:
            return None
        if row.fresh and not take_turn(session, row.team_id, POST, PACE, row.recipient):
            nested.rollback()
            return None
        _note_turn(session, row.team_id)
    return Claim(row.id, row.team_id, row.sending_since)


def is_due(session: Session, row: type[MessageRow] = MessageRow) -> ColumnElement[bool]:
    """Return the condition that a message falls due and no one holds it."""
    unleased = or_(row.leased_until.is_(None), row.leased_until <= moment(session))
    return and_(row.due_at <= moment(session), unleased)


def _free(session: Session, row: type[MessageRow] = MessageRow) -> ColumnElement[bool]:
    posting = and_(row.fresh, is_held(session, row.team_id, POST, row.recipient))
    editing = and_(~row.fresh, is_held(session, row.team_id, EDIT))
    return and_(is_due(session, row), ~posting, ~editing)


def _next(session: Session) -> ScalarSelect[str]:
    row = aliased(MessageRow)
    waited = select(row.id).outerjoin(TurnRow, TurnRow.team_id == row.team_id).where(_free(session, row))
    first = waited.order_by(TurnRow.served_at.asc().nulls_first(), row.due_at, row.id).limit(1)
    # SQLite knows no SKIP LOCKED and needs none: its writers come one after another.
    return first.with_for_update(skip_locked=True, of=row).scalar_subquery()


def _note_turn(session: Session, team_id: str) -> None:
    now = moment(session)
    noted = inserting(session, TurnRow).values(team_id=team_id, served_at=now)
    session.execute(noted.on_conflict_do_update(index_elements=["team_id"], set_={"served_at": now}))
