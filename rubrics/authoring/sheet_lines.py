r"""The lines of one cell: statements with their sources, questions with their follow-ups; knows no sheet.

A line may begin with an id in brackets and end with marks of sources in brackets: “[judge] How do you … ? [S1, S3]”.
Behind a bar a statement may say the same in short: “Run production systems | Production systems”. A line that begins
with a dash is a follow-up, one that begins with a rating and a colon what to listen for: “3: Names …”; “9:30” begins a
time. A backslash makes each of these signs an ordinary one; “\n” is a line break in one text.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_ID = re.compile(r"\[([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\]\s*")
_MARKS = re.compile(r"\s*(?<!\\)\[([A-Z][A-Z0-9]*(?:\s*,\s*[A-Z][A-Z0-9]*)*)\]$")
_BEFORE_BAR = re.compile(r"(?:[^\\|]|\\.)*(?=\|)")
_FOLLOW_UP = re.compile(r"[-–•]\s*")
_RATED = re.compile(r"(\d+)\s*:(?:\s+(?=\S)|(?=[^\s\d]))")
_SPECIAL = ("[", "-", "–", "•", "\\")


class Said(NamedTuple):
    """One line: its id if it gives one, its text, the same in short if it gives that, and marks of sources.

    `rating` is the one that a line begins with, where lines of a question are read, whether a scale has it or not.
    """

    id: str | None
    text: str
    short: str | None
    sources: tuple[str, ...]
    is_follow_up: bool
    rating: str | None = None


def lines_of(cell: str, *, in_short: bool = False, rated: bool = False) -> Iterator[Said]:
    """Yield what each line of a cell says; empty lines are left out.

    Only statements say the same `in_short`; only the lines of questions are `rated`.
    """
    for line in cell.split("\n"):
        if text := line.strip():
            rating = _RATED.match(text) if rated else None
            said = _said(text[rating.end() :] if rating else text, in_short=in_short)
            yield said._replace(rating=rating[1]) if rating else said


def _said(text: str, *, in_short: bool) -> Said:
    follow_up = _FOLLOW_UP.match(text)
    if follow_up:
        text = text[follow_up.end() :]
    name = None if follow_up else _ID.match(text)
    if name:
        text = text[name.end() :]
    marks = _MARKS.search(text)
    if marks:
        text = text[: marks.start()]
    sources = tuple(mark.strip() for mark in marks[1].split(",")) if marks else ()
    full = _BEFORE_BAR.match(text) if in_short else None
    short = _unescaped(text[full.end() + 1 :].strip()) if full else ""
    said = _unescaped(full[0].strip() if full else text)
    return Said(name[1] if name else None, said, short or None, sources, follow_up is not None)


def line_for(text: str, sources: Iterable[str] = (), *, name: str = "", short: str = "") -> str:
    """Return the line that says a text, such that `lines_of` reads the same again."""
    marks = ", ".join(sources)
    parts = (f"[{name}]" if name else "", _escaped(text), f"| {_escaped(short)}" if short else "")
    return " ".join(part for part in (*parts, f"[{marks}]" if marks else "") if part)


def follow_up_line(text: str) -> str:
    """Return the line of a follow-up to the question above it."""
    return f"- {_escaped(text)}"


def sign_line(rating: int, text: str) -> str:
    """Return the line of what to listen for at a rating in an answer to the question above it."""
    return f"{rating}: {_escaped(text)}"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("|", "\\|")
    if text.startswith(_SPECIAL[:-1]) or _RATED.match(text):
        text = "\\" + text
    if text.endswith("]"):
        at = text.rfind("[")
        text = text[:at] + "\\" + text[at:] if at > 0 and text[at - 1] != "\\" else text
    return text


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text, flags=re.DOTALL)
