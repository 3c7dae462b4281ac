"""Changes of someone's seniority that the records of their open loops are still to hold, taken up batch by batch."""

from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.columns import Base, new_id
from storage.plain_reading import read


class SeniorityChangeRow(Base):
    """One change on its way into the records of the person's open loops; gone once it stands in all of them.

    `opened_at` and `loop_id` are those of the last loop whose record holds it, written in the same transaction.
    """

    __tablename__ = "seniority_changes"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    person: Mapped[str] = mapped_column(String(32))
    seniority: Mapped[str | None] = mapped_column(String(20))
    actor: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    loop_id: Mapped[str] = mapped_column(String(32), default="")


def add_seniority_change(
    session: Session, *, team_id: str, person: str, seniority: str | None, actor: str, now: datetime
) -> None:
    """Have a change recorded in every loop that is open now and that the person interviews in."""
    session.add(SeniorityChangeRow(team_id=team_id, person=person, seniority=seniority, actor=actor, at=now))


def oldest_seniority_change(session: Session) -> str | None:
    """Return the id of the change that waits longest, so that of two the later one is recorded later; None: none."""
    oldest = read(session, _OLDEST, {})
    return oldest[0].id if oldest else None


def lock_seniority_change(session: Session, change_id: str) -> SeniorityChangeRow | None:
    """Hold a change until the transaction ends; None where another worker finished it."""
    return session.get(SeniorityChangeRow, change_id, with_for_update=True, populate_existing=True)


_CHANGES = SeniorityChangeRow.__table__.c
_OLDEST = select(_CHANGES.id).order_by(_CHANGES.at, _CHANGES.id).limit(1)
