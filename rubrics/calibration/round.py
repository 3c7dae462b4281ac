"""A round of calibration: the same sample answers for everyone, sealed for each until theirs are in.

Its laws: before someone has rated all answers, or the round has closed, they learn nothing of what others said;
nothing is said of fewer than three people; no one learns who said what, and one's own distance is one's own.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from rubrics.calibration.agreement import Agreement, agreement_of, least_agreed, share_alike
from rubrics.calibration.distance import OwnDistance, own_distance
from rubrics.catalogue.model import Value
from rubrics.catalogue.samples import SampleSet

FEWEST = 3
"""People who have rated all, before anything is said of what they said: of two, each would read the other's."""


class Part(StrEnum):
    """Where someone stands in a round."""

    NONE = "none"
    """They have not begun and were not asked."""
    ASKED = "asked"
    BEGUN = "begun"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"
    """They deleted their ratings, and so rate no more: what others said may be known to them."""


class Rated(Value):
    """What someone said of one answer so far."""

    rating: int | None = None
    evidence: str = ""


class Round(Value):
    """One round: its answers as they were when it began, and until when it takes ratings.

    `finished` is how many have rated all answers. Who they are is no part of it.
    """

    id: str
    sample: SampleSet
    opened_by: str
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None
    finished: int = 0

    def is_open(self, now: datetime) -> bool:
        """Whether it takes ratings."""
        return self.closed_at is None and now < self.closes_at

    @property
    def lacks(self) -> int:
        """How many more have to finish before anything is said."""
        return max(FEWEST - self.finished, 0)


class OwnPart(Value):
    """One person's part in a round: what they rated themselves, by answer, and since when all of it is in."""

    part: Part = Part.NONE
    rated: Mapping[str, Rated] = {}
    finished_at: datetime | None = None

    def rating(self, answer: str) -> int | None:
        """Return what they gave an answer, or None."""
        return self.rated[answer].rating if answer in self.rated else None

    def done(self, sample: SampleSet) -> int:
        """Return how many answers of a set they have rated."""
        return sum(self.rating(answer.id) is not None for answer in sample.answers)

    def next_answer(self, sample: SampleSet) -> str | None:
        """Return the first answer that they have not rated, or None where all are."""
        return next((answer.id for answer in sample.answers if self.rating(answer.id) is None), None)


def may_rate(around: Round, own: OwnPart, now: datetime) -> bool:
    """Tell whether someone may rate, or change what they rated: until all of theirs are handed in."""
    return around.is_open(now) and own.part not in (Part.FINISHED, Part.WITHDRAWN)


def is_sealed_for(around: Round, own: OwnPart, now: datetime) -> bool:
    """Tell whether someone may learn nothing yet of what others said, no matter who they are."""
    return around.is_open(now) and own.part is not Part.FINISHED


def shows_results(around: Round, own: OwnPart, now: datetime) -> bool:
    """Tell whether there is anything to show someone: not sealed, and enough people finished."""
    return not is_sealed_for(around, own, now) and around.finished >= FEWEST


class AnswerResult(Value):
    """What people said of one answer; `own` is the reader's own rating, where they finished."""

    answer: str
    agreement: Agreement
    own: int | None = None


class Results(Value):
    """What a round says, those answers first that divide people most; `own` is for its reader alone.

    `alike` is the chance, from 0 to 1, that two people said the same of an answer.
    """

    people: int
    alike: float
    answers: tuple[AnswerResult, ...]
    own: OwnDistance | None = None


def results_of(sample: SampleSet, finished: Mapping[str, Mapping[str, int]], reader: str) -> Results | None:
    """Return what the people who finished said, without who said it; None of fewer than three.

    `finished` holds what each of them gave, by person and answer. The reader's own distance is worked out from their
    own ratings alone; who has not finished has none.
    """
    if len(finished) < FEWEST:
        return None
    agreements = {
        each.id: agreement_of((ratings[each.id] for ratings in finished.values()), each.scale.points)
        for each in sample.answers
    }
    alike, own = share_alike(list(agreements.values())), finished.get(reader, {})
    assert alike is not None  # noqa: S101 - three people are three pairs
    rated = [
        {person: each.scale.value_of(float(ratings[each.id])) for person, ratings in finished.items()}
        for each in sample.answers
    ]
    return Results(
        people=len(finished),
        alike=alike,
        answers=tuple(
            AnswerResult(answer=answer, agreement=agreements[answer], own=own.get(answer))
            for answer in least_agreed(agreements)
        ),
        own=own_distance(rated, reader) if own else None,
    )
