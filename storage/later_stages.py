"""What a candidate's later stages have yet to hear: from whom the stages before are kept until then."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, column, or_, select, table
from sqlalchemy.orm import Session

from rubrics.panel.loop import InterviewState, LoopState
from storage.plain_reading import read

SEALED = (LoopState.OPEN, LoopState.ON_HOLD)
"""States in which a stage that was never revealed still waits for scorecards.

One that a decision canceled waits as well while that may be undone: it goes on then, and who owes a scorecard in it
must not have read the stages before meanwhile. Until then, and no longer, it holds that decision.
"""


@dataclass(frozen=True)
class LaterStages:
    """Who owes a scorecard in a stage behind one, and whether any such stage is sealed."""

    sealed_from: frozenset[str] = frozenset()
    later_is_sealed: bool = False


def later_stages(session: Session, stages: Sequence[tuple[str, str, int]]) -> dict[str, LaterStages]:
    """Return of each of these stages, given as id, first stage and number, how those behind it stand.

    Only a stage that a named person ended has any behind it: ask about no others.
    """
    if not stages:
        return {}
    rows = read(session, _SEALED, {"firsts": sorted({first for _, first, _ in stages})})
    return {stage: _behind(number, [row for row in rows if row[0] == first]) for stage, first, number in stages}


def _behind(number: int, rows: Sequence[Row[*tuple[Any, ...]]]) -> LaterStages:
    behind = [row for row in rows if row[1] > number]
    owing = {person for _, _, person, state in behind if state == InterviewState.DUE}
    return LaterStages(frozenset(owing), later_is_sealed=bool(behind))


# By name and not by their rows' classes, which read loops with this.
_LOOPS = table("loops", *map(column, ("id", "first_stage_id", "stage_number", "state", "revealed_at", "decision")))
_INTERVIEWS = table("interviews", *map(column, ("loop_id", "interviewer", "state")))
_SEALED = (
    select(_LOOPS.c.first_stage_id, _LOOPS.c.stage_number, _INTERVIEWS.c.interviewer, _INTERVIEWS.c.state)
    .select_from(_LOOPS.outerjoin(_INTERVIEWS, _INTERVIEWS.c.loop_id == _LOOPS.c.id))
    .where(
        _LOOPS.c.first_stage_id.in_(bindparam("firsts", expanding=True)),
        or_(
            _LOOPS.c.state.in_([state.value for state in SEALED]),
            (_LOOPS.c.state == LoopState.CANCELED.value) & _LOOPS.c.decision.is_not(None),
        ),
        _LOOPS.c.revealed_at.is_(None),
    )
)
