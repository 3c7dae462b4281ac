"""Reads the exercises of all folders, those of a team laid over the built-in ones; draws none."""

from collections.abc import Sequence

from rubrics.authoring.assembly import RATED_ALIKE, competency_at
from rubrics.authoring.definition_files import Report
from rubrics.authoring.exercise_shapes import ExerciseText
from rubrics.authoring.merging import Extending
from rubrics.authoring.misfits import read_as
from rubrics.authoring.sections import check_roles
from rubrics.catalogue.exercises import Exercise, Material


def exercises(written: Extending, roles: Sequence[str], report: Report) -> dict[str, Exercise]:
    """Return every exercise that can be used, by its id; reports what does not fit, and roles that no one defines."""
    known: dict[str, Exercise] = {}
    for name in written.names():
        block = written.resolved(name)
        if block is None or block.get("abstract") is True:
            continue
        check_roles([block], roles, report)
        if text := read_as(ExerciseText, block, report):
            known[name] = _exercise_of(name, text)
    return known


def _exercise_of(name: str, text: ExerciseText) -> Exercise:
    criteria = (competency_at(each.model_copy(update={"id": key}), RATED_ALIKE) for key, each in text.criteria.items())
    return Exercise(
        id=name,
        name=text.name,
        kind=text.kind,
        brief=text.brief,
        roles=text.roles,
        levels=text.levels,
        steps=text.steps,
        materials=tuple(Material(id=key, **dict(each)) for key, each in text.materials.items()),
        look_for=text.look_for,
        criteria=tuple(criteria),
        weight=text.weight,
        sources=text.sources,
    )
