"""How a refusal looks: a short modal, or a private answer to a command; knows none of its words."""

from collections.abc import Sequence

from bot.slack import blocks
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.limits import SECTION_TEXT
from bot.wording.escaping import straight
from bot.wording.phrases import shortened
from bot.wording.words import plain_words

CALLBACK_ID = "refusal"
_BLOCK_ID = "refusal"


def modal(reason: str, advice: str, *, title: str | None = None, buttons: Sequence[Element] = ()) -> Modal:
    """Return a modal that says what can't be done, titled by the act, with what to do instead as buttons."""
    return blocks.modal(
        title or plain_words("refusals.title"), _blocks(_text(reason, advice), buttons), callback_id=CALLBACK_ID
    )


def message(reason: str, advice: str, *, buttons: Sequence[Element] = ()) -> Message:
    """Return the answer to a command that only the person who typed it sees, with the same buttons."""
    text = _text(reason, advice)
    return {"response_type": "ephemeral", "text": _escaped(text), "blocks": _blocks(text, buttons)}


def _blocks(text: str, buttons: Sequence[Element]) -> list[Block]:
    # plain_text: a refusal may quote what the person typed, and nothing in it may ping anyone
    sentences = {"type": "section", "block_id": _BLOCK_ID, "text": blocks.plain(text)}
    return [sentences, *blocks.actions(*buttons)]


def _text(reason: str, advice: str) -> str:
    return shortened(straight(f"{reason}\n{advice}" if advice else reason), SECTION_TEXT)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
