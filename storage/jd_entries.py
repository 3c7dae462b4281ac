"""What was done about each version of a JD that people were asked to approve; entries are only ever added."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.jd.versions import JdAct
from storage.columns import Base, enum_of


class JdEntryRow(Base):
    """One thing that was done about a version: by whom and when."""

    __tablename__ = "jd_entries"

    jd_id: Mapped[str] = mapped_column(ForeignKey("jd_versions.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(32))
    act: Mapped[JdAct] = mapped_column(enum_of(JdAct))
    payload: Mapped[dict[str, Any]]


def note_jd_entry(session: Session, jd_id: str, *, actor: str, act: JdAct, now: datetime, **payload: Any) -> int:
    """Add what was done about a version to its entries, and return its number; the version must be locked, or new."""
    last = session.scalar(select(func.max(JdEntryRow.number)).where(JdEntryRow.jd_id == jd_id)) or 0
    session.add(JdEntryRow(jd_id=jd_id, number=last + 1, at=now, actor=actor, act=act, payload=payload))
    session.flush()
    return last + 1


def jd_entry(session: Session, jd_id: str, number: int) -> JdEntryRow | None:
    """Return one entry of a version, or None."""
    return session.get(JdEntryRow, (jd_id, number))


def jd_entries(session: Session, jd_id: str) -> Sequence[JdEntryRow]:
    """Return what was done about a version, the oldest first."""
    return session.scalars(select(JdEntryRow).where(JdEntryRow.jd_id == jd_id).order_by(JdEntryRow.number)).all()
