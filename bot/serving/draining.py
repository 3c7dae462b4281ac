"""How the web server ends: every request whose connection stands is answered, and a second signal cuts that short."""

import ctypes
import signal
import socket
import struct
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

MOST_WAITING = 2_048
"""Gunicorn's listen backlog: as many connections can stand that no one has accepted yet."""
SETTLED_AFTER_S = 0.05
"""How long a client whose knock was answered takes to say that it heard so: the way there and back, with room."""
SO_ATTACH_FILTER = 26
"""Linux's name for it, which Python's `socket` does not know."""
NO_KNOCKS = (
    (0x30, 0, 0, 13),  # load the byte of a packet that holds TCP's flags
    (0x45, 0, 1, 0x02),  # where SYN is among them, which asks for a connection,
    (0x06, 0, 0, 0),  # drop the packet,
    (0x06, 0, 0, 0xFFFFFFFF),  # else keep all of it
)
"""A program for the kernel's packet filter, each step its code, two jumps and a value."""


class DrainingWorker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's threads, which also answer what waits in the listener's queue when they are told to stop.

    The kernel accepts connections on the listener's behalf; closing it resets those, with their requests already in
    them. So no new one is let in, all that stand are taken in, and then the listener is closed: a new client is
    refused, which a load balancer answers by asking another process.
    """

    def set_accept_enabled(self, enabled: bool) -> None:
        """Gunicorn turns accepting off when the process is told to stop."""
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            for listener in self.sockets:
                self._take_in(listener)
            time.sleep(SETTLED_AFTER_S)  # threads go on answering meanwhile
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


def let_none_in(listener: socket.socket) -> None:
    """Have the kernel take no new connection for a listener, in whatever process; those that stand stay.

    Between the last look into the queue and the closing of the listener, one could come in and be reset with its
    request. Who knocks hears nothing, asks again after a second, and is refused by then. Elsewhere than on Linux,
    that gap of microseconds stays.
    """
    if not sys.platform.startswith("linux"):
        return
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in NO_KNOCKS))
    described = struct.pack("HL", len(NO_KNOCKS), ctypes.addressof(program))
    with suppress(OSError):  # a kernel that refuses leaves the gap, and nothing is worse than without
        listener.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, described)


def end_on_second_signal(arbiter: Any) -> None:
    """Have no one new let in from the first SIGTERM or ^C on, and a second one wait for nothing under way."""
    told: list[int] = []

    def on_signal(number: int, frame: FrameType | None) -> None:
        for listener in arbiter.LISTENERS:
            let_none_in(listener.sock)
        arbiter.signal(signal.SIGQUIT if told else signal.SIGTERM, frame)
        told.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
