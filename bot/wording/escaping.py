"""What makes words from people safe to show: escaped by type for mrkdwn, kept from turning text around anywhere."""

import html
import re
from collections.abc import Iterable

_MARK = re.compile(r"(?<!\w)[*_~`]+|[*_~`]+(?!\w)")
_SPECIAL = re.compile("[&<>*_~`]")
_TURNING = re.compile("[\u202a-\u202e\u2066\u2067]")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ISOLATING = re.compile("[\u2068\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LOOK_ALIKES = str.maketrans({"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"})


class Mrkdwn(str):
    """Text that is mrkdwn already; anything else is escaped when a template prints it."""

    __slots__ = ()


def escaped(value: object) -> str:
    """Return a value as text that Slack shows literally; Mrkdwn passes as it is.

    mrkdwn has no escape for its formatting marks. One that could begin or end formatting is shown by one that looks
    the same instead; inside a word, as in snake_case, it stays.
    """
    if isinstance(value, Mrkdwn):
        return value
    text = isolated(str(value))
    if not _SPECIAL.search(text):  # as in most: looking once is cheaper than replacing four times
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARK.sub(lambda mark: mark[0].translate(_LOOK_ALIKES), text)


class Html(str):
    """Text that is HTML already; anything else is escaped when a page prints it."""

    __slots__ = ()


def html_escaped(value: object) -> str:
    """Return a value as text that a browser shows literally, in a page's text and in a quoted attribute alike."""
    if isinstance(value, Html):
        return value
    return html.escape(_INVISIBLE.sub("", isolated(str(value))), quote=True)


def isolated(text: str) -> str:
    """Return words from people so that they turn nothing around them, however their own letters run.

    Characters that make what follows run the other way are left out. Words written from right to left stand between
    two characters that set them apart, so that Debrief's own words beside them keep their order.
    """
    if text.isascii():  # none of those characters is
        return text
    kept = _ISOLATING.sub("", _TURNING.sub("", text))
    return f"\u2068{kept}\u2069" if _RIGHT_TO_LEFT.search(kept) else kept


def straight(text: str) -> str:
    """Return text without the characters that make what follows run the other way; what `isolated` set apart stays."""
    kept = _TURNING.sub("", text)
    return kept if _is_closed(kept) else _ISOLATING.sub("", kept)


def _is_closed(text: str) -> bool:
    depth = 0
    for mark in _ISOLATING.findall(text):
        depth += 1 if mark == "\u2068" else -1
        if depth < 0:
            return False
    return depth == 0


def joined(parts: Iterable[str], joint: str) -> str:
    """Return parts as people list them: “a”, “a and b”, “a, b and c”."""
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} {joint} {last}" if first else last
