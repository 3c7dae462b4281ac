"""Which revealed loops someone has rated in, newest first; knows no rating."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from rubrics.panel.loop import REVEALED, InterviewState
from storage.loop_members import LoopMemberRow


def rated_loops(session: Session, team_id: str, person: str, since: datetime, limit: int) -> list[str]:
    """Return the ids of the newest revealed loops, opened since a moment, in which someone's scorecard is in."""
    theirs = (LoopMemberRow.team_id == team_id, LoopMemberRow.person == person, LoopMemberRow.is_open.is_(False))
    rated = (LoopMemberRow.interview == InterviewState.SUBMITTED, LoopMemberRow.state.in_(REVEALED))
    rows = select(LoopMemberRow.loop_id).where(*theirs, *rated, LoopMemberRow.opened_at >= since)
    newest = rows.order_by(LoopMemberRow.opened_at.desc(), LoopMemberRow.loop_id)
    return list(session.scalars(newest.limit(limit)))
