"""Reads the plain text of Slack's rich text, in a field or in a message."""

from collections.abc import Iterator
from typing import Any


def rich_text_lines(elements: list[dict[str, Any]]) -> Iterator[str]:
    """Return the plain text of rich text, a line per line and bullet."""
    for element in elements:
        match element["type"]:
            case "rich_text_list":
                for item in element["elements"]:
                    yield f"• {_inline(item['elements'])}"
            case "rich_text_section" | "rich_text_preformatted" | "rich_text_quote":
                yield _inline(element["elements"]).removesuffix("\n")


def _inline(elements: list[dict[str, Any]]) -> str:
    return "".join(str(element.get("text") or element.get("url") or "") for element in elements)
