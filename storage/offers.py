"""Interviews whose interviewer has left the company, and who was asked to take one over; knows not who may ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, String, exists, or_, select, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.panel.loop import UNDECIDED, InterviewState, LoopState
from rubrics.panel.plan import InterviewKind
from storage.clock import time_of
from storage.columns import Base, enum_of
from storage.loop_members import LoopMemberRow
from storage.loops import InterviewRow, LoopRow
from storage.messages import MessageKind, MessageRow
from storage.people import PersonRow


class OfferAnswer(StrEnum):
    """What became of an offer."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    GONE = "gone"
    """Someone else took it, or it is no longer needed."""


class OfferRow(Base):
    """One person asked once to take over one interview; `excuses` says that who asked may excuse whom it was."""

    __tablename__ = "offers"
    __table_args__ = (Index(None, "loop_id"),)

    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"))
    team_id: Mapped[str] = mapped_column(String(32))
    offered_by: Mapped[str] = mapped_column(String(32))
    excuses: Mapped[bool]
    at: Mapped[datetime]
    answer: Mapped[OfferAnswer] = mapped_column(enum_of(OfferAnswer), default=OfferAnswer.OPEN)


@dataclass(frozen=True)
class Orphan:
    """An interview that is due from someone whose account is deactivated."""

    team: str
    loop: str
    interview: str


def orphans_untold(session: Session, limit: int) -> list[Orphan]:
    """Return interviews due from leavers of which no one was told yet, of open loops."""
    left = _leavers(session)
    if not left:
        return []
    told = exists().where(
        MessageRow.team_id == LoopRow.team_id,
        MessageRow.subject == LoopRow.id,
        MessageRow.kind == MessageKind.LEAVER,
        MessageRow.occasion == InterviewRow.id,
    )
    theirs = tuple_(LoopRow.team_id, InterviewRow.interviewer).in_(left)
    held = InterviewRow.interviewer.in_([user for _, user in left])  # by its index; the pair decides
    counts = InterviewRow.kind == InterviewKind.FULL  # no one waits for who was only in training
    due = (InterviewRow.state == InterviewState.DUE, counts, LoopRow.state == LoopState.OPEN)
    found = (
        select(LoopRow.team_id, LoopRow.id, InterviewRow.id)
        .join(InterviewRow, InterviewRow.loop_id == LoopRow.id)
        .where(held, theirs, *due, ~told)
    )
    rows = session.execute(found.order_by(InterviewRow.id).limit(limit))
    return [Orphan(team, loop, interview) for team, loop, interview in rows]


def _leavers(session: Session) -> list[tuple[str, str]]:
    """Return those whose account is deactivated, by team and id.

    They are few and read first: else every loop that runs is looked at for whether one of them is in it.
    """
    rows = session.execute(select(PersonRow.team_id, PersonRow.user_id).where(PersonRow.is_deleted))
    return [(team, user) for team, user in rows]


@dataclass(frozen=True)
class Unmanaged:
    """A loop that is to be decided by someone whose account is deactivated."""

    team: str
    loop: str
    manager: str


def unmanaged_untold(session: Session, limit: int) -> list[Unmanaged]:
    """Return the loops to be decided by leavers of which no one was told yet; of several stages the last one."""
    left = _leavers(session)
    if not left:
        return []
    told = exists().where(
        MessageRow.team_id == LoopRow.team_id,
        MessageRow.subject == LoopRow.id,
        MessageRow.kind == MessageKind.MANAGER_LEFT,
        MessageRow.occasion == LoopRow.hiring_manager,
    )
    theirs = tuple_(LoopRow.team_id, LoopRow.hiring_manager).in_(left)
    part = select(LoopMemberRow.loop_id).where(tuple_(LoopMemberRow.team_id, LoopMemberRow.person).in_(left))
    found = select(LoopRow.team_id, LoopRow.id, LoopRow.hiring_manager).where(LoopRow.id.in_(part), theirs)
    rows = session.execute(found.where(*_to_decide(), ~told).order_by(LoopRow.id).limit(limit))
    return [Unmanaged(team, loop, manager) for team, loop, manager in rows]


def loops_decided_by(session: Session, team_id: str, user: str) -> Sequence[str]:
    """Return the loops of a workspace that someone is to decide as their hiring manager."""
    theirs = (LoopRow.team_id == team_id, LoopRow.hiring_manager == user)
    return session.scalars(select(LoopRow.id).where(*theirs, *_to_decide()).order_by(LoopRow.id)).all()


def _to_decide() -> tuple[ColumnElement[bool], ...]:
    return LoopRow.state.in_(UNDECIDED), LoopRow.outcome.is_(None)


def loops_owed_by(session: Session, team_id: str, user: str) -> Sequence[str]:
    """Return the open loops of a workspace in which someone's scorecard is due."""
    owed = (InterviewRow.interviewer == user, InterviewRow.state == InterviewState.DUE)
    running = (LoopRow.team_id == team_id, LoopRow.state == LoopState.OPEN)
    loops = select(LoopRow.id).join(InterviewRow, InterviewRow.loop_id == LoopRow.id).where(*owed, *running)
    return session.scalars(loops.distinct().order_by(LoopRow.id)).all()


def owing_fetched_before(session: Session, age: timedelta, limit: int) -> list[tuple[str, str]]:
    """Return those who owe a scorecard or a decision, and were described longer ago than this, by team and id."""
    owes = exists().where(
        InterviewRow.interviewer == PersonRow.user_id,
        InterviewRow.state == InterviewState.DUE,
        InterviewRow.loop_id == LoopRow.id,
        LoopRow.team_id == PersonRow.team_id,
        LoopRow.state == LoopState.OPEN,
    )
    decides = exists().where(
        LoopRow.hiring_manager == PersonRow.user_id, LoopRow.team_id == PersonRow.team_id, *_to_decide()
    )
    old = select(PersonRow.team_id, PersonRow.user_id).where(
        PersonRow.fetched_at < time_of(session) - age, or_(owes, decides)
    )
    rows = session.execute(old.order_by(PersonRow.fetched_at).limit(limit))
    return [(team, user) for team, user in rows]


def offers_of(session: Session, interview_id: str) -> Sequence[OfferRow]:
    """Return who was asked to take over an interview, the first one first; its loop must be locked to change them."""
    offers = select(OfferRow).where(OfferRow.interview_id == interview_id)
    return session.scalars(offers.order_by(OfferRow.at, OfferRow.person)).all()
