"""Over Socket Mode the same app answers, at the address it was given, and leaves nothing unanswered when it stops."""

import base64
import hashlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from typing import Any

import pytest
from pydantic import SecretStr

from bot.errors import Refusal
from bot.playground.slack.server import answering
from bot.serving.socket import close, connect, serve_socket
from bot.settings import Settings
from bot.wiring import Services, build_services
from bot.wording.refusals import reason_and_advice
from rubrics.catalogue.lookup import Catalogue
from storage.engine import open_engine

APP_TOKEN, BOT_TOKEN = "xapp-1-local", "xoxb-local"
PATIENCE_S = 20
HANDSHAKE = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3


class SocketSlack(ThreadingHTTPServer):
    """As much of Slack as Socket Mode needs: apps.connections.open, auth.test and one WebSocket."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.calls: list[tuple[str, str]] = []
        self.to_app: Queue[dict[str, Any] | None] = Queue()
        self.from_app: Queue[dict[str, Any]] = Queue()
        self.opened: Queue[socket.socket] = Queue()
        """Each WebSocket, when it is open."""
        self.silent: set[socket.socket] = set()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def send_command(self, command: str, text: str) -> str:
        """Send a slash command in an envelope; returns the envelope's id."""
        envelope = f"envelope-{self.to_app.qsize()}-{command}"
        payload = {"command": command, "text": text, "team_id": "T0LOCAL", "user_id": "U0RITA", "channel_id": "C1"}
        payload |= {"trigger_id": "1.2.3", "response_url": "http://127.0.0.1:1/x"}
        self.to_app.put({"type": "slash_commands", "envelope_id": envelope, "payload": payload})
        return envelope

    def answer(self) -> dict[str, Any]:
        """The app's next answer."""
        return self.from_app.get(timeout=PATIENCE_S)


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SocketSlack

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        method, token = self.path.removeprefix("/api/"), self.headers["authorization"].removeprefix("Bearer ")
        self.server.calls.append((method, token))
        answers = {
            ("apps.connections.open", APP_TOKEN): {"ok": True, "url": f"ws://127.0.0.1:{self.server.port}/link"},
            ("auth.test", BOT_TOKEN): {"ok": True, "team_id": "T0LOCAL", "user_id": "U0BOT", "bot_id": "B0BOT"},
        }
        body = json.dumps(answers.get((method, token), {"ok": False, "error": "invalid_auth"})).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        key = self.headers["sec-websocket-key"].encode()
        self.send_response(101)
        self.send_header("upgrade", "websocket")
        self.send_header("connection", "Upgrade")
        accept = base64.b64encode(hashlib.sha1(key + HANDSHAKE, usedforsecurity=False).digest()).decode()
        self.send_header("sec-websocket-accept", accept)
        self.end_headers()
        self.server.opened.put(self.connection)
        threading.Thread(target=self._write_envelopes, daemon=True).start()
        self._read_answers()
        self.server.to_app.put(None)
        self.close_connection = True

    def _write_envelopes(self) -> None:
        while (envelope := self.server.to_app.get()) is not None:
            if not self._is_heard():
                self.server.to_app.put(envelope)  # Slack gives it to another connection of the app
                return
            body = json.dumps(envelope).encode()
            self.wfile.write(bytes([0x81, 126]) + len(body).to_bytes(2, "big") + body)

    def _is_heard(self) -> bool:
        return self.connection.fileno() != -1 and self.connection not in self.server.silent

    def _read_answers(self) -> None:
        while header := self.rfile.read(2):
            size = header[1] & 0x7F
            if size in (126, 127):
                size = int.from_bytes(self.rfile.read(2 if size == 126 else 8), "big")
            mask = self.rfile.read(4)
            body = bytes(byte ^ mask[at % 4] for at, byte in enumerate(self.rfile.read(size)))
            match header[0] & 0x0F:
                case 9 if self._is_heard():
                    self.wfile.write(bytes([0x8A, len(body)]) + body)
                case 1:
                    self.server.from_app.put(json.loads(body))
                case 8:
                    return

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def slack() -> Iterator[SocketSlack]:
    with SocketSlack() as slack, answering(slack, "slack"):
        yield slack


