"""Openings: the jobs to fill, one row a workspace, name, role and level; knows nothing of who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Row,
    Select,
    String,
    UniqueConstraint,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.model import Value
from rubrics.panel.plan import Opening, OpeningState, StagePlan
from storage.columns import Base, new_id
from storage.inserting import add_unless_there
from storage.jd_reviews import JdReviewRow
from storage.plain_reading import read

OPENING_KEY = ("team_id", "name", "role", "level")


class OpeningRow(Base):
    """A job to fill; `stages` is its plan, empty where each loop is planned by itself.

    One that a loop was merely labeled with has no channel of its own, and is no opening that anyone lists.
    """

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
    jd_review_id: Mapped[str | None] = mapped_column(ForeignKey("jd_reviews.id", ondelete="SET NULL"))
    stages: Mapped[list[dict[str, Any]]] = mapped_column(default=list)


def opening_like(session: Session, wanted: OpeningRow) -> OpeningRow:
    """Return the opening of the same workspace, name, role and level, made now if there is none.

    Two people who open the first loop of an opening at the same instant get the same one.
    """
    kept = {column.key: getattr(wanted, column.key) for column in OpeningRow.__mapper__.columns}
    values = {key: value for key, value in kept.items() if value is not None}
    add_unless_there(session, OpeningRow, [values])
    return session.scalars(select(OpeningRow).filter_by(**{key: values[key] for key in OPENING_KEY})).one()


def opening_row(session: Session, team_id: str, opening_id: str, *, lock: bool = False) -> OpeningRow | None:
    """Return an opening of this workspace, held until the transaction ends with `lock`; None where it is not there."""
    asked = select(OpeningRow).where(OpeningRow.team_id == team_id, OpeningRow.id == opening_id)
    return session.scalar(asked.with_for_update() if lock else asked)


def opening_value(row: OpeningRow | Row[*tuple[Any, ...]]) -> Opening:
    """Return a row, of the table or of the class, as a value."""
    return Opening(
        id=row.id,
        team_id=row.team_id,
        name=row.name,
        role=row.role,
        level=RoleLevel(row.level),
        hiring_manager=row.hiring_manager,
        recruiter=row.recruiter,
        created_at=row.created_at,
        state=row.state,
        place=row.place,
        channel=row.channel_id,
        bar=row.bar,
        rubric_digest=row.rubric_digest,
        jd_review=row.jd_review_id,
        stages=tuple(map(StagePlan.model_validate, row.stages)),
    )


def openings_run_by(
    session: Session, team_id: str, user: str | None, states: Sequence[OpeningState], limit: int
) -> list[Opening]:
    """Return the openings that someone manages or recruits for, the latest first; all of a workspace's for None."""
    values = {"team": team_id, "user": user, "states": states, "most": limit}
    rows = read(session, RUN_BY_ANYBODY, values) if user is None else read(session, RUN_BY, values)
    return [opening_value(row) for row in rows]


def opening_of_channel(session: Session, team_id: str, user: str | None, channel: str) -> Opening | None:
    """Return the latest open opening of a channel among those that someone runs, or None."""
    asked = select(OpeningRow).where(
        *_run_by(team_id, user), OpeningRow.state == OpeningState.OPEN, OpeningRow.channel_id == channel
    )
    row = session.scalar(asked.order_by(OpeningRow.created_at.desc(), OpeningRow.id).limit(1))
    return opening_value(row) if row is not None else None


def is_name_taken(session: Session, row: OpeningRow, name: str) -> bool:
    """Tell whether another opening of the same workspace, role and level goes by a name."""
    same = (OpeningRow.team_id == row.team_id, OpeningRow.role == row.role, OpeningRow.level == row.level)
    taken = select(OpeningRow.id).where(*same, OpeningRow.name == name, OpeningRow.id != row.id)
    return session.scalar(taken.limit(1)) is not None


@dataclass(frozen=True, slots=True)
class JdOutcome:
    """What the review of an opening's JD came to, and whose it is: no one else opens it."""

    id: str
    user: str
    title: str
    blockers: int
    warnings: int
    blanks: int


def jd_outcome(session: Session, team_id: str, review_id: str) -> JdOutcome | None:
    """Return what a review of this workspace came to, without its text; None where it is kept no longer."""
    names = ("blockers", "warnings", "blanks")
    counts = (func.coalesce(JdReviewRow.outcome[name].as_integer(), 0) for name in names)
    asked = select(JdReviewRow.id, JdReviewRow.user_id, JdReviewRow.title, *counts)
    row = session.execute(asked.where(JdReviewRow.team_id == team_id, JdReviewRow.id == review_id)).one_or_none()
    return JdOutcome(*row) if row is not None else None


class KeptJd(Value):
    """Which JD an opening went by, as far as its review is kept: the digest tells one version from another."""

    title: str
    digest: str
    reviewed_at: datetime


def jd_of_opening(session: Session, team_id: str, opening_id: str) -> KeptJd | None:
    """Return the version of the JD that an opening names; None where it has none, or its review was deleted."""
    asked = select(JdReviewRow.title, JdReviewRow.digest, JdReviewRow.reviewed_at)
    of_opening = asked.join(OpeningRow, OpeningRow.jd_review_id == JdReviewRow.id)
    row = session.execute(of_opening.where(OpeningRow.team_id == team_id, OpeningRow.id == opening_id)).one_or_none()
    return KeptJd(title=row.title, digest=row.digest, reviewed_at=row.reviewed_at) if row is not None else None


def _run_by(team_id: str, user: str | None) -> list[ColumnElement[bool]]:
    mine = [] if user is None else [or_(OpeningRow.hiring_manager == user, OpeningRow.recruiter == user)]
    return [OpeningRow.team_id == team_id, OpeningRow.channel_id.is_not(None), *mine]


_OPENINGS = OpeningRow.__table__.c
RUN_BY_ANYBODY: Select[*tuple[Any, ...]] = (
    select(OpeningRow.__table__)
    .where(
        _OPENINGS.team_id == bindparam("team"),
        _OPENINGS.channel_id.is_not(None),
        _OPENINGS.state.in_(bindparam("states", expanding=True)),
    )
    .order_by(_OPENINGS.created_at.desc(), _OPENINGS.id)
    .limit(bindparam("most"))
)
RUN_BY = RUN_BY_ANYBODY.where(
    or_(_OPENINGS.hiring_manager == bindparam("user"), _OPENINGS.recruiter == bindparam("user"))
)
