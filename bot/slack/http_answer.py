"""Reads an answer of HTTP/1.1 off a connection that is kept; knows nothing of what was asked.

Python's own client hands the headers to what parses e-mail, which takes longer than the rest of a call: Slack sends
thirty of them.
"""

from dataclasses import dataclass
from http.client import BadStatusLine, HTTPException, IncompleteRead, LineTooLong, RemoteDisconnected
from typing import BinaryIO

LONGEST_LINE = 65_536
"""As http.client has it."""
MOST_HEADERS = 100
"""As http.client has it; anyone who sends more isn't Slack."""
WITHOUT_BODY = frozenset({204, 304})


@dataclass(frozen=True)
class Answered:
    """An answer: its status, its headers by name, its whole body, and whether the connection goes on after it."""

    status: int
    headers: dict[str, str]
    body: bytes
    keeps_open: bool


def read_answer(file: BinaryIO) -> Answered:
    """Return the answer that comes next; raises HTTPException or OSError, and RemoteDisconnected where none begins."""
    while True:
        version, status = _status(file)
        headers = _headers(file)
        if status >= 200:  # what goes before is no answer yet
            break
    known = {name.lower(): value for name, value in headers.items()}
    is_chunked = known.get("transfer-encoding", "").lower() == "chunked"
    length = known.get("content-length")
    if status in WITHOUT_BODY:
        body = b""
    elif is_chunked:
        body = _chunks(file)
    elif length is None:
        body = file.read()
    else:
        body = _exactly(file, _number(length, 10))
    has_end = is_chunked or length is not None or status in WITHOUT_BODY
    wants = known.get("connection", "").lower()
    keeps_open = has_end and ("keep-alive" in wants if version == "HTTP/1.0" else "close" not in wants)
    return Answered(status, headers, body, keeps_open)


def _status(file: BinaryIO) -> tuple[str, int]:
    line = _line(file)
    if not line:
        raise RemoteDisconnected("no answer")
    version, _, rest = line.partition(" ")
    code = rest[:3]
    if not (version.startswith("HTTP/1.") and len(code) == 3 and code.isascii() and code.isdigit()):
        raise BadStatusLine(line)
    return version, int(code)


def _headers(file: BinaryIO) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(MOST_HEADERS + 1):
        line = _line(file)
        if not line:
            raise IncompleteRead(b"")
        if not line.strip():
            return headers
        name, _, value = line.partition(":")
        headers[name.strip()] = value.strip()
    raise HTTPException("too many headers")


def _chunks(file: BinaryIO) -> bytes:
    parts = []
    while size := _number(_line(file).partition(";")[0].strip(), 16):
        parts.append(_exactly(file, size))
        _line(file)
    _headers(file)  # the trailers, which say nothing of the answer
    return b"".join(parts)


def _number(text: str, base: int) -> int:
    try:
        number = int(text, base)
    except ValueError as error:
        raise HTTPException("no length") from error
    if number < 0:
        raise HTTPException("no length")
    return number


def _exactly(file: BinaryIO, length: int) -> bytes:
    body = file.read(length)
    if len(body) < length:
        raise IncompleteRead(body, length - len(body))
    return body


def _line(file: BinaryIO) -> str:
    line = file.readline(LONGEST_LINE + 1)
    if len(line) > LONGEST_LINE:
        raise LineTooLong("header line")
    return line.decode("latin-1")
