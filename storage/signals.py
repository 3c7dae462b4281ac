"""Hire signals as they were computed; revision 1 is the one of the reveal."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.signal import HireSignal
from storage.columns import Base


class SignalRow(Base):
    """A hire signal as it was computed: revision 1 at the reveal, later ones for amendments, none ever changed."""

    __tablename__ = "signals"

    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    computed_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]


def add_signal(session: Session, loop_id: str, signal: HireSignal, now: datetime) -> int:
    """Store the next revision of a loop's signal and return its number; the loop must be locked."""
    taken = session.scalars(select(SignalRow.revision).where(SignalRow.loop_id == loop_id))
    revision = max(taken, default=0) + 1
    session.add(SignalRow(loop_id=loop_id, revision=revision, computed_at=now, content=signal.model_dump(mode="json")))
    session.flush()
    return revision


def signals_of(session: Session, loop_id: str) -> list[HireSignal]:
    """Return a loop's signals: the original of the reveal first, the newest amendment last."""
    rows = session.scalars(select(SignalRow).where(SignalRow.loop_id == loop_id).order_by(SignalRow.revision))
    return [HireSignal.model_validate(row.content) for row in rows]


def newest_signals(session: Session, loop_ids: Sequence[str]) -> dict[str, HireSignal]:
    """Return the newest signal of each of these loops that has one."""
    rows = session.scalars(select(SignalRow).where(SignalRow.loop_id.in_(loop_ids)).order_by(SignalRow.revision))
    return {row.loop_id: HireSignal.model_validate(row.content) for row in rows}
