"""Reads Slack's mrkdwn into a tree of plain nodes, as a Slack client would; draws nothing and knows no names."""

import re
from collections.abc import Iterable, Iterator

from bot.playground.slack.workspace import Json

# A node is {"kind": …} with "text", "children", "items" or the fields of its kind; the page draws them one by one,
# and nothing of a message ever reaches the page as HTML.
Nodes = list[Json]

BROADCASTS = ("channel", "here", "everyone")

_INLINE = re.compile(
    r"(?P<angle><[^<>\n]+>)"
    r"|(?P<code>`[^`\n]+`)"
    r"|(?<![\w*])\*(?P<bold>(?=\S)[^*\n]*[^*\s])\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>(?=\S)[^_\n]*[^_\s])_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>(?=\S)[^~\n]*[^~\s])~(?![\w~])"
    r"|(?<!\w):(?P<emoji>[a-z0-9_+'-]+):"
    r"|(?P<newline>\n)"
)
# What Slack turns into live syntax by itself unless the text object is verbatim.
_AUTOMATIC = re.compile(
    r"(?P<url>https?://[^\s<>|]+[^\s<>|.,;:!?)\]])"
    r"|(?<![\w@])@(?P<broadcast>channel|here|everyone)\b"
    r"|(?<![\w#&])#(?P<channel_name>[a-z0-9][a-z0-9_-]*)"
)
_FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_QUOTE = re.compile(r"(?:>|&gt;) ?")


def unescape(text: str) -> str:
    """Return the characters a reader sees for `&lt;`, `&gt;` and `&amp;`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """Return text with the three characters escaped that Slack escapes, `&` first."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def parse_mrkdwn(text: str, *, automatic: bool) -> Nodes:
    """Return the nodes of an mrkdwn text; `automatic` is false for a verbatim text object."""
    nodes: Nodes = []
    for index, part in enumerate(_FENCE.split(text)):
        if index % 2:
            nodes.append({"kind": "pre", "text": unescape(part)})
        elif part:
            nodes.extend(_paragraphs(part, automatic=automatic))
    return nodes


def parse_plain(text: str) -> Nodes:
    """Return the nodes of a plain_text: literal characters, line breaks and emoji names."""
    nodes: Nodes = []
    for piece in re.split(r"(\n|(?<!\w):[a-z0-9_+'-]+:)", text):
        if piece == "\n":
            nodes.append({"kind": "break"})
        elif re.fullmatch(r":[a-z0-9_+'-]+:", piece):
            nodes.append({"kind": "emoji", "name": piece[1:-1]})
        elif piece:
            nodes.append({"kind": "text", "text": piece})
    return nodes


def walk(nodes: Iterable[Json]) -> Iterator[Json]:
    """Yield every node of a tree, parents first."""
    for node in nodes:
        yield node
        yield from walk(node.get("children", []))
        for item in node.get("items", []):
            yield from walk(item)


def _paragraphs(text: str, *, automatic: bool) -> Nodes:
    nodes: Nodes = []
    quoted: list[str] = []
    plain: list[str] = []

    def flush() -> None:
        if quoted:
            nodes.append({"kind": "quote", "children": _inline("\n".join(quoted), automatic=automatic)})
        if plain:
            nodes.extend(_inline("\n".join(plain), automatic=automatic))
        quoted.clear()
        plain.clear()

    for line in text.split("\n"):
        mark = _QUOTE.match(line)
        if (plain if mark else quoted) and (quoted or plain):
            flush()
        (quoted if mark else plain).append(line[mark.end() :] if mark else line)
    flush()
    return nodes


def _inline(text: str, *, automatic: bool) -> Nodes:
    nodes: Nodes = []
    end = 0
    for match in _INLINE.finditer(text):
        nodes.extend(_leaf(text[end : match.start()], automatic=automatic))
        nodes.append(_span(match, automatic=automatic))
        end = match.end()
    nodes.extend(_leaf(text[end:], automatic=automatic))
    return nodes


def _span(match: re.Match[str], *, automatic: bool) -> Json:
    kind = str(match.lastgroup)
    inside = match.group(kind)
    if kind == "angle":
        return _angle(inside[1:-1])
    if kind == "newline":
        return {"kind": "break"}
    if kind == "code":
        return {"kind": "code", "text": unescape(inside[1:-1])}
    if kind == "emoji":
        return {"kind": "emoji", "name": inside}
    return {"kind": kind, "children": _inline(inside, automatic=automatic)}


def _leaf(text: str, *, automatic: bool) -> Nodes:
    if not automatic:
        return [{"kind": "text", "text": unescape(text)}] if text else []
    nodes: Nodes = []
    end = 0
    for match in _AUTOMATIC.finditer(text):
        nodes.extend(_leaf(text[end : match.start()], automatic=False))
        kind = str(match.lastgroup)
        value = unescape(match.group(kind))
        if kind == "url":
            nodes.append({"kind": "link", "url": value, "text": value})
        else:
            nodes.append({"kind": kind, "name": value})
        end = match.end()
    nodes.extend(_leaf(text[end:], automatic=False))
    return nodes


def _angle(inside: str) -> Json:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return {"kind": "user", "id": target[1:]}
    if target.startswith("#"):
        return {"kind": "channel", "id": target[1:], "label": unescape(label)}
    if target.startswith("!date^"):
        return _date(target, label)
    if target.startswith("!subteam^"):
        return {"kind": "subteam", "id": target.removeprefix("!subteam^")}
    if target.startswith("!"):
        return {"kind": "broadcast", "name": target[1:]}
    return {"kind": "link", "url": unescape(target), "text": unescape(label or target.removeprefix("mailto:"))}


def _date(target: str, fallback: str) -> Json:
    _, unix, layout, *link = target.split("^")
    if not re.fullmatch(r"-?\d+", unix):
        return {"kind": "text", "text": unescape(fallback)}
    node = {"kind": "date", "unix": int(unix), "format": unescape(layout), "fallback": unescape(fallback)}
    return {**node, "url": unescape(link[0])} if link else node
