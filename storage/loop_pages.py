"""Lists of loops in full, page by page: each page a part of an index's range, however long the list is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from rubrics.panel.loop import InterviewState, LoopState
from storage.desk import is_followed
from storage.loop_list_statements import EVERYBODYS_LIST, LISTED, MOST_LISTED, MY_LIST, open_ones, other_ones
from storage.loop_lists import ListedLoop, listed_loop
from storage.loops import InterviewRow, LoopRow
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
    return _both(session, _EVERYBODYS if everyone else _MINE, asked, first, most)


def due_paged(
    session: Session, team_id: str, user: str, *, first: int, most: int, over_at: datetime | None = None
) -> ListPage:
    """Return a part of the open loops in which a user's scorecard is due, late before due later.

    Only those whose interview is not still to come at a moment, where one is given.
    """
    asked = {"team": team_id, "user": user, **({"now": over_at} if over_at else {})}
    statements = _DUE_NOW if over_at else _DUE
    loops, number = _part_and_number(session, statements, asked, first, most)
    return ListPage(loops, min(number, MOST_COUNTED), number > MOST_COUNTED)


class ListPart(StrEnum):
    """A part of someone's list that stands as a list of its own, each loop in one of them at most.

    NEXT: their own interviews are still to come. LATE and RUNS: what they run, past its deadline and else. DECIDE:
    their decision is waited for. REVEALED and DECIDED: the others that are open to them, and those that are over.
    """

    NEXT = "next"
    LATE = "late"
    RUNS = "runs"
    DECIDE = "decide"
    REVEALED = "revealed"
    DECIDED = "decided"


def part_paged(
    session: Session,
    team_id: str,
    user: str,
    part: ListPart,
    *,
    now: datetime,
    first: int,
    most: int,
    apart: Collection[str] = (),
    everyone: bool = False,
) -> ListPage:
    """Return some loops of a part of a user's list in its order; those `apart` stand in a list of another kind.

    With `everyone`, what the user does not run is of the whole workspace.
    """
    asked = {"team": team_id, "user": user, "now": now, "apart": sorted(apart)}
    return _both(session, (_OF_EVERYBODY if everyone else _OF_MINE)[part], asked, first, most)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many loops of a list are alike in what its groups go by; `decides`: the person's decision is waited for."""

    state: LoopState
    runs: bool
    decides: bool
    number: int


def others_counted(session: Session, team_id: str, user: str, *, everyone: bool = False) -> list[Counted]:
    """Return how many loops of each kind there are among the newest hundred of someone's list that are not open."""
    statement = _EVERYBODYS_COUNTED if everyone else _MINE_COUNTED
    rows = read(session, statement, {"team": team_id, "user": user})
    return [Counted(state, bool(runs), bool(decides), number) for state, runs, decides, number in rows]


Statement = Select[*tuple[Any, ...]]
Both = tuple[Statement, Statement]
"""What reads a part of a list, and what counts it."""


def _both(session: Session, parts: Sequence[Both], asked: dict[str, Any], first: int, most: int) -> ListPage:
    """Return some loops of a list that is made of several, one after the other, and how many there are in all."""
    loops: list[ListedLoop] = []
    number = 0
    for part in parts:
        some, counted = _part_and_number(session, part, asked, max(0, first - number), most - len(loops))
        loops, number = [*loops, *some], number + counted
    return ListPage(loops, min(number, MOST_COUNTED), number > MOST_COUNTED)


def _part_and_number(
    session: Session, statements: Both, asked: dict[str, Any], first: int, most: int
) -> tuple[list[ListedLoop], int]:
    """Return a part of a list, and how many it holds: a part that ends before it is full tells so itself."""
    some = _part(session, statements, asked, first, most) if most else []
    has_end = len(some) < most and (some or not first)
    return some, first + len(some) if has_end else _number(session, statements, asked)


def _part(session: Session, statements: Both, asked: dict[str, Any], first: int, most: int) -> list[ListedLoop]:
    return [listed_loop(row) for row in read(session, statements[0], asked | {"first": first, "most": most})]


def _number(session: Session, statements: Both, asked: dict[str, Any]) -> int:
    return int(read(session, statements[1], asked)[0][0])


def _counted(listed: Statement) -> Statement:
    """Return how many loops of each kind a list begins with, of those that are not open."""
    others = other_ones(listed).limit(MOST_LISTED).subquery()
    # Where a loop doesn't name the person, the outer join leaves the flags empty.
    names = ("opens", "recruits", "manages", "decides")
    opens, recruits, manages, decides = (func.coalesce(others.c[name], false()) for name in names)
    followed = exists().where(_LOOPS.c.id == others.c.loop_id, is_followed(_LOOPS))
    kinds = select(
        others.c.state,
        or_(opens, recruits, manages).label("runs"),
        and_(decides, others.c.state == LoopState.REVEALED, ~followed).label("decides"),
    ).subquery()
    return select(*kinds.c, func.count()).group_by(*kinds.c)


