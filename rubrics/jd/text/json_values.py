"""JSON as a tree whose values know where they stand in the text; a text cut off in the middle gives what there is.

Knows no posting. The standard parser tells no places, which every remark needs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_PIECE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+|\\", re.DOTALL
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " "}
_PLAIN_WORD = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A string without its quotation marks, a number or a word such as true; where it stands."""

    raw: str
    start: int
    quoted: bool

    def pieces(self) -> Iterator[tuple[str, int]]:
        """Yield what the string says, each stretch with where it stands; a written-out character is one stretch."""
        if not self.quoted:
            yield self.raw, self.start
            return
        for match in _PIECE.finditer(self.raw):
            piece = match[0]
            yield (_meant(piece) if piece[0] == "\\" else piece), self.start + match.start()

    def __str__(self) -> str:
        """Return what the value says."""
        return "".join(piece for piece, _ in self.pieces())


@dataclass(frozen=True, slots=True)
class Node:
    """An object, by its keys, or a list, by its numbers; what stands there is a Node or a Leaf."""

    values: dict[str, Any] = field(default_factory=dict)
    is_list: bool = False

    def leaf(self, *keys: str) -> Leaf | None:
        """Return the first of some keys that holds a value that is neither empty nor null."""
        found = (self.values.get(key) for key in keys)
        return next((one for one in found if isinstance(one, Leaf) and one.raw.strip() not in ("", "null")), None)

    def node(self, key: str) -> "Node | None":
        """Return the object or list under a key."""
        found = self.values.get(key)
        return found if isinstance(found, Node) else None

    def nodes(self, key: str) -> "Iterator[Node]":
        """Yield the objects of a list under a key, or the one object that stands there."""
        found = self.node(key)
        inside = found.values.values() if found is not None and found.is_list else (found,)
        yield from (one for one in inside if isinstance(one, Node))


def read_json(text: str, start: int, end: int) -> Node | None:
    """Return the values between two places as a list; None where it is no JSON from its first object on."""
    root = Node(is_list=True)
    stack: list[Node] = [root]
    key: str | None = None
    after = start
    for token in _TOKEN.finditer(text, start, end):
        mark = token[0]
        if text[after : token.start()].strip():
            break
        after = token.end()
        top = stack[-1]
        if mark in "}]":
            if len(stack) == 1:
                break
            stack.pop()
            key = None
        elif mark in ",:":
            continue
        elif not top.is_list and key is None:
            if mark[0] != '"':
                break
            key = mark[1:-1]
        else:
            value = _value(mark, token.start())
            if value is None:
                break
            top.values[key if key is not None else str(len(top.values))] = value
            key = None
            if isinstance(value, Node):
                stack.append(value)
    return root if any(isinstance(one, Node) and one.values for one in root.values.values()) else None


def _value(mark: str, start: int) -> Node | Leaf | None:
    if mark in "{[":
        return Node(is_list=mark == "[")
    if mark[0] == '"':
        return Leaf(mark[1:-1], start + 1, quoted=True)
    return Leaf(mark, start, quoted=False) if _PLAIN_WORD.fullmatch(mark) else None


def _meant(escape: str) -> str:
    if escape[1:2] == "u" and len(escape) == 12:
        high, low = int(escape[2:6], 16), int(escape[8:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if escape[1:2] == "u" and len(escape) == 6:  # of one that is cut off only the letter is left
        code = int(escape[2:], 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
    return _ESCAPES.get(escape[1:], escape[1:])
