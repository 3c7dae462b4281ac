"""Checking a record in a file, without a database: its chain, and that rubric, scorecards and signal fit it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError

from bot.errors import Refusal
from bot.features.record.record_file import FileCard, RecordFile
from rubrics.panel.chain import ChainedEntry, Fault, card_digest, faults
from rubrics.panel.record import AuditAction


class Mismatch(StrEnum):
    """What of a file does not fit its own chain."""

    RUBRIC = "rubric"
    HISTORY = "history"
    CARD_EDITED = "card_edited"
    CARD_ADDED = "card_added"
    CARD_REMOVED = "card_removed"
    ANOTHER_HEAD = "another_head"


@dataclass(frozen=True)
class FileMismatch:
    """One of these, and what it is about: an interview's id, or a digest."""

    kind: Mismatch
    about: str = ""


@dataclass(frozen=True)
class FileCheck:
    """What is wrong with a record in a file: nothing where both are empty."""

    file: RecordFile
    faults: tuple[Fault, ...]
    mismatches: tuple[FileMismatch, ...]
    erased: int

    @property
    def is_whole(self) -> bool:
        """Whether the record is as it was written."""
        return not (self.faults or self.mismatches)


LEAST_OF_A_HEAD = 8
"""Digits of a digest that someone must type to compare it: as many as people are shown of one."""


def check_file(text: str, head: str | None = None) -> FileCheck:
    """Check the text of a file; `head` is a digest that was noted elsewhere. Raises Refusal where it is no record."""
    try:
        file = RecordFile.model_validate_json(text)
    except ValidationError as error:
        where = next(iter(error.errors(include_url=False, include_input=False)))
        raise Refusal("record_refusals.no_record_file", place=".".join(map(str, where["loc"]))) from None
    if head is not None and len(head) < LEAST_OF_A_HEAD:
        raise Refusal("record_refusals.short_head", least=LEAST_OF_A_HEAD)
    found = faults(file.loop, file.entries, count=file.chain.count, head=file.chain.head)
    erased = sum(entry.is_erased and bool(entry.sealed) for entry in file.entries)
    return FileCheck(file, found, tuple(_mismatches(file, head)), erased)


def _mismatches(file: RecordFile, head: str | None) -> Iterator[FileMismatch]:
    if head is not None and not any(entry.digest.startswith(head.lower()) for entry in file.entries):
        yield FileMismatch(Mismatch.ANOTHER_HEAD, head)
    if not _is_its_rubric(file):
        yield FileMismatch(Mismatch.RUBRIC, file.rubric.id)
    if not _is_its_history(file):
        yield FileMismatch(Mismatch.HISTORY)
    yield from _card_mismatches(file)


def _is_its_rubric(file: RecordFile) -> bool:
    """Tell whether the rubric is the one that the loop was opened with, by the digest that its first entry names."""
    if file.rubric.content.digest != file.rubric.digest:
        return False
    changed = any("level" in _changes(entry) for entry in file.entries if entry.action == AuditAction.REPLACED)
    named = {entry.facts.get("digest") for entry in file.entries if entry.action == AuditAction.OPENED} - {None}
    return changed or not named or file.rubric.digest in named


def _is_its_history(file: RecordFile) -> bool:
    """Tell whether the figures that ranges rest on are those that the loop was given when it opened.

    Entries of before there were such figures, and those withheld or erased, vouch for none.
    """
    held = file.history.model_dump(mode="json") if file.history else None
    named = [entry.facts.get("history") for entry in file.entries if entry.action == AuditAction.OPENED and entry.facts]
    signals = (file.signal.revealed, file.signal.now, file.signal.all_stages)
    return all(each == held for each in named) and all(each.history == file.history for each in signals if each)


def _changes(entry: ChainedEntry) -> dict[str, object]:
    changed = entry.facts.get("changed")
    return changed if isinstance(changed, dict) else {}


def _card_mismatches(file: RecordFile) -> Iterator[FileMismatch]:
    """Compare each scorecard with the entry of its submit; entries of before digests were kept vouch for none."""
    if not file.scorecards:
        return
    submits = {
        (entry.facts.get("interview"), entry.facts.get("version")): entry
        for entry in file.entries
        if entry.action == AuditAction.SUBMITTED
    }
    held = {(card.interview, card.version) for card in file.scorecards}
    for card in file.scorecards:
        entry = submits.get((card.interview, card.version))
        if entry is None or entry.actor != card.interviewer:
            yield FileMismatch(Mismatch.CARD_ADDED, card.interviewer)
        elif (vouched := entry.facts.get("card")) is not None and vouched != _digest(card):
            yield FileMismatch(Mismatch.CARD_EDITED, card.interviewer)
    counting = {interview.id for interview in file.interviews if interview.kind == "full"}
    for (interview, version), entry in submits.items():
        if interview in counting and (interview, version) not in held and _is_shown(entry, submits):
            yield FileMismatch(Mismatch.CARD_REMOVED, entry.actor)


def _digest(card: FileCard) -> str:
    return card_digest(card, card.salt)


def _is_shown(entry: ChainedEntry, submits: dict[tuple[object, object], ChainedEntry]) -> bool:
    """Tell whether a record with ratings holds a version: the last sealed one of each scorecard, and those since."""
    if entry.facts.get("after_reveal"):
        return True
    own = [e for e in submits.values() if e.facts.get("interview") == entry.facts.get("interview")]
    sealed = [e.facts.get("version", 0) for e in own if not e.facts.get("after_reveal")]
    return bool(entry.facts.get("version") == max(sealed, default=0))
