"""Loops with their interviews: kept as rows, handed out as values; knows not who may do what."""

from collections.abc import Mapping, Sequence
from datetime import datetime
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
    update,
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
from rubrics.panel.loop import (
    UNDECIDED,
    ExcuseReason,
    Hold,
    Interview,
    InterviewState,
    Link,
    Loop,
    LoopState,
    Outcome,
    RevealCause,
    Silence,
    Stage,
    Withdrawal,
)
from rubrics.panel.plan import InterviewKind, StagePlan
from storage.candidates import CandidateRow
from storage.columns import Base, Facts, new_id
from storage.later_stages import LaterStages, later_stages
from storage.loop_members import note_interviews, note_loop_states, write_members
from storage.openings import OpeningRow
from storage.plain_reading import read
from storage.rubric_versions import RubricVersionRow

NAMED = ("team_id", "opened_by", "recruiter", "hiring_manager", "delegate", "opened_at", "deadline_at")
"""What of a loop's row a list of loops goes by, besides its state."""


MOVING = ("state", "deadline_at", "revealed_at", "reveal_cause", "override_by", "override_reason")
"""What of a loop's own row changes as it runs, and stands in its value under the same name."""
FACTS: Mapping[str, type[Hold] | type[Withdrawal] | type[Silence] | type[Decided]] = {
    "hold": Hold,
    "withdrawal": Withdrawal,
    "silence": Silence,
    "decision": Decided,
}
"""What is noted of a loop at once, or not at all."""


def _own_id(context: DefaultExecutionContext) -> str:
    """Return the row's own id: a loop is its own first stage unless it is told another."""
    return str((context.current_parameters or {})["id"])


class LoopRow(Base):
    """One candidate's interviews for one opening, in one channel, by one version of a rubric.

    Each stage of a candidate's interviews is such a row, `first_stage_id` that of the first (its own, at first).
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
    """One interviewer's session in a loop; `excuse_note` holds what somebody said when they excused it."""

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
    pending cards would otherwise both see one, and nobody would reveal.
    """
    locked = session.scalar(
        select(LoopRow.id).where(LoopRow.id == loop_id, LoopRow.team_id == team_id).with_for_update()
    )
    if locked is None:
        return None
    return session.scalar(_whole().where(LoopRow.id == loop_id).execution_options(populate_existing=True))


def hold_loop(session: Session, team_id: str, loop_id: str) -> None:
    """Hold a workspace's loop until the transaction ends, like `lock_loop`, for a write that read everything before.

    On SQLite a transaction that writes holds the whole database from its beginning on.
    """
    if session.get_bind().dialect.name != "sqlite":
        read(session, _HOLD, {"team": team_id, "loop": loop_id})


def lock_stages(session: Session, team_id: str, loop_id: str) -> list[LoopRow]:
    """Hold every stage of the interviews that a loop belongs to, and return them in their order; [] where none is."""
    first = select(LoopRow.first_stage_id).where(LoopRow.id == loop_id, LoopRow.team_id == team_id).scalar_subquery()
    stages = select(LoopRow.id).where(LoopRow.first_stage_id == first).order_by(LoopRow.stage_number, LoopRow.id)
    rows = [lock_loop(session, team_id, stage) for stage in session.scalars(stages).all()]
    return [row for row in rows if row is not None]


def lock_loops_of(session: Session, team_id: str, *candidates: str) -> list[LoopRow]:
    """Hold every loop of these candidates until the transaction ends, and return them.

    By their ids, so that two who hold the same ones wait for each other and for nothing else.
    """
    theirs = select(LoopRow.id).where(LoopRow.candidate_id.in_(candidates), LoopRow.team_id == team_id)
    rows = [lock_loop(session, team_id, loop) for loop in session.scalars(theirs.order_by(LoopRow.id)).all()]
    return [row for row in rows if row is not None]


def lock_panel(session: Session, team_id: str, loop_id: str) -> LoopRow | None:
    """Hold a workspace's loop until the transaction ends, like `lock_loop`, and return it with its interviews alone.

    For a write that read everything else before: `loop_as_locked` tells what has changed since.
    """
    asked = {"team": team_id, "loop": loop_id}
    return session.scalar(_PANEL, asked, execution_options={"populate_existing": True})


def end_interview(session: Session, loop_id: str, interview: Interview, state: InterviewState) -> None:
    """Bring an interview of a loop that is held into another state; no row of it may be loaded yet."""
    session.flush()
    connection = session.connection()
    connection.execute(_END, {"of_interview": interview.id, "to": state})
    note_interviews(connection, {(loop_id, interview.interviewer)})


def loop_as_locked(loop: Loop, row: LoopRow) -> Loop:
    """Return a loop that was read before it was locked with what its row and its interviews say now."""
    now: dict[str, Any] = {name: getattr(row, name) for name in MOVING}
    session = object_session(row)
    if row.outcome and loop.stage.outcome is None and session:  # it has ended since, and others score behind it
        behind = later_stages(session, [(row.id, row.first_stage_id, row.stage_number)])[row.id]
        now |= {"stage": stage_value(row), **vars(behind)}
    return loop.model_copy(update={**now, "interviews": tuple(map(_interview_value, row.interviews))})


def loop_row(session: Session, team_id: str, loop_id: str) -> LoopRow | None:
    """Return a loop of this workspace, or None."""
    return session.scalar(_whole().where(LoopRow.id == loop_id, LoopRow.team_id == team_id))


def loop_of_form(session: Session, team_id: str, form_id: str) -> LoopRow | None:
    """Return the loop that a form opened already, or None."""
    return session.scalar(_whole().where(LoopRow.form_id == form_id, LoopRow.team_id == team_id))


def stages_of(session: Session, team_id: str, first_stage: str) -> list[str]:
    """Return the ids of the stages of a candidate's interviews, in their order."""
    stages = select(LoopRow.id).where(LoopRow.first_stage_id == first_stage, LoopRow.team_id == team_id)
    return list(session.scalars(stages.order_by(LoopRow.stage_number, LoopRow.opened_at)))


