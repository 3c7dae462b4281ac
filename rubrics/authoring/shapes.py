"""What may stand in the sections of a definition file; knows nothing of files, nor of what the product makes of it.

These classes are also the JSON Schema for editors.
"""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from rubrics.catalogue import limits
from rubrics.catalogue.errors import misfit
from rubrics.catalogue.model import (
    ItemName,
    Level,
    PartName,
    Rating,
    Sentence,
    ShortName,
    Sign,
    Slug,
    SourceMark,
    Theme,
    Value,
)
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.role import Name, Ramp, RoleDescription, Statement, Step
from rubrics.catalogue.samples import SampleText

Weight = Annotated[float, Field(ge=limits.LEAST_WEIGHT, le=limits.WEIGHT)]


def none_or_some(share: float) -> float:
    """Return a share that recommendations may have, 0 or at least the least weight; raises a misfit for any other."""
    if 0 < share < limits.LEAST_WEIGHT:
        raise misfit(ProblemKind.SHARE_TOO_SMALL, least=limits.LEAST_WEIGHT)
    return share


class Rung(Value):
    """Observable behavior: one line for a menu, and the full sentence."""

    short: Annotated[str, StringConstraints(min_length=1, max_length=limits.SHORT)]
    behavior: Annotated[str, StringConstraints(min_length=1, max_length=limits.BEHAVIOR)]


class QuestionText(Value):
    """A question; without `levels` it is asked at every level.

    `listen_for` says by rating what an answer holds. `listen_on_ladder` says it by the rungs of the competency's
    ladder, so that each level takes what its ratings stand for; with five anchors in the ladder's place it is not used.
    """

    ask: Sentence
    follow_ups: tuple[Sentence, ...] = ()
    listen_for: dict[Annotated[int, Field(ge=2, le=limits.ANCHORS - 1)], Sign] = Field(default_factory=dict)
    listen_on_ladder: dict[Annotated[int, Field(ge=2, le=limits.RUNGS - 1)], Sign] = Field(default_factory=dict)
    levels: tuple[Level, ...] = tuple(Level)
    sources: tuple[SourceMark, ...] = ()


class CompetencyText(Value):
    """A competency of the shared library or of one role; has either a ladder of nine rungs or five anchors."""

    extends: Slug | None = None
    id: Slug | None = None
    name: PartName
    short: ShortName | None = None
    meaning: Sentence
    weight: dict[Level, Weight] | None = None
    weight_reason: Statement | None = None
    must_have: bool = False
    floor: Annotated[float, Field(ge=1, le=5)] | None = None
    ladder: dict[Annotated[int, Field(ge=1, le=limits.RUNGS)], Rung] | None = None
    anchors: dict[Annotated[int, Field(ge=1, le=limits.ANCHORS)], Rung] | None = None
    questions: dict[Slug, QuestionText] = Field(default_factory=dict)
    strong_evidence: tuple[Sentence, ...] = ()
    red_flags: tuple[Sentence, ...] = ()
    sources: tuple[SourceMark, ...] = ()

    @field_validator("weight", mode="before")
    @classmethod
    def _same_at_every_level(cls, weight: Any) -> Any:
        if weight is None or isinstance(weight, dict):
            return weight
        is_number = isinstance(weight, int | float) and not isinstance(weight, bool)
        if not is_number or not limits.LEAST_WEIGHT <= weight <= limits.WEIGHT:
            raise misfit(ProblemKind.WEIGHT_RANGE, least=limits.LEAST_WEIGHT, most=limits.WEIGHT)
        return dict.fromkeys(Level, weight)

    @model_validator(mode="after")
    def _one_scale(self) -> Self:
        if self.ladder and self.anchors:
            raise misfit(ProblemKind.TWO_SCALES)
        if not self.ladder and not self.anchors:
            raise misfit(ProblemKind.NO_SCALE)
        return self

    @model_validator(mode="after")
    def _floor_of_a_must_have(self) -> Self:
        if self.floor is not None and not self.must_have:
            raise misfit(ProblemKind.FLOOR_WITHOUT_MUST_HAVE)
        return self

    @field_validator("ladder", "anchors", mode="after")
    @classmethod
    def _complete_and_distinct(cls, rungs: dict[int, Rung] | None, info: Any) -> dict[int, Rung] | None:
        if rungs is not None:
            _check_rungs(rungs, limits.RUNGS if info.field_name == "ladder" else limits.ANCHORS)
        return rungs


