"""What was decided of a candidate's interviews, entry by entry, and who did not agree; judges no one's right to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.panel.decision import Choice, Stance
from storage.columns import Base, new_id
from storage.plain_reading import read


class DecisionRow(Base):
    """One entry on a candidate's interviews, all stages together: a decision, another interview, a hold.

    `loop_id` is the stage that it was made on, `number` counts the entries of all stages from 1, `basis` is what it
    rested on. `closed` holds how each stage stood before, for an undo. `settles_at` is when no one may undo it any
    more and those concerned are told; None once they were, or where there is nothing to wait for.
    """

    __tablename__ = "decisions"
    __table_args__ = (UniqueConstraint("first_stage_id", "number"), Index(None, "settles_at"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    first_stage_id: Mapped[str] = mapped_column(String(32))
    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"))
    number: Mapped[int]
    choice: Mapped[Choice]
    decided_by: Mapped[str] = mapped_column(String(32))
    decided_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    stance: Mapped[Stance | None]
    basis: Mapped[dict[str, Any]]
    replaces: Mapped[int | None]
    closed: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    settles_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    focus: Mapped[list[str]] = mapped_column(default=list)
    following: Mapped[str | None] = mapped_column(String(32))


class DissentRow(Base):
    """That someone on the panel does not agree with a decision, in their own words."""

    __tablename__ = "dissents"
    __table_args__ = (Index(None, "decision_id", "said_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    decision_id: Mapped[str] = mapped_column(ForeignKey("decisions.id"))
    person: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime]


def decisions_of(session: Session, team_id: str, first_stage: str) -> list[DecisionRow]:
    """Return every entry on a candidate's interviews, the oldest first; those undone among them."""
    entries = select(DecisionRow).where(DecisionRow.team_id == team_id, DecisionRow.first_stage_id == first_stage)
    return list(session.scalars(entries.order_by(DecisionRow.number)))


def decision_numbered(session: Session, team_id: str, first_stage: str, number: int) -> DecisionRow | None:
    """Return one entry by its number, or None."""
    named = (DecisionRow.first_stage_id == first_stage, DecisionRow.number == number)
    return session.scalar(select(DecisionRow).where(DecisionRow.team_id == team_id, *named))


def dissents_of(session: Session, decision_ids: Sequence[str]) -> list[DissentRow]:
    """Return who did not agree with these entries, in the order in which they said so."""
    theirs = select(DissentRow).where(DissentRow.decision_id.in_(decision_ids))
    return list(session.scalars(theirs.order_by(DissentRow.said_at, DissentRow.id)))


def decisions_to_settle(session: Session, now: datetime, limit: int) -> list[tuple[str, str, str]]:
    """Return the entries that no one may undo any more and that no one was told of: team, loop and entry."""
    return [(team, loop, entry) for team, loop, entry in read(session, _TO_SETTLE, {"now": now, "most": limit})]


def settling(session: Session, decision_id: str) -> DecisionRow | None:
    """Return an entry that is still to be settled, or None; its stages must be locked."""
    pending = select(DecisionRow).where(DecisionRow.id == decision_id, DecisionRow.settles_at.is_not(None))
    return session.scalar(pending.execution_options(populate_existing=True))


_ENTRIES = DecisionRow.__table__.c
_TO_SETTLE = (
    select(_ENTRIES.team_id, _ENTRIES.loop_id, _ENTRIES.id)
    .where(_ENTRIES.settles_at <= bindparam("now"))
    .order_by(_ENTRIES.settles_at, _ENTRIES.id)
    .limit(bindparam("most"))
)
