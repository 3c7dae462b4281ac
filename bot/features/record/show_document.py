"""A loop's record as a document: Markdown to read, JSON and CSV for other programs."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol

from slack_sdk.models.blocks import Block, RichTextBlock, RichTextPreformattedElement
from slack_sdk.models.blocks.block_elements import RichTextElementParts

from bot.features.record.show_record import sentence
from bot.slack.blocks import Message, divided, private, section
from bot.wording.escaping import straight
from bot.wording.phrases import count, written_out
from bot.wording.words import words
from rubrics.panel.loop import Loop, SubmittedCard
from rubrics.panel.record import RecordEntry

Format = Literal["markdown", "json", "csv"]
FORMATS: tuple[Format, ...] = ("markdown", "json", "csv")
LIVE = re.compile(r"[\\`*\[\]<>&]")
"""Characters that could make a picture, a link or a tag of what somebody wrote, where Markdown is shown."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that make what follows run the other way."""
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
MOST_PARTS = 45
RISKY = ("=", "+", "-", "@", "\t")
"""A cell that starts like this would be run as a formula by a spreadsheet."""


class Recorded(Protocol):
    """A record as its reader may have it; `names` holds who is known by name, and `cards` ratings where allowed."""

    @property
    def loop(self) -> Loop: ...  # noqa: D102

    @property
    def entries(self) -> Sequence[RecordEntry]: ...  # noqa: D102

    @property
    def broken(self) -> int | None: ...  # noqa: D102

    @property
    def cards(self) -> Sequence[SubmittedCard]: ...  # noqa: D102

    @property
    def names(self) -> Mapping[str, str]: ...  # noqa: D102


def document(form: Format, found: Recorded) -> str:
    """Return a record as text: names beside the ids that programs go by."""
    match form:
        case "markdown":
            return _markdown(found)
        case "json":
            return _json(found)
        case "csv":
            return _csv(found)


def answer(form: Format, loop: Loop, text: str) -> Message:
    """Return a record's text privately, to be copied."""
    parts = divided(text)
    intro = words("record.document", loop=loop, form=form, left_out=max(0, len(parts) - MOST_PARTS))
    return private(intro, [section(intro), *map(_preformatted, parts[:MOST_PARTS])])


def _preformatted(text: str) -> Block:
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=[RichTextElementParts.Text(text=text)])])


def _markdown(found: Recorded) -> str:
    loop, number = found.loop, count(len(found.entries), "entry", "entries")
    chain = "verified" if found.broken is None else f"broken at entry {found.broken}"
    lines = [
        f"# Record of loop {loop.candidate_code}",
        "",
        f"{loop.rubric.title}, rubric {loop.rubric.id} version {loop.rubric.version}. State: {loop.state.value}.",
        f"{number}; chain {chain}.",
        "",
    ]
    told = (f"{entry.number}. {written_out(entry.at)}: {_literal(found, entry)}" for entry in found.entries)
    return "\n".join([*lines, *told, ""])


def _json(found: Recorded) -> str:
    loop = found.loop
    told: dict[str, Any] = {
        "loop": loop.id,
        "candidate": loop.candidate_code,
        "rubric": {"id": loop.rubric.id, "digest": loop.rubric.digest},
        "state": loop.state.value,
        "chain": {"whole": found.broken is None, "broken_at": found.broken},
        "people": dict(sorted(found.names.items())),
        "entries": [entry.model_dump(mode="json") for entry in found.entries],
        "scorecards": [card.model_dump(mode="json") for card in found.cards],
    }
    written = json.dumps(told, indent=2, ensure_ascii=False, default=dict)
    return TURNING.sub(lambda mark: f"\\u{ord(mark[0]):04x}", written) + "\n"


def _csv(found: Recorded) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("number", "at", "actor", "name", "action", "what happened"))
    for entry in found.entries:
        at, name = entry.at.isoformat(timespec="seconds"), straight(found.names.get(entry.actor, ""))
        row = (str(entry.number), at, entry.actor, name, entry.action, _sentence(found, entry))
        writer.writerow([f"'{cell}" if cell.startswith(RISKY) else cell for cell in row])
    return text.getvalue()


def _literal(found: Recorded, entry: RecordEntry) -> str:
    return LIVE.sub(r"\\\g<0>", _sentence(found, entry))


def _sentence(found: Recorded, entry: RecordEntry) -> str:
    def who(user: str) -> str:
        name = found.names.get(user)
        return f"{name} ({user})" if name else user

    text: str = " ".join(sentence(found.loop, entry, found.cards, who=who).split())
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return text
