"""What an opening's figures are made of: interviews that count, loops, decisions; knows not who may ask."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from rubrics.panel.decision import Stance
from rubrics.panel.figures import HeldInterview, HeldLoop
from rubrics.panel.loop import USUAL_MINUTES
from rubrics.panel.plan import InterviewKind
from storage.decisions import DecisionRow
from storage.loops import InterviewRow, LoopRow
from storage.scorecards import ScorecardRow


def interviews_held(session: Session, loop_ids: Sequence[str]) -> list[HeldInterview]:
    """Return the interviews of these loops whose scorecards count; without a time, one is over when its loop opens."""
    rows = (
        select(
            InterviewRow.interviewer,
            InterviewRow.state,
            InterviewRow.starts_at,
            InterviewRow.minutes,
            LoopRow.opened_at,
            ScorecardRow.submitted_at,
        )
        .join(LoopRow, LoopRow.id == InterviewRow.loop_id)
        .outerjoin(ScorecardRow, (ScorecardRow.interview_id == InterviewRow.id) & (ScorecardRow.version == 1))
        .where(InterviewRow.loop_id.in_(loop_ids), InterviewRow.kind == InterviewKind.FULL)
    )
    return [
        HeldInterview(
            interviewer=row.interviewer,
            state=row.state,
            over_at=row.starts_at + timedelta(minutes=row.minutes or USUAL_MINUTES) if row.starts_at else row.opened_at,
            submitted_at=row.submitted_at,
        )
        for row in session.execute(rows)
    ]


def loops_held(session: Session, loop_ids: Sequence[str]) -> list[HeldLoop]:
    """Return these loops as figures count them, each with the decision that stands on its candidate."""
    rows = select(LoopRow.first_stage_id, LoopRow.opened_at, LoopRow.revealed_at, LoopRow.reveal_cause)
    loops = session.execute(rows.where(LoopRow.id.in_(loop_ids))).all()
    standing = _decisions(session, {row.first_stage_id for row in loops})
    return [
        HeldLoop(
            candidate=row.first_stage_id,
            opened_at=row.opened_at,
            revealed_at=row.revealed_at,
            cause=row.reveal_cause,
            decided_at=decision.decided_at if decision else None,
            against_signal=decision is not None and decision.stance is Stance.OVERRIDES,
        )
        for row in loops
        for decision in [standing.get(row.first_stage_id)]
    ]


def _decisions(session: Session, first_stages: Collection[str]) -> dict[str, DecisionRow]:
    """Return the decision that stands on each of these candidates: the newest entry, unless it leaves all open."""
    entries = select(DecisionRow).where(DecisionRow.first_stage_id.in_(first_stages), DecisionRow.undone_at.is_(None))
    newest = {row.first_stage_id: row for row in session.scalars(entries.order_by(DecisionRow.number))}
    return {first: row for first, row in newest.items() if row.choice.ends}
