"""Loops with their interviews: kept as rows, handed out as values; knows not who may do what."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    event,
    inspect,
    select,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import (
    Mapped,
    Session,
    joinedload,
    mapped_column,
    object_session,
    relationship,
    selectinload,
)

from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.decision import Decided, DecisionPost
from rubrics.panel.loop import ExcuseReason, Hold, Interview, InterviewState, Loop, LoopState
from rubrics.panel.loop_facts import Link, RevealCause, Silence, Withdrawal
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.panel.plan import InterviewKind, StagePlan
from rubrics.panel.stage import Outcome, Stage
from storage.candidates import CandidateRow
from storage.columns import Base, Facts, new_id
from storage.later_stages import LaterStages, later_stages
from storage.loop_members import note_interviews, note_loop_states, write_members
from storage.openings import OpeningRow
from storage.plain_reading import read
from storage.rubric_versions import RubricVersionRow

NAMED = ("team_id", "opened_by", "recruiter", "hiring_manager", "delegate", "opened_at", "deadline_at")
"""What of a loop's row a list of loops goes by, besides its state."""


FACTS: Mapping[str, type[Hold] | type[Withdrawal] | type[Silence] | type[Decided] | type[PinnedHistory]] = {
    "hold": Hold,
    "withdrawal": Withdrawal,
    "silence": Silence,
    "decision": Decided,
    "history": PinnedHistory,
}
"""What is noted of a loop at once, or not at all."""


def _own_id(context: DefaultExecutionContext) -> str:
    """Return the row's own id: a loop is its own first stage unless it is told another."""
    return str((context.current_parameters or {})["id"])


class LoopRow(Base):
    """One candidate's interviews for one opening, in one channel, by one version of a rubric.

    Each stage of a candidate's interviews is such a row, `first_stage_id` that of the first (its own, at first).
    `severity_fit_id` names what its panel is calibrated by, as long as that is kept.
    `record_head` is the digest of the newest entry of its record, so that one cut off at the end shows.
    """

    __tablename__ = "loops"
    __table_args__ = (
        Index(None, "state", "id"),
        Index(None, "candidate_id"),
        Index(None, "opening_id", "opened_at"),
        Index(None, "first_stage_id", "stage_number"),
        UniqueConstraint("team_id", "form_id"),
    )

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
    first_stage_id: Mapped[str] = mapped_column(String(32), default=_own_id)
    stage_number: Mapped[int] = mapped_column(default=1)
    stage_name: Mapped[str] = mapped_column(default="")
    stage_plan: Mapped[Facts]
    later_stages: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    outcome: Mapped[Facts]
    hold: Mapped[Facts]
    withdrawal: Mapped[Facts]
    silence: Mapped[Facts]
    decision: Mapped[Facts]
    history: Mapped[Facts]
    severity_fit_id: Mapped[str | None] = mapped_column(String(32))
    delegate: Mapped[str | None] = mapped_column(String(32))
    decision_post: Mapped[DecisionPost] = mapped_column(default=DecisionPost.AFTER_UNDO)
    links: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    opens_if_withdrawn: Mapped[bool] = mapped_column(default=True)
    is_channel_checked: Mapped[bool] = mapped_column(default=True)

    opening: Mapped[OpeningRow] = relationship(lazy="raise")
    candidate: Mapped[CandidateRow] = relationship(lazy="raise")
    rubric_version: Mapped[RubricVersionRow] = relationship(lazy="raise")
    interviews: Mapped[list["InterviewRow"]] = relationship(
        lazy="raise", back_populates="loop", order_by="InterviewRow.position"
    )


