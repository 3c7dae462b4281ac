"""A record handed out as a document: the menu of formats, a link to one or the file, never its text."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.doors import Door
from bot.features.record.handing_out import GOOD_FOR
from bot.features.record.show_document import HANDED_OUT, RecordFormat, label_of
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, message, modal, private, section
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
    """A document for one person: behind a link, on its way as a file, or both; `url` is empty where no link is."""

    loop: Loop
    form: RecordFormat
    url: str
    comes_as_file: bool
    has_ratings: bool


def export_menu(loop_id: str) -> Element:
    """Return the menu of formats that a record may be taken in."""
    options = [(label_of(form), f"{loop_id}:{form}") for form in HANDED_OUT]
    return select(WRITE, options, placeholder=plain_words("record_labels.export"))


def answer(handed: HandedOut) -> Message:
    """Return the link privately, for anyone who typed the format."""
    return private(_text(handed), _blocks(handed))


def as_modal(handed: HandedOut) -> Modal:
    """Return the same as a modal, for anyone who chose the format from a menu."""
    title = plain_words("record_labels.title", code=handed.loop.candidate_code)
    return modal(title, _blocks(handed), callback_id=WRITE)


def coming(loop: Loop, form: RecordFormat) -> Message:
    """Return the direct message above a file that comes next."""
    text = words("record.file_comes", loop=loop, label=label_of(form))
    return message(text, [section(text)])


def no_file(loop: Loop, form: RecordFormat, *, has_link: bool) -> Message:
    """Return what takes its place where the file can't come: the other way to the record."""
    text, code = words("record.no_file", loop=loop, label=label_of(form)), loop.candidate_code
    if has_link:
        spoken = plain_words("record_labels.take_label", code=code, label=label_of(form))
        way = button(plain_words("record_labels.take"), WRITE, f"{loop.id}:{form}", label=spoken)
    else:
        spoken = plain_words("record_labels.show_label", code=code)
        way = button(plain_words("record_labels.show"), Door.READ_RECORD, loop.id, label=spoken)
    return message(text, [section(text), *actions(way)])


def file_message(loop: Loop, form: RecordFormat) -> Message:
    """Return what is said with the file itself."""
    return message(words("record.file", loop=loop, label=label_of(form)), [])


def file_title(loop: Loop, form: RecordFormat) -> str:
    """Return what the file is called where Slack lists it."""
    return plain_words("record_labels.file_title", code=loop.candidate_code, label=label_of(form))


def _text(handed: HandedOut) -> Mrkdwn:
    return words(
        "record.handed_out",
        loop=handed.loop,
        label=label_of(handed.form),
        minutes=int(GOOD_FOR.total_seconds() // 60) if handed.url else 0,
        file=handed.comes_as_file,
        ratings=handed.has_ratings,
    )


def _blocks(handed: HandedOut) -> Sequence[Block]:
    if not handed.url:
        return [section(_text(handed))]
    label, loop = label_of(handed.form), handed.loop
    spoken = plain_words("record_labels.take_label", code=loop.candidate_code, label=label)
    text = plain_words("record_labels.take")
    link = button(text, TAKE, loop.id, label=spoken, primary=True, url=handed.url)
    return [section(_text(handed)), *actions(link)]
