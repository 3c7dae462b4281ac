"""The values every other room speaks in; this docstring is the glossary.

opening         a post to fill: role, level, place, JD
candidate       the person who is interviewed
role            AI Engineer, ML Engineer …
level           junior, mid, senior, staff, principal
rubric          what is assessed for a role at a level: weighted competencies with anchors
competency      one thing a rubric assesses
anchor          observable behavior for one rating
checklist       what a JD must, should and must not say
finding         one remark of JD review with its evidence
loop            one candidate's interviews for one role and level, in one channel
interview       one interviewer's session in a loop, with its focus competencies
panel           all interviewers of a loop
scorecard       what one interviewer submits for one interview: ratings, evidence, recommendation
rating          1 to 5 on one competency, or "not assessed" (then it is absent)
recommendation  strong no, no, yes, strong yes; there is no neutral
reveal          the one moment when a sealed panel opens
hire signal     what the scorecards say together
debrief         the discussion after the reveal
decision        what the hiring manager records after it; Debrief makes none
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from rubrics.catalogue import limits

RATINGS = (1, 2, 3, 4, 5)
PINNED_AS = "behaviour"
"""What `behavior` is called in rubrics that loops were pinned to at first, and in the form that digests are made of."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=limits.IDENTIFIER)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=limits.SENTENCE, strip_whitespace=True)]
PartName = Annotated[str, StringConstraints(min_length=1, max_length=limits.PART_NAME)]
ShortName = Annotated[str, StringConstraints(min_length=1, max_length=limits.SHORT_NAME)]
Rating = Annotated[int, Field(ge=1, le=5)]
SourceMark = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*$", max_length=limits.MARK)]
"""S0 … S4 for the documents behind the built-in definitions; a team's own files may add marks."""


class Value(BaseModel):
    """A frozen value that refuses fields it does not know."""

    # Most processes use few of some eighty kinds of values: each one's validator is built when it is first needed.
    # From pydantic 2.14 on that is safe in threads.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Level(StrEnum):
    """How senior an opening is, lowest first."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"
    PRINCIPAL = "principal"


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
    """One thing a rubric assesses: its weight relative to the others and its five anchors, rating 1 first."""

    id: Slug
    name: PartName
    short: ShortName | None = None
    """What stands in pictures, where the name would be too long."""
    meaning: Sentence
    weight: Annotated[float, Field(gt=0, le=limits.WEIGHT)]
    weight_reason: Reason | None = None
    must_have: bool = False
    floor: Annotated[float, Field(ge=1, le=5)] | None = None
    """The declared rule of a must-have: with a mean rating below it, the signal says “split” at best."""
    anchors: Annotated[tuple[Anchor, ...], Field(min_length=limits.ANCHORS, max_length=limits.ANCHORS)]
    questions: tuple[Question, ...] = ()
    strong_evidence: tuple[Sentence, ...] = ()
    red_flags: tuple[Sentence, ...] = ()
    sources: tuple[SourceMark, ...] = ()

    @property
    def short_name(self) -> str:
        """Its name in pictures: at most 20 characters, unless its definition gives only a longer one."""
        return self.short or self.name

    def anchor(self, rating: int) -> Anchor:
        """Return the anchor of a rating from 1 to 5."""
        return self.anchors[rating - 1]


class Rubric(Value):
    """What is assessed for one role at one level, complete in itself, so that a loop can keep it for ever."""

    role: Slug
    role_name: str
    level: Level
    bar: Annotated[float, Field(ge=1, le=5)] = 3.0
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
        return f"{self.role}/{self.level}"

    @property
    def title(self) -> str:
        """Its name for people, such as “AI Engineer, senior”."""
        return f"{self.role_name}, {self.level}"

    @cached_property
    def digest(self) -> str:
        """Its version: the SHA-256, in hex, of its content as canonical JSON."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    @property
    def canonical(self) -> str:
        """Its content as JSON with the keys it began with: a rubric pinned under its digest still has that one."""
        content = self.model_dump(mode="json")
        # What could not be said at first is left out where it is not said.
        for competency in content["competencies"]:
            for key in ("short", "weight_reason"):
                if competency[key] is None:
                    del competency[key]
            for question in competency["questions"]:
                if not question["listen_for"]:
                    del question["listen_for"]
            for anchor in competency["anchors"]:
                anchor[PINNED_AS] = anchor.pop("behavior")
        return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

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
        vars(part)["digest"] = self.digest
        return part

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a changed copy; what was worked out of this one's content is worked out anew there."""
        copy = super().model_copy(update=update, deep=deep)
        for derived in ("digest", "shares", "shares_of_score"):
            vars(copy).pop(derived, None)
        return copy

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """Each competency's weight as a share of all weights; they add up to 1."""
        weights = [max(each.weight, limits.LEAST_WEIGHT) for each in self.competencies]
        total = sum(weights)
        return {each.id: weight / total for each, weight in zip(self.competencies, weights, strict=True)}

    @property
    def share_of_recommendation(self) -> float:
        """The recommendations' share of the score when everybody rates everything; 0 where they are tallied alone."""
        return max(self.recommendation_share, limits.LEAST_WEIGHT) if self.recommendation_share else 0.0

    @cached_property
    def shares_of_score(self) -> Mapping[str, float]:
        """Each competency's share of the score when everybody rates everything; the recommendations have the rest."""
        return {competency: share * (1 - self.share_of_recommendation) for competency, share in self.shares.items()}


class WorkSample(Value):
    """How a portfolio or a piece of work is rated: what is asked for, and its criteria with their anchors."""

    id: Slug
    name: PartName
    brief: Sentence
    hours: Annotated[float, Field(gt=0, le=40)] | None = None
    criteria: Annotated[tuple[Competency, ...], Field(min_length=1, max_length=limits.COMPETENCIES)]
    sources: tuple[SourceMark, ...] = ()


ItemName = Annotated[str, StringConstraints(min_length=1, max_length=limits.ITEM, strip_whitespace=True)]
Theme = Literal["offer", "work", "bar", "process"]
"""What an item is about, so that a list is read in groups."""


class ChecklistItem(Value):
    """One thing a JD must, should or must not say, and why."""

    id: Slug
    kind: Literal["must", "should", "must_not"]
    short: ItemName | None = None
    theme: Theme | None = None
    text: Sentence
    why: Sentence
    sources: tuple[SourceMark, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in a list: its short name, else its text."""
        return self.short or self.text


class Checklist(Value):
    """What a JD for a role must, should and must not say."""

    role: Slug
    items: Annotated[tuple[ChecklistItem, ...], Field(min_length=1)]


class Scorecard(Value):
    """One interviewer's ratings (competency id → 1 to 5; what was not assessed is absent) and recommendation."""

    interviewer: str
    ratings: Mapping[str, Rating]
    recommendation: Recommendation | None = None
