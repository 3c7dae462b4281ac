"""Reads scorecards and rubric weights from JSON for `debrief signal`; every problem is named, nothing is guessed.

The format is documented in docs/hire-signal.md, “The command”.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, BinaryIO

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationError

from bot.wording.problems import in_json
from bot.wording.words import plain_words
from rubrics.authoring.misfits import Misfit, misfits
from rubrics.authoring.scale_shape import ScaleField
from rubrics.authoring.shapes import none_or_some
from rubrics.catalogue import limits
from rubrics.catalogue.errors import misfit
from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Anchor, Competency, Recommendation, Rubric, Scorecard, Slug, Value
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.scale import FIVE, MIDDLE

MOST_BYTES = 1_000_000
MOST_SCORECARDS = 100
MOST_PROBLEMS = 20
LONGEST_NUMBER = 20
"""Digits of a whole number; Python refuses to read one of several thousand, and no rating needs more than one."""


class SignalFileError(Exception):
    """The JSON cannot be used; `problems` says what is wrong, one sentence each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def _printable(name: str) -> str:
    if not name.isprintable():
        raise misfit(ProblemKind.UNPRINTABLE)
    return name


def _underscored(recommendation: object) -> object:
    return recommendation.replace(" ", "_") if isinstance(recommendation, str) else recommendation


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), AfterValidator(_printable)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Weight = Annotated[Number, Field(ge=limits.LEAST_WEIGHT, le=limits.WEIGHT)]
OnScale = Annotated[Number, Field(ge=1, le=limits.POINTS)]
StrictRating = Annotated[int, Field(strict=True, ge=1, le=limits.POINTS)]


class GivenRubric(Value):
    """What the sum needs of a rubric: weights, and the settings that differ from the usual ones."""

    role: Slug = "role"
    level: Level = Level.MID
    weights: Annotated[dict[Slug, Weight], Field(min_length=1, max_length=limits.COMPETENCIES)]
    scale: ScaleField = FIVE
    bar: OnScale | None = None
    recommendation_share: Annotated[Number, Field(ge=0, le=0.5), AfterValidator(none_or_some)] = 0.25
    minimum_scorecards: Annotated[int, Field(strict=True, ge=1, le=10)] = 3
    floors: dict[Slug, OnScale] = Field(default_factory=dict)

    def rubric(self) -> Rubric:
        """Return it as a rubric whose anchors are blank."""
        return Rubric(
            role=self.role,
            role_name=_spoken(self.role),
            level=self.level,
            bar=self.scale.rating_at(MIDDLE) if self.bar is None else self.bar,
            recommendation_share=self.recommendation_share,
            minimum_scorecards=self.minimum_scorecards,
            expectation=plain_words("signal_answer.weights_only"),
            competencies=tuple(map(self._competency, self.weights)),
        )

    def _competency(self, competency_id: str) -> Competency:
        return Competency(
            id=competency_id,
            name=_spoken(competency_id),
            meaning=plain_words("signal_answer.weight_only"),
            weight=self.weights[competency_id],
            must_have=competency_id in self.floors,
            floor=self.floors.get(competency_id),
            scale=self.scale,
            anchors=tuple(Anchor(rating=end, short="Not given", behavior="Not given") for end in (1, self.scale.top)),
        )


class GivenScorecard(Value):
    """One scorecard; a rating of null or one that is absent was not assessed."""

    interviewer: Name
    ratings: dict[Slug, StrictRating | None] = Field(default_factory=dict)
    recommendation: Annotated[Recommendation | None, BeforeValidator(_underscored)] = None

    def scorecard(self) -> Scorecard:
        """Return it as the scorecard that the signal is made of."""
        ratings = {competency_id: rating for competency_id, rating in self.ratings.items() if rating is not None}
        return Scorecard(interviewer=self.interviewer, ratings=ratings, recommendation=self.recommendation)


