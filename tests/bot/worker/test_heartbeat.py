"""The worker beside the web server is started again when it ends, and the process is not ready while it is silent."""

import threading
from typing import Any

from sqlalchemy import event
from werkzeug.test import Client

from bot.serving.wsgi import build_wsgi
from bot.wiring import Services
from bot.worker.heartbeat import LONGEST_SILENCE_S, Heartbeat, supervised
from bot.worker.worker import Worker
from tests.conftest import Clock

PATIENCE_S = 30
"""How long a test waits for a thread; never how long anything should take."""


class Seconds:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_worker_is_alive_while_it_gives_signs_of_life() -> None:
    seconds = Seconds()
    heartbeat = Heartbeat(seconds)
    seconds.now = LONGEST_SILENCE_S
    assert heartbeat.is_alive()
    seconds.now += 1
    assert not heartbeat.is_alive()
    heartbeat.beat()
    assert heartbeat.is_alive()


def test_a_pass_of_the_worker_is_a_sign_of_life(services: Services) -> None:
    seconds = Seconds()
    heartbeat = Heartbeat(seconds)
    seconds.now = 2 * LONGEST_SILENCE_S
    Worker(services, heartbeat).run_once()
    assert heartbeat.is_alive()


def test_a_process_whose_worker_is_silent_is_not_ready(services: Services) -> None:
    seconds = Seconds()
    web: Client = Client(build_wsgi(services, Heartbeat(seconds)))
    assert web.get("/readyz").status_code == 200
    seconds.now = 2 * LONGEST_SILENCE_S
    answer = web.get("/readyz")
    assert answer.status_code == 503
    assert "worker" in answer.text
    assert web.get("/healthz").status_code == 200


def test_a_worker_that_ends_is_started_again_and_counted_until_it_is_told_to_stop() -> None:
    started, heartbeat = threading.Semaphore(0), Heartbeat()

    def work(_: threading.Event) -> None:
        started.release()

    with supervised(work, heartbeat, pause=0):
        for _ in range(3):
            assert started.acquire(timeout=PATIENCE_S)
    assert heartbeat.restarts >= 2


def test_a_worker_that_is_told_to_stop_is_not_started_again() -> None:
    started, heartbeat = threading.Event(), Heartbeat()

    def work(stop: threading.Event) -> None:
        started.set()
        stop.wait()

    with supervised(work, heartbeat, pause=0):
        assert started.wait(PATIENCE_S)
    assert heartbeat.restarts == 0


def test_a_worker_that_dies_in_each_pass_is_not_alive_however_often_it_is_started_again() -> None:
    died, heartbeat = threading.Semaphore(0), Heartbeat()

    def work(_: threading.Event) -> None:
        heartbeat.beat()
        died.release()

    with supervised(work, heartbeat, pause=0):
        for _ in range(3):
            assert died.acquire(timeout=PATIENCE_S)
        assert not heartbeat.is_alive()
    heartbeat.passed()
    assert heartbeat.is_alive()


def test_a_worker_elsewhere_that_fell_silent_makes_a_web_process_not_ready(services: Services, now: Clock) -> None:
    web = Client(build_wsgi(services))
    assert web.get("/readyz").status_code == 200
    Worker(services).run_once()
    now.tick(seconds=LONGEST_SILENCE_S)
    assert web.get("/readyz").status_code == 200
    now.tick(seconds=1)
    answer = web.get("/readyz")
    assert (answer.status_code, "worker" in answer.text) == (503, True)
    Worker(services).run_once()
    assert web.get("/readyz").status_code == 200


def test_a_process_whose_database_takes_no_writes_is_not_ready(services: Services) -> None:
    refusing = {"sqlite": "PRAGMA query_only = ON", "postgresql": "SET transaction_read_only = on"}

    def refuse(connection: Any, _record: object) -> None:
        connection.cursor().execute(refusing[services.engine.dialect.name])

    services.engine.dispose()
    event.listen(services.engine, "checkout", lambda connection, record, _: refuse(connection, record))
    answer = Client(build_wsgi(services)).get("/readyz")
    assert (answer.status_code, "takes no writes" in answer.text) == (503, True)
