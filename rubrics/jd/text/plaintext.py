"""Any pasted text as plain lines of the same length, so that every offset still points into the original.

Markup (HTML, also escaped HTML, Markdown links, Slack's angle brackets) is overwritten by a space and fillers, never
cut; knows nothing of job descriptions.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

MAX_LENGTH = 200_000
"""Characters that are read: about forty times a usual posting."""
FILLER = "\u2060"
"""No one sees it: what is left of markup, so that a long tag stands no farther between two words than a short one."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_ANGLE = re.compile(r"<([a-zA-Z/!@#][^<>]{0,4000})>")
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
_LINK = re.compile(r"(?<=\])\([^()\s]{1,2000}\)|(?<![\w/])https?://[^\s<>()\[\]|]{1,2000}")
_TARGET = re.compile(
    r"^a\b[^<>]*\bhref[ \t]*=[ \t]*[\"']?(?:mailto:)?((?:https?://|[^\"'\s:/?#]{1,100}@)[^\"'\s<>]{1,2000})",
    re.IGNORECASE,
)
"""What a link of HTML leads to, if a reader could go there from anywhere: a page or an address."""
_SLACK_LINK = re.compile(r"(?:mailto:|(?=https?:))([^|]+)\|?(.*)", re.IGNORECASE | re.DOTALL)
_QUOTED_LINE = re.compile(rf"^[ \t{FILLER}]{{0,20}}>[ \t>]{{0,20}}", re.MULTILINE)
"""How a letter or Slack marks lines that are quoted."""
_BLOCKS = frozenset(
    ("p", "div", "br", "ul", "ol", "table", "tr", "td", "th", "section", "article", "header", "footer")
) | frozenset(("blockquote", "hr", "body", "dl", "dt", "dd", "main"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_KNOWN = _BLOCKS | _HEADINGS | {"li", "b", "strong", "a", "i", "em", "u", "span", "img", "input"}
"""In these what follows a blank tells nothing: <br />. In others it tells a gap no one filled: <your city>."""
_HIDDEN = (
    ("<!--", "-->"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<nav", "</nav"),
    ("<footer", "</footer"),
    ("<noscript", "</noscript"),
    ("<svg", "</svg"),
)
"""Comments, scripts and styles, and what stands on every page of a site: where each begins and ends."""
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"
_QUOTES = {"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "`": "'"}
_DASHES = dict.fromkeys("‐‑‒–—―−﹣－", "-")
_BREAKS = dict.fromkeys("\x85\u2028\u2029\r", "\n")
_CONTROLS = {chr(code): " " for code in range(32) if chr(code) not in "\n\r"}
_FOLD = _CONTROLS | dict.fromkeys(_SPACES, " ") | _QUOTES | _DASHES | _BREAKS
_SPECIAL = re.compile("[" + re.escape("".join(_FOLD)) + "]")
_SIGNS = frozenset("-–—&/|+•·*")
"""What may stand between spaces and is no word."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text, its plain form and its lower-case form: three strings of one length."""

    original: str
    plain: str
    folded: str

    def words(self, start: int, end: int) -> int:
        """Return how many words stand between two offsets, as a word processor counts: what stands between spaces."""
        words = self.plain[start:end].replace(FILLER, "").split()
        return len(words) - sum(map(_SIGNS.__contains__, words))

    def without(self, spans: Sequence[tuple[int, int]]) -> "PlainText":
        """Return the text with stretches left blank, which are in order and do not overlap; the original stays."""
        kept = list(
            zip((0, *(end for _, end in spans)), (*(start for start, _ in spans), len(self.plain)), strict=True)
        )
        blanks = [*(" " * (end - start) for start, end in spans), ""]
        cut = (
            "".join(whole[start:end] + blank for (start, end), blank in zip(kept, blanks, strict=True))
            for whole in (self.plain, self.folded)
        )
        return PlainText(self.original, *cut)


def unmarked(text: str) -> str:
    """Return the text with its markup overwritten, as long as it was."""
    text = _untagged(_unescaped(text))
    if "](" in text or "http" in text:
        text = _LINK.sub(lambda match: _blank(len(match[0])), text)
    return text


def links_in(text: str) -> dict[int, str]:
    """Return what each link of a text leads to, by the place of a space that it leaves once it is unmarked."""
    text = _unescaped(text)
    links = _tagged_links(_without_hidden(text)) if "<" in text else {}
    if "](" in text or "http" in text:
        links |= {link.start(): link[0].replace(FILLER, "") for link in _LINK.finditer(_untagged(text))}
    return links


def _unescaped(text: str) -> str:
    # Twice, since escaped HTML has escaped the entities in it once more.
    for _ in range(2):
        if "&" in text:
            text = _ENTITY.sub(_entity, text)
    return text


def _untagged(text: str) -> str:
    if "<" in text:
        text = _ANGLE.sub(_angle, _without_hidden(text))
    if ">" in text:
        text = _QUOTED_LINE.sub(lambda match: _blank(len(match[0])), text)
    return text


def _tagged_links(text: str) -> dict[int, str]:
    """Return the links in angle brackets, HTML's and Slack's, whose own words don't say already where they lead."""
    links: dict[int, str] = {}
    target, label = "", 0
    for tag in _ANGLE.finditer(text):
        inside = tag[1].replace(FILLER, "")
        slack, opened = _SLACK_LINK.match(inside), _TARGET.match(inside)
        if slack is not None and slack[2] not in slack[1]:
            links[tag.end() - 1] = f" ({slack[1]})"
        elif slack is not None and not slack[2]:
            links[tag.start()] = slack[1]
        elif opened is not None:
            target, label = opened[1], tag.end()
        elif target and inside.lower().startswith("/a") and inside[2:].strip() == "":
            if text[label : tag.start()].strip() not in target:
                links[tag.start()] = f" ({target})"
            target = ""
    return links


def plain_text(text: str) -> PlainText:
    """Return a text without markup in its plain form; offsets stay as they were."""
    plain = text.replace("\r\n", "\n ") if "\r\n" in text else text
    plain = _SPECIAL.sub(lambda match: _FOLD[match[0]], plain)
    return PlainText(text, plain, lowered(plain))


def lowered(plain: str) -> str:
    """Return a text in lower case, as long as it was: a capital that lowers to two characters (İ) stays."""
    lower = plain.lower()
    if len(lower) == len(plain):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)


def _blank(width: int) -> str:
    return " ".ljust(width, FILLER)


def _entity(match: re.Match[str]) -> str:
    meant = html.unescape(match[0])
    if len(meant) != 1:
        return match[0]
    return meant.rjust(len(match[0]), FILLER)


def _without_hidden(plain: str) -> str:
    """Overwrite what is no part of a page's text; one search forward per opening, none after the last closing."""
    for opening, closing in _HIDDEN:
        start = plain.find(opening)
        pieces: list[str] = []
        done = 0
        while start >= 0:
            end = plain.find(closing, start)
            if end < 0:
                break
            end += len(closing) if closing == "-->" else 0
            pieces += (plain[done:start], _blank(end - start))
            done = end
            start = plain.find(opening, end)
        plain = "".join(pieces) + plain[done:] if pieces else plain
    return plain


def _angle(match: re.Match[str]) -> str:
    inside, width = match[1], len(match[0])
    tag = _TAG.match(inside)
    name = tag[1].lower() if tag else ""
    if name in ("http", "https", "mailto") or inside[0] in "!@#":
        label = inside.partition("|")[2]
        return f" {label.rjust(width - 2, FILLER)} "
    if " " in inside and "=" not in inside and name not in _KNOWN:
        return match[0]
    closing = inside[0] == "/"
    if name == "li" and not closing:
        return "\n- ".ljust(width, FILLER)
    if name in _HEADINGS:
        return ("\n" if closing else "\n# ").ljust(width, FILLER)
    if name in ("b", "strong") and width >= 3:
        return "**".ljust(width, FILLER)
    return ("\n" if name in _BLOCKS or name == "li" else " ").ljust(width, FILLER)
