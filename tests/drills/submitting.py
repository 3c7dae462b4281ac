"""Anyone who submits scorecards in a drill, and remembers what they were told is stored."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPException

from tests.benchmarks.load import Connection, signed
from tests.drills.stage import Card

STORED = (b"Scorecard in", b"Panel revealed")
"""The titles of the modals that answer an accepted submit: any but the last of a panel, and the last."""


@dataclass
class Submitting:
    """Anyone who submits cards: each once, and again when no answer came; remembers what was acknowledged."""

    port: int
    acknowledged: set[tuple[str, str]] = field(default_factory=set)
    refused: int = 0
    resent: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def submit(self, card: Card) -> bytes | None:
        """Submit one card once; returns the answer, or None where none came."""
        connection = Connection(self.port)
        try:
            status, body = connection.ask(signed(card.body))
        except (OSError, HTTPException):  # an answer cut short is none
            return None
        finally:
            connection.close()
        if status == 200 and any(title in body for title in STORED):
            with self.lock:
                self.acknowledged.add((card.interview, card.submission))
        else:
            self.refused += 1
        return body

    def submit_all(self, cards: Sequence[Card], stop: threading.Event, pace_s: float = 0.0, clients: int = 8) -> None:
        """Submit cards from some clients at once, each until it is acknowledged, or until told to stop."""
        waiting, lock = iter(cards), threading.Lock()

        def client() -> None:
            while not stop.is_set():
                with lock:
                    card = next(waiting, None)
                if card is None:
                    return
                while not stop.is_set():
                    self.submit(card)
                    if (card.interview, card.submission) in self.acknowledged:
                        break
                    self.resent += 1
                    stop.wait(0.1)
                stop.wait(pace_s)

        threads = [threading.Thread(target=client) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
