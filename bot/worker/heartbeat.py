"""Says whether the worker beside the web server is alive, and starts it again; knows nothing of its work."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

LONGEST_SILENCE_S = 120
"""Longer than any one step: a message takes at most four calls of ten seconds to Slack, and waits for the database."""
RESTART_AFTER_S = 1.0
STOPPING_S = 10

log = structlog.get_logger(__name__)


class Heartbeat:
    """When the worker last did anything, and how often it had to be started again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._beat_at = clock()
        self._has_ended = False
        self.restarts = 0

    def beat(self) -> None:
        """Note that the worker is at work."""
        self._beat_at = self._clock()

    def passed(self) -> None:
        """Note that the worker came to the end of a pass."""
        self.beat()
        self._has_ended = False

    def ended(self) -> None:
        """Note that the worker ended without being told to: what dies in each pass is not alive, however often."""
        self._has_ended = True
        self.restarts += 1

    def is_alive(self) -> bool:
        """Tell whether the worker gave a sign of life lately, and a whole pass of one since it last ended."""
        return not self._has_ended and self._clock() - self._beat_at <= LONGEST_SILENCE_S


@contextmanager
def supervised(
    work: Callable[[threading.Event], None], heartbeat: Heartbeat, *, pause: float = RESTART_AFTER_S
) -> Iterator[None]:
    """Run work in a thread for as long as the block lasts, and start it again whenever it ends before."""
    stop = threading.Event()

    def supervise() -> None:
        while not stop.is_set():
            thread = threading.Thread(target=work, args=(stop,), name="worker", daemon=True)
            thread.start()
            thread.join()
            if not stop.is_set():
                heartbeat.ended()
                log.error("the worker ended and is started again", restarts=heartbeat.restarts)
                stop.wait(pause)

    supervisor = threading.Thread(target=supervise, name="supervisor", daemon=True)
    supervisor.start()
    try:
        yield
    finally:
        stop.set()
        supervisor.join(STOPPING_S)
