"""A loop's record as a document: Markdown to read, JSON and CSV for other programs."""

import csv
import io
import json
import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import accumulate
from typing import Any

from bot.features.record.read_record import LoopRecord
from bot.features.record.show_record import sentence
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, divided, modal, private, section
from bot.slack.elements import select
from bot.slack.limits import VIEW_BYTES
from bot.slack.rich_text import preformatted
from bot.wording.escaping import straight
from bot.wording.phrases import written_out
from bot.wording.words import plain_words, words
from rubrics.catalogue.limits import POST
from rubrics.panel.loop import Loop
from rubrics.panel.record import RecordEntry


class RecordFormat(StrEnum):
    """How a record is written."""

    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


FORMATS = tuple(RecordFormat)
WRITE = "record_write"
"""The id of what writes a record as a document; its value is the loop and the format."""
LONGEST_ACRONYM = 4
LIVE = re.compile(r"[\\`*\[\]<>&]")
"""Characters that could make a picture, a link or a tag of what somebody wrote, where Markdown is shown."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that make what follows run the other way."""
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
MOST_PARTS = 90
"""Paragraphs of a modal, which takes 100 blocks."""
MOST_BYTES = VIEW_BYTES - 20_000
"""Of the text in a modal; the rest is for what each paragraph and the modal itself are wrapped in."""
IN_A_MESSAGE = POST - 1_000
"""Characters of a record that one message has room for, beside what it says of it."""
RISKY = ("=", "+", "-", "@", "\t")
"""A cell that starts like this would be run as a formula by a spreadsheet."""


def document(form: RecordFormat, record: LoopRecord) -> str:
    """Return a record as text: names beside the ids that programs go by."""
    writers = {RecordFormat.MARKDOWN: _markdown, RecordFormat.JSON: _json, RecordFormat.CSV: _csv}
    return writers[form](record)


def answer(form: RecordFormat, loop: Loop, text: str) -> Message | Modal:
    """Return a record's text privately, to be copied; what has no room in one message, as a modal."""
    if len(text) > IN_A_MESSAGE:
        return as_modal(form, loop, text)
    blocks = _blocks(form, loop, text)
    return private(blocks[0]["text"]["text"], blocks)


def as_modal(form: RecordFormat, loop: Loop, text: str) -> Modal:
    """Return the same as a modal, for whoever chose the format from a menu."""
    title = plain_words("record_labels.title", code=loop.candidate_code)
    return modal(title, _blocks(form, loop, text), callback_id=WRITE)


def _blocks(form: RecordFormat, loop: Loop, text: str) -> list[Block]:
    parts = divided(text)
    shown = parts[: _most_shown(parts)]
    left_out = len(parts) - len(shown)
    intro = words("record.document", loop=loop, form=form, label=label_of(form), left_out=left_out)
    others = actions(export_menu(loop.id, but=form))
    return [section(intro), *map(preformatted, shown), *others]


def _most_shown(parts: Sequence[str]) -> int:
    """Return how many of these paragraphs a modal takes, counted as they are sent: in ASCII."""
    sizes = accumulate(len(json.dumps(part)) for part in parts[:MOST_PARTS])
    return sum(size <= MOST_BYTES for size in sizes)


def export_menu(loop_id: str, *, but: RecordFormat | None = None) -> Element:
    """Return the menu of formats that a record may be written in."""
    options = [(label_of(form), f"{loop_id}:{form}") for form in FORMATS if form is not but]
    return select(WRITE, options, placeholder=plain_words("record_labels.export"))


def label_of(form: RecordFormat) -> str:
    """Return what people call a format: those of a few letters are spelled in capitals."""
    return form.upper() if len(form) <= LONGEST_ACRONYM else form.capitalize()


def _markdown(record: LoopRecord) -> str:
    facts = {"loop": record.loop, "number": len(record.entries), "broken": record.broken}
    title, about, chain = (plain_words(f"record_document.{block}", **facts) for block in ("title", "about", "chain"))
    lines = (f"{entry.number}. {written_out(entry.at)}: {_literal(record, entry)}" for entry in record.entries)
    return "\n".join([f"# {title}", "", about, chain, "", *lines, ""])


def _json(record: LoopRecord) -> str:
    loop = record.loop
    content: dict[str, Any] = {
        "loop": loop.id,
        "candidate": loop.candidate_code,
        "rubric": {"id": loop.rubric.id, "digest": loop.rubric.digest},
        "state": loop.state.value,
        "chain": {"whole": record.broken is None, "broken_at": record.broken},
        "people": dict(sorted(record.names.items())),
        "entries": [entry.model_dump(mode="json") for entry in record.entries],
        "scorecards": [card.model_dump(mode="json") for card in record.cards],
    }
    written = json.dumps(content, indent=2, ensure_ascii=False, default=dict)
    return TURNING.sub(lambda mark: f"\\u{ord(mark[0]):04x}", written) + "\n"


def _csv(record: LoopRecord) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("number", "at", "actor", "name", "action", "what happened"))
    for entry in record.entries:
        at, name = entry.at.isoformat(timespec="seconds"), straight(record.names.get(entry.actor, ""))
        row = (str(entry.number), at, entry.actor, name, entry.action, _sentence(record, entry))
        writer.writerow([f"'{cell}" if cell.startswith(RISKY) else cell for cell in row])
    return text.getvalue()


def _literal(record: LoopRecord, entry: RecordEntry) -> str:
    return LIVE.sub(r"\\\g<0>", _sentence(record, entry))


def _sentence(record: LoopRecord, entry: RecordEntry) -> str:
    def who(user: str) -> str:
        name = record.names.get(user)
        return f"{name} ({user})" if name else user

    text: str = " ".join(sentence(record.loop, entry, record.cards, who=who).split())
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return text
