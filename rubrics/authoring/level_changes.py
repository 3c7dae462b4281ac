"""Changes of a role's levels as written: what one is called, where it stands, one more, one less; checks nothing."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from rubrics.authoring.role_changes import competencies_at
from rubrics.authoring.written_out import Written


def changed_level(written: Written, level: str, said: Mapping[str, Any]) -> Written:
    """Return a role with what is said of one of its levels; None drops a field."""
    changed = deepcopy(written)
    merged = {**changed["levels"][level], **said}
    changed["levels"][level] = {name: value for name, value in merged.items() if value is not None}
    return changed


def placed_after(written: Written, level: str, other: str | None) -> Written:
    """Return a role with a level right above another one of it, or below all; where all are like one, that decides."""
    levels: dict[str, Any] = deepcopy(written["levels"])
    said = levels.pop(level)
    placed = {} if other in levels else {level: said}
    for each, text in levels.items():
        placed |= {each: text, level: said} if each == other else {each: text}
    return {**deepcopy(written), "levels": placed}


def with_new_level(written: Written, level: str, said: Written, pattern: str) -> Written:
    """Return a role with one more level, right above another whose competencies it begins with."""
    changed = deepcopy(written)
    changed["levels"][level] = said
    copies = [
        {**deepcopy(each), "weight": {level: each["weight"][pattern]}} for each in competencies_at(written, pattern)
    ]
    changed["competencies"] = [*changed.get("competencies", ()), *copies]
    return placed_after(changed, level, pattern)


def without_level(written: Written, level: str) -> Written:
    """Return a role without one of its levels, and what is assessed at that alone."""
    changed = deepcopy(written)
    del changed["levels"][level]
    kept = []
    for one in changed.get("competencies", ()):
        weights = {name: weight for name, weight in one["weight"].items() if name != level}
        kept += [{**one, "weight": weights}] if any(each is not None for each in weights.values()) else []
    changed["competencies"] = kept
    return changed
