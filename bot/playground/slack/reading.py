"""Turns messages and views into what one reader sees, as nodes for the page and as plain text for assertions."""

from collections.abc import Iterable, Iterator
from datetime import UTC, tzinfo
from typing import Any

from bot.playground.slack.dates import localize
from bot.playground.slack.formatted import markdown_nodes, rich_text_nodes
from bot.playground.slack.markup import BROADCASTS, Nodes, parse_mrkdwn, parse_plain, walk
from bot.playground.slack.workspace import Json, Post, Workspace

# Where a block keeps what people read, in reading order.
_READ = (
    "title", "subtitle", "caption", "label", "text", "fields", "elements", "element", "accessory", "placeholder",
    "description", "hint", "options", "option_groups", "initial_value", "confirm", "deny", "alt_text", "rows", "submit",
    "close", "blocks", "child_blocks",
)  # fmt: skip
_WHOLE = frozenset({"mrkdwn", "plain_text", "rich_text", "raw_text", "markdown", "raw_number"})


class Reader:
    """One person's eyes: their time zone and the names they know people and channels by."""

    def __init__(self, workspace: Workspace, user: str | None = None) -> None:
        self._workspace = workspace
        member = workspace.members.get(user or "")
        self._zone: tzinfo = member.zone if member else UTC

    def words(self, node: Json) -> str:
        """Return what a node says, without its children's words."""
        kind = node["kind"]
        if kind == "user":
            return f"@{self.user_name(node['id'])}"
        if kind in {"channel", "channel_name"}:
            return f"#{self.channel_name(node)}"
        if kind == "date":
            return localize(node["unix"], node["format"], self._zone, self._workspace.clock())
        if kind == "emoji":
            return f":{node['name']}:"
        if kind in {"broadcast", "subteam"}:
            return f"@{node.get('name') or node['id']}"
        return "\n" if kind == "break" else str(node.get("text", ""))

    def user_name(self, user: str) -> str:
        """Return the name shown for a user id, the app's own included."""
        if user == self._workspace.identity.bot_user_id:
            return self._workspace.identity.app_name
        member = self._workspace.members.get(user)
        return member.real_name if member else user

    def channel_name(self, node: Json) -> str:
        """Return the name shown for a channel mention."""
        channel = self._workspace.channels.get(node.get("id", ""))
        return channel.name if channel else node.get("label") or node.get("name") or node["id"]

    def resolve(self, nodes: Iterable[Json]) -> Nodes:
        """Return the nodes with each name and date spelled out in `text`, ready to be drawn."""
        return [self._resolved(node) for node in nodes]

    def _resolved(self, node: Json) -> Json:
        resolved = {**node, "text": self.words(node)}
        if "children" in node:
            resolved["children"] = self.resolve(node["children"])
        if "items" in node:
            resolved["items"] = [self.resolve(item) for item in node["items"]]
        return resolved

    def plain(self, nodes: Iterable[Json]) -> str:
        """Return the text of nodes, with a line for each block-like one."""
        text, broken = "", False
        for node in nodes:
            block_like = node["kind"] in {"quote", "pre", "list", "section", "heading"}
            if text and (broken or block_like):
                text = text.removesuffix("\n") + "\n"
            text += self._words_within(node)
            broken = block_like
        return text

    def _words_within(self, node: Json) -> str:
        items = "\n".join(f"• {self.plain(item)}" for item in node.get("items", []))
        return self.words(node) + self.plain(node.get("children", [])) + items

    def plain_of(self, block: Any) -> str:
        """Return all text of a block, an element, a text object or a list of them, one piece a line."""
        return "\n".join(piece for piece in self._pieces(block) if piece)

    def _pieces(self, block: Any) -> Iterator[str]:
        if isinstance(block, str):
            yield block
        elif isinstance(block, list):
            for part in block:
                yield from self._pieces(part)
        elif is_text_tree(block):
            yield self.plain(nodes_of(block))
        elif isinstance(block, dict):
            for key in _READ:
                if key in block:
                    yield from self._pieces(block[key])
            yield from chart_lines(block)

    def plain_message(self, text: str, blocks: list[Json]) -> str:
        """Return what the message says: its blocks, or its text where it has none."""
        if blocks:
            return self.plain_of(blocks)
        return self.plain(parse_mrkdwn(text, automatic=False))


def is_text_tree(block: Any) -> bool:
    """Tell whether this is something `nodes_of` reads as a whole."""
    return isinstance(block, dict) and block.get("type") in _WHOLE


def nodes_of(block: Json) -> Nodes:
    """Return the nodes of a text object, a table cell, a rich_text or a markdown block."""
    match block["type"]:
        case "mrkdwn":
            return parse_mrkdwn(block["text"], automatic=not block.get("verbatim", False))
        case "rich_text":
            return rich_text_nodes(block)
        case "markdown":
            return markdown_nodes(block["text"])
        case "raw_number":
            return [{"kind": "text", "text": str(block["text"])}]
        case _:
            return parse_plain(block["text"])


def chart_lines(block: Json) -> Iterator[str]:
    """Yield what a chart says in words: a line for each category, with each series' figure; nothing of other blocks."""
    if block.get("type") != "data_visualization":
        return
    chart = block["chart"]
    for category in chart["axis_config"]["categories"]:
        figures = [
            f"{series['name']} {point['value']:g}"
            for series in chart["series"]
            for point in series["data"]
            if point["label"] == category
        ]
        yield f"{category}: {', '.join(figures)}"


def _text_trees(block: Any) -> Iterator[Json]:
    if isinstance(block, list):
        for part in block:
            yield from _text_trees(part)
    elif is_text_tree(block):
        yield block
    elif isinstance(block, dict):
        for key in _READ:
            if key in block:
                yield from _text_trees(block[key])


def pinged(post: Post, *, link_names: bool) -> set[str]:
    """Return the user ids and broadcasts ("channel", "here", "everyone") that a message calls."""
    if post.blocks:
        nodes = [node for block in _text_trees(post.blocks) for node in walk(nodes_of(block))]
    else:
        nodes = list(walk(parse_mrkdwn(post.text, automatic=link_names)))
    users = {node["id"] for node in nodes if node["kind"] == "user"}
    return users | {n["name"] for n in nodes if n["kind"] == "broadcast" and n["name"] in BROADCASTS}
