"""What someone's desk needs to know of many loops at once, before it reads the few that it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, bindparam, func, select
from sqlalchemy.orm import Session

from rubrics.panel.loop import InterviewState
from rubrics.panel.stage import StageOutcome
from storage.drafts import DraftRow, Values
from storage.jd_reviews import JdReviewRow
from storage.loops import InterviewRow, LoopRow
from storage.plain_reading import read


@dataclass(frozen=True, slots=True)
class Standing:
    """When a loop's scorecards are due, and the person's own interview that is due in it, if there is one.

    `starts_at` is None where no time is set; `draft` is what stands in its unfinished scorecard.
    """

    loop: str
    deadline_at: datetime
    interview: str | None
    starts_at: datetime | None
    draft: Values

    def takes_place_after(self, now: datetime) -> bool:
        """Tell whether the interview is still to come, so that there is nothing to score yet."""
        return self.starts_at is not None and self.starts_at > now


def standings(session: Session, team_id: str, user: str, loop_ids: Sequence[str]) -> list[Standing]:
    """Return how these loops of a workspace stand for a user, the one that is due soonest first."""
    if not loop_ids:
        return []
    rows = read(session, _STANDINGS, {"team": team_id, "user": user, "loops": loop_ids})
    # Said to have taken place early, it is over, whatever its time.
    return [
        Standing(loop, deadline_at, interview, None if early else starts_at, draft or {})
        for loop, deadline_at, interview, starts_at, early, draft in rows
    ]


def followed_stages(session: Session, team_id: str, loop_ids: Sequence[str]) -> set[str]:
    """Return those of these revealed stages that another one follows, so that nothing more is to be decided there."""
    if not loop_ids:
        return set()
    return {row.id for row in read(session, _FOLLOWED, {"team": team_id, "loops": loop_ids})}


def is_followed(loops: FromClause) -> ColumnElement[bool]:
    """Return whether another stage follows a loop, as how it ended says."""
    goes_on = [StageOutcome.ADVANCE.value, StageOutcome.MORE_EVIDENCE.value]
    ended: ColumnElement[Any] = loops.c.outcome["what"].as_string()
    return ended.in_(goes_on)


@dataclass(frozen=True, slots=True)
class ReviewedJd:
    """One of someone's own JD reviews: its title, and how many blockers, warnings and blanks it found."""

    id: str
    title: str
    blockers: int
    warnings: int
    blanks: int


def reviewed_jds(session: Session, team_id: str, user: str, limit: int) -> list[ReviewedJd]:
    """Return a user's own JD reviews that are still kept, the newest first, without reading a text."""
    return [ReviewedJd(*row) for row in read(session, _REVIEWED, {"team": team_id, "user": user, "most": limit})]


_LOOPS, _INTERVIEWS, _DRAFTS = LoopRow.__table__, InterviewRow.__table__, DraftRow.__table__
_REVIEWS = JdReviewRow.__table__
_OWN_AND_DUE = (
    (_INTERVIEWS.c.loop_id == _LOOPS.c.id)
    & (_INTERVIEWS.c.interviewer == bindparam("user"))
    & (_INTERVIEWS.c.state == InterviewState.DUE)
)
_STANDINGS = (
    select(
        _LOOPS.c.id,
        _LOOPS.c.deadline_at,
        _INTERVIEWS.c.id,
        _INTERVIEWS.c.starts_at,
        _INTERVIEWS.c.took_place_early,
        _DRAFTS.c["values"],
    )
    .select_from(
        _LOOPS.outerjoin(_INTERVIEWS, _OWN_AND_DUE).outerjoin(_DRAFTS, _DRAFTS.c.interview_id == _INTERVIEWS.c.id)
    )
    .where(_LOOPS.c.team_id == bindparam("team"), _LOOPS.c.id.in_(bindparam("loops", expanding=True)))
    .order_by(_LOOPS.c.deadline_at, _LOOPS.c.id)
)
_FOLLOWED = select(_LOOPS.c.id).where(
    _LOOPS.c.team_id == bindparam("team"),
    _LOOPS.c.id.in_(bindparam("loops", expanding=True)),
    is_followed(_LOOPS),
)
_REVIEWED = (
    select(
        _REVIEWS.c.id,
        _REVIEWS.c.title,
        *(func.coalesce(_REVIEWS.c.outcome[count].as_integer(), 0) for count in ("blockers", "warnings", "blanks")),
    )
    .where(_REVIEWS.c.team_id == bindparam("team"), _REVIEWS.c.user_id == bindparam("user"))
    .order_by(_REVIEWS.c.reviewed_at.desc(), _REVIEWS.c.id)
    .limit(bindparam("most"))
)
