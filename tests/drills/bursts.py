"""Drill: sixteen people submit at the same instant, again and again; on SQLite, where only one can write at a time."""

import threading
import time
from collections.abc import Iterator

from tests.drills.aftermath import stored
from tests.drills.counting import Count
from tests.drills.stage import Card, on_stage
from tests.drills.submitting import Submitting
from tests.processes import debrief

AT_ONCE = 16


def drill(kind: str, seed: int, bursts: int) -> Iterator[Count]:
    """Submit in bursts, each scorecard once, and count who was refused."""
    del seed  # nothing here is left to chance
    with on_stage(kind, panels=bursts * AT_ONCE // 2) as (stage, folder):
        times: list[float] = []
        with debrief(stage.url, stage.slack.url, folder) as (_, port):
            submitting = Submitting(port)
            for burst in _parts(stage.cards):
                times += _together(submitting, burst)
        sent = len(times)
        yield Count("submits, sixteen at once", sent, least=AT_ONCE)
        yield Count("of those refused or not answered", sent - len(submitting.acknowledged), wanted=0)
        yield Count("most seconds that one took", round(max(times), 2))
        yield Count("submits that took longer than Slack waits", sum(took > 3 for took in times), wanted=0)
        yield Count("acknowledged scorecards lost", len(submitting.acknowledged - set(stored(stage))), wanted=0)


def _parts(cards: list[Card]) -> Iterator[list[Card]]:
    for start in range(0, len(cards), AT_ONCE):
        yield cards[start : start + AT_ONCE]


def _together(submitting: Submitting, cards: list[Card]) -> list[float]:
    ready, times = threading.Barrier(len(cards)), []

    def submit(card: Card) -> None:
        ready.wait()
        began = time.monotonic()
        submitting.submit(card)
        times.append(time.monotonic() - began)

    threads = [threading.Thread(target=submit, args=(card,)) for card in cards]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times
