"""Scorecards as numbers: items, their weights and each card's ratings from 1 to 5; knows no uncertainty, no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rubrics.catalogue.errors import RubricError, UnknownNameError
from rubrics.catalogue.model import Recommendation, Rubric, Scorecard
from rubrics.catalogue.names import close_names
from rubrics.signal.values import OVERALL

RECOMMENDATION_RATINGS: Mapping[Recommendation, float] = {
    Recommendation.STRONG_NO: 1.0,
    Recommendation.NO: 7 / 3,
    Recommendation.YES: 11 / 3,
    Recommendation.STRONG_YES: 5.0,
}
"""Where a recommendation stands on the scale of ratings (docs/hire-signal.md, “Items and weights”)."""


class SignalProblem(StrEnum):
    """Why scorecards or a rubric cannot be summed up."""

    SAME_ITEM = "same_item"
    SAME_INTERVIEWER = "same_interviewer"


class SignalError(RubricError):
    """The scorecards or the rubric cannot be summed up; `name` is the interviewer's or the rubric's at fault."""

    def __init__(self, problem: SignalProblem, name: str) -> None:
        self.problem, self.name = problem, name
        super().__init__(f"{problem.value}: {name}")


@dataclass(frozen=True, slots=True)
class Card:
    """One scorecard that counts: item → rating, in the rubric's order, never empty."""

    interviewer: str
    ratings: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """Item → weight (they add up to 1), and the scorecards with at least one weighted rating."""

    weights: Mapping[str, float]
    cards: tuple[Card, ...]

    @property
    def rated(self) -> tuple[tuple[str, ...], ...]:
        """Who rated what, without how: all that the design of a panel is."""
        return tuple(tuple(card.ratings) for card in self.cards)


def panel_of(scorecards: Sequence[Scorecard], rubric: Rubric) -> Panel:
    """Return the panel in numbers; raises SignalError or UnknownNameError for cards that do not fit the rubric."""
    weights = item_weights(rubric)
    _check(scorecards, rubric)
    cards = (Card(card.interviewer, _ratings(card, weights)) for card in scorecards)
    return Panel(weights, tuple(card for card in cards if card.ratings))


def item_weights(rubric: Rubric) -> dict[str, float]:
    """Return w: the recommendation has its share, the competencies split the rest by weight.

    Formula “Items and weights”: w_overall = r, w_k = (1 - r)·share_k. With r = 0 there is no item “overall”.
    """
    share = rubric.recommendation_share
    weights = dict(rubric.shares_of_score)
    if len(weights) < len(rubric.competencies) or OVERALL in weights:
        raise SignalError(SignalProblem.SAME_ITEM, rubric.id)
    if share:
        weights[OVERALL] = share
    return weights


def _ratings(card: Scorecard, weights: Mapping[str, float]) -> dict[str, float]:
    ratings: dict[str, float] = dict(card.ratings)
    if card.recommendation is not None:
        ratings[OVERALL] = RECOMMENDATION_RATINGS[card.recommendation]
    return {item: float(ratings[item]) for item in weights if item in ratings}


def _check(scorecards: Sequence[Scorecard], rubric: Rubric) -> None:
    known = [competency.id for competency in rubric.competencies]
    interviewers: set[str] = set()
    for card in scorecards:
        if card.interviewer in interviewers:
            raise SignalError(SignalProblem.SAME_INTERVIEWER, card.interviewer)
        interviewers.add(card.interviewer)
        for competency_id in card.ratings:
            if competency_id not in known:
                raise UnknownNameError("competency", competency_id, close_names(competency_id, known))
