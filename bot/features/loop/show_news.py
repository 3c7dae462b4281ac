"""What someone is told of a loop that concerns them, by its record's entry: held, resumed, withdrawn, changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.features.loop.show_loop import to_loop
from bot.slack.block_types import Message
from bot.slack.blocks import message, section
from bot.wording.phrases import mention
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_see_status
from rubrics.panel.record import AuditAction, RecordEntry

BLOCKS: Mapping[str, str] = {
    AuditAction.HELD: "held",
    AuditAction.RESUMED: "resumed",
    AuditAction.DECIDED: "decided",
    AuditAction.CANCELED: "over",
    AuditAction.CLOSED: "over",
    AuditAction.DISSENTED: "dissented",
    AuditAction.NAMED_DELEGATE: "named_delegate",
    AuditAction.WITHDRAWN: "withdrawn",
    AuditAction.REPLACED: "replaced",
    AuditAction.RENAMED: "renamed",
    AuditAction.MERGED: "merged",
    AuditAction.SPLIT: "split",
}


def news(loop: Loop, entry: RecordEntry, reader: str) -> Message | None:
    """Return the direct message about an entry; None where its words have nothing to say."""
    name = BLOCKS.get(entry.action)
    if name is None:
        return None
    runs = reader in {loop.recruiter, loop.opened_by, *loop.deciders}
    facts: dict[str, Any] = {"facts": entry.facts, "actor": mention(entry.actor), "at": moment_in(entry), "runs": runs}
    choice = entry.facts.get("choice")
    facts["choice"] = plain_words(f"decisions.{choice}") if choice else ""
    text = words(f"news.{name}", loop=loop, **facts)
    if not text:
        return None
    fallback = words("news.fallback", loop=loop)
    leads = to_loop(loop) if may_see_status(loop, Viewer(user=reader)) else []
    return message(fallback, [section(text), *leads])


def moment_in(entry: RecordEntry) -> datetime | None:
    """Return the moment that an entry names, where it names one."""
    named = entry.facts.get("until") or entry.facts.get("deadline_at")
    return datetime.fromisoformat(named) if named else None
