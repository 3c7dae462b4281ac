"""Calls inside requests go over connections that are kept, and fail as slack_sdk's own client lets them fail."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack import kept_client
from bot.slack.errors import error_of, is_unclear, retry_after
from bot.slack.kept_client import KeptClient

VIEW = {"type": "modal", "title": {"type": "plain_text", "text": "Naïve & co"}, "blocks": []}


class Answering(ThreadingHTTPServer):
    """A Slack that keeps connections, notes who came over which, and answers as it is told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.calls = list[tuple[int, str, dict[str, object], str]]()
        self.hang_ups = 0
        """How many calls from now on are read and not answered: the connection ends instead."""
        self.status, self.body, self.headers = 200, b'{"ok": true, "view": {"id": "V1"}}', dict[str, str]()
        self.open = list[socket.socket]()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/api/"

    @property
    def connections(self) -> int:
        """How many connections calls came over."""
        return len({port for port, *_ in self.calls})

    def end_all(self) -> None:
        """Close every connection that stands, as a server does with those that are silent."""
        while self.open:
            with suppress(OSError):  # closed already
                self.open.pop().shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Answering

    def setup(self) -> None:
        super().setup()
        self.server.open.append(self.connection)

    def do_POST(self) -> None:
        server, body = self.server, self.rfile.read(int(self.headers["Content-Length"]))
        said = json.loads(body) if body.startswith(b"{") else {}
        server.calls.append((self.client_address[1], self.path, said, self.headers["Authorization"]))
        if server.hang_ups:
            server.hang_ups -= 1
            self.close_connection = True
            return
        self.send_response(server.status)
        for name, value in {**server.headers, "Content-Length": str(len(server.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(server.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Answering]:
    with Answering() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.end_all()
        server.shutdown()
        thread.join()


@pytest.fixture
def client(server: Answering) -> KeptClient:
    return KeptClient(server.url, nullcontext).of("xoxb-1")


def opened(client: WebClient) -> object:
    return client.views_open(trigger_id="1.2", view=VIEW)["view"]


def test_calls_one_after_another_go_over_one_connection_and_hold_what_slack_is_told(
    client: KeptClient, server: Answering
) -> None:
    assert opened(client) == {"id": "V1"}
    client.views_publish(user_id="U1", view=VIEW)
    client.of("xoxb-2").views_update(view_id="V1", view=VIEW)
    assert server.connections == 1
    assert [path for _, path, *_ in server.calls] == ["/api/views.open", "/api/views.publish", "/api/views.update"]
    assert [token for *_, token in server.calls] == ["Bearer xoxb-1", "Bearer xoxb-1", "Bearer xoxb-2"]
    assert server.calls[0][2] == {"trigger_id": "1.2", "view": VIEW}


def test_a_call_is_sent_as_slack_sdk_sends_it(client: KeptClient, server: Answering) -> None:
    opened(client)
    opened(WebClient("xoxb-1", base_url=server.url))
    ours, theirs = (call[1:] for call in server.calls)
    assert ours == theirs


def test_calls_at_once_have_connections_of_their_own(client: KeptClient, server: Answering) -> None:
    both = threading.Barrier(2, timeout=5)
    together = KeptClient(server.url, lambda: _meeting(both)).of("xoxb-1")
    threads = [threading.Thread(target=opened, args=(together,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.calls) == 2


@contextmanager
def _meeting(both: threading.Barrier) -> Iterator[None]:
    both.wait()
    yield


def test_a_connection_that_slack_closed_meanwhile_is_not_used(client: KeptClient, server: Answering) -> None:
    opened(client)
    server.end_all()
    assert opened(client) == {"id": "V1"}
    assert len(server.calls) == server.connections == 2


def test_a_connection_that_is_closed_on_a_call_is_answered_by_a_new_one(client: KeptClient, server: Answering) -> None:
    opened(client)
    server.hang_ups = 1
    assert opened(client) == {"id": "V1"}
    assert len(server.calls) == 3
    assert server.connections == 2


def test_a_call_over_a_new_connection_is_not_repeated(client: KeptClient, server: Answering) -> None:
    server.hang_ups = 1
    with pytest.raises(ConnectionError) as failure:
        opened(client)
    assert is_unclear(failure.value)
    assert len(server.calls) == 1


def test_a_silent_connection_is_given_up(
    client: KeptClient, server: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_client, "KEPT_FOR_S", 0)
    opened(client)
    opened(client)
    assert server.connections == 2


def test_what_must_not_be_repeated_goes_over_a_connection_of_its_own(client: KeptClient, server: Answering) -> None:
    opened(client)
    client.chat_postMessage(channel="C1", text="Hello")
    client.auth_test()
    assert server.connections == 3


def test_behind_a_proxy_calls_go_through_it(server: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.url)
    opened(KeptClient("http://slack.invalid/api/", nullcontext).of("xoxb-1"))
    assert server.calls[0][1] == "http://slack.invalid/api/views.open"


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (200, b'{"ok": false, "error": "expired_trigger_id"}', {}),
        (429, b'{"ok": false, "error": "ratelimited"}', {"Retry-After": "7"}),
        (500, b'{"ok": false, "error": "fatal_error"}', {}),
        (503, b"<html>Service unavailable</html>", {}),
        (302, b"", {"Location": "http://127.0.0.1:9/elsewhere"}),
        (200, b"[]", {}),
        (200, b"\xff", {}),
    ],
)
def test_a_refusal_is_the_same_error(
    client: KeptClient, server: Answering, status: int, body: bytes, headers: dict[str, str]
) -> None:
    server.status, server.body, server.headers = status, body, headers
    with pytest.raises(SlackApiError) as failure:
        opened(client)
    expected = json.loads(body)["error"] if b"error" in body else f"http_{status}"
    assert error_of(failure.value) == expected
    assert failure.value.response.status_code == status
    assert retry_after(failure.value) == (7 if status == 429 else None)


def test_a_slack_that_cannot_be_reached_is_the_same_error(client: KeptClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    for host in (f"127.0.0.1:{port}", "slack.invalid"):
        ours, theirs = KeptClient(f"http://{host}/api/", nullcontext), WebClient(base_url=f"http://{host}/api/")
        reasons = []
        for each in (ours, theirs):
            with pytest.raises(URLError) as failure:
                opened(each)
            reasons.append(type(failure.value.reason))
            assert not is_unclear(failure.value)
        assert reasons[0] is reasons[1]


def test_a_slack_that_does_not_answer_is_waited_for_in_vain() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = KeptClient(f"http://127.0.0.1:{silent.getsockname()[1]}/api/", nullcontext)
        client.timeout = 0.1
        with pytest.raises(TimeoutError):
            opened(client)


def test_both_attempts_together_take_no_longer_than_one_may(
    client: KeptClient, server: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(client)
    server.hang_ups = 1
    monkeypatch.setattr(kept_client, "SHORTEST_S", kept_client.TIMEOUT_S)  # whatever it took, too little is left
    with pytest.raises(ConnectionError):
        opened(client)
    assert len(server.calls) == 2
