"""The values every other room speaks in; this docstring is the glossary.

opening         a post to fill: role, level, place, JD
candidate       the person who is interviewed
role            AI Engineer, ML Engineer …
level           junior, mid, senior, staff, principal, or one of a team's own
rubric          what is assessed for a role at a level: weighted competencies with anchors
competency      one thing a rubric assesses
anchor          observable behavior for one rating
checklist       what a JD must, should and must not say
finding         one remark of JD review with its evidence
loop            one candidate's interviews for one role and level, in one channel
interview       one interviewer's session in a loop, with its focus competencies
panel           all interviewers of a loop
scorecard       what one interviewer submits for one interview: ratings, evidence, recommendation
rating          a point of the rubric's scale, 1 to 5 unless it says otherwise, or "not assessed" (then it is absent)
recommendation  strong no, no, yes, strong yes; there is no neutral
reveal          the one moment when a sealed panel opens
hire signal     what the scorecards say together
debrief         the discussion after the reveal
decision        what the hiring manager records after it; Debrief makes none
"""

import hashlib
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from rubrics.catalogue import limits
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.pinned_form import PINNED_AS, canonical_json
from rubrics.catalogue.scale import FIVE, Scale

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=limits.IDENTIFIER)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=limits.SENTENCE, strip_whitespace=True)]
PartName = Annotated[str, StringConstraints(min_length=1, max_length=limits.PART_NAME)]
ShortName = Annotated[str, StringConstraints(min_length=1, max_length=limits.SHORT_NAME)]
Rating = Annotated[int, Field(ge=1, le=limits.POINTS)]
OnScale = Annotated[float, Field(ge=1, le=limits.POINTS)]
"""A bar or a floor, in points of the scale that it is held against."""
SourceMark = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*$", max_length=limits.MARK)]
"""S0 … S4 for the documents behind the built-in definitions; a team's own files may add marks."""


class Value(BaseModel):
    """A frozen value that refuses fields it does not know."""

    # Most processes use few of some eighty kinds of values: each one's validator is built when it is first needed.
    # From pydantic 2.14 on that is safe in threads.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Recommendation(StrEnum):
    """An interviewer's overall word on a candidate, lowest first."""

    STRONG_NO = "strong_no"
    NO = "no"
    YES = "yes"
    STRONG_YES = "strong_yes"

    @property
    def words(self) -> str:
        """As people say it: “strong no”."""
        return self.value.replace("_", " ")

    @property
    def is_for_hire(self) -> bool:
        """Whether it says yes."""
        return self in (Recommendation.YES, Recommendation.STRONG_YES)


class Source(Value):
    """A document that facts were taken from, with the interest its publisher has in them."""

    mark: SourceMark
    title: Sentence
    publisher: Sentence
    interest: Sentence
    published: str | None = None
    strongest_on: Sentence


class Anchor(Value):
    """Observable behavior that earns one rating on one competency."""

    rating: Rating
    short: Annotated[str, StringConstraints(min_length=1, max_length=limits.SHORT)]
    behavior: Annotated[str, StringConstraints(min_length=1, max_length=limits.BEHAVIOR)]

    @model_validator(mode="before")
    @classmethod
    def _from_its_old_key(cls, data: Any) -> Any:
        """Read a rubric that was pinned when the field was still spelled the British way."""
        if isinstance(data, dict) and PINNED_AS in data and "behavior" not in data:
            return {("behavior" if key == PINNED_AS else key): value for key, value in data.items()}
        return data


Sign = Annotated[str, StringConstraints(min_length=1, max_length=limits.SIGN, strip_whitespace=True)]


class ListenFor(Value):
    """What an answer to a question holds that speaks for one rating."""

    rating: Rating
    sign: Sign


class Question(Value):
    """Something to ask in the interview, with follow-ups that separate the anchors, and what to listen for."""

    id: Slug | None = None
    ask: Sentence
    follow_ups: tuple[Sentence, ...] = ()
    listen_for: tuple[ListenFor, ...] = ()
    sources: tuple[SourceMark, ...] = ()


class Reason(Value):
    """Why something is as it is, with the documents that say so; without a mark it is a judgment of our own."""

    text: Sentence
    sources: tuple[SourceMark, ...] = ()


class Competency(Value):
    """One thing a rubric assesses: its weight relative to the others, and the anchors of its scale, lowest first.

    Anchors stand at both ends at least; what has none at all is not rated, and only gives evidence its place. A weight
    of 0 is that of a check, which is answered and never enters the score.
    """

    id: Slug
    name: PartName
    short: ShortName | None = None
    """What stands in pictures, where the name would be too long."""
    meaning: Sentence
    weight: Annotated[float, Field(ge=0, le=limits.WEIGHT)]
    weight_reason: Reason | None = None
    must_have: bool = False
    floor: OnScale | None = None
    """The declared rule of a must-have: with a mean rating below it, the signal says “split” at best."""
    knock_out: bool = False
    """The declared rule of a check: with anyone's no, the signal says “split” at best."""
    exercise: Slug | None = None
    """Where it is a criterion of an exercise that an opening's plan names: which one's."""
    scale: Scale = FIVE
    anchors: Annotated[tuple[Anchor, ...], Field(max_length=limits.POINTS)]
    questions: tuple[Question, ...] = ()
    strong_evidence: tuple[Sentence, ...] = ()
    red_flags: tuple[Sentence, ...] = ()
    sources: tuple[SourceMark, ...] = ()

    @property
    def short_name(self) -> str:
        """Its name in pictures: at most 20 characters, unless its definition gives only a longer one."""
        return self.short or self.name

    @property
    def is_rated(self) -> bool:
        """Whether it is given ratings, and not evidence alone."""
        return bool(self.anchors)

    def anchor(self, rating: int) -> Anchor | None:
        """Return the anchor of a rating; None where only points around it are described."""
        return next((anchor for anchor in self.anchors if anchor.rating == rating), None)


