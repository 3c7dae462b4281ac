"""How the web server ends: every request whose connection stands is answered, and a second signal cuts that short."""

import signal
from contextlib import suppress
from types import FrameType
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

MOST_WAITING = 2_048
"""Gunicorn's listen backlog: as many connections can stand that no one has accepted yet."""


class DrainingWorker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's threads, which also answer what waits in the listener's queue when they are told to stop.

    The kernel accepts connections on the listener's behalf; closing it resets those, with their requests already in
    them. So all are taken in first, and the listener is closed at once after it: a new client is refused, which a
    load balancer answers by asking another process.
    """

    def set_accept_enabled(self, enabled: bool) -> None:
        """Gunicorn turns accepting off when the process is told to stop."""
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            for listener in self.sockets:
                self._take_in(listener)
                listener.close()

    def _take_in(self, listener: Any) -> None:
        listener.setblocking(False)
        for _ in range(MOST_WAITING):
            before = self.nr_conns
            with suppress(OSError):  # a client that has gone already; the next one may not have
                self.accept(listener)
            if self.nr_conns == before:
                return


def end_on_second_signal(arbiter: Any) -> None:
    """Have a second SIGTERM or ^C end the server without waiting for what is under way."""
    told: list[int] = []

    def on_signal(number: int, frame: FrameType | None) -> None:
        arbiter.signal(signal.SIGQUIT if told else signal.SIGTERM, frame)
        told.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
