"""How a refusal looks: a short modal, or a private answer to a command; knows none of its words."""

from bot.slack import blocks
from bot.slack.block_types import Block, Message, Modal
from bot.slack.limits import SECTION_TEXT
from bot.wording.escaping import straight
from bot.wording.phrases import shortened

CALLBACK_ID = "refusal"
_BLOCK_ID = "refusal"


def modal(reason: str, advice: str) -> Modal:
    """Return a modal that says what cannot be done and what to do instead; Close is its only way out."""
    return blocks.modal("Not possible", [_sentences(_text(reason, advice))], callback_id=CALLBACK_ID)


def message(reason: str, advice: str) -> Message:
    """Return the answer to a command that only the person who typed it sees."""
    text = _text(reason, advice)
    return {"response_type": "ephemeral", "text": _escaped(text), "blocks": [_sentences(text)]}


def _sentences(text: str) -> Block:
    # plain_text: a refusal may quote what the person typed, and nothing in it may ping anybody
    return {"type": "section", "block_id": _BLOCK_ID, "text": blocks.plain(text)}


def _text(reason: str, advice: str) -> str:
    return shortened(straight(f"{reason}\n{advice}" if advice else reason), SECTION_TEXT)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
