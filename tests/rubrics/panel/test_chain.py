"""A record's chain tells offline what someone did to it: edited, removed, reordered, added, cut."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.panel.chain import ChainedEntry, Fault, FaultKind, digest_of, faults, sealed_of

LOOP = "l-1"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def chained(number: int, previous: str, facts: dict[str, Any], actor: str = "U0RITA") -> ChainedEntry:
    """Return an entry that follows the one with the digest `previous`."""
    salt = f"salt {number}"
    entry = ChainedEntry(
        number=number,
        at=NOW + timedelta(minutes=number),
        actor=actor,
        action="edited",
        facts=facts,
        salt=salt,
        sealed=sealed_of(facts, salt),
        digest="",
    )
    return entry.model_copy(update={"digest": digest_of(previous, LOOP, entry, number)})


def record_of(count: int) -> list[ChainedEntry]:
    """Return a record of so many entries."""
    entries: list[ChainedEntry] = []
    for number in range(1, count + 1):
        entries.append(chained(number, entries[-1].digest if entries else "", {"n": number}))
    return entries


def found(entries: list[ChainedEntry], whole: list[ChainedEntry]) -> list[tuple[str, int, int]]:
    head = whole[-1].digest if whole else ""
    return [(f.kind.value, f.entry, f.missing) for f in faults(LOOP, entries, count=len(whole), head=head)]


def renumbered(entries: list[ChainedEntry]) -> list[ChainedEntry]:
    """Return entries whose numbers were written anew, so that none is missing at first sight."""
    return [entry.model_copy(update={"number": place}) for place, entry in enumerate(entries, start=1)]


def edited(entry: ChainedEntry, **changes: Any) -> ChainedEntry:
    return entry.model_copy(update=changes)


@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_a_record_that_nobody_touched_has_no_fault(count: int) -> None:
    assert found(record_of(count), record_of(count)) == []


WHOLE = record_of(6)
OF_SIX: dict[str, tuple[Callable[[list[ChainedEntry]], list[ChainedEntry]], list[tuple[str, int, int]]]] = {
    "facts edited": (lambda e: [*e[:2], edited(e[2], facts={"n": 9}), *e[3:]], [("edited", 3, 0)]),
    "actor edited": (lambda e: [*e[:2], edited(e[2], actor="U0OTTO"), *e[3:]], [("unlinked", 3, 0)]),
    "time edited": (lambda e: [*e[:5], edited(e[5], at=NOW)], [("unlinked", 6, 0)]),
    "the first one's actor edited": (lambda e: [edited(e[0], actor="U0OTTO"), *e[1:]], [("edited", 1, 0)]),
    "an entry written anew": (
        lambda e: [*e[:2], chained(3, e[1].digest, {"n": 9}), *e[3:]],
        [("unlinked", 4, 0)],
    ),
    "one removed": (lambda e: [*e[:2], *e[3:]], [("removed", 3, 1)]),
    "the first removed": (lambda e: e[1:], [("removed", 1, 1)]),
    "two removed": (lambda e: [*e[:1], *e[3:]], [("removed", 2, 2)]),
    "one removed, the rest renumbered": (lambda e: renumbered([*e[:2], *e[3:]]), [("removed", 3, 1)]),
    "two swapped": (lambda e: [e[0], e[2], e[1], *e[3:]], [("reordered", 3, 0)]),
    "two swapped and renumbered": (lambda e: renumbered([e[0], e[2], e[1], *e[3:]]), [("reordered", 2, 0)]),
    "the last cut": (lambda e: e[:5], [("cut", 6, 1)]),
    "all but one cut": (lambda e: e[:1], [("cut", 2, 5)]),
    "everything cut": (lambda e: [], [("cut", 1, 6)]),
    "one added": (lambda e: [*e, chained(7, e[-1].digest, {})], [("added", 7, 0)]),
    "all written anew": (
        lambda e: [chained(1, "", {"n": 0}), *[edited(x) for x in record_of(1)[:0]]],
        [("cut", 2, 5)],
    ),
}


@pytest.mark.parametrize("name", OF_SIX)
def test_what_was_done_to_a_record_is_told_apart(name: str) -> None:
    tamper, expected = OF_SIX[name]
    assert found(tamper(list(WHOLE)), WHOLE) == expected


def test_a_record_written_anew_from_an_entry_on_does_not_end_as_it_ended() -> None:
    forged = WHOLE[:3]
    for number in range(4, 7):
        forged = [*forged, chained(number, forged[-1].digest, {"forged": number})]
    assert found(forged, WHOLE) == [("rewritten", 6, 0)]


def test_what_was_erased_for_somebody_leaves_the_chain_whole() -> None:
    erased = [*WHOLE[:2], edited(WHOLE[2], facts={}, salt=""), *WHOLE[3:]]
    assert found(erased, WHOLE) == []
    assert erased[2].is_erased


@given(st.integers(1, 12), st.data())
def test_no_single_change_goes_unseen(count: int, data: st.DataObject) -> None:
    whole = record_of(count)
    place = data.draw(st.integers(0, count - 1))
    other = data.draw(st.integers(0, count - 1).filter(lambda at: at != place)) if count > 1 else None
    changes: list[list[ChainedEntry]] = [
        [*whole[:place], *whole[place + 1 :]],
        renumbered([*whole[:place], *whole[place + 1 :]]),
        [*whole[:place], whole[place], whole[place], *whole[place + 1 :]],
        *(
            [*whole[:place], edited(whole[place], **change), *whole[place + 1 :]]
            for change in (
                {"facts": {"n": -1}},
                {"facts": {"n": -1}, "sealed": sealed_of({"n": -1}, whole[place].salt)},
                {"actor": "U0OTTO"},
                {"action": "submitted"},
                {"at": NOW},
                {"number": count + 5},
                {"digest": "0" * 64},
            )
        ),
    ]
    if other is not None:
        swapped = list(whole)
        swapped[place], swapped[other] = swapped[other], swapped[place]
        changes += [swapped, renumbered(swapped)]
    tampered = data.draw(st.sampled_from(changes))
    assert faults(LOOP, tampered, count=count, head=whole[-1].digest)


def test_a_record_of_a_thousand_entries_is_checked_at_once() -> None:
    whole = record_of(1000)
    assert faults(LOOP, whole, count=1000, head=whole[-1].digest) == ()
    assert faults(LOOP, whole[:-1], count=1000, head=whole[-1].digest) == (
        Fault(kind=FaultKind.CUT, entry=1000, missing=1),
    )
