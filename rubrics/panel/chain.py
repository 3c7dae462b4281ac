"""The chain that a loop's record is: how its digests are made, and what someone did to entries that do not fit them.

Knows no database: a record in a file is checked by the same arithmetic as one in a table.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any, Protocol

from rubrics.catalogue.model import Value
from rubrics.panel.record import CONTENT, RecordEntry
from rubrics.panel.scorecard import PRIVATE, CardContent


class Chained(Protocol):
    """What the digest of an entry covers, of a value or of a row."""

    @property
    def at(self) -> datetime:
        """When it was."""

    @property
    def actor(self) -> str:
        """Who did it."""

    @property
    def action(self) -> str:
        """What was done."""

    @property
    def sealed(self) -> str:
        """The salted digest of its facts."""


class ChainedEntry(RecordEntry):
    """An entry with what proves it; facts and salt are both empty where they were erased for someone."""

    salt: str
    sealed: str
    digest: str

    @property
    def is_erased(self) -> bool:
        """Whether its facts were taken out, which leaves the chain whole."""
        return not (self.facts or self.salt)


class FaultKind(StrEnum):
    """What was done to a record, as far as its digests tell."""

    EDITED = "edited"
    UNLINKED = "unlinked"
    """An entry does not follow from the one before: one of the two is not what it was."""
    REMOVED = "removed"
    REORDERED = "reordered"
    ADDED = "added"
    CUT = "cut"
    REWRITTEN = "rewritten"
    """The entries fit each other, and not the digest that the record ended with."""


class Fault(Value):
    """One thing that is wrong with a record; `entry` is where: of what is missing, the first number."""

    kind: FaultKind
    entry: int
    missing: int = 0


def without_content(entry: ChainedEntry) -> ChainedEntry:
    """Return an entry as someone reads it who may know of the loop, and not what its panel said.

    Facts of its content are withheld whole, with their salt, as erased ones are: the chain still proves itself.
    """
    return entry.model_copy(update={"facts": {}, "salt": ""}) if set(CONTENT) & set(entry.facts) else entry


def sealed_of(facts: Mapping[str, Any], salt: str) -> str:
    """Return the salted digest of an entry's facts."""
    return hashlib.sha256((salt + json.dumps(facts, sort_keys=True)).encode()).hexdigest()


def digest_of(previous: str, loop: str, entry: Chained, number: int) -> str:
    """Return the digest of an entry that follows the one with the digest `previous`, "" for the first."""
    at = entry.at.astimezone(UTC).isoformat()
    covered = [previous, loop, number, at, entry.actor, entry.action, entry.sealed]
    return hashlib.sha256(json.dumps(covered).encode()).hexdigest()


def card_digest(card: CardContent, salt: str) -> str:
    """Return what the entry of a submit keeps of the scorecard, so that no rating is changed unseen.

    `salt` is known to no one before the reveal: without it a few ratings could be guessed from their digest. What is
    empty is left out, so that a field which scorecards get later changes no digest of before.
    """
    content = card.model_dump(mode="json", include=set(CardContent.model_fields) - PRIVATE)
    content["evidence"] = {competency: text for competency, text in card.evidence.items() if text}
    return sealed_of({name: value for name, value in content.items() if value}, salt)


def faults(loop: str, entries: Sequence[ChainedEntry], *, count: int, head: str) -> tuple[Fault, ...]:
    """Return what is wrong with a loop's entries as they stand; nothing where they are as they were written.

    `count` and `head` say how many there were and the digest of the last, so that a tail that was cut off shows.
    """
    edited = [Fault(kind=FaultKind.EDITED, entry=entry.number) for entry in entries if not _holds_its_facts(entry)]
    order = _linked(loop, entries)
    if len(order) == len(entries):
        moved = next((place for place, entry in enumerate(order) if entries[place] is not entry), None)
        found = [] if moved is None else [Fault(kind=FaultKind.REORDERED, entry=entries[moved].number)]
        found += [
            Fault(kind=FaultKind.EDITED, entry=entry.number)
            for place, entry in enumerate(order, start=1)
            if moved is None and entry.number != place
        ]
    else:
        found = _breaks(loop, entries)
    return (*edited, *found, *_ending(entries, count, head, is_explained=bool(found)))


def _holds_its_facts(entry: ChainedEntry) -> bool:
    return entry.is_erased or entry.sealed == sealed_of(entry.facts, entry.salt)


def _linked(loop: str, entries: Sequence[ChainedEntry]) -> list[ChainedEntry]:
    """Return the entries in the order in which they were chained, as far as that goes from the first one on."""
    order: list[ChainedEntry] = []
    left, previous = list(entries), ""
    while left:
        # In a record that no one touched the next one is the first that is left: a thousand entries take a thousand
        # digests.
        number = len(order) + 1
        fitting = (place for place, each in enumerate(left) if each.digest == digest_of(previous, loop, each, number))
        place = next(fitting, None)
        if place is None:
            break
        order.append(left.pop(place))
        previous = order[-1].digest
    return order


def _breaks(loop: str, entries: Sequence[ChainedEntry]) -> list[Fault]:
    """Return where entries do not follow each other, told apart by what those around them say."""
    numbers = [entry.number for entry in entries]
    found = [Fault(kind=FaultKind.REORDERED, entry=after) for before, after in pairwise(numbers) if after < before][:1]
    found += [Fault(kind=FaultKind.ADDED, entry=number) for number in sorted(set(numbers)) if numbers.count(number) > 1]
    in_order = sorted(entries, key=lambda entry: entry.number)
    before, previous = 0, ""
    for place, entry in enumerate(in_order):
        if entry.number > before + 1:
            found.append(Fault(kind=FaultKind.REMOVED, entry=before + 1, missing=entry.number - before - 1))
        elif entry.number == before + 1 and entry.digest != digest_of(previous, loop, entry, entry.number):
            gap = _renumbered(loop, entry, in_order[place + 1 :])
            if gap:
                # What comes behind it bears other numbers than it was chained with: it is one fault, not many.
                return [*found, Fault(kind=FaultKind.REMOVED, entry=entry.number, missing=gap)]
            kind = FaultKind.UNLINKED if before else FaultKind.EDITED
            found.append(Fault(kind=kind, entry=entry.number))
        before, previous = entry.number, entry.digest
    return found


def _renumbered(loop: str, entry: ChainedEntry, behind: Sequence[ChainedEntry]) -> int:
    """Return how many numbers too low an entry and those behind it are, as the next one's digest tells; 0 for none."""
    if not behind:
        return 0
    after = behind[0]
    gaps = (
        gap
        for gap in range(MOST_RENUMBERED + 1)
        if after.digest == digest_of(entry.digest, loop, after, after.number + gap)
    )
    return next(gaps, 0)


MOST_RENUMBERED = 100
"""Entries taken out at once that numbers written anew are looked through for: a hundred digests take no time."""


def _ending(entries: Sequence[ChainedEntry], count: int, head: str, *, is_explained: bool) -> list[Fault]:
    """Return whether the record ends as it was said to end."""
    last = max(entries, key=lambda entry: entry.number, default=None)
    number, digest = (last.number, last.digest) if last else (0, "")
    if number < count:
        return [Fault(kind=FaultKind.CUT, entry=number + 1, missing=count - number)] if digest != head else []
    if number > count:
        return [Fault(kind=FaultKind.ADDED, entry=count + 1)]
    return [] if is_explained or digest == head else [Fault(kind=FaultKind.REWRITTEN, entry=number)]
