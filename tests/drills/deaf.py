"""Drill: over Socket Mode all connections are reset at once, then fall silent at once; how long no one is heard."""

import base64
import hashlib
import itertools
import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.drills.counting import Count
from tests.processes import running, wait_until

APP_TOKEN, BOT_TOKEN = "xapp-1-local", "xoxb-local"
HANDSHAKE = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
EVERY_S, LONGEST_S = 0.25, 90
MOST_S = 20
"""As long as someone may press again and be puzzled; without care it is a minute."""


class Line:
    """One WebSocket to the app; silent, it takes everything and answers nothing."""

    def __init__(self, connection: socket.socket, reader: Any) -> None:
        self._connection, self._reader = connection, reader
        self._lock = threading.Lock()
        self.is_silent = self.is_closed = False

    def send(self, kind: int, body: bytes) -> None:
        """Send a frame, unless the line is silent or closed."""
        if self.is_silent:
            return
        size = bytes([len(body)]) if len(body) < 126 else b"\x7e" + len(body).to_bytes(2, "big")
        with self._lock, suppress(OSError):
            self._connection.sendall(bytes([0x80 | kind]) + size + body)

    def frames(self) -> Iterator[tuple[int, bytes]]:
        """Yield what the app sends until it hangs up."""
        with suppress(OSError, ValueError):
            while header := self._reader.read(2):
                size = header[1] & 0x7F
                if size in (126, 127):
                    size = int.from_bytes(self._reader.read(2 if size == 126 else 8), "big")
                mask = self._reader.read(4)
                yield header[0] & 0x0F, bytes(b ^ mask[at % 4] for at, b in enumerate(self._reader.read(size)))
        self.is_closed = True

    def reset(self) -> None:
        """Hang up the way a rebooted router does: with a reset and without a farewell."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.shutdown(socket.SHUT_RD)
        self._connection.close()
        self.is_closed = True


class SocketSlack(ThreadingHTTPServer):
    """As much of Slack as Socket Mode needs; answers pings, as Slack does."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.lines: list[Line] = []
        self.answered: set[str] = set()

    @property
    def url(self) -> str:
        """The Web API's address."""
        return f"http://127.0.0.1:{self.server_address[1]}/api/"

    def open_lines(self) -> list[Line]:
        """Return the lines that Slack believes to be open."""
        return [line for line in self.lines if not line.is_closed]

    def handle_error(self, *_: object) -> None:
        """Stay silent over a line that was reset."""


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SocketSlack

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        answers: dict[str, dict[str, Any]] = {
            "apps.connections.open": {"url": f"{self.server.url.replace('http', 'ws').removesuffix('api/')}link"},
            "auth.test": {"team_id": "T0LOCAL", "user_id": "U0BOT", "bot_id": "B0BOT"},
        }
        body = json.dumps({"ok": True, **answers.get(self.path.rpartition("/")[2], {})}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        key = self.headers["sec-websocket-key"].encode()
        accept = base64.b64encode(hashlib.sha1(key + HANDSHAKE, usedforsecurity=False).digest()).decode()
        self.send_response(101)
        for name, value in (("upgrade", "websocket"), ("connection", "Upgrade"), ("sec-websocket-accept", accept)):
            self.send_header(name, value)
        self.end_headers()
        line = Line(self.connection, self.rfile)
        self.server.lines.append(line)
        line.send(TEXT, json.dumps({"type": "hello", "num_connections": 1}).encode())
        for kind, body in line.frames():
            if kind == PING:
                line.send(PONG, body)
            elif kind == TEXT and not line.is_silent:
                self.server.answered.add(json.loads(body).get("envelope_id", ""))
            elif kind == CLOSE:
                break
        line.is_closed = self.close_connection = True

    def log_message(self, *_: object) -> None: ...


@contextmanager
def serving() -> Iterator[SocketSlack]:
    """Serve until the block ends."""
    slack = SocketSlack()
    thread = threading.Thread(target=lambda: slack.serve_forever(0.05), daemon=True)
    thread.start()
    try:
        yield slack
    finally:
        slack.shutdown()
        thread.join()
        slack.server_close()


def drill(seed: int) -> Iterator[Count]:
    """Break all connections in both ways, and count the seconds until a command is answered again."""
    del seed  # nothing here is left to chance
    with TemporaryDirectory(prefix="debrief-drill-") as name, serving() as slack:
        settings = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": slack.url,
            "DATABASE_URL": f"sqlite:///{Path(name) / 'drill.sqlite3'}",
        }
        with running(["-m", "bot", "serve"], Path(name), settings) as process:
            numbers = itertools.count()
            wait_until(lambda: bool(slack.open_lines()), "debrief serve connects", process)
            wait_until(lambda: _heard(slack, next(numbers)), "a command is answered", process)
            time.sleep(1)  # further connections, where there are any
            yield Count("connections kept open", len(slack.open_lines()))
            for line in slack.open_lines():
                line.reset()
            yield Count("seconds deaf after a reset", _deaf(slack, numbers), most=MOST_S)
            time.sleep(1)
            for line in slack.open_lines():
                line.is_silent = True
            yield Count("seconds deaf after silence", _deaf(slack, numbers), most=MOST_S)


def _deaf(slack: SocketSlack, numbers: Iterator[int]) -> float:
    began = time.monotonic()
    while time.monotonic() - began < LONGEST_S and not _heard(slack, next(numbers)):
        pass
    return round(time.monotonic() - began, 1)


def _heard(slack: SocketSlack, number: int) -> bool:
    """Send a command down every line that Slack believes to be open; tell whether it is answered before long."""
    envelope = f"envelope-{number}"
    payload = {"command": "/debrief", "text": "help", "team_id": "T0LOCAL", "user_id": "U0RITA", "channel_id": "C1"}
    payload |= {"trigger_id": "1.2.3", "response_url": "http://127.0.0.1:1/x"}
    sent = json.dumps({"type": "slash_commands", "envelope_id": envelope, "payload": payload}).encode()
    for line in slack.open_lines():
        line.send(TEXT, sent)
    began = time.monotonic()
    while time.monotonic() - began < EVERY_S:
        if envelope in slack.answered:
            return True
        time.sleep(0.01)
    return envelope in slack.answered
