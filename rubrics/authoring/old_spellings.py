"""Lets files that were written before a field or a built-in part was renamed be read as they are, with a caution."""

from collections.abc import Callable, Mapping
from typing import Any

from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.problem_kinds import ProblemKind

RENAMED: Mapping[str, str] = {
    "behaviour": "behavior",
    "modelling": "modeling",
    "experimental-rigour": "experimental-rigor",
    "first-fortnight": "first-two-weeks",
}
"""What was spelled the British way: a field, and parts of the library that teams' files extend, override or drop."""

NAMING = frozenset({"id", "extends"})
"""The fields whose value is the name of a part."""

Caution = Callable[[Problem], Any]


def as_spelled_now(block: Block, caution: Caution) -> Block:
    """Return a file's data with every old name replaced, and caution at each place."""
    spelled = Block(block.place)
    for key, value in block.items():
        place = block.places[key]
        # A file that uses both names means the new one; the old one is then a field that no one knows.
        name = key if RENAMED.get(key) in block else _now(key, place, caution)
        spelled.put(name, _value(value, place, caution, naming=name in NAMING), place)
    return spelled


def _value(value: Any, place: Place, caution: Caution, *, naming: bool) -> Any:
    if isinstance(value, Block):
        return as_spelled_now(value, caution)
    if isinstance(value, Listing):
        return _listing(value, caution)
    return _now(value, place, caution) if naming and isinstance(value, str) else value


def _listing(listing: Listing, caution: Caution) -> Listing:
    spelled = Listing(listing.place)
    for item, place in zip(listing, listing.places, strict=True):
        spelled.append(_value(item, place, caution, naming=False))
        spelled.places.append(place)
    return spelled


def _now(name: str, place: Place, caution: Caution) -> str:
    if name not in RENAMED:
        return name
    caution(Problem.at(place, ProblemKind.OLD_SPELLING, old=name, new=RENAMED[name]))
    return RENAMED[name]
