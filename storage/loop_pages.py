"""Lists of loops in full, page by page: each page a part of an index's range, however long the list is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from rubrics.panel.loop import InterviewState
from storage.loop_lists import EVERYBODYS_LIST, LISTED, MY_LIST, ListedLoop, listed_loop, open_ones, other_ones
from storage.loops import InterviewRow
from storage.plain_reading import read

MOST_COUNTED = 10_000
"""So many loops of a list are counted, a few milliseconds; of more it is said that there are more."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Some loops of a list in its order, and how many it holds; `is_cut` says that there are even more."""

    loops: Sequence[ListedLoop]
    number: int
    is_cut: bool = False


def loops_paged(
    session: Session, team_id: str, user: str, *, first: int, most: int, everyone: bool = False
) -> ListPage:
    """Return a part of the loops that name a user, by urgency; with `everyone`, of all loops of the workspace."""
    asked = {"team": team_id, "user": user}
    opened, others = _EVERYBODYS if everyone else _MINE
    number_open = _number(session, opened, asked)
    number = number_open + _number(session, others, asked)
    loops = _part(session, opened, asked, first, most)
    if len(loops) < most:
        loops += _part(session, others, asked, max(0, first - number_open), most - len(loops))
    return ListPage(loops, min(number, MOST_COUNTED), number > MOST_COUNTED)


def due_paged(
    session: Session, team_id: str, user: str, *, first: int, most: int, over_at: datetime | None = None
) -> ListPage:
    """Return a part of the open loops in which a user's scorecard is due, late before due later.

    Only those whose interview is not still to come at a moment, where one is given.
    """
    asked = {"team": team_id, "user": user, **({"now": over_at} if over_at else {})}
    statements = _DUE_NOW if over_at else _DUE
    number = _number(session, statements, asked)
    return ListPage(_part(session, statements, asked, first, most), min(number, MOST_COUNTED), number > MOST_COUNTED)


Statement = Select[*tuple[Any, ...]]
Both = tuple[Statement, Statement]
"""What reads a part of a list, and what counts it."""


def _part(session: Session, statements: Both, asked: dict[str, Any], first: int, most: int) -> list[ListedLoop]:
    return [listed_loop(row) for row in read(session, statements[0], asked | {"first": first, "most": most})]


def _number(session: Session, statements: Both, asked: dict[str, Any]) -> int:
    return int(read(session, statements[1], asked).scalar_one())


def _read_and_counted(listed: Statement) -> Both:
    some = listed.with_only_columns(LISTED.c.loop_id).order_by(None).limit(MOST_COUNTED + 1).subquery()
    return listed.limit(bindparam("most")).offset(bindparam("first")), select(func.count()).select_from(some)


_INTERVIEWS = InterviewRow.__table__
_OWN_DUE = (
    (_INTERVIEWS.c.loop_id == LISTED.c.loop_id)
    & (_INTERVIEWS.c.interviewer == bindparam("user"))
    & (_INTERVIEWS.c.state == InterviewState.DUE)
)
_IS_OVER = _INTERVIEWS.c.starts_at.is_(None) | (_INTERVIEWS.c.starts_at <= bindparam("now"))
_TO_SCORE = exists().where(_OWN_DUE, _IS_OVER | _INTERVIEWS.c.took_place_early)
_MINE = _read_and_counted(open_ones(MY_LIST)), _read_and_counted(other_ones(MY_LIST))
_EVERYBODYS = _read_and_counted(open_ones(EVERYBODYS_LIST)), _read_and_counted(other_ones(EVERYBODYS_LIST))
_IS_DUE = LISTED.c.interview == InterviewState.DUE
_DUE = _read_and_counted(open_ones(MY_LIST).where(_IS_DUE))
_DUE_NOW = _read_and_counted(open_ones(MY_LIST).where(_IS_DUE, _TO_SCORE))
