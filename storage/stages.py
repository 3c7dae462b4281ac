"""The stages of a candidate's interviews, by the first of them; each is a loop's row (ADR 0008)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.loops import LoopRow, lock_loop


def lock_stages(session: Session, team_id: str, loop_id: str) -> list[LoopRow]:
    """Hold every stage of the interviews that a loop belongs to, and return them in their order; [] where none is."""
    first = select(LoopRow.first_stage_id).where(LoopRow.id == loop_id, LoopRow.team_id == team_id).scalar_subquery()
    stages = select(LoopRow.id).where(LoopRow.first_stage_id == first).order_by(LoopRow.stage_number, LoopRow.id)
    rows = [lock_loop(session, team_id, stage) for stage in session.scalars(stages).all()]
    return [row for row in rows if row is not None]


def stages_of(session: Session, team_id: str, first_stage: str) -> list[str]:
    """Return the ids of the stages of a candidate's interviews, in their order."""
    stages = select(LoopRow.id).where(LoopRow.first_stage_id == first_stage, LoopRow.team_id == team_id)
    return list(session.scalars(stages.order_by(LoopRow.stage_number, LoopRow.opened_at)))


def revealed_stages(session: Session, team_id: str, first_stage: str, rubric_digest: str) -> list[str]:
    """Return the ids of those stages that were revealed and assess by this version of a rubric, in their order."""
    stages = select(LoopRow.id).where(LoopRow.first_stage_id == first_stage, LoopRow.team_id == team_id)
    revealed = stages.where(LoopRow.revealed_at.is_not(None), LoopRow.rubric_digest == rubric_digest)
    return list(session.scalars(revealed.order_by(LoopRow.stage_number, LoopRow.opened_at)))
