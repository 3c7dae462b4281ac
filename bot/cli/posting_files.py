"""The text of a posting's file: plain text, Markdown, HTML, Word and PDF; knows nothing of what is read out of it.

What is none of these is refused with a sentence, by its first bytes rather than by its name, and never judged as text.
"""

import sys
from importlib import import_module
from pathlib import Path

from bot.cli.unreadable import Unread, UnreadableError

READ = frozenset((".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"))
LARGEST = 20_000_000
"""Bytes of a file. A posting with pictures, as a word processor keeps it, has a few million."""
KINDS = {b"PK\x03\x04": "bot.cli.word_files", b"%PDF-": "bot.cli.pdf_files"}
"""By the first bytes of a file, the module whose `text_in` reads it; none is imported before such a file comes."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def text_of(path: Path) -> str:
    """Return the text of a file, of standard input for "-"; raises UnreadableError."""
    try:
        content = sys.stdin.buffer.read(LARGEST + 1) if str(path) == "-" else _read(path)
    except OSError as error:
        raise UnreadableError(Unread.UNREADABLE, error.strerror or "") from error
    if len(content) > LARGEST:
        raise UnreadableError(Unread.TOO_LARGE)
    text = text_in(content)
    if not text.strip():
        raise UnreadableError(Unread.EMPTY)
    return text


def text_in(content: bytes) -> str:
    """Return the text that a file's bytes hold; raises UnreadableError."""
    for begins, module in KINDS.items():
        if content.startswith(begins):
            return str(import_module(module).text_in(content))
    if b"\0" in content and not content.startswith(UTF_16):
        raise UnreadableError(Unread.NOT_TEXT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(Unread.NOT_UTF8) from error


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