class SignalFile(Value):
    """The whole of what `debrief signal` reads."""

    rubric: GivenRubric
    scorecards: Annotated[tuple[GivenScorecard, ...], Field(max_length=MOST_SCORECARDS)]


def read_signal_file(stream: BinaryIO) -> tuple[list[Scorecard], Rubric]:
    """Return the scorecards and the rubric, or raise SignalFileError with every problem found."""
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _unusable("too_large")
    try:
        file = SignalFile.model_validate(_parse(content))
    except ValidationError as error:
        raise SignalFileError(_problems(misfits(error, SignalFile))) from error
    _check_floors(file.rubric)
    _check_on_scale(file)
    _check_names(file.scorecards)
    return [card.scorecard() for card in file.scorecards], file.rubric.rubric()


def _parse(content: bytes) -> object:
    try:
        return json.loads(content, object_pairs_hook=_unique, parse_constant=_refuse_constant, parse_int=_short_int)
    except json.JSONDecodeError as error:
        raise _unusable("not_json", why=error.msg, line=error.lineno, column=error.colno) from error
    except UnicodeDecodeError as error:
        raise _unusable("not_utf8") from error
    except RecursionError as error:
        raise _unusable("too_deep") from error


def _unusable(problem: str, **values: object) -> SignalFileError:
    return SignalFileError([plain_words(f"signal_file.{problem}", **values)])


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    members: dict[str, object] = {}
    for key, value in pairs:
        if key in members:
            raise _unusable("given_twice", member=repr(key))
        members[key] = value
    return members


def _refuse_constant(name: str) -> object:
    raise _unusable("no_number", name=name)


def _short_int(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise _unusable("too_many_digits")
    return int(digits)


def _check_floors(rubric: GivenRubric) -> None:
    unknown = [competency_id for competency_id in rubric.floors if competency_id not in rubric.weights]
    if unknown:
        raise SignalFileError(plain_words("signal_file.floor_without_weight", name=name) for name in unknown)


def _check_on_scale(file: SignalFile) -> None:
    """Refuse a bar, a floor or a rating that is no point of the scale, each named by where it stands."""
    rubric, top = file.rubric, file.rubric.scale.top
    given: list[tuple[str, float | None]] = [("rubric, bar", rubric.bar)]
    given += [(f"rubric, floors, {each}", floor) for each, floor in rubric.floors.items()]
    for number, card in enumerate(file.scorecards, start=1):
        given += [(f"scorecards, {number}, ratings, {each}", rating) for each, rating in card.ratings.items()]
    beyond = [where for where, value in given if value is not None and not rubric.scale.holds(value)]
    if beyond:
        raise SignalFileError(plain_words("signal_file.off_scale", name=where, top=top) for where in beyond)


def _check_names(scorecards: Sequence[GivenScorecard]) -> None:
    """Refuse two cards under one name: in a file written by hand they are a slip, not two interviews of one person."""
    number = Counter(card.interviewer for card in scorecards)
    twice = [name for name, cards in number.items() if cards > 1]
    if twice:
        raise SignalFileError(plain_words("signal_file.same_interviewer", name=name) for name in twice)


def _problems(wrong: Sequence[Misfit]) -> list[str]:
    sentences = [f"{_where(each.path)}: {in_json(each)}." for each in wrong[:MOST_PROBLEMS]]
    more = len(wrong) - len(sentences)
    return [*sentences, plain_words("signal_file.and_more", number=more)] if more > 0 else sentences


def _where(location: Sequence[int | str]) -> str:
    """Where a problem lies: “scorecards, 2, ratings, coding”, counted from 1 as people do."""
    parts = [str(part + 1) if isinstance(part, int) else ascii(part)[1:-1][:60] for part in location if part != "[key]"]
    return ", ".join(parts) or plain_words("signal_file.the_file")


def _spoken(identifier: str) -> str:
    return identifier.replace("-", " ").capitalize()
