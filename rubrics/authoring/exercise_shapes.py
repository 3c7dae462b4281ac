"""What may stand in the `exercises` of a definition file; knows nothing of files."""

from typing import Annotated

from pydantic import Field, field_validator

from rubrics.authoring.shapes import CompetencyText, rated_alike
from rubrics.catalogue import limits
from rubrics.catalogue.exercises import ExerciseKind, ExerciseStep, MaterialText
from rubrics.catalogue.levels import LevelId
from rubrics.catalogue.model import ExerciseWeight, PartName, Sentence, Slug, SourceMark, Value


class ReadingText(Value):
    """Something to read in an exercise; its key is its id."""

    name: PartName
    text: MaterialText

    @field_validator("text", mode="after")
    @classmethod
    def _ends_with_its_words(cls, text: str) -> str:
        # A block of YAML ends with a line end, and the same text in a sheet's cell without one.
        return text.rstrip() or text


class ExerciseText(Value):
    """An exercise; its key is its id, and an abstract one exists only to be extended."""

    extends: Slug | None = None
    abstract: bool = False
    name: PartName
    kind: ExerciseKind
    brief: Sentence
    roles: Annotated[tuple[Slug, ...], Field(min_length=1)]
    levels: tuple[LevelId, ...] = ()
    steps: Annotated[tuple[ExerciseStep, ...], Field(min_length=1, max_length=limits.EXERCISE_STEPS)]
    materials: Annotated[dict[Slug, ReadingText], Field(max_length=limits.MATERIALS)] = Field(default_factory=dict)
    look_for: Annotated[tuple[Sentence, ...], Field(max_length=limits.LOOK_FOR)] = ()
    criteria: Annotated[dict[Slug, CompetencyText], Field(min_length=1, max_length=limits.EXERCISE_CRITERIA)]
    weight: ExerciseWeight = limits.USUAL_EXERCISE_WEIGHT
    sources: tuple[SourceMark, ...] = ()

    @field_validator("criteria", mode="after")
    @classmethod
    def _weighted(cls, criteria: dict[str, CompetencyText]) -> dict[str, CompetencyText]:
        return rated_alike(criteria)