class Arithmetic(StrEnum):
    """What a rubric's ratings and recommendations are made into."""

    SCORE = "score"
    NONE = "none"
    """Nothing is added up: the recommendations are counted, and that is all."""


class Rubric(Value):
    """What is assessed for one role at one level, complete in itself, so that a loop can keep it for ever."""

    role: Slug
    role_name: str
    level: RoleLevel
    arithmetic: Arithmetic = Arithmetic.SCORE
    bar: OnScale = 3.0
    """In points of its scale."""
    recommendation_share: Annotated[float, Field(ge=0, le=0.5)] = 0.25
    minimum_scorecards: Annotated[int, Field(ge=1, le=10)] = 3
    expectation: Sentence
    competencies: Annotated[tuple[Competency, ...], Field(min_length=1, max_length=limits.COMPETENCIES)]
    do_not_ask: tuple[Sentence, ...] = ()
    sources: tuple[SourceMark, ...] = ()
    approved_by: str | None = None
    approved_on: date | None = None

    @property
    def id(self) -> str:
        """Its name in commands and records, such as “ai-engineer/senior”."""
        return f"{self.role}/{self.level.value}"

    @property
    def title(self) -> str:
        """Its name for people, such as “AI Engineer, senior”."""
        return f"{self.role_name}, {self.level.name}"

    @cached_property
    def digest(self) -> str:
        """Its version: the SHA-256, in hex, of its content as canonical JSON."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    @property
    def canonical(self) -> str:
        """Its content as JSON with the keys it began with: a rubric pinned under its digest still has that one."""
        return canonical_json(self.model_dump(mode="json"))

    @cached_property
    def scale(self) -> Scale:
        """The scale that its competencies are rated on; checks among them are answered yes or no."""
        rated = (each.scale for each in self.competencies if not each.scale.is_yes_or_no)
        return next(rated, self.competencies[0].scale)

    @property
    def bar_value(self) -> float:
        """What the bar counts on the line that the arithmetic is done on."""
        return self.scale.value_of(self.bar)

    @property
    def version(self) -> str:
        """The first eight digits of the digest: what people see."""
        return self.digest[:8]

    def competency(self, competency_id: str) -> Competency:
        """Return one competency by id; raises KeyError."""
        for competency in self.competencies:
            if competency.id == competency_id:
                return competency
        raise KeyError(competency_id)

    def part(self, competency_ids: Collection[str]) -> "Rubric":
        """Return the rubric with these competencies alone, its weights theirs; its version stays that of the whole."""
        chosen = tuple(each for each in self.competencies if each.id in competency_ids)
        part = self.model_copy(update={"competencies": chosen})
        vars(part).update(digest=self.digest, scale=self.scale)
        return part

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a changed copy; what was worked out of this one's content is worked out anew there."""
        copy = super().model_copy(update=update, deep=deep)
        for derived in ("digest", "scale", "shares", "shares_of_score"):
            vars(copy).pop(derived, None)
        return copy

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """Each competency's weight as a share of all weights; they add up to 1."""
        weights = [max(each.weight, limits.LEAST_WEIGHT) if each.weight else 0.0 for each in self.competencies]
        total = sum(weights) or 1.0
        return {each.id: weight / total for each, weight in zip(self.competencies, weights, strict=True)}

    @property
    def share_of_recommendation(self) -> float:
        """The recommendations' share of the score when everybody rates everything; 0 where they are tallied alone."""
        return max(self.recommendation_share, limits.LEAST_WEIGHT) if self.recommendation_share else 0.0

    @cached_property
    def shares_of_score(self) -> Mapping[str, float]:
        """Each competency's share of the score when everybody rates everything; the recommendations have the rest."""
        return {competency: share * (1 - self.share_of_recommendation) for competency, share in self.shares.items()}


ExerciseWeight = Annotated[float, Field(gt=0, le=limits.EXERCISE_WEIGHT)]
"""What an exercise weighs beside 100 of all competencies together, where a plan has it rated."""


class WorkSample(Value):
    """How a portfolio or a piece of work is rated: what is asked for, and its criteria with their anchors."""

    id: Slug
    name: PartName
    brief: Sentence
    hours: Annotated[float, Field(gt=0, le=40)] | None = None
    criteria: Annotated[tuple[Competency, ...], Field(min_length=1, max_length=limits.COMPETENCIES)]
    weight: ExerciseWeight = limits.USUAL_EXERCISE_WEIGHT
    sources: tuple[SourceMark, ...] = ()


class Scorecard(Value):
    """One interviewer's ratings (competency id → point; what was not assessed is absent) and recommendation."""

    interviewer: str
    ratings: Mapping[str, Rating]
    recommendation: Recommendation | None = None