def revealed_stages(session: Session, team_id: str, first_stage: str, rubric_digest: str) -> list[str]:
    """Return the ids of those stages that were revealed and assess by this version of a rubric, in their order."""
    stages = select(LoopRow.id).where(LoopRow.first_stage_id == first_stage, LoopRow.team_id == team_id)
    revealed = stages.where(LoopRow.revealed_at.is_not(None), LoopRow.rubric_digest == rubric_digest)
    return list(session.scalars(revealed.order_by(LoopRow.stage_number, LoopRow.opened_at)))


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


def colleague_interviewed(session: Session, team_id: str, loop_id: str) -> str | None:
    """Return the Slack account of a loop's candidate; None where they are from outside, or it is no loop."""
    account = select(CandidateRow.user_id).join(LoopRow, LoopRow.candidate_id == CandidateRow.id)
    return session.scalar(account.where(LoopRow.id == loop_id, LoopRow.team_id == team_id))


def note_channel_checked(session: Session, team_id: str, loop_id: str, channel: str) -> None:
    """Note that a loop's candidate is known not to be in this channel, if it is still the loop's."""
    unchecked = (LoopRow.id == loop_id, LoopRow.team_id == team_id, ~LoopRow.is_channel_checked)
    checked = update(LoopRow).where(*unchecked, LoopRow.channel_id == channel).values(is_channel_checked=True)
    session.execute(checked, execution_options={"synchronize_session": False})


def referrers_of(session: Session, candidate_id: str) -> set[str]:
    """Return who declared, in any loop, to have referred this candidate."""
    declared = (
        select(InterviewRow.interviewer)
        .join(InterviewRow.loop)
        .where(LoopRow.candidate_id == candidate_id, InterviewRow.referred)
    )
    return set(session.scalars(declared))


def running_loops_for(session: Session, candidate_id: str, role: str, level: str) -> Sequence[LoopRow]:
    """Return the loops of a candidate for a role at a level that nothing has ended yet, the newest first."""
    alike = (LoopRow.candidate_id == candidate_id, OpeningRow.role == role, OpeningRow.level == level)
    running = _whole().join(LoopRow.opening).where(*alike, LoopRow.state.in_(UNDECIDED))
    return session.scalars(running.order_by(LoopRow.opened_at.desc(), LoopRow.id)).all()


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
        interviews=tuple(map(_interview_value, row.interviews)),
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


def _whole() -> Select[LoopRow]:
    parts = (joinedload(LoopRow.opening), joinedload(LoopRow.candidate), selectinload(LoopRow.interviews))
    return select(LoopRow).options(*parts, joinedload(LoopRow.rubric_version))


def _interview_value(row: InterviewRow) -> Interview:
    return Interview(**{name: getattr(row, name) for name in Interview.model_fields})


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
    new |= {row.loop_id for row in interviews if _has_changed(row, "interviewer")}
    ended = {(row.loop_id, row.interviewer) for row in interviews if _has_changed(row, "state")}
    if new or moved or ended:
        connection = session.connection()
        write_members(connection, new)
        note_loop_states(connection, moved)
        note_interviews(connection, ended)


_THE_LOOP = (LoopRow.id == bindparam("loop"), LoopRow.team_id == bindparam("team"))
_HOLD = select(LoopRow.__table__.c.id).where(*_THE_LOOP).with_for_update()
_INTERVIEWS = Base.metadata.tables[InterviewRow.__tablename__]
_END = update(_INTERVIEWS).where(_INTERVIEWS.c.id == bindparam("of_interview")).values(state=bindparam("to"))
_PANEL = select(LoopRow).where(*_THE_LOOP).with_for_update().options(selectinload(LoopRow.interviews))


def _has_changed(row: Base, *names: str) -> bool:
    kept = inspect(row).attrs
    return any(kept[name].history.has_changes() for name in names)
