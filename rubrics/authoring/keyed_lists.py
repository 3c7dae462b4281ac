"""Gives the entries of a plain list the ids by which teams' files extend them; knows which fields are keyed.

Questions, what is not to be asked, and levels are mappings, so that a file can change one entry and keep the others.
Anyone who starts from a list has no ids to give: the list is read as it stands, and replaces what was inherited.
"""

from typing import Any

from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.authoring.starter import role_id_of
from rubrics.catalogue import limits

TEXTS = {"questions": "ask", "do_not_ask": "text"}
"""The fields that may be lists, and what the text of an entry is called."""
LEVELS, LEVEL = "levels", "level"
WORDS = 6
"""Of an entry's text that its id is made of: enough to tell five questions apart, short enough to type."""


def with_keys(block: Block) -> Block:
    """Return the same data, with every list of such entries as a mapping."""
    for key, value in block.items():
        if isinstance(value, Listing):
            block[key] = _keyed(key, value)
        elif isinstance(value, Block):
            with_keys(value)
    return block


def _keyed(key: str, listing: Listing) -> Block | Listing:
    for item in listing:
        if isinstance(item, Block):
            with_keys(item)
    if key in TEXTS and all(isinstance(item, str | Block) for item in listing):
        return _by_text(listing, TEXTS[key])
    if key == LEVELS and listing and all(isinstance(item, Block) and LEVEL in item for item in listing):
        return _by_level(listing)
    return listing


def _by_text(listing: Listing, text: str) -> Block:
    keyed = Block(listing.place, replaces=True)
    for item, place in zip(listing, listing.places, strict=True):
        entry = item if isinstance(item, Block) else _entry(text, item, place)
        name = entry.pop("id", None) or _free(_id_of(str(entry.get(text, ""))), keyed)
        keyed.put(name, entry, place)
    return keyed


def _entry(text: str, value: Any, place: Place) -> Block:
    entry = Block(place)
    entry.put(text, value, place)
    return entry


def _by_level(listing: Listing) -> Block:
    keyed = Block(listing.place, replaces=True)
    for item, place in zip(listing, listing.places, strict=True):
        keyed.put(str(item.pop(LEVEL)), item, place)
    return keyed


def _id_of(text: str) -> str:
    return "-".join(role_id_of(text).split("-")[:WORDS])[: limits.IDENTIFIER - 3].strip("-") or "entry"


def _free(name: str, taken: Block) -> str:
    if name not in taken:
        return name
    return next(each for number in range(2, len(taken) + 3) if (each := f"{name}-{number}") not in taken)
