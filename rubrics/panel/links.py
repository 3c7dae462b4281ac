"""Pages about a candidate, such as a CV, out of what someone typed: only addresses that are safe to show as a link."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from rubrics.panel.loop_facts import Link

MOST_LINKS = 5
"""More than a CV, a portfolio, a repository and two samples of work no one reads before an interview."""
LONGEST_LABEL = 40
"""Characters: several stand in one line of an invitation."""
LONGEST_ADDRESS = 500
"""Characters: signed links to a file reach three hundred."""

_LINE = re.compile(r"(?P<label>.*?)[\s:–—-]*<?(?P<url>https://[^\s<>|\"\\^`{}]+)>?\s*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


class UnfitLinkError(ValueError):
    """A line that is no link that may be shown; carries the line."""

    def __init__(self, line: str) -> None:
        self.line = line
        super().__init__(line)


def links_in(text: str) -> tuple[Link, ...]:
    """Return the links of a text, one a line, each with the label before it or else its host.

    Only https to a named host, without a user's name in it: that would show one host and lead to another. Raises
    UnfitLinkError with the first line that is none, or one too many.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINKS:
        raise UnfitLinkError(lines[MOST_LINKS])
    return tuple(map(_link, lines))


def as_text(links: Sequence[Link]) -> str:
    """Return links as they are typed, one a line."""
    return "\n".join(f"{link.label} {link.url}" for link in links)


def _link(line: str) -> Link:
    match = _LINE.fullmatch(line)
    host = _host_of(match["url"]) if match else ""
    if match is None or not host or len(match["url"]) > LONGEST_ADDRESS:
        raise UnfitLinkError(line)
    label = " ".join(match["label"].split()) or host.removeprefix("www.")[:LONGEST_LABEL]
    if len(label) > LONGEST_LABEL:
        raise UnfitLinkError(line)
    return Link(label=label, url=match["url"])


def _host_of(url: str) -> str:
    """Return the host that an address leads to; empty where it is not certain."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    is_plain = url.isprintable() and "@" not in parts.netloc and _HOST.fullmatch(host) is not None
    return host if is_plain else ""
