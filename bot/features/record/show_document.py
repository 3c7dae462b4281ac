"""A loop's record as a document: JSON and CSV for other programs, a page to print, Markdown for a terminal."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum

from bot.features.record.ratings_csv import ratings_csv
from bot.features.record.read_record import LoopRecord
from bot.features.record.record_file import record_file
from bot.features.record.show_page import record_page
from bot.features.record.show_record import literal_sentence
from bot.wording.phrases import written_out
from bot.wording.words import plain_words
from rubrics.panel.loop import Loop
from rubrics.panel.record import RecordEntry


class RecordFormat(StrEnum):
    """How a record is written."""

    PAGE = "html"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


HANDED_OUT = (RecordFormat.PAGE, RecordFormat.CSV, RecordFormat.JSON)
"""What is offered in Slack; a terminal reads Markdown, which a browser would show as it is."""
MEDIA_TYPES: Mapping[RecordFormat, str] = {
    RecordFormat.PAGE: "text/html",
    RecordFormat.CSV: "text/csv",
    RecordFormat.JSON: "application/json",
    RecordFormat.MARKDOWN: "text/markdown",
}
LIVE = re.compile(r"[\\`*\[\]<>&]")
"""Characters that could make a picture, a link or a tag of what someone wrote, where Markdown is shown."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that make what follows run the other way."""


def document(form: RecordFormat, record: LoopRecord, now: datetime) -> str:
    """Return a record as text: names beside the ids that programs go by."""
    writers: Mapping[RecordFormat, Callable[[LoopRecord, datetime], str]] = {
        RecordFormat.PAGE: record_page,
        RecordFormat.CSV: ratings_csv,
        RecordFormat.JSON: _json,
        RecordFormat.MARKDOWN: _markdown,
    }
    return writers[form](record, now)


def label_of(form: RecordFormat) -> str:
    """Return what people call a format: data by its acronym."""
    return plain_words("record_labels.page") if form is RecordFormat.PAGE else form.upper()


def file_name(form: RecordFormat, loop: Loop) -> str:
    """Return what a record's file is called: by the candidate's code, which names no one."""
    return f"record-{loop.candidate_code}.{form.value}"


def _markdown(record: LoopRecord, now: datetime) -> str:  # noqa: ARG001 – as every writer
    facts = {"loop": record.loop, "number": len(record.entries), "broken": record.broken}
    title, about, chain = (plain_words(f"record_document.{block}", **facts) for block in ("title", "about", "chain"))
    lines = (f"{entry.number}. {written_out(entry.at)}: {_literal(record, entry)}" for entry in record.entries)
    return "\n".join([f"# {title}", "", about, chain, "", *lines, ""])


def _json(record: LoopRecord, now: datetime) -> str:
    written = record_file(record, now).model_dump_json(indent=2)
    return TURNING.sub(lambda mark: f"\\u{ord(mark[0]):04x}", written) + "\n"


def _literal(record: LoopRecord, entry: RecordEntry) -> str:
    return LIVE.sub(r"\\\g<0>", literal_sentence(record, entry))
