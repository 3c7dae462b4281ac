"""Slack's rich text: builds what people wrote so that it is shown literally, and reads the plain text of a field."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.slack.block_types import Block, RichTextPart, without_absent
from bot.slack.limits import SECTION_TEXT
from bot.wording.escaping import straight
from bot.wording.phrases import shortened


def rich_text(*pieces: RichTextPart) -> Block:
    """Return a block of sections, lists, quotations and preformatted texts."""
    return {"type": "rich_text", "elements": list(pieces)}


def text_run(
    text: str, *, bold: bool = False, italic: bool = False, strike: bool = False, code: bool = False
) -> RichTextPart:
    """Return a stretch of text, shown literally whatever it contains; it may not be empty."""
    styles = (("bold", bold), ("italic", italic), ("strike", strike), ("code", code))
    style = {name: True for name, is_so in styles if is_so}
    return without_absent(type="text", text=text, style=style or None)


def link_run(url: str, text: str | None = None) -> RichTextPart:
    """Return a link, read by its text or else by its address."""
    return without_absent(type="link", url=url, text=text or None)


def person_run(user: str) -> RichTextPart:
    """Return a person by their Slack id; each reader sees the name they know, and the person is notified."""
    return {"type": "user", "user_id": user}


def rich_section(*runs: RichTextPart) -> RichTextPart:
    """Return a paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(runs)}


def rich_quote(*runs: RichTextPart) -> RichTextPart:
    """Return a quotation of rich text."""
    return {"type": "rich_text_quote", "elements": list(runs)}


def rich_list(items: Sequence[RichTextPart], *, ordered: bool = False, indent: int = 0) -> RichTextPart:
    """Return a list of `rich_section`s with bullets or numbers, `indent` steps in from the margin."""
    style = "ordered" if ordered else "bullet"
    return without_absent(type="rich_text_list", style=style, elements=list(items), indent=indent or None)


def preformatted(text: str) -> Block:
    """Return a text in a box of its own, each character as wide as the next."""
    return rich_text({"type": "rich_text_preformatted", "elements": [text_run(text)]})


def quoted(text: str) -> Block:
    """Return someone's own words as a quotation, shown literally whatever they contain."""
    return rich_text(rich_quote(text_run(straight(shortened(text, SECTION_TEXT)))))


def rich_text_lines(elements: Any, *, names_people: bool = False) -> Iterator[str]:
    """Return the plain text of rich text, a line per line and bullet; what is no part of rich text is left out.

    With `names_people` someone who is mentioned stands there as in a command, by their account.
    """
    for element in parts(elements):
        match element.get("type"):
            case "rich_text_list":
                for item in parts(element.get("elements")):
                    yield f"• {_inline(item.get('elements'), names_people)}"
            case "rich_text_section" | "rich_text_preformatted" | "rich_text_quote":
                yield _inline(element.get("elements"), names_people).removesuffix("\n")


def parts(elements: Any) -> list[dict[str, Any]]:
    """Return the objects in a list of Slack's, or none where it is no list: apps post what they like."""
    return [element for element in elements if isinstance(element, dict)] if isinstance(elements, list) else []


def _inline(elements: Any, names_people: bool) -> str:
    runs = parts(elements)
    people = [f"<@{literal(run.get('user_id'))}>" if names_people and run.get("type") == "user" else "" for run in runs]
    texts = (literal(run.get("text")) or literal(run.get("url")) for run in runs)
    return "".join(person or text for person, text in zip(people, texts, strict=True))


def literal(text: Any) -> str:
    """Return a text of Slack's, or nothing where something else stands in its place."""
    return text if isinstance(text, str) else ""
