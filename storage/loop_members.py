"""Who is in which loop, and as what: a narrow row a person and loop, so that every list of loops is one index range.

The rows say nothing of their own: each follows from a loop and its interviews, and is written in the transaction that
changes those.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Select,
    String,
    bindparam,
    case,
    column,
    delete,
    func,
    insert,
    literal_column,
    null,
    select,
    table,
    union_all,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.panel.loop import InterviewState, LoopState
from storage.columns import Base
from storage.plain_reading import send

FIRST_COUNTS = (
    InterviewState.DUE,
    InterviewState.SUBMITTED,
    InterviewState.DID_NOT_HAPPEN,
    InterviewState.EXCUSED,
)
"""Which state of someone's interviews in a loop their lists go by, where they hold several."""
EVERYBODY = "*"
"""Anyone who may know of every loop of a workspace: so an admin's list is a range like anyone else's."""


class LoopMemberRow(Base):
    """One person's part in one loop; `interview` is the state of their interviews, None where they hold none.

    Of several it is that of the one to act on: one that is due, else one that is in (`FIRST_COUNTS`).

    `decides` is whom a decision waits for: the hiring manager, or anyone who they named for it.
    `is_open` says the same as `state`, as a list is ordered: open loops first, then the newest.
    """

    __tablename__ = "loop_members"
    __table_args__ = (
        Index(None, "team_id", "person", "is_open", "opened_at", "loop_id"),
        Index("ix_loop_members_open", "team_id", "person", "is_open", "deadline_at", "loop_id"),
        Index("ix_loop_members_due", "team_id", "person", "is_open", "interview", "deadline_at", "loop_id"),
    )

    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    state: Mapped[LoopState]
    is_open: Mapped[bool]
    opened_at: Mapped[datetime]
    deadline_at: Mapped[datetime]
    opens: Mapped[bool]
    recruits: Mapped[bool]
    manages: Mapped[bool]
    decides: Mapped[bool]
    interview: Mapped[InterviewState | None]


_MEMBERS = Base.metadata.tables[LoopMemberRow.__tablename__]
_LOOPS = table(
    "loops",
    *map(
        column,
        ("id", "team_id", "state", "opened_at", "deadline_at", "opened_by", "recruiter", "hiring_manager", "delegate"),
    ),
)
_INTERVIEWS = table("interviews", column("loop_id"), column("interviewer"), column("state"))
_PARTS = ("opens", "recruits", "manages", "decides")


def write_members(connection: Connection, loop_ids: Iterable[str]) -> None:
    """Write anew who is in these loops, as their rows say now."""
    loops = [{"loop": loop_id} for loop_id in sorted(loop_ids)]
    if loops:
        connection.execute(_FORGET, loops)
        connection.execute(_WRITE, loops)


def note_loop_states(connection: Connection, states: Mapping[str, LoopState]) -> None:
    """Note that these loops came into other states."""
    moved = [{"loop": loop, "to": to, "opened": to is LoopState.OPEN} for loop, to in sorted(states.items())]
    if moved:
        connection.execute(_MOVE_LOOP, moved)


def note_interviews(connection: Connection, held: Iterable[tuple[str, str]]) -> None:
    """Note, by loop and interviewer, that interviews of theirs came into other states."""
    moved = [{"loop": loop, "who": person} for loop, person in sorted(held)]
    if moved:
        connection.execute(_MOVE_INTERVIEW, moved)


def note_interview(session: Session, loop_id: str, person: str) -> None:
    """Note that an interview of someone's came into another state, after a statement that brought it there."""
    send(session, _MOVE_INTERVIEW, {"loop": loop_id, "who": person})


def _part(person: ColumnElement[str], part: str | None = None) -> Select[*tuple[Any, ...]]:
    flags = [_flag(name, is_so=name == part) for name in _PARTS]
    columns = (_LOOPS.c.id.label("loop_id"), person.label("person"), *flags, null().label("rank"))
    return select(*columns).where(_LOOPS.c.id == bindparam("loop"))


def _flag(name: str, *, is_so: bool) -> ColumnElement[int]:
    number: ColumnElement[int] = literal_column("1" if is_so else "0")
    return number.label(name)


def _interviewers() -> Select[*tuple[Any, ...]]:
    flags = [_flag(name, is_so=False) for name in _PARTS]
    columns = (_INTERVIEWS.c.loop_id, _INTERVIEWS.c.interviewer.label("person"), *flags)
    return select(*columns, _rank().label("rank")).where(_INTERVIEWS.c.loop_id == bindparam("loop"))


def _rank() -> ColumnElement[int]:
    """Return an interview's place among those of its interviewer, by its state: the least counts."""
    ranks: dict[Any, Any] = {_word(state): literal_column(str(rank)) for rank, state in enumerate(FIRST_COUNTS)}
    return case(ranks, value=_INTERVIEWS.c.state)


def _state_of(rank: ColumnElement[int]) -> ColumnElement[str]:
    states: dict[Any, Any] = {literal_column(str(rank)): _word(state) for rank, state in enumerate(FIRST_COUNTS)}
    return case(states, value=rank)


def _word(state: InterviewState) -> ColumnElement[str]:
    return literal_column(f"'{state.value}'")


def _as_the_rows_say() -> Select[*tuple[Any, ...]]:
    everybody: ColumnElement[str] = literal_column(f"'{EVERYBODY}'")
    people = ((_LOOPS.c.opened_by, "opens"), (_LOOPS.c.recruiter, "recruits"), (_LOOPS.c.hiring_manager, "manages"))
    decider: ColumnElement[str] = func.coalesce(_LOOPS.c.delegate, _LOOPS.c.hiring_manager)
    named = [_part(person, part) for person, part in (*people, (decider, "decides"))]
    parts = union_all(_interviewers(), *named, _part(everybody)).subquery("parts")
    is_open = _LOOPS.c.state == literal_column(f"'{LoopState.OPEN.value}'")
    times = (_LOOPS.c.opened_at, _LOOPS.c.deadline_at)
    loop: tuple[ColumnElement[Any], ...] = (_LOOPS.c.team_id, _LOOPS.c.state, is_open, *times)
    # A person may have several parts in a loop; maxima, since no database takes the maximum of a boolean alike.
    flags = [func.max(parts.c[name]) == 1 for name in _PARTS]
    columns = (parts.c.loop_id, parts.c.person, *loop, *flags, _state_of(func.min(parts.c.rank)))
    grouped = select(*columns).join(_LOOPS, _LOOPS.c.id == parts.c.loop_id)
    return grouped.group_by(parts.c.loop_id, parts.c.person, _LOOPS.c.team_id, _LOOPS.c.state, *times)


_FORGET = delete(_MEMBERS).where(_MEMBERS.c.loop_id == bindparam("loop"))
_WRITE = insert(_MEMBERS).from_select(
    ["loop_id", "person", "team_id", "state", "is_open", "opened_at", "deadline_at", *_PARTS, "interview"],
    _as_the_rows_say(),
)
_MOVE_LOOP = (
    update(_MEMBERS)
    .where(_MEMBERS.c.loop_id == bindparam("loop"))
    .values(state=bindparam("to"), is_open=bindparam("opened"))
)
_OWN = (_INTERVIEWS.c.loop_id == bindparam("loop"), _INTERVIEWS.c.interviewer == bindparam("who"))
_MOVE_INTERVIEW = (
    update(_MEMBERS)
    .where(_MEMBERS.c.loop_id == bindparam("loop"), _MEMBERS.c.person == bindparam("who"))
    .values(interview=select(_state_of(func.min(_rank()))).where(*_OWN).scalar_subquery())
)
