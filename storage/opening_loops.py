"""The loops of openings, as a list of openings counts them, without reading the loops; knows not who may see what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from rubrics.panel.loop import InterviewState, LoopState
from rubrics.panel.plan import InterviewKind
from storage.candidates import CandidateRow
from storage.loop_members import EVERYBODY, LoopMemberRow
from storage.loops import InterviewRow, LoopRow
from storage.plain_reading import read

GONE = (LoopState.CANCELED, LoopState.WITHDRAWN)
"""What no longer counts as a candidate of an opening."""


@dataclass(frozen=True, slots=True)
class OpeningLoop:
    """A loop of an opening: the candidate, which stage it is, how it stands and how many scorecards it still owes."""

    id: str
    opening: str
    candidate: str
    first_stage: str
    stage: int
    state: LoopState
    opened_at: datetime
    deadline_at: datetime
    owed: int

    def late(self, now: datetime) -> int:
        """Return how many of its scorecards are late."""
        return self.owed if self.state is LoopState.OPEN and now > self.deadline_at else 0


def loops_of_openings(
    session: Session, team_id: str, user: str, opening_ids: Sequence[str], *, everyone: bool = False
) -> list[OpeningLoop]:
    """Return the loops of these openings that name a user, of each candidate's stages the newest, the newest first.

    With `everyone`, all of them; those about the user themselves, and canceled or withdrawn ones, are left out.
    """
    newest: dict[str, OpeningLoop] = {}
    for loop in stages_of_openings(session, team_id, user, opening_ids, everyone=everyone):
        known = newest.get(loop.first_stage)
        if known is None or known.stage < loop.stage:
            newest[loop.first_stage] = loop
    return [loop for loop in newest.values() if loop.state not in GONE]


def stages_of_openings(
    session: Session, team_id: str, user: str, opening_ids: Sequence[str], *, everyone: bool = False
) -> list[OpeningLoop]:
    """Return the same with every stage of each candidate, and those that ended otherwise than by a decision."""
    if not opening_ids:
        return []
    person = EVERYBODY if everyone else user
    rows = read(session, _OF_OPENINGS, {"team": team_id, "user": user, "person": person, "openings": opening_ids})
    return [OpeningLoop(*row) for row in rows]


_LOOPS, _CANDIDATES = LoopRow.__table__, CandidateRow.__table__
_MEMBERS, _INTERVIEWS = LoopMemberRow.__table__, InterviewRow.__table__
_OWED = (
    select(func.count())
    .where(
        _INTERVIEWS.c.loop_id == _LOOPS.c.id,
        _INTERVIEWS.c.state == InterviewState.DUE,
        _INTERVIEWS.c.kind == InterviewKind.FULL,
    )
    .scalar_subquery()
)
_OF_OPENINGS = (
    select(
        _LOOPS.c.id,
        _LOOPS.c.opening_id,
        _LOOPS.c.candidate_id,
        _LOOPS.c.first_stage_id,
        _LOOPS.c.stage_number,
        _LOOPS.c.state,
        _LOOPS.c.opened_at,
        _LOOPS.c.deadline_at,
        _OWED,
    )
    .join(_MEMBERS, (_MEMBERS.c.loop_id == _LOOPS.c.id) & (_MEMBERS.c.person == bindparam("person")))
    .join(_CANDIDATES, _CANDIDATES.c.id == _LOOPS.c.candidate_id)
    .where(
        _LOOPS.c.team_id == bindparam("team"),
        _LOOPS.c.opening_id.in_(bindparam("openings", expanding=True)),
        func.coalesce(_CANDIDATES.c.user_id, "") != bindparam("user"),
    )
    .order_by(_LOOPS.c.opened_at.desc(), _LOOPS.c.id.desc())
)
