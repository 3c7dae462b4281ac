"""Reads and writes the levels that a cell of a sheet names: Debrief's, or a team's own as “IC3 (like senior)”."""

import re
from typing import NamedTuple

from rubrics.authoring.starter import role_id_of
from rubrics.catalogue.levels import FIVE_LEVELS, RoleLevel
from rubrics.catalogue.limits import LEVEL_ID

_LIKE = re.compile(r"^(?P<name>.*?)\s*\(like (?P<like>[a-z]+)\)$", re.IGNORECASE)
_NAMED = re.compile(r"^(?P<id>[a-z][a-z0-9-]*):\s+(?P<name>.+)$")


class NamedLevel(NamedTuple):
    """A level as a cell says it: its id, its own name where it has one, and Debrief's level that it is like."""

    id: str
    name: str | None = None
    like: str | None = None


def levels_in(cell: str) -> list[NamedLevel]:
    """Return the levels of a cell, which commas, semicolons or lines part; spaces part only Debrief's own."""
    return [level for part in re.split(r"[,;\n]+", cell) if part.strip() for level in _of(part.strip())]


def _of(part: str) -> list[NamedLevel]:
    if all(word.lower() in FIVE_LEVELS for word in part.split()):
        return [NamedLevel(word.lower()) for word in part.split()]
    like = _LIKE.match(part)
    name = like["name"] if like else part
    named = _NAMED.match(name)
    level_id, name = (named["id"], named["name"]) if named else (_id_of(name), name)
    return [NamedLevel(level_id, name, like["like"].lower() if like else None)]


def _id_of(name: str) -> str:
    return role_id_of(name)[:LEVEL_ID].strip("-")


def level_cell(level: RoleLevel) -> str:
    """Return a level as a cell that is read as the same one."""
    if level.own_name is None:
        return level.value
    is_of_name = _id_of(level.own_name) == level.value and level.value not in FIVE_LEVELS
    name = level.own_name if is_of_name else f"{level.value}: {level.own_name}"
    return f"{name} (like {level.like})" if level.like and level.value not in FIVE_LEVELS else name
