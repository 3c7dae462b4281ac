"""A record handed out as a document: the menu of formats, and the link to one, never its text."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.record.handing_out import GOOD_FOR
from bot.features.record.show_document import HANDED_OUT, RecordFormat, label_of
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, modal, private, section
from bot.slack.elements import button, select
from bot.wording.escaping import Mrkdwn
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Loop

WRITE = "record_write"
"""The id of what hands out a record as a document; its value is the loop and the format."""
TAKE = "record_take"
"""The link itself: Slack opens it, and wants an ack."""


@dataclass(frozen=True)
class HandedOut:
    """A document that waits behind a link for one person."""

    loop: Loop
    form: RecordFormat
    url: str
    has_ratings: bool


def export_menu(loop_id: str) -> Element:
    """Return the menu of formats that a record may be taken in."""
    options = [(label_of(form), f"{loop_id}:{form}") for form in HANDED_OUT]
    return select(WRITE, options, placeholder=plain_words("record_labels.export"))


def answer(handed: HandedOut) -> Message:
    """Return the link privately, for whoever typed the format."""
    return private(_text(handed), _blocks(handed))


def as_modal(handed: HandedOut) -> Modal:
    """Return the same as a modal, for whoever chose the format from a menu."""
    title = plain_words("record_labels.title", code=handed.loop.candidate_code)
    return modal(title, _blocks(handed), callback_id=WRITE)


def _text(handed: HandedOut) -> Mrkdwn:
    minutes = int(GOOD_FOR.total_seconds() // 60)
    label = label_of(handed.form)
    return words("record.handed_out", loop=handed.loop, label=label, minutes=minutes, ratings=handed.has_ratings)


def _blocks(handed: HandedOut) -> Sequence[Block]:
    label, loop = label_of(handed.form), handed.loop
    spoken = plain_words("record_labels.take_label", code=loop.candidate_code, label=label)
    text = plain_words("record_labels.take")
    link = button(text, TAKE, loop.id, label=spoken, primary=True, url=handed.url)
    return [section(_text(handed)), *actions(link)]
