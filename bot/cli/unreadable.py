"""Why a file holds no text to review; knows no sentence for it."""

from enum import StrEnum


class Unread(StrEnum):
    """Why a file holds no text to review."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    """In bytes, in bytes unpacked, or in pages."""
    NOT_TEXT = "not_text"
    """Binary, and neither Word nor PDF."""
    NOT_UTF8 = "not_utf8"
    DAMAGED = "damaged"
    LOCKED = "locked"
    """A PDF that asks for a password."""
    SCANNED = "scanned"
    """A PDF of pictures."""


class UnreadableError(Exception):
    """A file that holds no text to review; says why by a key, and the system's words where it has some."""

    def __init__(self, why: Unread, problem: str = "") -> None:
        super().__init__(why)
        self.why, self.problem = why, problem
