"""Sends signed requests to a server of this machine and times the answers; knows nothing of what they say."""

import http.client
import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

from slack_sdk.signature import SignatureVerifier

SECRET = "local-signing-secret"
CLIENTS = 16
"""As many requests at once as one process has threads."""
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PATIENCE_S = 10


def signed(body: str, content_type: str = FORM) -> bytes:
    """Return a request as Slack sends it, as bytes for a connection that is kept; it is good for five minutes."""
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    content = body.encode()
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(content)}\r\nX-Slack-Request-Timestamp: {stamp}\r\n"
        f"X-Slack-Signature: {signature}\r\n\r\n"
    )
    return head.encode() + content


@dataclass
class Load:
    """What came of some requests: how long each took in seconds, and how many were not answered as they should be."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    wrong: int = 0
    unanswered: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds if self.seconds else 0.0

    def percentile(self, percent: int) -> float:
        """Return the time within which so many of a hundred were answered, in milliseconds."""
        if len(self.times) < 2:
            return 0.0
        return quantiles(self.times, n=100, method="inclusive")[percent - 1] * 1000


class Connection:
    """One connection that is kept; opened anew where the server closed it."""

    def __init__(self, port: int) -> None:
        self._port, self._socket = port, None

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Return the status and body of the answer; raises OSError where none comes."""
        fresh = self._socket is None
        try:
            return self._asked(request)
        except (OSError, http.client.HTTPException):
            self.close()
            if fresh:
                raise
        return self._asked(request)  # kept too long: the server had closed it before it read anything

    def _asked(self, request: bytes) -> tuple[int, bytes]:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), PATIENCE_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        response = http.client.HTTPResponse(self._socket)
        response.begin()
        body = response.read()
        if response.will_close:
            self.close()
        return response.status, body

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def burst(
    port: int,
    requests: Sequence[bytes],
    *,
    is_right: Callable[[int, bytes], bool],
    most_s: float,
    rate: float | None = None,
    clients: int = CLIENTS,
) -> Load:
    """Send requests from some clients at once, each as soon as its last one is answered, for at most so long.

    With `rate`, requests a second, each has its own moment to be sent, and its time counts from that moment on: what
    waits because the server lags behind is not forgotten.
    """
    load, lock, numbered = Load(), threading.Lock(), enumerate(requests)
    started = time.perf_counter()

    def client() -> None:
        connection = Connection(port)
        for request, due in _taken(numbered, lock, started, rate):
            if time.perf_counter() - started > most_s:
                break
            try:
                status, body = connection.ask(request)
            except (OSError, http.client.HTTPException):
                with lock:
                    load.unanswered += 1
                continue
            took = time.perf_counter() - due
            with lock:
                load.times.append(took)
                load.wrong += not is_right(status, body)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - started
    return load


def _taken(
    numbered: "enumerate[bytes]", lock: threading.Lock, started: float, rate: float | None
) -> Iterator[tuple[bytes, float]]:
    """Yield request after request for one client, each with the moment from which its time counts."""
    for _ in itertools.count():
        with lock:
            taken = next(numbered, None)
        if taken is None:
            return
        number, request = taken
        due = time.perf_counter()
        if rate is not None:
            due = started + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
        yield request, due