def _read_and_counted(listed: Statement) -> Both:
    some = listed.with_only_columns(LISTED.c.loop_id).order_by(None).limit(MOST_COUNTED + 1).subquery()
    return listed.limit(bindparam("most")).offset(bindparam("first")), select(func.count()).select_from(some)


_INTERVIEWS, _LOOPS = InterviewRow.__table__, LoopRow.__table__
_OWN_DUE = (
    (_INTERVIEWS.c.loop_id == LISTED.c.loop_id)
    & (_INTERVIEWS.c.interviewer == bindparam("user"))
    & (_INTERVIEWS.c.state == InterviewState.DUE)
)
_IS_OVER = _INTERVIEWS.c.starts_at.is_(None) | (_INTERVIEWS.c.starts_at <= bindparam("now"))
_TO_SCORE = exists().where(_OWN_DUE, _IS_OVER | _INTERVIEWS.c.took_place_early)
_MINE = _read_and_counted(open_ones(MY_LIST)), _read_and_counted(other_ones(MY_LIST))
_EVERYBODYS = _read_and_counted(open_ones(EVERYBODYS_LIST)), _read_and_counted(other_ones(EVERYBODYS_LIST))
_MINE_COUNTED, _EVERYBODYS_COUNTED = _counted(MY_LIST), _counted(EVERYBODYS_LIST)
_IS_DUE = LISTED.c.interview == InterviewState.DUE
_DUE = _read_and_counted(open_ones(MY_LIST).where(_IS_DUE))
_DUE_NOW = _read_and_counted(open_ones(MY_LIST).where(_IS_DUE, _TO_SCORE))
_BEGINS = select(func.min(_INTERVIEWS.c.starts_at)).where(_OWN_DUE).correlate(LISTED).scalar_subquery()
_FOLLOWED = exists().where(_LOOPS.c.id == LISTED.c.loop_id, is_followed(_LOOPS))
_APART: BindParameter[Any] = bindparam("apart", expanding=True)


def _runs_and_decides(listed: Statement) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return whether the person runs a loop of a list, and decides it; of one that doesn't name them, neither."""
    flags = listed.selected_columns
    opens, recruits, manages, decides = (
        func.coalesce(flags[name], false()) for name in ("opens", "recruits", "manages", "decides")
    )
    return or_(opens, recruits, manages), and_(decides, ~_FOLLOWED)


def _own_parts() -> dict[ListPart, tuple[Both, ...]]:
    """Return what reads and counts the parts that hold only what names the person."""
    runs, waits = _runs_and_decides(MY_LIST)
    owes = func.coalesce(_IS_DUE, false())
    is_late = LISTED.c.deadline_at < bindparam("now")
    opened, others = open_ones(MY_LIST), other_ones(MY_LIST)
    resting = or_(LISTED.c.state == LoopState.ON_HOLD, and_(_IS_REVEALED, ~waits))
    to_come = opened.where(owes, ~_TO_SCORE).order_by(None).order_by(_BEGINS, LISTED.c.loop_id)
    running = opened.where(runs, ~owes, ~is_late), others.where(runs, resting)
    return {
        ListPart.NEXT: (_read_and_counted(to_come),),
        ListPart.LATE: (_read_and_counted(opened.where(runs, ~owes, is_late)),),
        ListPart.RUNS: tuple(map(_read_and_counted, running)),
        ListPart.DECIDE: (_read_and_counted(others.where(_IS_REVEALED, waits)),),
    }


def _other_parts(listed: Statement) -> dict[ListPart, tuple[Both, ...]]:
    """Return what reads and counts the parts that hold for an admin what others run."""
    runs, waits = _runs_and_decides(listed)
    others = other_ones(listed)
    return {
        ListPart.REVEALED: (_read_and_counted(others.where(_IS_REVEALED, ~runs, ~waits)),),
        ListPart.DECIDED: (_read_and_counted(others.where(LISTED.c.state == LoopState.DECIDED)),),
    }


_IS_REVEALED = and_(LISTED.c.state == LoopState.REVEALED, LISTED.c.loop_id.not_in(_APART))
_OF_MINE = {**_own_parts(), **_other_parts(MY_LIST)}
_OF_EVERYBODY = {**_own_parts(), **_other_parts(EVERYBODYS_LIST)}
