"""How many requests of a process run at once; holds nothing of what they ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import BoundedSemaphore

LANES = 2
"""Requests of one process that run at once. Only one thread runs Python at a time, and sixteen that want to spend as
much processor time again on handing it around: App Home took 6.7 ms with sixteen, 2.7 with two and 2.2 with one. Two,
so that one may run while the other waits for the database."""
ALONE = 1
"""The same on SQLite, where reading waits for nothing, and who waits for a turn to write or for the disk leaves their
lane. SQLite lets go of the interpreter at every row, and another thread that runs would take it each time."""
LANE_WAIT_S = 0.05
"""How long a request waits for a lane before it runs all the same: where those before it wait for a lock, nothing is
gained by waiting behind them."""

_taken = ContextVar[BoundedSemaphore | None]("lane", default=None)


class Lanes:
    """The lanes of a process."""

    def __init__(self, number: int = LANES) -> None:
        self._free = BoundedSemaphore(number)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take a lane for as long as the block runs, or go without one after a moment."""
        _enter(self._free)
        try:
            yield
        finally:
            _leave()


@contextmanager
def lane_left() -> Iterator[None]:
    """Let another request run while this one waits, as for Slack; then go on as one that came in just now."""
    lanes = _leave()
    try:
        yield
    finally:
        if lanes is not None:
            _enter(lanes)


def _enter(lanes: BoundedSemaphore) -> None:
    if lanes.acquire(timeout=LANE_WAIT_S):
        _taken.set(lanes)


def _leave() -> BoundedSemaphore | None:
    lanes = _taken.get()
    if lanes is not None:
        _taken.set(None)
        lanes.release()
    return lanes
