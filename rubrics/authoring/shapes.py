"""What may stand in the sections of a definition file; knows nothing of files, nor of what the product makes of it.

These classes are also the JSON Schema for editors.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from rubrics.authoring.level_shapes import LevelText, levels_of, weight_at
from rubrics.authoring.scale_shape import ScaleField
from rubrics.catalogue import limits
from rubrics.catalogue.checklist import ItemName, Theme
from rubrics.catalogue.errors import misfit
from rubrics.catalogue.levels import FIVE_LEVELS, Level, LevelId, RoleLevel
from rubrics.catalogue.model import (
    Arithmetic,
    ExerciseWeight,
    OnScale,
    PartName,
    Rating,
    Sentence,
    ShortName,
    Sign,
    Slug,
    SourceMark,
    Value,
)
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.role import Name, Ramp, RoleDescription, Statement, Step
from rubrics.catalogue.samples import SampleText

WeightOrNone = Annotated[float, Field(ge=0, le=limits.WEIGHT)] | None
"""A weight at a level; None says of a level of a team's own that it isn't assessed there, whatever that level is like.
"""
Weights = dict[LevelId, WeightOrNone]
ANSWERS = {"no": 1, "yes": 2}
"""The points of a check as its anchors may name them."""


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
    """A question; without `levels`, which may be the role's own or Debrief's, it is asked at every level.

    `listen_for` says by rating what an answer holds. `listen_on_ladder` says it by the rungs of the competency's
    ladder, so that each level takes what its ratings stand for; with five anchors in the ladder's place it is not used.
    """

    ask: Sentence
    follow_ups: tuple[Sentence, ...] = ()
    listen_for: dict[Annotated[int, Field(ge=2, le=limits.POINTS - 1)], Sign] = Field(default_factory=dict)
    listen_on_ladder: dict[Annotated[int, Field(ge=2, le=limits.RUNGS - 1)], Sign] = Field(default_factory=dict)
    levels: tuple[LevelId, ...] = ()
    sources: tuple[SourceMark, ...] = ()


class CompetencyText(Value):
    """A competency of the shared library or of one role; has either a ladder of nine rungs or the anchors of a scale.

    Anchors stand at both ends of the scale at least. A yes-or-no needs none, and what is not rated has none.
    """

    extends: Slug | None = None
    id: Slug | None = None
    name: PartName
    short: ShortName | None = None
    meaning: Sentence
    yes_or_no: bool = False
    knock_out: bool = False
    weight: Weights | None = None
    weight_reason: Statement | None = None
    must_have: bool = False
    floor: OnScale | None = None
    ladder: dict[Annotated[int, Field(ge=1, le=limits.RUNGS)], Rung] | None = None
    anchors: dict[Rating, Rung] | None = None
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
        if not is_number or not 0 <= weight <= limits.WEIGHT:
            raise misfit(ProblemKind.WEIGHT_RANGE, least=limits.LEAST_WEIGHT, most=limits.WEIGHT)
        return dict.fromkeys(Level, weight)

    @field_validator("weight", mode="after")
    @classmethod
    def _zero_for_a_check_alone(cls, weight: Weights | None, info: Any) -> Weights | None:
        least = 0 if info.data.get("yes_or_no") else limits.LEAST_WEIGHT
        if any(each is not None and each < least for each in (weight or {}).values()):
            raise misfit(ProblemKind.WEIGHT_RANGE, least=limits.LEAST_WEIGHT, most=limits.WEIGHT)
        return weight

    @field_validator("anchors", mode="before")
    @classmethod
    def _of_no_and_yes(cls, anchors: Any, info: Any) -> Any:
        if not info.data.get("yes_or_no") or not isinstance(anchors, dict):
            return anchors
        return {ANSWERS.get(str(key).lower(), key): rung for key, rung in anchors.items()}

    @model_validator(mode="after")
    def _one_scale(self) -> Self:
        if self.ladder and self.anchors:
            raise misfit(ProblemKind.TWO_SCALES)
        return self

    @model_validator(mode="after")
    def _floor_of_a_must_have(self) -> Self:
        if self.floor is not None and not self.must_have:
            raise misfit(ProblemKind.FLOOR_WITHOUT_MUST_HAVE)
        return self

    @model_validator(mode="after")
    def _check_is_answered(self) -> Self:
        if self.yes_or_no and (self.must_have or self.ladder or max(self.anchors or (0,)) > len(ANSWERS)):
            raise misfit(ProblemKind.CHECK_IS_RATED)
        if self.knock_out and not self.yes_or_no:
            raise misfit(ProblemKind.KNOCK_OUT_WITHOUT_CHECK)
        return self

    @field_validator("ladder", "anchors", mode="after")
    @classmethod
    def _complete_and_distinct(cls, rungs: dict[int, Rung] | None, info: Any) -> dict[int, Rung] | None:
        if rungs is not None:
            _check_rungs(rungs, range(1, limits.RUNGS + 1) if info.field_name == "ladder" else ())
        return rungs


def _check_rungs(rungs: dict[int, Rung], each_of: Sequence[int]) -> None:
    """Check that all of some rungs are there, that anchors begin at 1, and that no neighbors say the same."""
    if missing := [str(number) for number in each_of if number not in rungs]:
        raise misfit(ProblemKind.RUNGS_MISSING, missing=missing, most=len(each_of))
    if 1 not in rungs or len(rungs) == 1:
        raise misfit(ProblemKind.ENDS_MISSING)
    for first, second in pairwise(sorted(rungs)):
        if rungs[first].behavior.casefold() == rungs[second].behavior.casefold():
            raise misfit(ProblemKind.RUNGS_ALIKE, first=first, second=second)


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
    levels: Annotated[dict[LevelId, LevelText], Field(min_length=1, max_length=limits.LEVELS)]
    do_not_ask: dict[Slug, Statement] = Field(default_factory=dict)
    approved: Approval | None = None
    scale: ScaleField | None = None
    arithmetic: Arithmetic = Arithmetic.SCORE
    bar: OnScale | None = None
    """In points of the scale; its middle where nothing is said."""
    recommendation_share: Annotated[float, Field(ge=0, le=0.5), AfterValidator(none_or_some)] = 0.25
    minimum_scorecards: Annotated[int, Field(ge=1, le=10)] = 3
    competencies: Annotated[tuple[CompetencyText, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _every_level_is_assessed(self) -> Self:
        for level in levels_of(self.levels):
            count = len(self.assessed(level))
            if not 1 <= count <= limits.COMPETENCIES:
                raise misfit(ProblemKind.ASSESSED_COUNT, count=count, level=level.name, most=limits.COMPETENCIES)
        return self

    def assessed(self, level: RoleLevel) -> list[CompetencyText]:
        """Return the competencies that have a weight at a level, in their order; checks may have none at all."""
        return [each for each in self.competencies if self.weight(each, level) is not None]

    def weight(self, competency: CompetencyText, level: RoleLevel) -> float | None:
        """Return a competency's weight at a level; None where it isn't assessed.

        A check without a weight is answered at every level, and weighs nothing. Where nothing is added up, all weigh
        the same.
        """
        if competency.weight is not None:
            return weight_at(competency.weight, level)
        if competency.yes_or_no:
            return 0.0
        return 1.0 if self.arithmetic is Arithmetic.NONE else None


def rated_alike(criteria: dict[str, CompetencyText]) -> dict[str, CompetencyText]:
    """Return criteria that are rated alike at every level; raises a misfit for any without weight or anchors."""
    if unweighted := [name for name, each in criteria.items() if set(each.weight or ()) != set(FIVE_LEVELS)]:
        raise misfit(ProblemKind.CRITERION_WEIGHT, criteria=unweighted)
    if laddered := [name for name, each in criteria.items() if not (each.anchors or each.yes_or_no)]:
        raise misfit(ProblemKind.CRITERION_LADDER, criteria=laddered)
    return criteria


class WorkSampleText(Value):
    """How a portfolio or a piece of work is rated; its key is its id, and its criteria have anchors of their own."""

    extends: Slug | None = None
    name: PartName
    brief: Sentence
    hours: Annotated[float, Field(gt=0, le=40)] | None = None
    criteria: Annotated[dict[Slug, CompetencyText], Field(min_length=1, max_length=limits.COMPETENCIES)]
    weight: ExerciseWeight = limits.USUAL_EXERCISE_WEIGHT
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
    level: LevelId
    answers: Annotated[dict[Slug, SampleAnswerText], Field(min_length=limits.FEWEST_SAMPLES, max_length=limits.SAMPLES)]


class SourceText(Value):
    """A document; its key is its mark."""

    title: Sentence
    publisher: Sentence
    interest: Sentence
    published: str | None = None
    strongest_on: Sentence
