"""Openings: the jobs to fill, one row a workspace, name, role and level."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.columns import Base, new_id
from storage.inserting import add_unless_there

OPENING_KEY = ("team_id", "name", "role", "level")


class OpeningRow(Base):
    """A post to fill."""

    __tablename__ = "openings"
    __table_args__ = (UniqueConstraint("team_id", "name", "role", "level"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str]
    role: Mapped[str]
    level: Mapped[str] = mapped_column(String(20))
    hiring_manager: Mapped[str] = mapped_column(String(32))
    recruiter: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime]


def opening_like(session: Session, wanted: OpeningRow) -> OpeningRow:
    """Return the opening of the same workspace, name, role and level, made now if there is none.

    Two people who open the first loop of an opening at the same instant get the same one.
    """
    values = {column.key: getattr(wanted, column.key) for column in OpeningRow.__mapper__.columns if column.key != "id"}
    add_unless_there(session, OpeningRow, [values])
    return session.scalars(select(OpeningRow).filter_by(**{key: values[key] for key in OPENING_KEY})).one()
