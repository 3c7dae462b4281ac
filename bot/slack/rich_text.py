"""Reads the plain text of Slack's rich text, in a field or in a message."""

from collections.abc import Iterator
from typing import Any


def rich_text_lines(elements: Any) -> Iterator[str]:
    """Return the plain text of rich text, a line per line and bullet; what is no part of rich text is left out."""
    for element in parts(elements):
        match element.get("type"):
            case "rich_text_list":
                for item in parts(element.get("elements")):
                    yield f"• {_inline(item.get('elements'))}"
            case "rich_text_section" | "rich_text_preformatted" | "rich_text_quote":
                yield _inline(element.get("elements")).removesuffix("\n")


def parts(elements: Any) -> list[dict[str, Any]]:
    """Return the objects in a list of Slack's, or none where it is no list: apps post what they like."""
    return [element for element in elements if isinstance(element, dict)] if isinstance(elements, list) else []


def _inline(elements: Any) -> str:
    return "".join(literal(element.get("text")) or literal(element.get("url")) for element in parts(elements))


def literal(text: Any) -> str:
    """Return a text of Slack's, or nothing where something else stands in its place."""
    return text if isinstance(text, str) else ""
