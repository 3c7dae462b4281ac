"""What may be added to a draft: what any rubric of the team assesses, which is the library, and one's own."""

from collections.abc import Iterable, Mapping

from bot.errors import FormRefusal, reason
from bot.features.authoring import role_form as form
from rubrics.authoring.role_changes import (
    blank_competency,
    competencies_at,
    competency_at,
    from_library,
    with_competency,
)
from rubrics.authoring.scale_changes import scale_in
from rubrics.authoring.starter import role_id_of
from rubrics.authoring.written_out import Written
from rubrics.catalogue import limits
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Competency, Rubric
from rubrics.catalogue.names import folded

MOST_OFFERED = 50
"""Competencies in a menu at a time: more are found by typing."""
USUAL_WEIGHT = 10.0
"""Of a competency in a rubric that has no other yet."""


def library(catalogue: Catalogue, typed: str) -> list[tuple[str, Rubric, Competency]]:
    """Return what may be added, by its key: each competency of each rubric once, those first whose name fits best."""
    wanted = folded(typed)
    known: dict[tuple[str, str], tuple[str, Rubric, Competency]] = {}
    for rubric in catalogue.rubrics.values():
        for one in rubric.competencies:
            if not wanted or wanted in folded(one.name) or wanted in folded(rubric.role_name):
                known.setdefault((one.id, str(rubric.level)), (f"{rubric.role} {rubric.level} {one.id}", rubric, one))
    return sorted(known.values(), key=lambda each: (not folded(each[2].name).startswith(wanted), each[2].name))


def added(written: Written, level: str, catalogue: Catalogue, filled: Mapping[str, str | None]) -> Written:
    """Return a role with what was chosen or named added at a level, weighing what others do; raises FormRefusal."""
    chosen, name = filled.get(form.LIBRARY.block_id), filled.get(form.NEW_NAME.block_id)
    if bool(chosen) == bool(name):
        raise FormRefusal({form.NEW_NAME.block_id: reason("authoring_refusals.one_of_two")})
    here = competencies_at(written, level)
    if len(here) >= limits.COMPETENCIES:
        raise FormRefusal({form.NEW_NAME.block_id: reason("authoring_refusals.too_many", most=limits.COMPETENCIES)})
    weight = _usual(each["weight"][level] for each in here)
    if name:
        return with_competency(written, level, _own(written, level, name, weight))
    one = _chosen(catalogue, str(chosen))
    if competency_at(written, level, one.id) is not None:
        raise FormRefusal({form.LIBRARY.block_id: reason("authoring_refusals.there_already", name=one.name)})
    return with_competency(written, level, {**_without_must_have(from_library(one, level)), "weight": {level: weight}})


def _without_must_have(one: Written) -> Written:
    """Return a competency that no one is turned down for alone: whether this role needs it is its author's to say."""
    return {name: said for name, said in one.items() if name not in ("must_have", "floor")}


def _own(written: Written, level: str, name: str, weight: float) -> Written:
    competency = role_id_of(name)[: limits.IDENTIFIER].strip("-")
    if not competency or competency_at(written, level, competency) is not None:
        raise FormRefusal({form.NEW_NAME.block_id: reason("authoring_refusals.another_name", name=name)})
    return blank_competency(competency, name, level, scale_in(written).points, weight)


def _usual(weights: Iterable[float]) -> float:
    known = sorted(weights)
    return known[len(known) // 2] if known else USUAL_WEIGHT


def _chosen(catalogue: Catalogue, key: str) -> Competency:
    found = next((one for each, _, one in library(catalogue, "") if each == key), None)
    if found is None:
        raise FormRefusal({form.LIBRARY.block_id: reason("form_refusals.not_offered")})
    return found
