"""Failures on request: makes the next calls of a method go wrong the way a network or Slack does."""

import threading
from dataclasses import dataclass

from bot.playground.slack.workspace import Json


@dataclass
class Fault:
    """How the next `times` calls of a method fail; `after` lets Slack do the work before the answer goes wrong.

    `hang` is for how many seconds it says nothing first.
    """

    method: str
    error: str | None = None
    status: int = 200
    retry_after: int | None = None
    times: int = 1
    drop: bool = False
    after: bool = False
    hang: float = 0


@dataclass(frozen=True)
class Call:
    """One Web API call as it arrived, and what became of it ("dropped" where no answer was sent)."""

    method: str
    params: Json
    ok: bool
    error: str | None


class Faults:
    """The failures still to come."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._coming: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let the next calls of a method fail."""
        if fault.error is None and fault.status == 200 and not fault.drop:
            raise ValueError("say how it fails: error=…, status=… or drop=True")
        with self._lock:
            self._coming.append(fault)

    @property
    def pending(self) -> bool:
        """Tell whether any call is still to fail."""
        with self._lock:
            return any(fault.times > 0 for fault in self._coming)

    def next(self, method: str) -> Fault | None:
        """Return the failure this call shall meet, and count it."""
        with self._lock:
            for fault in self._coming:
                if fault.method == method and fault.times > 0:
                    fault.times -= 1
                    return fault
        return None
