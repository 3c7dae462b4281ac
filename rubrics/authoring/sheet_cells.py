"""Reads single cells of a sheet: numbers, marks of yes and no, lists; knows no column."""

import re
from collections.abc import Sequence
from typing import Any

from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.authoring.sheet_lines import Said, lines_of

_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?\s*%?")
_FLAGS = {"yes": True, "y": True, "x": True, "true": True, "✓": True, "no": False, "n": False, "false": False}


def number_of(cell: str) -> Any:
    """Return a number as spreadsheets write it, “30 %” as .3 and “2,5” as 2.5; any other text as it is."""
    if not _NUMBER.fullmatch(cell):
        return cell
    number = float(cell.rstrip(" %").replace(",", "."))
    if cell.endswith("%"):
        return number / 100
    return int(number) if number.is_integer() else number


def flag_of(cell: str) -> Any:
    """Return what a cell says of yes or no; any other text as it is, to be refused where fields are checked."""
    return _FLAGS.get(cell.casefold(), cell)


def marks_of(cell: str, place: Place) -> Listing:
    """Return the source marks of a cell."""
    return listed([mark for mark in re.split(r"[,;\s]+", cell) if mark], place)


def texts_of(cell: str, place: Place) -> Listing:
    """Return the texts of a cell, one a line."""
    return listed([said.text for said in lines_of(cell)], place)


def statements_of(cell: str, place: Place) -> Listing:
    """Return the statements of a cell, one a line, with their sources."""
    return listed([_statement(said, place) for said in lines_of(cell, in_short=True)], place)


def statement_of(cell: str, place: Place) -> Block | None:
    """Return the one statement of a cell; further lines belong to its text."""
    said = next(lines_of(" ".join(cell.split("\n")), in_short=True), None)
    return None if said is None else _statement(said, place)


def _statement(said: Said, place: Place) -> Block:
    block = Block(place)
    block.put("text", said.text, place)
    if said.short:
        block.put("short", said.short, place)
    if said.sources:
        block.put("sources", listed(said.sources, place), place)
    return block


def listed(values: Sequence[Any], place: Place) -> Listing:
    """Return values of one cell as a list whose items all stand on the cell's row."""
    listing = Listing(place)
    listing.extend(values)
    listing.places.extend([place] * len(values))
    return listing
