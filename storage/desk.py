"""What someone's desk needs to know of many loops at once, before it reads the few that it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from pydantic_core import from_json
from sqlalchemy import ColumnElement, FromClause, Select, Text, bindparam, cast, func, literal, select
from sqlalchemy.orm import Session

from rubrics.panel.loop import InterviewState
from rubrics.panel.plan import OpeningState
from rubrics.panel.stage import StageOutcome
from storage.calibration import ROUNDS_WAITING
from storage.columns import unindexed
from storage.drafts import DraftRow, Values
from storage.jd_reviews import JdReviewRow
from storage.jd_versions import JDS_WAITING
from storage.loops import InterviewRow, LoopRow
from storage.openings import RUN_BY, RUN_BY_ANYBODY
from storage.plain_reading import read
from storage.team_definitions import OWN_WAITING, VERSIONS_WAITING
from storage.workspace_settings import SettingRow, Stored


@dataclass(frozen=True)
class Standing:
    """When a loop's scorecards are due, and the person's own interview that is due in it, if there is one.

    `starts_at` is None where no time is set; `draft_json` is what stands in its unfinished scorecard, as it is stored:
    of the many that are due a few are shown.
    """

    loop: str
    deadline_at: datetime
    interview: str | None = None
    starts_at: datetime | None = None
    draft_json: str | None = None

    @cached_property
    def draft(self) -> Values:
        """Return what stands in the unfinished scorecard."""
        draft: Values = from_json(self.draft_json) if self.draft_json else {}
        return draft

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
        Standing(loop, deadline_at, interview, None if early else starts_at, draft)
        for loop, deadline_at, interview, starts_at, early, draft in rows
    ]


def owed_standings(session: Session, user: str, due_at: Mapping[str, datetime]) -> list[Standing]:
    """Return the same of the loops in which a user owes a scorecard, by when each is due, in no order.

    It takes a third of what `standings` takes, and reads no draft. All are loops of the user's own list.
    """
    rows = read(session, _OWED, {"user": user, "loops": list(due_at)})
    return [Standing(loop, due_at[loop], card, None if early else starts_at) for loop, card, starts_at, early in rows]


def drafts_json(session: Session, interview_ids: Sequence[str]) -> dict[str, str]:
    """Return what stands in the unfinished scorecards of some interviews, as it is stored."""
    if not interview_ids:
        return {}
    rows = read(session, _DRAFTED, {"interviews": interview_ids})
    return {row.interview_id: row.draft for row in rows}


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
    """One of someone's own JD reviews: its title, how many remarks and blanks it found, and when it was made."""

    id: str
    title: str
    blockers: int
    warnings: int
    notes: int
    blanks: int
    reviewed_at: datetime


def reviewed_jds(session: Session, team_id: str, user: str, limit: int) -> list[ReviewedJd]:
    """Return a user's own JD reviews that are still kept, the newest first, without reading a text."""
    return [ReviewedJd(*row) for row in read(session, _REVIEWED, {"team": team_id, "user": user, "most": limit})]


@dataclass(frozen=True, slots=True)
class Held:
    """Which sorts of things besides loops stand on someone's desk at all; an admin's openings and proposals are all.

    With them `kept`, what their workspace has set for itself, which every desk needs as well.
    """

    reviews: bool
    openings: bool
    rounds: bool
    to_approve: bool
    proposals: bool
    kept: Mapping[str, Stored] = field(default_factory=dict)


def held_on_desk(
    session: Session, team_id: str, user: str, now: datetime, states: Sequence[OpeningState], *, all_of: bool
) -> Held:
    """Return what a desk holds, in one statement: nearly every one holds few sorts, and those alone are then read.

    With `all_of`, openings (in these states) and proposals of anyone in the workspace.
    """
    asked = {"team": team_id, "user": user, "who": user, "author": user, "at": now, "states": states}
    rows = read(session, _ALL_HELD if all_of else _HELD, asked)
    reviews, openings, rounds, to_approve, proposals = map(bool, rows[0][: -len(_SETTING)])
    kept = {row.name: row.value for row in rows if row.name is not None}
    return Held(reviews, openings, rounds, to_approve, proposals, kept)


