"""Exercises that a plan names as a part of the rubric its loops go by: their criteria are rated like competencies.

Each weighs what its definition says beside 100 of the role's competencies, divided over its criteria; the anchors are
its own. So every scorecard, signal and record treats them as what they are: more things that someone rated.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from rubrics.catalogue import limits
from rubrics.catalogue.exercises import Exercise
from rubrics.catalogue.model import Competency, PartName, Rubric, Slug, Value, WorkSample
from rubrics.catalogue.names import folded
from rubrics.panel.plan import PlannedInterview, StagePlan

Stages = tuple[StagePlan, ...]


class Unfit(StrEnum):
    """Why an exercise is not rated on a rubric's scorecards."""

    OTHER_SCALE = "other_scale"
    TOO_MANY = "too_many"


class Scored(Value):
    """Something with criteria that a plan may name: an exercise, or the role's work sample."""

    id: Slug
    name: PartName
    weight: float
    criteria: tuple[Competency, ...]

    def is_called(self, text: str) -> bool:
        """Tell whether a plan means it by these words."""
        return folded(text) in {folded(self.name), folded(self.id)}


def scored(exercises: Sequence[Exercise], sample: WorkSample | None = None) -> tuple[Scored, ...]:
    """Return what a plan may name and have rated."""
    found = [Scored(id=each.id, name=each.name, weight=each.weight, criteria=each.criteria) for each in exercises]
    if sample is not None:
        held = {"name": sample.name, "weight": sample.weight, "criteria": sample.criteria}
        found.append(Scored(id=f"sample-{sample.id}"[: limits.IDENTIFIER], **held))
    return tuple(found)


def named_in(text: str, known: Sequence[Scored]) -> Scored | None:
    """Return what an interview's exercise means, or None where it's only a name."""
    return next((each for each in known if text and each.is_called(text)), None)


def role_part(rubric: Rubric) -> Rubric:
    """Return a rubric without the criteria of exercises: what a role is assessed on, whatever the plan."""
    own = tuple(each for each in rubric.competencies if each.exercise is None)
    return rubric if len(own) == len(rubric.competencies) else rubric.model_copy(update={"competencies": own})


def scored_plan(rubric: Rubric, stages: Stages, known: Sequence[Scored]) -> tuple[Rubric, Stages]:
    """Return the rubric with the exercises that a plan names, and the plan whose interviews rate them.

    Criteria that the rubric holds already stay as they are, so that a plan's change changes nothing else. What is not
    known, or doesn't fit the rubric, stays a name.
    """
    own = role_part(rubric)
    held = {each.exercise: _held(rubric, each.exercise) for each in rubric.competencies if each.exercise}
    chosen: dict[str, tuple[Competency, ...]] = {}
    for seat in (seat for stage in stages for seat in stage.interviews):
        one = named_in(seat.exercise, known)
        if one is None or one.id in chosen or unfit(own, one, chosen.values()):
            continue
        chosen[one.id] = held.get(one.id) or _as_competencies(own, one)
    parts = tuple(criterion for criteria in chosen.values() for criterion in criteria)
    whole = own if not parts else _with(own, parts)
    return whole, tuple(_rated(stage, {each.id for each in own.competencies}, chosen, known) for stage in stages)


def unfit(rubric: Rubric, one: Scored, beside: Iterable[Sequence[Competency]] = ()) -> Unfit | None:
    """Return why an exercise can't be rated on a rubric's scorecards beside other exercises' criteria, or None."""
    if any(each.scale.values != rubric.scale.values for each in one.criteria):
        return Unfit.OTHER_SCALE
    others = sum(len(criteria) for criteria in beside)
    is_full = len(role_part(rubric).competencies) + others + len(one.criteria) > limits.COMPETENCIES
    return Unfit.TOO_MANY if is_full or len(one.criteria) > limits.ON_A_SCORECARD else None


def with_exercises_of(loop: Rubric, rubric: Rubric) -> Rubric:
    """Return another rubric with the exercises that a loop's one holds, as far as they fit it."""
    parts = tuple(each for each in loop.competencies if each.exercise)
    fits = all(each.scale.values == rubric.scale.values for each in parts)
    is_full = len(rubric.competencies) + len(parts) > limits.COMPETENCIES
    return _with(role_part(rubric), parts) if parts and fits and not is_full else rubric


def _held(rubric: Rubric, exercise: str) -> tuple[Competency, ...]:
    return tuple(each for each in rubric.competencies if each.exercise == exercise)


def _with(rubric: Rubric, parts: Sequence[Competency]) -> Rubric:
    """Return a rubric with more competencies, and with a digest of its own."""
    return rubric.model_copy(update={"competencies": (*rubric.competencies, *parts)})


def _as_competencies(rubric: Rubric, one: Scored) -> tuple[Competency, ...]:
    whole = sum(each.weight for each in rubric.competencies) * one.weight / 100
    total = sum(each.weight for each in one.criteria)
    return tuple(
        each.model_copy(
            update={
                "id": f"{one.id}-{each.id}"[: limits.IDENTIFIER].rstrip("-"),
                "name": f"{each.name} · {one.name}"[: limits.PART_NAME],
                "short": each.short or each.name[: limits.SHORT_NAME].rstrip(),
                # As heavy as a weight may be where a rubric's own are so heavy that its share would be heavier.
                "weight": min(whole * each.weight / total, limits.WEIGHT),
                "must_have": False,
                "floor": None,
                "exercise": one.id,
                "scale": rubric.scale,
            }
        )
        for each in one.criteria
    )


def _rated(
    stage: StagePlan, own: set[str], chosen: Mapping[str, Sequence[Competency]], known: Sequence[Scored]
) -> StagePlan:
    def rated(seat: PlannedInterview) -> PlannedInterview:
        one = named_in(seat.exercise, known)
        criteria = chosen.get(one.id, ()) if one else ()
        focus = (*(each for each in seat.focus if each in own), *(each.id for each in criteria))
        return seat.model_copy(update={"focus": focus})

    return stage.model_copy(update={"interviews": tuple(rated(seat) for seat in stage.interviews)})
