"""Production's HTTP entry: one address for Slack, two for anyone who watches, and a server that ends well."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from slack_sdk.signature import SignatureVerifier
from sqlalchemy import create_engine
from werkzeug.test import Client

from bot.playground.slack.local_slack import LocalSlack
from bot.playground.slack.web_api import ApiAnswer
from bot.serving import lanes
from bot.serving.lanes import ALONE, LANES
from bot.serving.wsgi import HttpServer, build_wsgi
from bot.settings import Settings
from bot.wiring import Services, build_services
from rubrics.catalogue.lookup import Catalogue
from tests.delivering import delivering_over_wsgi

ROOT = Path(__file__).parents[3]
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PATIENCE_S = 30
"""How long a test waits for a process; never how long anything should take."""


@pytest.fixture
def web(services: Services) -> Client:
    return Client(build_wsgi(services))


def signed(slack: LocalSlack, body: str, secret: str | None = None) -> dict[str, str]:
    stamp = str(int(time.time()))
    signature = SignatureVerifier(secret or slack.signing_secret).generate_signature(timestamp=stamp, body=body)
    return {
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": str(signature),
        "content-type": "application/json",
    }


CHALLENGE = json.dumps({"type": "url_verification", "challenge": "abc"})


def test_slacks_challenge_is_answered(web: Client, slack: LocalSlack) -> None:
    response = web.post("/slack/events", data=CHALLENGE, headers=signed(slack, CHALLENGE))
    assert (response.status_code, response.json) == (200, {"challenge": "abc"})


def test_a_request_with_a_wrong_signature_is_refused(web: Client, slack: LocalSlack) -> None:
    response = web.post("/slack/events", data=CHALLENGE, headers=signed(slack, CHALLENGE, "another secret"))
    assert response.status_code == 401


def test_a_request_without_a_signature_is_refused(web: Client) -> None:
    assert web.post("/slack/events", data=CHALLENGE, content_type="application/json").status_code == 401


@pytest.mark.parametrize("body", ["", "{", "payload=%7B", "\x00", "payload=[]"])
def test_a_signed_request_that_makes_no_sense_is_not_a_crash(web: Client, slack: LocalSlack, body: str) -> None:
    for kind in ("application/json", "application/x-www-form-urlencoded"):
        headers = {**signed(slack, body), "content-type": kind}
        assert web.post("/slack/events", data=body, headers=headers).status_code in (400, 404)


def test_a_body_longer_than_slack_sends_is_refused(web: Client) -> None:
    assert web.post("/slack/events", data="x" * 2_000_001).status_code == 413


def test_the_process_is_healthy_and_ready(web: Client, slack: LocalSlack) -> None:
    assert [web.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]
    assert slack.calls == []


def test_without_its_database_the_process_is_healthy_but_not_ready(settings: Settings, catalogue: Catalogue) -> None:
    nowhere = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/none")
    web = Client(build_wsgi(build_services(settings, catalogue=catalogue, engine=nowhere)))
    assert [web.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 503]


def test_requests_that_wait_for_slack_hold_up_none(
    services: Services, slack: LocalSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "LANE_WAIT_S", PATIENCE_S)
    app = build_wsgi(services)
    slack.connect(delivering_over_wsgi(app))
    slack.person("U0RITA").open_home()
    at_slack = Barrier(LANES + 1, timeout=PATIENCE_S)
    answer = slack.web_api.call

    def after_another(method: str, params: dict[str, Any], token: str) -> ApiAnswer:
        at_slack.wait()
        return answer(method, params, token)

    monkeypatch.setattr(slack.web_api, "call", after_another)
    waiting = [Thread(target=slack.person(user).open_home) for user in ("U0HANA", "U0IVAN")]
    for each in waiting:
        each.start()
    assert Client(app).post("/slack/events", data=CHALLENGE, headers=signed(slack, CHALLENGE)).status_code == 200
    at_slack.wait()
    for each in waiting:
        each.join()


@pytest.mark.parametrize(
    ("url", "number"), [("sqlite:////nowhere/x", ALONE), ("postgresql://nobody@127.0.0.1/x", LANES)]
)
def test_on_sqlite_one_request_runs_at_a_time(
    url: str, number: int, settings: Settings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list[int]()
    monkeypatch.setattr("bot.serving.wsgi.Lanes", made.append)
    build_wsgi(build_services(settings.model_copy(update={"database_url": url}), catalogue=catalogue))
    assert made == [number]


def test_nothing_else_is_served(web: Client) -> None:
    assert [web.get(path).status_code for path in ("/", "/slack/events", "/page", "/static/x")] == [404, 405, 404, 404]


# ---- the real process


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(environment: dict[str, str], folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """`debrief serve` in a process of its own; yields it and its address once it is ready."""
    port = free_port()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            env={**os.environ, **environment, "PORT": str(port), "HOST": "127.0.0.1"},
            stderr=log,
            cwd=ROOT,
        )
        try:
            wait_until_ready(process, f"http://127.0.0.1:{port}/readyz", folder / "log")
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()


def wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(url, timeout=PATIENCE_S):  # noqa: S310 – http, and our own
                return
        except (HTTPError, URLError, ConnectionError):
            time.sleep(0.05)
    pytest.fail(f"debrief serve did not become ready:\n{log.read_text()}")


@pytest.fixture
def environment(slack: LocalSlack, database_url: str) -> dict[str, str]:
    return described(slack, database_url)


def described(slack: LocalSlack, database_url: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.base_url,
        "DATABASE_URL": database_url,
        "WEB_CONCURRENCY": "2",
    }


def test_serve_answers_people_and_ends_when_told(
    slack: LocalSlack, environment: dict[str, str], tmp_path: Path
) -> None:
    with serving(environment, tmp_path) as (process, url):
        slack.connect_http(f"{url}/slack/events")
        (message,) = slack.person("U0RITA").command("/debrief", "help").messages
        assert "/debrief" in message.plain
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0


@ON_SQLITE
def test_every_request_whose_connection_stands_is_answered_when_serve_is_told_to_end(
    slack: LocalSlack, environment: dict[str, str], tmp_path: Path
) -> None:
    """The kernel accepts connections that no one has taken yet; closing the listener would reset them."""
    lines = [f"{name}: {value}" for name, value in signed(slack, CHALLENGE).items()]
    head = ["POST /slack/events HTTP/1.1", "host: x", "connection: close", f"content-length: {len(CHALLENGE)}", *lines]
    asked = ("\r\n".join(head) + "\r\n\r\n" + CHALLENGE).encode()
    with serving({**environment, "WEB_THREADS": "1"}, tmp_path) as (process, url):
        address = ("127.0.0.1", int(url.rsplit(":", 1)[1]))
        clients = [socket.create_connection(address, PATIENCE_S) for _ in range(200)]
        for client in clients:
            client.sendall(asked)
        process.send_signal(signal.SIGTERM)
        answers = []
        for (
            client
        ) in clients:  # each closes its end once it has its answer, as HTTP clients do; Gunicorn waits for that
            with client, client.makefile("rb") as answer:
                answers.append(answer.readline())
        assert process.wait(PATIENCE_S) == 0
    assert answers == [b"HTTP/1.1 200 OK\r\n"] * len(clients)


@pytest.mark.parametrize(("url", "processes"), [("sqlite:///x.sqlite3", 1), ("postgres://h/d", 3)])
def test_there_is_one_process_on_sqlite_and_as_many_as_wanted_on_postgresql(url: str, processes: int) -> None:
    settings = Settings(_env_file=None, database_url=url, web_concurrency=3, web_threads=7)
    server = HttpServer(settings, None, lambda: build_services(settings), lambda _: nullcontext())
    assert (server.cfg.workers, server.cfg.threads) == (processes, 7)


def test_serve_refuses_an_unmigrated_postgresql_with_the_cure(slack: LocalSlack, bare_postgresql_url: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        env={**os.environ, **described(slack, bare_postgresql_url)},
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert ended.returncode == 1
    assert 'Run "debrief db upgrade" once, before it starts.' in ended.stderr.decode()
