"""A loop's record as a document: Markdown to read, JSON and CSV for other programs; people stand as Slack user ids."""

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any, Literal

from slack_sdk.models.blocks import Block, RichTextBlock, RichTextPreformattedElement
from slack_sdk.models.blocks.block_elements import RichTextElementParts

from bot.views.blocks import Message, divided, private, section
from bot.views.record import sentence
from bot.views.words import words
from rubrics.loop import Loop, SubmittedCard
from rubrics.record import RecordEntry

Format = Literal["markdown", "json", "csv"]
FORMATS: tuple[Format, ...] = ("markdown", "json", "csv")
LIVE = re.compile(r"[\\`*\[\]<>&]")
"""Characters that could make a picture, a link or a tag of what somebody wrote, where Markdown is shown."""
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
MOST_PARTS = 45
RISKY = ("=", "+", "-", "@", "\t")
"""A cell that starts like this would be run as a formula by a spreadsheet."""


def document(
    form: Format, loop: Loop, entries: Sequence[RecordEntry], cards: Sequence[SubmittedCard], broken: int | None
) -> str:
    """Return a record as text; `cards` hold ratings where the reader may have them."""
    match form:
        case "markdown":
            return _markdown(loop, entries, cards, broken)
        case "json":
            return _json(loop, entries, cards, broken)
        case "csv":
            return _csv(loop, entries, cards)


def answer(form: Format, loop: Loop, text: str) -> Message:
    """Return a record's text privately, to be copied."""
    parts = divided(text)
    intro = words("record.document", loop=loop, form=form, left_out=max(0, len(parts) - MOST_PARTS))
    return private(intro, [section(intro), *map(_preformatted, parts[:MOST_PARTS])])


def _preformatted(text: str) -> Block:
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=[RichTextElementParts.Text(text=text)])])


def _markdown(loop: Loop, entries: Sequence[RecordEntry], cards: Sequence[SubmittedCard], broken: int | None) -> str:
    chain = "verified" if broken is None else f"broken at entry {broken}"
    lines = [
        f"# Record of loop {loop.candidate_code}",
        "",
        f"{loop.rubric.title}, rubric {loop.rubric.id} version {loop.rubric.version}. State: {loop.state.value}.",
        f"{len(entries)} entries; chain {chain}.",
        "",
    ]
    return "\n".join([*lines, *(f"{e.number}. {_time(e)} {_literal(loop, e, cards)}" for e in entries), ""])


def _json(loop: Loop, entries: Sequence[RecordEntry], cards: Sequence[SubmittedCard], broken: int | None) -> str:
    told: dict[str, Any] = {
        "loop": loop.id,
        "candidate": loop.candidate_code,
        "rubric": {"id": loop.rubric.id, "digest": loop.rubric.digest},
        "state": loop.state.value,
        "chain": {"whole": broken is None, "broken_at": broken},
        "entries": [entry.model_dump(mode="json") for entry in entries],
        "scorecards": [card.model_dump(mode="json") for card in cards],
    }
    return json.dumps(told, indent=2, ensure_ascii=False, default=dict) + "\n"


def _csv(loop: Loop, entries: Sequence[RecordEntry], cards: Sequence[SubmittedCard]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("number", "at", "actor", "action", "what happened"))
    for entry in entries:
        row = (str(entry.number), _time(entry), entry.actor, entry.action, _sentence(loop, entry, cards))
        writer.writerow([f"'{cell}" if cell.startswith(RISKY) else cell for cell in row])
    return text.getvalue()


def _time(entry: RecordEntry) -> str:
    return entry.at.isoformat(timespec="seconds")


def _literal(loop: Loop, entry: RecordEntry, cards: Sequence[SubmittedCard]) -> str:
    return LIVE.sub(r"\\\g<0>", _sentence(loop, entry, cards))


def _sentence(loop: Loop, entry: RecordEntry, cards: Sequence[SubmittedCard]) -> str:
    text: str = " ".join(sentence(loop, entry, cards, who=str).split())
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return text
