"""The one clock of everything that falls due: the database's, so that the clocks of machines do not matter.

A session that was opened with a clock of its own tells that time instead: tests and the playground hand theirs in
through the wiring, production never does.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Interval, Select, bindparam, func, literal, select, type_coerce
from sqlalchemy.orm import Session

from storage.columns import UtcDateTime
from storage.plain_reading import read

CLOCK = "clock"
"""Under this name a session's `info` holds a clock in place of the database's."""
NO_TIME = timedelta(0)


def clocked(clock: Callable[[], datetime] | None) -> dict[str, Any]:
    """Return what a session maker's `info` must say for its sessions to tell this time; None: the database's."""
    return {} if clock is None else {CLOCK: clock}


def moment(session: Session, after: timedelta = NO_TIME) -> ColumnElement[datetime]:
    """Return, as SQL, the present moment or one so long after it; the same throughout a statement."""
    clock = session.info.get(CLOCK)
    if clock is not None:
        return literal(clock() + after, UtcDateTime())
    return _by_database(session.get_bind().dialect.name, after)


def _by_database(dialect: str, after: timedelta) -> ColumnElement[datetime]:
    if dialect == "postgresql":
        # When the transaction began: a clock that went on inside it could not be looked up in an index.
        return type_coerce(func.now() + literal(after, Interval()), UtcDateTime())
    shift = f"{after.total_seconds():+.3f} seconds"
    return type_coerce(func.strftime("%Y-%m-%d %H:%M:%f000", "now", shift), UtcDateTime())


def clock_name(session: Session) -> str:
    """Return by what clock a session tells the time: a name for `moment_by`."""
    return CLOCK if CLOCK in session.info else session.get_bind().dialect.name


def moment_by(clock: str, after: timedelta, name: str) -> ColumnElement[datetime]:
    """Return `moment` for a statement that is made once for the process; its value comes from `times_of`."""
    if clock == CLOCK:
        return bindparam(name, type_=UtcDateTime())
    return _by_database(clock, after)


def times_of(session: Session, **after: timedelta) -> dict[str, datetime]:
    """Return the values of a statement's moments by name, each so long after the present one.

    None where the database tells the time.
    """
    clock = session.info.get(CLOCK)
    return {} if clock is None else {name: clock() + later for name, later in after.items()}


def time_of(session: Session) -> datetime:
    """Return the present moment, aware and in UTC."""
    clock: Callable[[], datetime] | None = session.info.get(CLOCK)
    if clock is not None:
        return clock().astimezone(UTC)
    now: datetime = read(session, _asking_time(session.get_bind().dialect.name), {})[0][0]
    return now


@cache
def _asking_time(database: str) -> Select[tuple[datetime]]:
    return select(_by_database(database, NO_TIME))
