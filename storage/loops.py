"""Loops with their interviews: kept as rows, handed out as values; knows not who may do what."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, Text, UniqueConstraint, bindparam, event, inspect, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship, selectinload

from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.loop import ExcuseReason, Interview, InterviewState, Loop, LoopState, RevealCause
from storage.candidates import CandidateRow
from storage.columns import Base, new_id
from storage.loop_members import note_interview_states, note_loop_states, write_members
from storage.openings import OpeningRow
from storage.plain_reading import read
from storage.rubric_versions import RubricVersionRow

NAMED = ("team_id", "opened_by", "recruiter", "hiring_manager", "opened_at")
"""What of a loop's row says who is in it."""


MOVING = ("state", "deadline_at", "revealed_at", "reveal_cause", "override_by", "override_reason")
"""What of a loop's own row changes as it runs."""


class LoopRow(Base):
    """One candidate's interviews for one opening, in one channel, by one version of a rubric.

    `record_head` is the digest of the newest entry of its record, so that one cut off at the end shows.
    """

    __tablename__ = "loops"
    __table_args__ = (Index(None, "state", "id"), Index(None, "candidate_id"), UniqueConstraint("team_id", "form_id"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    form_id: Mapped[str] = mapped_column(String(64))
    opening_id: Mapped[str] = mapped_column(ForeignKey("openings.id"))
    candidate_id: Mapped[str] = mapped_column(ForeignKey("candidates.id"))
    rubric_digest: Mapped[str] = mapped_column(ForeignKey("rubric_versions.digest"))
    channel_id: Mapped[str] = mapped_column(String(32))
    hiring_manager: Mapped[str] = mapped_column(String(32))
    recruiter: Mapped[str] = mapped_column(String(32))
    opened_by: Mapped[str] = mapped_column(String(32))
    opened_at: Mapped[datetime]
    deadline_at: Mapped[datetime]
    shows_name: Mapped[bool] = mapped_column(default=False)
    warnings: Mapped[list[dict[str, Any]]]
    state: Mapped[LoopState] = mapped_column(default=LoopState.OPEN)
    revealed_at: Mapped[datetime | None]
    reveal_cause: Mapped[RevealCause | None]
    override_by: Mapped[str | None] = mapped_column(String(32))
    override_reason: Mapped[str | None] = mapped_column(Text)
    record_head: Mapped[str] = mapped_column(String(64), default="")

    opening: Mapped[OpeningRow] = relationship(lazy="raise")
    candidate: Mapped[CandidateRow] = relationship(lazy="raise")
    rubric_version: Mapped[RubricVersionRow] = relationship(lazy="raise")
    interviews: Mapped[list["InterviewRow"]] = relationship(
        lazy="raise", back_populates="loop", order_by="InterviewRow.position"
    )


class InterviewRow(Base):
    """One interviewer's session in a loop; `excuse_note` holds what somebody said when they excused it."""

    __tablename__ = "interviews"
    __table_args__ = (UniqueConstraint("loop_id", "interviewer"), Index(None, "interviewer"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"))
    position: Mapped[int]
    interviewer: Mapped[str] = mapped_column(String(32))
    focus: Mapped[list[str]]
    starts_at: Mapped[datetime | None]
    took_place_early: Mapped[bool] = mapped_column(default=False)
    referred: Mapped[bool] = mapped_column(default=False)
    state: Mapped[InterviewState] = mapped_column(default=InterviewState.DUE)
    excused_by: Mapped[str | None] = mapped_column(String(32))
    excuse_reason: Mapped[ExcuseReason | None]
    excuse_note: Mapped[str | None] = mapped_column(Text)

    loop: Mapped[LoopRow] = relationship(lazy="raise", back_populates="interviews")


def lock_loop(session: Session, team_id: str, loop_id: str) -> LoopRow | None:
    """Hold a workspace's loop until the transaction ends, and return it with all it needs; None where there is none.

    Every write to a scorecard, an interview or an excuse starts here: two last submits that each look for
    pending cards would otherwise both see one, and nobody would reveal.
    """
    locked = session.scalar(
        select(LoopRow.id).where(LoopRow.id == loop_id, LoopRow.team_id == team_id).with_for_update()
    )
    if locked is None:
        return None
    return session.scalar(_whole().where(LoopRow.id == loop_id).execution_options(populate_existing=True))


def hold_loop(session: Session, team_id: str, loop_id: str) -> None:
    """Hold a workspace's loop until the transaction ends, like `lock_loop`, for a write that read everything before."""
    read(session, _HOLD, {"team": team_id, "loop": loop_id})


def lock_panel(session: Session, team_id: str, loop_id: str) -> LoopRow | None:
    """Hold a workspace's loop until the transaction ends, like `lock_loop`, and return it with its interviews alone.

    For a write that read everything else before: `loop_as_locked` tells what has changed since.
    """
    asked = {"team": team_id, "loop": loop_id}
    return session.scalar(_PANEL, asked, execution_options={"populate_existing": True})


def loop_as_locked(loop: Loop, row: LoopRow) -> Loop:
    """Return a loop that was read before it was locked with what its row and its interviews say now."""
    now = {name: getattr(row, name) for name in MOVING}
    return loop.model_copy(update={**now, "interviews": tuple(map(_interview_value, row.interviews))})


def loop_row(session: Session, team_id: str, loop_id: str) -> LoopRow | None:
    """Return a loop of this workspace, or None."""
    return session.scalar(_whole().where(LoopRow.id == loop_id, LoopRow.team_id == team_id))


def loop_of_form(session: Session, team_id: str, form_id: str) -> LoopRow | None:
    """Return the loop that a form opened already, or None."""
    return session.scalar(_whole().where(LoopRow.form_id == form_id, LoopRow.team_id == team_id))


def loop_of_interview(session: Session, team_id: str, interview_id: str) -> str | None:
    """Return the id of the loop that an interview of this workspace belongs to, or None."""
    return session.scalar(
        select(LoopRow.id)
        .join(InterviewRow, InterviewRow.loop_id == LoopRow.id)
        .where(InterviewRow.id == interview_id, LoopRow.team_id == team_id)
    )


def team_of_loop(session: Session, loop_id: str) -> str | None:
    """Return the workspace of a loop, for whoever runs Debrief and knows only the id; None where there is none."""
    return session.scalar(select(LoopRow.team_id).where(LoopRow.id == loop_id))


def referrers_of(session: Session, candidate_id: str) -> set[str]:
    """Return who declared, in any loop, to have referred this candidate."""
    declared = (
        select(InterviewRow.interviewer)
        .join(InterviewRow.loop)
        .where(LoopRow.candidate_id == candidate_id, InterviewRow.referred)
    )
    return set(session.scalars(declared))


def loop_value(row: LoopRow) -> Loop:
    """Hand a loop out as a value."""
    return Loop(
        id=row.id,
        team_id=row.team_id,
        opening=row.opening.name,
        candidate_code=row.candidate.code,
        candidate_name=row.candidate.name,
        candidate_user=row.candidate.user_id,
        shows_name=row.shows_name,
        channel=row.channel_id,
        hiring_manager=row.hiring_manager,
        recruiter=row.recruiter,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        deadline_at=row.deadline_at,
        state=row.state,
        rubric=row.rubric_version.rubric,
        interviews=tuple(map(_interview_value, row.interviews)),
        warnings=tuple(CoverageWarning.model_validate(warning) for warning in row.warnings),
        revealed_at=row.revealed_at,
        reveal_cause=row.reveal_cause,
        override_by=row.override_by,
        override_reason=row.override_reason,
    )


def _whole() -> Select[LoopRow]:
    parts = (joinedload(LoopRow.opening), joinedload(LoopRow.candidate), selectinload(LoopRow.interviews))
    return select(LoopRow).options(*parts, joinedload(LoopRow.rubric_version))


def _interview_value(row: InterviewRow) -> Interview:
    return Interview(
        id=row.id,
        interviewer=row.interviewer,
        focus=tuple(row.focus),
        state=row.state,
        starts_at=row.starts_at,
        took_place_early=row.took_place_early,
        referred=row.referred,
        excused_by=row.excused_by,
        excuse_reason=row.excuse_reason,
        excuse_note=row.excuse_note,
    )


@event.listens_for(Session, "after_flush")
def _keep_members(session: Session, _context: object) -> None:
    """Have who is in a loop follow every change of its rows, whoever makes it, in the same transaction.

    Rows that are changed without passing through a session's flush are for `write_members`.
    """
    loops = [row for row in session.dirty if isinstance(row, LoopRow)]
    interviews = [row for row in session.dirty if isinstance(row, InterviewRow)]
    new = {row.id for row in session.new if isinstance(row, LoopRow)}
    new |= {row.loop_id for row in session.new if isinstance(row, InterviewRow)}
    new |= {row.id for row in loops if _has_changed(row, *NAMED)}
    moved = {row.id: row.state for row in loops if _has_changed(row, "state")}
    ended = {(row.loop_id, row.interviewer): row.state for row in interviews if _has_changed(row, "state")}
    if new or moved or ended:
        connection = session.connection()
        write_members(connection, new)
        note_loop_states(connection, moved)
        note_interview_states(connection, ended)


_THE_LOOP = (LoopRow.id == bindparam("loop"), LoopRow.team_id == bindparam("team"))
_HOLD = select(LoopRow.__table__.c.id).where(*_THE_LOOP).with_for_update()
_PANEL = select(LoopRow).where(*_THE_LOOP).with_for_update().options(selectinload(LoopRow.interviews))


def _has_changed(row: Base, *names: str) -> bool:
    kept = inspect(row).attrs
    return any(kept[name].history.has_changes() for name in names)
