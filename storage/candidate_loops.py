"""Loops by their candidate: held all together, those that run for a role, and who referred them."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from rubrics.panel.loop import UNDECIDED
from storage.loops import InterviewRow, LoopRow, lock_loop, whole_loops
from storage.openings import OpeningRow


def lock_loops_of(session: Session, team_id: str, *candidates: str) -> list[LoopRow]:
    """Hold every loop of these candidates until the transaction ends, and return them.

    By their ids, so that two who hold the same ones wait for each other and for nothing else.
    """
    theirs = select(LoopRow.id).where(LoopRow.candidate_id.in_(candidates), LoopRow.team_id == team_id)
    rows = [lock_loop(session, team_id, loop) for loop in session.scalars(theirs.order_by(LoopRow.id)).all()]
    return [row for row in rows if row is not None]


def has_other_loops(session: Session, team_id: str, candidate_id: str, first_stage: str) -> bool:
    """Tell whether a candidate has any loop besides the stages of one."""
    theirs = exists().where(LoopRow.candidate_id == candidate_id, LoopRow.team_id == team_id)
    return bool(session.scalar(select(theirs.where(LoopRow.first_stage_id != first_stage))))


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
    running = whole_loops().join(LoopRow.opening).where(*alike, LoopRow.state.in_(UNDECIDED))
    return session.scalars(running.order_by(LoopRow.opened_at.desc(), LoopRow.id)).all()
