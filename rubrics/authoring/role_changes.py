"""Changes of a role as written, one at a time: each returns another one, and checks nothing.

A competency is found by its id among those of one level. One that holds at several levels is divided when it is
changed at one of them, so that the others keep it as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from rubrics.authoring.written_out import (
    RUBRIC_WIDE,
    Written,
    competency_written,
    level_written,
    role_written,
    rubric_at,
)
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Competency

ROLE_WIDE = ("name", "summary", "do_not_ask", *RUBRIC_WIDE)


def with_level(written: Written, catalogue: Catalogue, level: str) -> Written:
    """Return a role that holds one more level as a catalogue has it; one that holds it, or lacks it, stays as it is."""
    rubric = rubric_at(catalogue, written["id"], level)
    if level in written.get("levels", {}) or rubric is None:
        return written
    role = catalogue.role(written["id"])
    whole = role_written(role, [rubric])
    changed = {**{name: whole[name] for name in ROLE_WIDE if name in whole}, **deepcopy(written)}
    changed["levels"] = {**written.get("levels", {}), level: level_written(role, rubric)}
    changed["competencies"] = [*written.get("competencies", ()), *whole["competencies"]]
    return changed


def competencies_at(written: Written, level: str) -> list[Written]:
    """Return what is assessed at a level, in its order."""
    return [each for each in written.get("competencies", ()) if level in _levels(each)]


def competency_at(written: Written, level: str, competency: str) -> Written | None:
    """Return one competency of a level, or None."""
    return next((each for each in competencies_at(written, level) if each.get("id") == competency), None)


def place_of(written: Written, level: str, competency: str) -> int | None:
    """Return where a competency of a level stands among all of a role, or None."""
    for number, each in enumerate(written.get("competencies", ())):
        if each.get("id") == competency and level in _levels(each):
            return number
    return None


def changed_role(written: Written, level: str, said: Mapping[str, Any]) -> Written:
    """Return a role with what is said once for it, and `expectation` for the level; None drops a field."""
    changed = deepcopy(written)
    if "expectation" in said:
        changed["levels"][level]["expectation"] = said["expectation"]
    return _said(changed, {name: value for name, value in said.items() if name != "expectation"})


def changed_competency(written: Written, level: str, competency: str, said: Mapping[str, Any]) -> Written:
    """Return a role with a competency changed at one level; None drops a field."""
    return with_changed(written, level, competency, lambda one: _said(one, said))


def with_changed(written: Written, level: str, competency: str, change: Callable[[Written], Written]) -> Written:
    """Return a role with a competency of one level as `change` makes it."""
    return _each(written, level, lambda here: [change(one) if one["id"] == competency else one for one in here])


def with_competency(written: Written, level: str, one: Written) -> Written:
    """Return a role with one more competency at a level, the last."""
    return _each(written, level, lambda here: [*here, one])


def without_competency(written: Written, level: str, competency: str) -> Written:
    """Return a role without one competency at a level."""
    return _each(written, level, lambda here: [one for one in here if one["id"] != competency])


def moved_up(written: Written, level: str, competency: str) -> Written:
    """Return a role with a competency one place further up at a level; the first becomes the last."""

    def moved(here: list[Written]) -> list[Written]:
        at = next((number for number, one in enumerate(here) if one["id"] == competency), 0)
        rest = [one for one in here if one["id"] != competency]
        return [*rest[: at - 1], here[at], *rest[at - 1 :]] if at else [*rest, *here[:1]]

    return _each(written, level, moved)


def from_library(one: Competency, level: str) -> Written:
    """Return a competency of a catalogue as it is added at a level."""
    return competency_written(one, level)


def blank_competency(competency: str, name: str, level: str, ratings: Sequence[int], weight: float) -> Written:
    """Return a competency that has a name and everything else to be written."""
    anchors = {str(rating): {"short": "", "behavior": ""} for rating in ratings}
    return {"id": competency, "name": name, "meaning": "", "weight": {level: weight}, "anchors": anchors}


def _each(written: Written, level: str, change: Callable[[list[Written]], list[Written]]) -> Written:
    """Return a role with the competencies of one level changed, and those of the other levels before them."""
    changed = deepcopy(written)
    here = [_alone(each, level) for each in competencies_at(changed, level)]
    others = [rest for each in changed.get("competencies", ()) if (rest := _elsewhere(each, level)) is not None]
    changed["competencies"] = [*others, *change(here)]
    return changed


def _alone(one: Written, level: str) -> Written:
    return {**deepcopy(one), "weight": {level: one["weight"][level]}}


def _elsewhere(one: Written, level: str) -> Written | None:
    weights = {name: weight for name, weight in _levels(one).items() if name != level}
    return {**one, "weight": weights} if weights else None


def _levels(one: Written) -> Mapping[str, Any]:
    """Return the weight of a competency by the levels that it has one at; of one that was never given any, none."""
    weights = one.get("weight")
    return {level: each for level, each in weights.items() if each is not None} if isinstance(weights, Mapping) else {}


def _said(one: Written, said: Mapping[str, Any]) -> Written:
    merged = {**one, **said}
    return {name: value for name, value in merged.items() if value is not None}