class InterviewRow(Base):
    """One interviewer's session in a loop; `excuse_note` holds what someone said when they excused it."""

    __tablename__ = "interviews"
    __table_args__ = (Index(None, "loop_id", "position"), Index(None, "interviewer"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"))
    position: Mapped[int]
    interviewer: Mapped[str] = mapped_column(String(32))
    focus: Mapped[list[str]]
    kind: Mapped[InterviewKind] = mapped_column(default=InterviewKind.FULL)
    session: Mapped[str | None] = mapped_column(String(32))
    starts_at: Mapped[datetime | None]
    minutes: Mapped[int | None]
    exercise: Mapped[str] = mapped_column(default="")
    report: Mapped[Facts]
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
    pending cards would otherwise both see one, and no one would reveal.
    """
    if not read(session, _LOCKING, {"team": team_id, "loop": loop_id}):
        return None
    return session.scalar(_whole_loop(), {"team": team_id, "loop": loop_id}, execution_options=ANEW)


def loop_row(session: Session, team_id: str, loop_id: str) -> LoopRow | None:
    """Return a loop of this workspace, or None."""
    return session.scalar(_whole_loop(), {"team": team_id, "loop": loop_id})


def loop_of_form(session: Session, team_id: str, form_id: str) -> LoopRow | None:
    """Return the loop that a form opened already, or None."""
    return session.scalar(whole_loops().where(LoopRow.form_id == form_id, LoopRow.team_id == team_id))


def loop_value(row: LoopRow) -> Loop:
    """Hand a loop out as a value."""
    session = object_session(row)
    ended = [(row.id, row.first_stage_id, row.stage_number)] if row.outcome and session else []
    behind = later_stages(session, ended).get(row.id, LaterStages()) if session else LaterStages()
    return Loop(
        sealed_from=behind.sealed_from,
        later_is_sealed=behind.later_is_sealed,
        id=row.id,
        team_id=row.team_id,
        opening_id=row.opening_id,
        opening=row.opening.name,
        candidate_id=row.candidate_id,
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
        interviews=tuple(map(interview_value, row.interviews)),
        warnings=tuple(CoverageWarning.model_validate(warning) for warning in row.warnings),
        revealed_at=row.revealed_at,
        reveal_cause=row.reveal_cause,
        override_by=row.override_by,
        override_reason=row.override_reason,
        stage=stage_value(row),
        **{name: fact.model_validate(facts) for name, fact in FACTS.items() if (facts := getattr(row, name))},
        delegate=row.delegate,
        decision_post=row.decision_post,
        links=tuple(map(Link.model_validate, row.links)),
        opens_if_withdrawn=row.opens_if_withdrawn,
        is_channel_checked=row.is_channel_checked,
    )


def stage_value(row: Any) -> Stage:
    """Hand out which stage a loop's row is; any row that has its columns will do."""
    return Stage(
        first=row.first_stage_id,
        number=row.stage_number,
        name=row.stage_name,
        plan=StagePlan.model_validate(row.stage_plan) if row.stage_plan else None,
        later=tuple(map(StagePlan.model_validate, row.later_stages)),
        outcome=Outcome.model_validate(row.outcome) if row.outcome else None,
    )


def history_value(row: LoopRow) -> PinnedHistory | None:
    """Hand out what a loop's ranges rest on, of a row however little of it is loaded."""
    return PinnedHistory.model_validate(row.history) if row.history else None


_LOOPS = LoopRow.__table__.c
_LOCKING = (
    select(_LOOPS.id).where(_LOOPS.id == bindparam("loop"), _LOOPS.team_id == bindparam("team")).with_for_update()
)
ANEW = {"populate_existing": True}
"""Has rows that a session knows read again, since they may have changed before they were locked."""


@cache
def _whole_loop() -> Select[LoopRow]:
    """Return the statement of `loop_row`, made once: nearly every step begins with it."""
    return whole_loops().where(LoopRow.id == bindparam("loop"), LoopRow.team_id == bindparam("team"))


def whole_loops() -> Select[LoopRow]:
    """Return the query for loops with all that a value of them needs."""
    parts = (joinedload(LoopRow.opening), joinedload(LoopRow.candidate), selectinload(LoopRow.interviews))
    return select(LoopRow).options(*parts, joinedload(LoopRow.rubric_version))


def interview_value(row: InterviewRow) -> Interview:
    """Hand an interview out as a value."""
    return Interview(**{name: getattr(row, name) for name in Interview.model_fields})


@event.listens_for(Session, "after_flush")
def _keep_members(session: Session, _context: object) -> None:
    """Have who is in a loop follow every change of its rows, no matter who makes it, in the same transaction.

    Rows that are changed without passing through a session's flush are for `write_members`.
    """
    loops = [row for row in session.dirty if isinstance(row, LoopRow)]
    interviews = [row for row in session.dirty if isinstance(row, InterviewRow)]
    new = {row.id for row in session.new if isinstance(row, LoopRow)}
    new |= {row.loop_id for row in session.new if isinstance(row, InterviewRow)}
    new |= {row.id for row in loops if _has_changed(row, *NAMED)}
    moved = {row.id: row.state for row in loops if _has_changed(row, "state")}
    new |= {row.loop_id for row in interviews if _has_changed(row, "interviewer")}
    ended = {(row.loop_id, row.interviewer) for row in interviews if _has_changed(row, "state")}
    if new or moved or ended:
        connection = session.connection()
        write_members(connection, new)
        note_loop_states(connection, moved)
        note_interviews(connection, ended)


def _has_changed(row: Base, *names: str) -> bool:
    kept = inspect(row).attrs
    return any(kept[name].history.has_changes() for name in names)