def settings_for(port: int, url: str, app_token: str = APP_TOKEN) -> Settings:
    return Settings(
        _env_file=None,
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_app_token=SecretStr(app_token),
        slack_api_url=f"http://127.0.0.1:{port}/api/",
        database_url=url,
    )


@pytest.fixture
def services(slack: SocketSlack, sqlite_url: str, catalogue: Catalogue) -> Iterator[Services]:
    engine = open_engine(sqlite_url)
    yield build_services(settings_for(slack.port, sqlite_url), catalogue=catalogue, engine=engine)
    engine.dispose()


def test_a_command_is_answered_in_its_envelope_and_each_token_goes_only_where_it_belongs(
    slack: SocketSlack, services: Services
) -> None:
    connections = connect(services)
    envelope = slack.send_command("/debrief", "help")
    answer = slack.answer()
    close(connections)
    assert answer["envelope_id"] == envelope
    assert answer["payload"]["response_type"] == "ephemeral"
    opened = ("apps.connections.open", APP_TOKEN)
    assert slack.calls == [opened, opened, ("auth.test", BOT_TOKEN)]


def test_what_is_under_way_is_answered_before_the_connection_closes(slack: SocketSlack, services: Services) -> None:
    started, finish = threading.Event(), threading.Event()
    connections = connect(services)

    @connections[0].app.command("/slow")
    def on_slow(ack) -> None:
        started.set()
        finish.wait(PATIENCE_S)
        ack(response_type="ephemeral", text="Done after all")

    slack.send_command("/slow", "")
    assert started.wait(PATIENCE_S)
    closing = threading.Thread(target=close, args=(connections,))
    closing.start()
    while not all(connection.client.closed for connection in connections):
        closing.join(0.01)
    finish.set()
    closing.join(PATIENCE_S)
    assert slack.answer()["payload"]["text"] == "Done after all"


def fall_silent(slack: SocketSlack, link: socket.socket) -> None:
    """Answer nothing any more, as when a network swallows everything."""
    slack.silent.add(link)


def reset(_: SocketSlack, link: socket.socket) -> None:
    """End a connection by a TCP reset."""
    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    link.shutdown(socket.SHUT_RD)
    link.close()


@pytest.mark.parametrize("breaks", [fall_silent, reset])
def test_a_connection_that_breaks_is_made_anew(
    slack: SocketSlack, services: Services, breaks: Callable[[SocketSlack, socket.socket], None]
) -> None:
    connections = connect(services)
    links = [slack.opened.get(timeout=PATIENCE_S) for _ in connections]
    for link in links:
        breaks(slack, link)
    for _ in connections:
        slack.opened.get(timeout=PATIENCE_S)
    envelope = slack.send_command("/debrief", "help")
    assert slack.answer()["envelope_id"] == envelope
    close(connections)


def test_serving_ends_when_told(slack: SocketSlack, services: Services) -> None:
    stop = threading.Event()
    serving = threading.Thread(target=serve_socket, args=(services, stop))
    serving.start()
    slack.send_command("/debrief", "help")
    slack.answer()
    stop.set()
    serving.join(PATIENCE_S)
    assert not serving.is_alive()


def test_an_app_token_that_slack_refuses_is_named_with_where_to_find_it(
    slack: SocketSlack, sqlite_url: str, catalogue: Catalogue
) -> None:
    settings = settings_for(slack.port, sqlite_url, app_token="xapp-2-other")
    with pytest.raises(Refusal) as refused:
        connect(build_services(settings, catalogue=catalogue))
    assert reason_and_advice(refused.value)[0] == "Slack doesn't accept SLACK_APP_TOKEN (invalid_auth)."
    assert "connections:write" in reason_and_advice(refused.value)[1]


def test_slack_out_of_reach_is_said_as_such(sqlite_url: str, catalogue: Catalogue) -> None:
    with pytest.raises(Refusal, match=r"slack_not_reached.*http://127"):
        connect(build_services(settings_for(1, sqlite_url), catalogue=catalogue))