_LOOPS, _INTERVIEWS, _DRAFTS = LoopRow.__table__, InterviewRow.__table__, DraftRow.__table__
_REVIEWS = JdReviewRow.__table__
# Found by its loop, since those of its interviewer may be thousands.
_OWN = (unindexed(_INTERVIEWS.c.interviewer) == bindparam("user")) & (_INTERVIEWS.c.state == InterviewState.DUE)
_OWN_AND_DUE = (_INTERVIEWS.c.loop_id == _LOOPS.c.id) & _OWN
_STANDINGS = (
    select(
        _LOOPS.c.id,
        _LOOPS.c.deadline_at,
        _INTERVIEWS.c.id,
        _INTERVIEWS.c.starts_at,
        _INTERVIEWS.c.took_place_early,
        cast(_DRAFTS.c["values"], Text),
    )
    .select_from(
        _LOOPS.outerjoin(_INTERVIEWS, _OWN_AND_DUE).outerjoin(_DRAFTS, _DRAFTS.c.interview_id == _INTERVIEWS.c.id)
    )
    .where(unindexed(_LOOPS.c.team_id) == bindparam("team"), _LOOPS.c.id.in_(bindparam("loops", expanding=True)))
    .order_by(_LOOPS.c.deadline_at, _LOOPS.c.id)
)
_OWED = (
    select(_INTERVIEWS.c.loop_id, _INTERVIEWS.c.id, _INTERVIEWS.c.starts_at, _INTERVIEWS.c.took_place_early)
    .where(_INTERVIEWS.c.loop_id.in_(bindparam("loops", expanding=True)), _OWN)
    .order_by(_INTERVIEWS.c.loop_id, _INTERVIEWS.c.position)
)
_DRAFTED = select(_DRAFTS.c.interview_id, cast(_DRAFTS.c["values"], Text).label("draft")).where(
    _DRAFTS.c.interview_id.in_(bindparam("interviews", expanding=True))
)
_FOLLOWED = select(_LOOPS.c.id).where(
    unindexed(_LOOPS.c.team_id) == bindparam("team"),
    _LOOPS.c.id.in_(bindparam("loops", expanding=True)),
    is_followed(_LOOPS),
)
_REVIEWED = (
    select(
        _REVIEWS.c.id,
        _REVIEWS.c.title,
        *(
            func.coalesce(_REVIEWS.c.outcome[count].as_integer(), 0)
            for count in ("blockers", "warnings", "notes", "blanks")
        ),
        _REVIEWS.c.reviewed_at,
    )
    .where(_REVIEWS.c.team_id == bindparam("team"), _REVIEWS.c.user_id == bindparam("user"))
    .order_by(_REVIEWS.c.reviewed_at.desc(), _REVIEWS.c.id)
    .limit(bindparam("most"))
)


_SETTINGS = SettingRow.__table__
_SETTING = (_SETTINGS.c.name, _SETTINGS.c.value)


def _any_of(*statements: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Return whether each of these finds a row, and that beside each setting of the workspace, or once."""
    found = (each.with_only_columns(literal(1), maintain_column_froms=True) for each in statements)
    sorts = (each.order_by(None).limit(None).exists().label(f"any_{at}") for at, each in enumerate(found))
    one = select(literal(1).label("one")).subquery()
    return select(*sorts, *_SETTING).select_from(one.outerjoin(_SETTINGS, _SETTINGS.c.team_id == bindparam("team")))


_HELD = _any_of(_REVIEWED, RUN_BY, ROUNDS_WAITING, JDS_WAITING, OWN_WAITING)
_ALL_HELD = _any_of(_REVIEWED, RUN_BY_ANYBODY, ROUNDS_WAITING, JDS_WAITING, VERSIONS_WAITING)
