"""Slack's client for calls inside a request: those about views go over connections that are kept between calls.

To open one takes three round trips and more processor time than the call itself; slack_sdk opens one for every call.
"""

import copy
import json as json_text
import socket
import ssl
import time
import weakref
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from http.client import HTTPConnection, HTTPException, HTTPSConnection, RemoteDisconnected
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.slack.encoding import encoded
from bot.slack.http_answer import Answered, read_answer

TIMEOUT_S = 1.5
"""Slack gives a request three seconds: so long may a call take, and what failed can still be said."""
KEPT_FOR_S = 15
"""As long as aiohttp keeps one that nothing goes over, which slack_sdk's asynchronous client uses; what stands between
us and Slack forgets a silent connection after a minute at the earliest."""
SHORTEST_S = 0.2
"""What must be left of the time for another attempt; it takes three round trips."""
REPEATABLE = frozenset({"views.open", "views.push", "views.update", "views.publish"})
"""Calls that may go over a kept connection, and so be made twice where Slack closed that one in the same moment and it
cannot be told whether it had read the call. A trigger opens one view and is refused the second time; an update or a
publication says the same twice, or is refused by its hash. A message must never be repeated so: the worker has its own
client, which keeps nothing."""
CLOSED = (RemoteDisconnected, ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError)
"""What a connection raises that the other side has closed, before a byte of an answer."""

Idle = deque[tuple[HTTPConnection, float]]
"""Connections that nothing goes over, each with the moment from which on."""


class KeptConnections:
    """Connections to one host, shared by a process's threads; the one used last is used first."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port, self._encrypted = parts.hostname or "", parts.port, parts.scheme == "https"
        self._name = parts.netloc.rpartition("@")[2]
        self._idle = Idle()
        weakref.finalize(self, _close_all, self._idle)

    def post(self, path: str, body: bytes, headers: dict[str, str], timeout: float) -> Answered:
        """Return the answer and its body; raises URLError, OSError or HTTPException as urllib does."""
        started = time.monotonic()
        connection = self._kept(timeout)
        if connection is not None:
            try:
                return self._asked(connection, path, body, headers)
            except CLOSED:
                timeout -= time.monotonic() - started
                if timeout < SHORTEST_S:
                    raise
        try:
            return self._asked(self._opened(timeout), path, body, headers)
        except ssl.SSLError as error:
            raise URLError(error) from error

    def _asked(self, connection: HTTPConnection, path: str, body: bytes, headers: dict[str, str]) -> Answered:
        try:
            connection.sock.sendall(self._request(path, body, headers))
            with connection.sock.makefile("rb") as file:
                answer = read_answer(file)
        except (OSError, HTTPException):
            connection.close()
            raise
        if answer.keeps_open:
            self._idle.append((connection, time.monotonic()))
        else:
            connection.close()
        return answer

    def _request(self, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        # In one piece, with the headers that http.client sends; no header has a value from anyone but us.
        lines = [f"POST {path} HTTP/1.1", f"Host: {self._name}", "Accept-Encoding: identity"]
        lines += [f"{name}: {value}" for name, value in {**headers, "Content-Length": len(body)}.items()]
        head = "\r\n".join(lines)
        if head.count("\n") >= len(lines):
            raise ValueError("line break in header")
        return f"{head}\r\n\r\n".encode("latin-1") + body

    def _kept(self, timeout: float) -> HTTPConnection | None:
        """Return the connection used last, unless it has been silent for too long or is closed; close what has."""
        oldest = time.monotonic() - KEPT_FOR_S
        while True:
            try:
                connection, since = self._idle.pop()
            except IndexError:
                return None
            if since > oldest and _is_quiet(connection.sock):
                connection.sock.settimeout(timeout)
                return connection
            connection.close()

    def _opened(self, timeout: float) -> HTTPConnection:
        if self._encrypted:
            connection: HTTPConnection = HTTPSConnection(
                self._host, self._port, timeout=timeout, context=self._certificates
            )
        else:
            connection = HTTPConnection(self._host, self._port, timeout=timeout)
        try:
            connection.connect()
        except OSError as error:
            connection.close()
            raise URLError(error) from error
        return connection

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        # Read once: that takes longer than the rest of a call.
        context = ssl.create_default_context()
        context.set_alpn_protocols(["http/1.1"])
        return context


class KeptClient(WebClient):
    """Calls Slack as WebClient does, over kept connections where a call may be repeated and no proxy is in between."""

    def __init__(self, base_url: str, waiting: Callable[[], AbstractContextManager[None]]) -> None:
        super().__init__(base_url=base_url, timeout=TIMEOUT_S, retry_handlers=[])  # type: ignore[arg-type]
        self._waiting = waiting
        self._path = urlsplit(self.base_url).path
        self._connections = None if self.proxy or _proxied(base_url) else KeptConnections(base_url)

    def of(self, token: str | None) -> "KeptClient":
        """Return a client of a workspace, which shares the connections."""
        client = copy.copy(self)
        client.token = token
        return client

    def api_call(self, api_method: str, *, json: dict[str, Any] | None = None, **more: Any) -> SlackResponse:
        """Make a call and return its answer; raises SlackApiError, or what urllib raises.

        `waiting` is entered while nothing but Slack's answer is waited for.
        """
        with self._waiting():
            if self._connections is None or json is None or more or api_method not in REPEATABLE:
                return super().api_call(api_method, json=json, **more)
            answered = self._connections.post(
                self._path + api_method, encoded(json), self._call_headers(), self.timeout
            )
        answer: SlackResponse = SlackResponse(
            client=self,
            http_verb="POST",
            api_url=self.base_url + api_method,
            req_args={},
            data=_answer(answered.body),
            headers=answered.headers,
            status_code=answered.status,
        ).validate()
        return answer

    def _call_headers(self) -> dict[str, str]:
        headers = {**self.headers, "Content-Type": "application/json;charset=utf-8"}
        return headers | {"Authorization": f"Bearer {self.token}"} if self.token else headers


def _answer(content: bytes) -> dict[str, Any]:
    # An error page, such as a gateway's, says no more than its status, which slack.errors reads.
    try:
        answer = json_text.loads(content)
    except ValueError:
        return {"ok": False}
    return answer if isinstance(answer, dict) else {"ok": False}


def _proxied(url: str) -> bool:
    parts = urlsplit(url)
    return bool(getproxies().get(parts.scheme)) and not proxy_bypass(parts.hostname or "")


def _is_quiet(kept: socket.socket) -> bool:
    """Tell whether nothing has come in: an end, or an answer that no one asked for, and the connection is of no use."""
    kept.settimeout(0)
    try:
        socket.socket.recv(kept, 1, socket.MSG_PEEK)  # below TLS, where an end is a message as well
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _close_all(idle: Idle) -> None:
    while idle:
        idle.pop()[0].close()
