"""Scorecards as numbers: items, their weights and each card's ratings as they count from 1 to 5; knows no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from operator import mul

from rubrics.catalogue.errors import RubricError, UnknownNameError
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.names import close_names
from rubrics.catalogue.scale import Scale
from rubrics.signal.values import OVERALL
from rubrics.signal.voices import Voice


class SignalProblem(StrEnum):
    """Why a rubric cannot be summed up."""

    SAME_ITEM = "same_item"
    OFF_SCALE = "off_scale"


class SignalError(RubricError):
    """The rubric cannot be summed up; `name` is its own, or the competency's with a rating that is no point of its."""

    def __init__(self, problem: SignalProblem, name: str) -> None:
        self.problem, self.name = problem, name
        super().__init__(f"{problem.value}: {name}")


@dataclass(frozen=True, slots=True)
class Card:
    """What one interviewer rated: item → rating, in the rubric's order, never empty; of two scorecards the means.

    `weight` is that of all these items together, `mean` x_i, their mean by weight (formula “A scorecard's mean”).
    """

    interviewer: str
    ratings: Mapping[str, float]
    weight: float
    mean: float


@dataclass(frozen=True, slots=True)
class Panel:
    """Item → weight (they add up to 1), and one card for each interviewer with at least one weighted rating."""

    weights: Mapping[str, float]
    cards: tuple[Card, ...]

    @property
    def rated(self) -> tuple[tuple[str, ...], ...]:
        """Who rated what, without how: all that the design of a panel is."""
        return tuple([tuple(card.ratings) for card in self.cards])


def panel_of(voices: Sequence[Voice], rubric: Rubric) -> Panel:
    """Return the panel in numbers; raises SignalError or UnknownNameError for cards that do not fit the rubric."""
    weights = item_weights(rubric)
    check_fit(voices, rubric)
    scales = scales_of(rubric)
    cards = [_card(voice, weights, scales) for voice in voices]
    return Panel(weights, tuple([card for card in cards if card is not None]))


def item_weights(rubric: Rubric) -> dict[str, float]:
    """Return w: the recommendation has its share, the competencies split the rest by weight.

    Formula “Items and weights”: w_overall = r, w_k = (1 - r)·share_k. With r = 0 there is no item “overall”.
    """
    share = rubric.share_of_recommendation
    shares = rubric.shares_of_score
    if len(shares) < len(rubric.competencies) or OVERALL in shares:
        raise SignalError(SignalProblem.SAME_ITEM, rubric.id)
    # A check without weight is answered beside the score, and is no item of it.
    weights = {item: weight for item, weight in shares.items() if weight}
    if share:
        weights[OVERALL] = share
    return weights


def scales_of(rubric: Rubric) -> dict[str, Scale]:
    """Return the scale of each competency on which a rating doesn't count its own number, by the competency's id."""
    return {each.id: each.scale for each in rubric.competencies if not each.scale.is_plain}


def _card(voice: Voice, weights: Mapping[str, float], scales: Mapping[str, Scale]) -> Card | None:
    given = voice.ratings
    ratings = {item: float(given[item]) for item in weights if item in given}
    for item in scales.keys() & ratings.keys():
        ratings[item] = scales[item].value_of(ratings[item])
    if voice.overall is not None and OVERALL in weights:
        ratings[OVERALL] = voice.overall
    if not ratings:
        return None
    own = [weights[item] for item in ratings]
    weight = fsum(own)
    return Card(voice.interviewer, ratings, weight, fsum(map(mul, own, ratings.values())) / weight)


def check_fit(voices: Sequence[Voice], rubric: Rubric) -> None:
    """Raise SignalError or UnknownNameError for ratings of what the rubric has not, or of no point of its scale."""
    tops = {competency.id: competency.scale.top for competency in rubric.competencies}
    for voice in voices:
        for competency_id, rating in voice.ratings.items():
            if competency_id not in tops:
                raise UnknownNameError("competency", competency_id, close_names(competency_id, sorted(tops)))
            if rating > tops[competency_id]:
                raise SignalError(SignalProblem.OFF_SCALE, competency_id)
