"""Openings: the jobs to fill, one row a workspace, name, role and level."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.panel.plan import OpeningState
from storage.columns import Base, new_id
from storage.inserting import add_unless_there

OPENING_KEY = ("team_id", "name", "role", "level")


class OpeningRow(Base):
    """A job to fill; `stages` is its plan, empty where each loop is planned by itself."""

    __tablename__ = "openings"
    __table_args__ = (UniqueConstraint("team_id", "name", "role", "level"), Index(None, "team_id", "state", "name"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str]
    role: Mapped[str]
    level: Mapped[str] = mapped_column(String(20))
    hiring_manager: Mapped[str] = mapped_column(String(32))
    recruiter: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime]
    state: Mapped[OpeningState] = mapped_column(default=OpeningState.OPEN)
    place: Mapped[str] = mapped_column(default="")
    channel_id: Mapped[str | None] = mapped_column(String(32))
    bar: Mapped[float | None]
    rubric_digest: Mapped[str | None] = mapped_column(ForeignKey("rubric_versions.digest"))
    jd_review_id: Mapped[str | None] = mapped_column(ForeignKey("jd_reviews.id"))
    stages: Mapped[list[dict[str, Any]]] = mapped_column(default=list)


def opening_like(session: Session, wanted: OpeningRow) -> OpeningRow:
    """Return the opening of the same workspace, name, role and level, made now if there is none.

    Two people who open the first loop of an opening at the same instant get the same one.
    """
    kept = {column.key: getattr(wanted, column.key) for column in OpeningRow.__mapper__.columns}
    values = {key: value for key, value in kept.items() if value is not None}
    add_unless_there(session, OpeningRow, [values])
    return session.scalars(select(OpeningRow).filter_by(**{key: values[key] for key in OPENING_KEY})).one()
