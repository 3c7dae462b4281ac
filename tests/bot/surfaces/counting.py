"""Counts the words a person sees on a surface, from its blocks: what is drawn, not what a closed menu holds."""

import re
from collections.abc import Iterator, Mapping, Sequence

_LINKED = re.compile(r"<[^<>|]*\|([^<>]*)>")
_MENTIONED = re.compile(r"<[@#!][^<>]*>")
_WORD = re.compile(r"\S*[^\W_]\S*")
_HIDDEN = frozenset(
    (
        "type",
        "action_id",
        "block_id",
        "value",
        "url",
        "private_metadata",
        "callback_id",
        "style",
        "confirm",
        "hash",
        "external_id",
        "alt_text",
        "image_url",
        "accessibility_label",
        "initial_options",
        "initial_date",
        "initial_time",
        "filter",
        "response_type",
    )
)
_SPOKEN = frozenset(("text", "initial_value", "caption", "label", "title"))
_CLOSED_MENUS = ("select", "timepicker", "datepicker")


def words_of(surface: Mapping[str, object]) -> int:
    """Return how many words a message or modal shows: tokens with a letter or digit, buttons and labels included.

    A mention counts as two words, a first and a last name. Of a closed menu its choice counts, else its placeholder;
    of an overflow menu nothing; a message's fall-back `text` does not count where it has blocks.
    """
    shown = {key: value for key, value in surface.items() if not (key == "text" and "blocks" in surface)}
    return sum(len(_WORD.findall(_as_seen(text))) for text in _texts(shown))


def _as_seen(text: str) -> str:
    return _MENTIONED.sub("First Last", _LINKED.sub(r"\1", text))


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        yield from _texts_of_element(node)
    elif isinstance(node, Sequence):
        for one in node:
            yield from _texts(one)


def _texts_of_element(node: Mapping[str, object]) -> Iterator[str]:
    kind = str(node.get("type", ""))
    if kind == "overflow":
        return
    if kind == "user":
        yield "First Last"
    if any(part in kind for part in _CLOSED_MENUS):
        chosen = node.get("initial_option") or node.get("initial_date") or node.get("initial_time")
        yield from _texts(chosen or node.get("placeholder", ""))
        return
    filled = node.get("initial_value")
    for key, value in node.items():
        if key in _HIDDEN or key == "initial_option" or (key == "placeholder" and filled):
            continue
        if key == "fallback" or (isinstance(value, str) and key not in _SPOKEN):
            continue
        yield from _texts(value)
