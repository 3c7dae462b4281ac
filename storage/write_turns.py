"""Lets the writers of one process take turns on SQLite, first come, first served; knows no SQL but COMMIT's end."""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from sqlite3 import Connection
from typing import Any

Waits = Callable[[], AbstractContextManager[object]]
"""Entered for as long as a thread waits for the others or for the disk: what it held up may go on meanwhile."""


class NestedWriteError(RuntimeError):
    """A thread began to write while it was writing already: it would wait for itself until its time was over."""


class Turns:
    """One writer at a time, in the order in which they came.

    SQLite's own wait is unfair: who sleeps longest between two looks loses to who comes last, so that in a
    burst some wait in vain although each write takes milliseconds.
    """

    def __init__(self, waits: Waits = nullcontext) -> None:
        self.waits = waits
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._writer: int | None = None
        self._taken = False

    def take(self, wait_s: float) -> bool:
        """Wait for one's turn; False when it did not come in time. Raises NestedWriteError."""
        with self._guard:
            if self._writer == threading.get_ident():
                raise NestedWriteError
            if not self._taken:
                self._taken, self._writer = True, threading.get_ident()
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        with self.waits():
            turn.wait(wait_s)
        with self._guard:
            # Asked under the guard, since a turn may be handed over in the very moment when the wait ends.
            if not turn.is_set():
                self._waiting.remove(turn)
                return False
            self._writer = threading.get_ident()
            return True

    def hand_on(self) -> None:
        """Give the turn to anyone who waits longest; whatever thread it is that ends a write."""
        with self._guard:
            self._writer = None
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


class TurnConnection(Connection):
    """A connection that keeps its turn from the beginning of a write until SQLite has ended it.

    The end is told by the connection itself and not by SQLAlchemy's events, which come before the commit is on disk
    and not at all where a connection is thrown away.
    """

    def __init__(self, *arguments: Any, turns: Turns, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._turns, self._has_turn = turns, False

    def take_turn(self, wait_s: float) -> bool:
        """Wait until no one else of this process writes; False when that took too long. Raises NestedWriteError."""
        self._has_turn = self._has_turn or self._turns.take(wait_s)
        return self._has_turn

    def end_turn(self) -> None:
        """Let the next one write; nothing where it is not this connection's turn."""
        if self._has_turn:
            self._has_turn = False
            self._turns.hand_on()

    def commit(self) -> None:
        """Commit; the next one may write once it is on disk."""
        try:
            with self._turns.waits() if self._has_turn else nullcontext():
                super().commit()
        finally:
            # A commit that fails, such as on a full disk, leaves its transaction open for a rollback.
            if not self.in_transaction:
                self.end_turn()

    def rollback(self) -> None:
        """Roll back; the next one may write."""
        try:
            super().rollback()
        finally:
            self.end_turn()

    def close(self) -> None:
        """Close; the next one may write."""
        try:
            super().close()
        finally:
            self.end_turn()
