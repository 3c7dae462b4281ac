"""What a candidate is given to work on in an interview: its task, timing and material, and how it is rated."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from rubrics.catalogue import limits
from rubrics.catalogue.levels import LevelId, is_or_like
from rubrics.catalogue.model import Competency, ExerciseWeight, PartName, Sentence, Slug, SourceMark, Value

Minutes = Annotated[int, Field(ge=1, le=limits.MINUTES)]
MaterialText = Annotated[str, StringConstraints(min_length=1, max_length=limits.MATERIAL)]


class ExerciseKind(StrEnum):
    """What a candidate does in an exercise, in the order in which they are listed."""

    SYSTEM_DESIGN = "system-design"
    DEBUGGING = "debugging"
    CODING = "coding"
    DECOMPOSITION = "decomposition"
    CRITICAL_READING = "critical-reading"
    EXPERIMENT_DESIGN = "experiment-design"
    ROLE_PLAY = "role-play"


class ExerciseStep(Value):
    """One part of an exercise: how long it takes, and what happens in it."""

    minutes: Minutes
    what: Sentence


class Material(Value):
    """Something to read in an exercise, line for line: a trace, a transcript, a table, or the interviewer's key."""

    id: Slug
    name: PartName
    text: MaterialText


class Exercise(Value):
    """A task of half an hour or an hour, with how it runs, what to look for, and criteria with five anchors each."""

    id: Slug
    name: PartName
    kind: ExerciseKind
    brief: Sentence
    roles: Annotated[tuple[Slug, ...], Field(min_length=1)]
    levels: tuple[LevelId, ...] = ()
    """Ids of a role's own levels or of Debrief's; without any it is for every level."""
    steps: Annotated[tuple[ExerciseStep, ...], Field(min_length=1, max_length=limits.EXERCISE_STEPS)]
    materials: Annotated[tuple[Material, ...], Field(max_length=limits.MATERIALS)] = ()
    look_for: Annotated[tuple[Sentence, ...], Field(max_length=limits.LOOK_FOR)] = ()
    criteria: Annotated[tuple[Competency, ...], Field(min_length=1, max_length=limits.EXERCISE_CRITERIA)]
    weight: ExerciseWeight = limits.USUAL_EXERCISE_WEIGHT
    sources: tuple[SourceMark, ...] = ()

    @property
    def minutes(self) -> int:
        """How long it takes in all."""
        return sum(step.minutes for step in self.steps)

    def is_for(self, level: str) -> bool:
        """Tell whether it is meant for a level."""
        return not self.levels or any(is_or_like(level, each) for each in self.levels)

    def material(self, material_id: str) -> Material:
        """Return one thing to read by id; raises KeyError."""
        for material in self.materials:
            if material.id == material_id:
                return material
        raise KeyError(material_id)
