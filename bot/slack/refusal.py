"""How a refusal looks: a short modal, or a private answer to a command; knows none of its words."""

from typing import Any

from slack_sdk.models.blocks import PlainTextObject, SectionBlock
from slack_sdk.models.views import View

from bot.slack.limits import SECTION_TEXT
from bot.wording.escaping import straight
from bot.wording.phrases import shortened

CALLBACK_ID = "refusal"
_BLOCK_ID = "refusal"


def modal(reason: str, advice: str) -> dict[str, Any]:
    """Return a modal that says what cannot be done and what to do instead; Close is its only way out."""
    # plain_text: a refusal may quote what the person typed, and nothing in it may ping anybody
    return View(
        type="modal",
        callback_id=CALLBACK_ID,
        title=PlainTextObject(text="Not possible"),
        close=PlainTextObject(text="Close"),
        blocks=[SectionBlock(block_id=_BLOCK_ID, text=PlainTextObject(text=_text(reason, advice), emoji=False))],
    ).to_dict()


def message(reason: str, advice: str) -> dict[str, Any]:
    """Return the answer to a command that only the person who typed it sees."""
    text = _text(reason, advice)
    return {
        "response_type": "ephemeral",
        "text": _escaped(text),
        "blocks": [
            SectionBlock(block_id=_BLOCK_ID, text=PlainTextObject(text=text, emoji=False)).to_dict(),
        ],
    }


def _text(reason: str, advice: str) -> str:
    return shortened(straight(f"{reason}\n{advice}" if advice else reason), SECTION_TEXT)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
