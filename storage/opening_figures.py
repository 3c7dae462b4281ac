"""What an opening's figures are made of: interviews that count and loops, in two statements; knows not who may ask."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from rubrics.panel.figures import HeldInterview, HeldLoop
from rubrics.panel.loop import USUAL_MINUTES
from rubrics.panel.plan import InterviewKind
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
    """Return these loops as figures count them."""
    rows = select(LoopRow.first_stage_id, LoopRow.opened_at, LoopRow.revealed_at, LoopRow.reveal_cause)
    return [
        HeldLoop(candidate=first, opened_at=opened_at, revealed_at=revealed_at, cause=cause)
        for first, opened_at, revealed_at, cause in session.execute(rows.where(LoopRow.id.in_(loop_ids)))
    ]
