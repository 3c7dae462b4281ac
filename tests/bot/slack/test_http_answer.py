"""Answers are read as Python's own client reads them, and what is none raises what it raises."""

from http.client import HTTPException, HTTPResponse, RemoteDisconnected
from io import BytesIO

import pytest

from bot.slack.http_answer import MOST_HEADERS, read_answer

OK = b"HTTP/1.1 200 OK\r\n"
ANSWERS = {
    "of a length": OK + b"Content-Type: application/json\r\nContent-Length: 5\r\n\r\nhello, and what is next",
    "of no length": OK + b"Content-Type: text/html\r\n\r\nuntil the end",
    "empty": OK + b"content-length: 0\r\n\r\n",
    "in pieces": OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nX-After: 1\r\n\r\n",
    "of many bytes": OK + b"Content-Length: 300000\r\n\r\n" + b"x" * 300_000,
    "without a body": b"HTTP/1.1 204 No Content\r\nX-Slack: 1\r\n\r\n",
    "the last one": OK + b"Connection: close\r\nContent-Length: 2\r\n\r\n{}",
    "of an old server": b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
    "of an old server that goes on": b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}",
    "after another": b"HTTP/1.1 100 Continue\r\nX: 1\r\n\r\n" + OK + b"Content-Length: 2\r\n\r\n{}",
    "without a reason": b"HTTP/1.1 429\r\nRetry-After: 30\r\nContent-Length: 2\r\n\r\n{}",
    "of a gateway": b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>",
}


class Line:
    """A connection over which these bytes come."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, _mode: str) -> BytesIO:
        return BytesIO(self._content)


@pytest.mark.parametrize("content", ANSWERS.values(), ids=ANSWERS.keys())
def test_an_answer_is_read_as_pythons_client_reads_it(content: bytes) -> None:
    usual = HTTPResponse(Line(content), method="POST")  # type: ignore[arg-type]
    usual.begin()
    closes = usual.will_close
    body = usual.read()
    answered = read_answer(BytesIO(content))
    assert (answered.status, answered.body, answered.keeps_open) == (usual.status, body, not closes)
    headers = dict(usual.headers)
    headers.pop("X-After", None)
    assert answered.headers == headers


BROKEN = {
    "another protocol": b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    "no status": b"HTTP/1.1 OK 200\r\n\r\n",
    "an end within the headers": OK + b"Content-Length: 2\r\n",
    "an end within the body": OK + b"Content-Length: 20\r\n\r\nshort",
    "an end within a piece": OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nshort",
    "no last piece": OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    "a length that is no number": OK + b"Content-Length: two\r\n\r\n{}",
    "a length below nothing": OK + b"Content-Length: -2\r\n\r\n{}",
    "a line without an end": b"HTTP/1.1 200 " + b"x" * 100_000,
    "headers without an end": OK + b"X: 1\r\n" * (MOST_HEADERS + 5) + b"\r\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_answer_or_ends_too_early_is_an_error_of_the_connection(content: bytes) -> None:
    with pytest.raises(HTTPException):
        read_answer(BytesIO(content))


def test_a_connection_that_was_closed_before_it_answered_is_told_apart() -> None:
    """Only then may a call be made again over another one."""
    with pytest.raises(RemoteDisconnected):
        read_answer(BytesIO(b""))
