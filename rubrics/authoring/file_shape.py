"""Which sections a definition file may hold, and what stands in each; knows nothing of files."""

from pydantic import Field

from rubrics.authoring.exercise_shapes import ExerciseText
from rubrics.authoring.shapes import (
    ChecklistText,
    CompetencyText,
    RoleText,
    SampleSetText,
    SourceText,
    WorkSampleText,
)
from rubrics.catalogue.market import Fact, HiringAdvice, LevelWord, PayBand, PayNote
from rubrics.catalogue.model import Slug, SourceMark, Value


class DefinitionFile(Value):
    """Everything a definition file may hold; each section may be left out."""

    sources: dict[SourceMark, SourceText] = Field(default_factory=dict)
    competencies: dict[Slug, CompetencyText] = Field(default_factory=dict)
    role: RoleText | None = None
    checklist: ChecklistText | None = None
    pay: tuple[PayBand, ...] = ()
    pay_notes: tuple[PayNote, ...] = ()
    level_words: tuple[LevelWord, ...] = ()
    facts: tuple[Fact, ...] = ()
    hiring: HiringAdvice | None = None
    work_samples: dict[Slug, WorkSampleText] = Field(default_factory=dict)
    exercises: dict[Slug, ExerciseText] = Field(default_factory=dict)
    sample_answers: dict[Slug, SampleSetText] = Field(default_factory=dict)
