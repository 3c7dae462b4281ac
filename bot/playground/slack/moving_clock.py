"""A clock that people can put forward, so that what takes hours or days can be seen at once; it goes on by itself."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

LONGEST_S = 14 * 24 * 3600
"""At once: two weeks, after which nothing that a workspace waits for is still to come."""

MORNING = time(9)
"""When offices have opened: what an app keeps back at night or on a weekend is said by then."""
SATURDAY = 5


def next_morning(now: datetime) -> datetime:
    """Return the next morning of a Monday to Friday, by the clock of the moment's own time zone."""
    days = (datetime.combine(now.date() + timedelta(days=ahead), MORNING, now.tzinfo) for ahead in range(4))
    return next(day for day in days if day > now and day.weekday() < SATURDAY)


class MovingClock:
    """The time in seconds, as some other clock tells it, and as far ahead of it as it was put forward."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._ahead = clock, 0.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self._clock() + self._ahead

    @property
    def ahead(self) -> float:
        """By how many seconds it was put forward in all."""
        return self._ahead

    def put_forward(self, seconds: float) -> None:
        """Let this much time pass; never backward, since what has happened has happened."""
        if not 0 < seconds <= LONGEST_S:
            raise ValueError(seconds)
        self._ahead += seconds