def _check_rungs(rungs: dict[int, Rung], count: int) -> None:
    missing = [str(number) for number in range(1, count + 1) if number not in rungs]
    if missing:
        raise misfit(ProblemKind.RUNGS_MISSING, missing=missing, most=count)
    for number in range(2, count + 1):
        if rungs[number].behavior.casefold() == rungs[number - 1].behavior.casefold():
            raise misfit(ProblemKind.RUNGS_ALIKE, first=number - 1, second=number)


class ItemText(Value):
    """One line of a checklist; its key is its id."""

    kind: Literal["must", "should", "must_not"]
    short: ItemName | None = None
    theme: Theme | None = None
    text: Sentence
    why: Sentence
    sources: tuple[SourceMark, ...] = ()


class ChecklistText(Value):
    """A checklist; its id is the role's, and an abstract one exists only to be extended."""

    id: Slug
    extends: Slug | None = None
    abstract: bool = False
    items: Annotated[dict[Slug, ItemText], Field(min_length=1)]


class LevelText(Value):
    """What a level means in this role."""

    expectation: Sentence
    scope: Statement | None = None


class BackgroundText(Value):
    """Where candidates come from; its key is its id."""

    origin: Name
    ramps: tuple[Ramp, ...] = ()
    steps: tuple[Step, ...] = ()
    probe: tuple[Statement, ...]
    notes: tuple[Statement, ...] = ()


class Approval(Value):
    """Who approved these definitions, and when."""

    by: Name
    on: date


class RoleText(RoleDescription):
    """A role with its levels and competencies; an abstract one exists only to be extended."""

    abstract: bool = False
    backgrounds: dict[Slug, BackgroundText] = Field(default_factory=dict)
    levels: Annotated[dict[Level, LevelText], Field(min_length=1)]
    do_not_ask: dict[Slug, Statement] = Field(default_factory=dict)
    approved: Approval | None = None
    bar: Annotated[float, Field(ge=1, le=5)] = 3.0
    recommendation_share: Annotated[float, Field(ge=0, le=0.5), AfterValidator(none_or_some)] = 0.25
    minimum_scorecards: Annotated[int, Field(ge=1, le=10)] = 3
    competencies: Annotated[tuple[CompetencyText, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _every_level_is_assessed(self) -> Self:
        for level in self.levels:
            count = len(self.assessed(level))
            if not 1 <= count <= limits.COMPETENCIES:
                raise misfit(ProblemKind.ASSESSED_COUNT, count=count, level=level, most=limits.COMPETENCIES)
        return self

    def assessed(self, level: Level) -> list[CompetencyText]:
        """Return the competencies that have a weight at a level, in their order."""
        return [each for each in self.competencies if each.weight and level in each.weight]


def rated_alike(criteria: dict[str, CompetencyText]) -> dict[str, CompetencyText]:
    """Return criteria that are rated alike at every level; raises a misfit for any that has no weight, or a ladder."""
    if unweighted := [name for name, each in criteria.items() if set(each.weight or ()) != set(Level)]:
        raise misfit(ProblemKind.CRITERION_WEIGHT, criteria=unweighted)
    if laddered := [name for name, each in criteria.items() if each.ladder]:
        raise misfit(ProblemKind.CRITERION_LADDER, criteria=laddered)
    return criteria


class WorkSampleText(Value):
    """How a portfolio or a piece of work is rated; its key is its id, and its criteria have five anchors each."""

    extends: Slug | None = None
    name: PartName
    brief: Sentence
    hours: Annotated[float, Field(gt=0, le=40)] | None = None
    criteria: Annotated[dict[Slug, CompetencyText], Field(min_length=1, max_length=limits.COMPETENCIES)]
    sources: tuple[SourceMark, ...] = ()

    @field_validator("criteria", mode="after")
    @classmethod
    def _weighted(cls, criteria: dict[str, CompetencyText]) -> dict[str, CompetencyText]:
        return rated_alike(criteria)


class SampleAnswerText(Value):
    """An answer that a team rates to calibrate; its key is its id.

    `written_as` is the rating that its author had in mind. No one is ever shown it: it tells only whether a set is
    spread over the scale.
    """

    competency: Slug
    question: Sentence
    answer: SampleText
    written_as: Rating


class SampleSetText(Value):
    """Sample answers for a role at a level; its key is its id."""

    extends: Slug | None = None
    name: PartName | None = None
    role: Slug
    level: Level
    answers: Annotated[dict[Slug, SampleAnswerText], Field(min_length=limits.FEWEST_SAMPLES, max_length=limits.SAMPLES)]


class SourceText(Value):
    """A document; its key is its mark."""

    title: Sentence
    publisher: Sentence
    interest: Sentence
    published: str | None = None
    strongest_on: Sentence
