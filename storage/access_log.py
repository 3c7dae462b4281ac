"""Who read what of a loop: rows added without the loop's lock, until the worker folds them into the loop's record."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, String, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from rubrics.panel.loop import Loop
from rubrics.panel.record import AuditAction, RecordEntry
from storage.columns import Base
from storage.plain_reading import read


class AccessRow(Base):
    """One reading of a loop's content; `number` is its entry's in the record, empty until it was folded."""

    __tablename__ = "access_log"
    __table_args__ = (Index(None, "loop_id", "number"), Index(None, "number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    # No foreign key: PostgreSQL would check it by a lock on the loop's row, and wait for anyone who holds that.
    loop_id: Mapped[str] = mapped_column(String(32))
    actor: Mapped[str] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    number: Mapped[int | None]


def note_access(sessions: sessionmaker[Session], loop: Loop, actor: str, action: AuditAction, now: datetime) -> None:
    """Add one reading in a transaction of its own, which waits for no one who holds the loop.

    A reading that cannot be noted is not to be shown: let what this raises through.
    """
    with sessions.begin() as session:
        session.add(AccessRow(team_id=loop.team_id, loop_id=loop.id, actor=actor, action=action.value, at=now))


def unfolded(session: Session, loop_id: str) -> Sequence[AccessRow]:
    """Return a loop's readings that its record does not hold yet, oldest first."""
    waiting = select(AccessRow).where(AccessRow.loop_id == loop_id, AccessRow.number.is_(None))
    return session.scalars(waiting.order_by(AccessRow.id)).all()


def unfolded_entries(session: Session, loop_id: str, after: int) -> tuple[RecordEntry, ...]:
    """Return the same as entries of the record, numbered as they would be if nothing else came after entry `after`."""
    return tuple(
        RecordEntry(number=number, at=row.at, actor=row.actor, action=row.action, facts={})
        for number, row in enumerate(unfolded(session, loop_id), start=after + 1)
    )


def loops_to_fold(session: Session, limit: int) -> list[tuple[str, str]]:
    """Return team and id of loops whose record misses readings, as many as asked at most."""
    return [(team, loop_id) for team, loop_id in read(session, _TO_FOLD, {"most": limit})]


_READINGS = AccessRow.__table__.c
_TO_FOLD = (
    select(_READINGS.team_id, _READINGS.loop_id).where(_READINGS.number.is_(None)).distinct().limit(bindparam("most"))
)
