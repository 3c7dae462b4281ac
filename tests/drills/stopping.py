"""Drill: SIGTERM under load. Every request that the server took in is answered, and it ends by itself.

The load is sent as through a load balancer that asks /readyz before each request and stops once it is not answered
with 200; a connection that is refused was never taken in.
"""

import http.client
import random
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.load import signed
from tests.drills.counting import Count
from tests.drills.stage import Stage, on_stage
from tests.processes import PATIENCE_S, debrief, status_of

CLIENTS = 24
"""More than there are threads, so that some wait for their turn when the signal comes."""


def drill(kind: str, seed: int, rounds: int) -> Iterator[Count]:
    """Stop a loaded server some times, and count the requests that it took in and left unanswered."""
    dice, outcomes, slowest, codes = random.Random(seed), Counter(), 0.0, []  # noqa: S311 – a drill, no secret
    with on_stage(kind, panels=1) as (stage, folder):
        for _ in range(rounds):
            took, code = _stopped(stage, folder, outcomes, dice.uniform(0.5, 1.2))
            slowest, codes = max(slowest, took), [*codes, code]
    yield Count("requests answered", outcomes["answered"], least=1)
    yield Count("requests taken in and not answered", outcomes["taken in"], wanted=0)
    yield Count("connections refused, which a load balancer sends elsewhere", outcomes["refused"])
    yield Count("most seconds from SIGTERM to the end", round(slowest, 1))
    yield Count("ends with another code than 0", sum(code != 0 for code in codes), wanted=0)


def _stopped(stage: Stage, folder: Path, outcomes: Counter[str], after_s: float) -> tuple[float, int]:
    with debrief(stage.url, stage.slack.url, folder) as (process, port):
        ready = threading.Event()
        ready.set()
        threads = [threading.Thread(target=_client, args=(port, ready, outcomes)) for _ in range(CLIENTS)]
        threads.append(threading.Thread(target=_watch, args=(port, ready)))
        for thread in threads:
            thread.start()
        time.sleep(after_s)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        code = process.wait(PATIENCE_S)
        took = time.monotonic() - began
        ready.clear()
        for thread in threads:
            thread.join()
        return took, code


def _watch(port: int, ready: threading.Event) -> None:
    """Be the load balancer, which asks twenty times a second."""
    while ready.is_set():
        if status_of(f"http://127.0.0.1:{port}/readyz") != 200:
            ready.clear()
        time.sleep(0.05)


def _client(port: int, ready: threading.Event, outcomes: Counter[str]) -> None:
    command = "command=%2Frubric&text=ai-engineer+senior&team_id=T0LOCAL&user_id=U0PT0&channel_id=C0PT&trigger_id=1.2.3"
    while ready.is_set():
        outcome = _asked(port, signed(command))
        outcomes[outcome] += 1
        if outcome == "refused":
            time.sleep(0.05)  # a load balancer turns to another server


def _asked(port: int, request: bytes) -> str:
    try:
        connection = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
    except OSError:
        return "refused"
    with connection:
        try:
            connection.sendall(request)
            response = http.client.HTTPResponse(connection)
            response.begin()
            return "answered" if response.status == 200 and response.read() else "taken in"
        except (OSError, http.client.HTTPException):
            return "taken in"
