"""Reads the words of a message that someone posted, whether they stand in its text, its blocks or its attachments."""

from collections.abc import Iterator
from typing import Any

from bot.slack.payloads import storable
from bot.slack.rich_text import literal, parts, rich_text_lines

Json = dict[str, Any]


def posted_text(message: Json) -> str:
    """Return all the words of a message, or an empty text.

    A person's message says everything in its text. An app's often says it in blocks, with a short text for
    notifications; so whichever says more is taken.
    """
    text = literal(message.get("text"))
    blocks = "\n".join(_of_blocks(message.get("blocks")))
    fuller = max(text, blocks, key=len)
    attached = "\n".join(_of_attachments(message.get("attachments")))
    return storable("\n".join(part for part in (fuller, attached) if part.strip()))


def _of_blocks(blocks: Any) -> Iterator[str]:
    for block in parts(blocks):
        match block.get("type"):
            case "rich_text":
                yield from rich_text_lines(block.get("elements"))
            case "section":
                yield from _texts([block.get("text"), *parts(block.get("fields"))])
            case "header":
                yield from _texts([block.get("text")])
            case "context":
                yield from _texts(parts(block.get("elements")))
            case "markdown":
                yield literal(block.get("text"))


def _texts(objects: list[Any]) -> Iterator[str]:
    for one in objects:
        words = one.get("text") if isinstance(one, dict) else None
        if isinstance(words, str) and words:
            yield words


def _of_attachments(attachments: Any) -> Iterator[str]:
    for attached in parts(attachments):
        said = [literal(attached.get(name)) for name in ("pretext", "title", "text")]
        words = [text for text in said if text] or list(_of_blocks(attached.get("blocks")))
        yield "\n".join(words or [literal(attached.get("fallback"))])
