"""Remarks of JD reviews that people waived, by the sentence each is about; keeps no sentence."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.columns import Base, new_id
from storage.inserting import add_unless_there


class JdWaiverRow(Base):
    """A remark that stays: for all of a workspace, or in one person's reviews where `scope` is that person.

    What a text leaves out has no sentence of its own, so that such a waiver is its author's alone.
    """

    __tablename__ = "jd_waivers"
    __table_args__ = (
        UniqueConstraint("team_id", "scope", "rule", "digest"),
        Index(None, "team_id", "expires_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    scope: Mapped[str] = mapped_column(String(32))
    rule: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(300))
    waived_by: Mapped[str] = mapped_column(String(32))
    waived_at: Mapped[datetime]
    expires_at: Mapped[datetime]


def jd_waivers(session: Session, *, team_id: str, user: str, now: datetime) -> Sequence[JdWaiverRow]:
    """Return the waivers that hold now in one person's reviews: the workspace's and their own."""
    held = (JdWaiverRow.team_id == team_id, JdWaiverRow.scope.in_(("", user)), JdWaiverRow.expires_at > now)
    return session.scalars(select(JdWaiverRow).where(*held)).all()


def waive_jd_remark(session: Session, row: JdWaiverRow) -> None:
    """Keep a waiver; one of the same remark takes its reason, its author and its day from the later."""
    row.id = new_id()
    values = {column.key: getattr(row, column.key) for column in JdWaiverRow.__table__.columns}
    add_unless_there(session, JdWaiverRow, [values])
    same = select(JdWaiverRow).where(
        JdWaiverRow.team_id == row.team_id,
        JdWaiverRow.scope == row.scope,
        JdWaiverRow.rule == row.rule,
        JdWaiverRow.digest == row.digest,
    )
    kept = session.scalars(same.with_for_update()).one()
    kept.kind, kept.note, kept.waived_by = row.kind, row.note, row.waived_by
    kept.waived_at, kept.expires_at = row.waived_at, row.expires_at


def reopen_jd_remark(session: Session, *, team_id: str, user: str, waiver_id: str) -> bool:
    """Delete a waiver that holds in someone's reviews, and tell whether it was there."""
    held = (JdWaiverRow.id == waiver_id, JdWaiverRow.team_id == team_id, JdWaiverRow.scope.in_(("", user)))
    return session.scalar(delete(JdWaiverRow).where(*held).returning(JdWaiverRow.id)) is not None


def drop_expired_jd_waivers(session: Session, moment: datetime) -> int:
    """Delete the waivers that expired before a moment, and return how many there were."""
    gone = delete(JdWaiverRow).where(JdWaiverRow.expires_at <= moment).returning(JdWaiverRow.id)
    return len(session.scalars(gone).all())
