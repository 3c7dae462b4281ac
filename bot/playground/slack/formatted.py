"""Reads rich_text and the markdown block into the same nodes as mrkdwn; refuses nothing, for the checks came before."""

import re
from collections.abc import Callable
from itertools import pairwise

from bot.playground.slack.markup import Nodes
from bot.playground.slack.workspace import Json

_STYLES = (("bold", "bold"), ("italic", "italic"), ("strike", "strike"))
_MARKDOWN = re.compile(
    r"(?P<code>`[^`\n]+`)"
    r"|(?P<link>\[[^\]\n]+\]\([^)\s]+\))"
    r"|\*\*(?P<bold>[^*\n]+)\*\*"
    r"|(?<![\w*])\*(?P<italic>[^*\n]+)\*(?![\w*])"
    r"|~~(?P<strike>[^~\n]+)~~"
)
_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d+[.)]) +(?P<text>.+)")


def rich_text_nodes(rich_text: Json) -> Nodes:
    """Return the nodes of a rich_text block or value."""
    nodes: Nodes = []
    for part in rich_text["elements"]:
        if part["type"] == "rich_text_list":
            nodes.append(
                {
                    "kind": "list",
                    "ordered": part.get("style") == "ordered",
                    "indent": part.get("indent", 0),
                    "start": part.get("offset", 0) + 1,
                    "items": [_run(section) for section in part["elements"]],
                }
            )
        elif part["type"] == "rich_text_quote":
            nodes.append({"kind": "quote", "children": _run(part)})
        elif part["type"] == "rich_text_preformatted":
            nodes.append({"kind": "pre", "text": "".join(e.get("text", "") for e in part["elements"])})
        else:
            nodes.append({"kind": "section", "children": _run(part)})
    return nodes


def _run(section: Json) -> Nodes:
    nodes: Nodes = []
    for element in section["elements"]:
        inner = _rich_leaf(element)
        for name, kind in _STYLES:
            if element.get("style", {}).get(name):
                inner = [{"kind": kind, "children": inner}]
        nodes.extend(inner)
    return nodes


def _rich_leaf(element: Json) -> Nodes:
    kind = element["type"]
    if kind == "text" and not element.get("style", {}).get("code"):
        return _lines(element["text"])
    return [_LEAVES[kind](element)]


_LEAVES: dict[str, Callable[[Json], Json]] = {
    "text": lambda e: {"kind": "code", "text": e["text"]},
    "link": lambda e: {"kind": "link", "url": e["url"], "text": e.get("text") or e["url"]},
    "emoji": lambda e: {"kind": "emoji", "name": e["name"]},
    "user": lambda e: {"kind": "user", "id": e["user_id"]},
    "channel": lambda e: {"kind": "channel", "id": e["channel_id"], "label": ""},
    "broadcast": lambda e: {"kind": "broadcast", "name": e["range"]},
    "date": lambda e: {"kind": "date", "unix": e["timestamp"], "format": e["format"], "fallback": ""},
}


def _lines(text: str) -> Nodes:
    nodes: Nodes = []
    for index, line in enumerate(text.split("\n")):
        if index:
            nodes.append({"kind": "break"})
        if line:
            nodes.append({"kind": "text", "text": line})
    return nodes


def markdown_nodes(text: str) -> Nodes:
    """Return the nodes of a markdown block: headings, lists, quotes, code and the inline marks."""
    nodes: Nodes = []
    for index, part in enumerate(re.split(r"^```\w*\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)):
        if index % 2:
            nodes.append({"kind": "pre", "text": part.rstrip("\n")})
        else:
            nodes.extend(_markdown_lines(part))
    return _merge_lists(nodes)


def _markdown_lines(text: str) -> Nodes:
    nodes: Nodes = []
    for line in text.split("\n"):
        item = _ITEM.fullmatch(line)
        if item:
            ordered = item["mark"][0].isdigit()
            depth = len(item["indent"]) // 2
            start = int(item["mark"][:-1]) if ordered else 1
            content = {"items": [_markdown_inline(item["text"])], "start": start}
            nodes.append({"kind": "list", "ordered": ordered, "indent": depth, **content})
        elif heading := re.fullmatch(r"#{1,6} +(.+)", line):
            nodes.append({"kind": "heading", "children": _markdown_inline(heading[1])})
        elif line.startswith("> "):
            nodes.append({"kind": "quote", "children": _markdown_inline(line[2:])})
        elif line.strip():
            nodes.append({"kind": "section", "children": _markdown_inline(line)})
    return nodes


def _merge_lists(nodes: Nodes) -> Nodes:
    merged: Nodes = nodes[:1]
    for before, node in pairwise(nodes):
        same = ("kind", "ordered", "indent")
        if node["kind"] == "list" and all(before.get(key) == node.get(key) for key in same):
            merged[-1]["items"].extend(node["items"])
        else:
            merged.append(node)
    return merged


def _markdown_inline(text: str) -> Nodes:
    nodes: Nodes = []
    end = 0
    for match in _MARKDOWN.finditer(text):
        nodes.extend(_lines(text[end : match.start()]))
        kind = str(match.lastgroup)
        inside = match[kind]
        if kind == "code":
            nodes.append({"kind": "code", "text": inside[1:-1]})
        elif kind == "link":
            label, _, url = inside[1:-1].partition("](")
            nodes.append({"kind": "link", "url": url, "text": label})
        else:
            nodes.append({"kind": kind, "children": _markdown_inline(inside)})
        end = match.end()
    nodes.extend(_lines(text[end:]))
    return nodes
