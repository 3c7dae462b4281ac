"""Scorecards as numbers: items, their weights and each card's ratings from 1 to 5; knows no uncertainty, no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rubrics.catalogue.errors import RubricError, UnknownNameError
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.names import close_names
from rubrics.signal.values import OVERALL
from rubrics.signal.voices import Voice


class SignalProblem(StrEnum):
    """Why a rubric cannot be summed up."""

    SAME_ITEM = "same_item"


class SignalError(RubricError):
    """The rubric cannot be summed up; `name` is its own."""

    def __init__(self, problem: SignalProblem, name: str) -> None:
        self.problem, self.name = problem, name
        super().__init__(f"{problem.value}: {name}")


@dataclass(frozen=True, slots=True)
class Card:
    """What one interviewer rated: item → rating, in the rubric's order, never empty; of two scorecards the means."""

    interviewer: str
    ratings: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """Item → weight (they add up to 1), and one card for each interviewer with at least one weighted rating."""

    weights: Mapping[str, float]
    cards: tuple[Card, ...]

    @property
    def rated(self) -> tuple[tuple[str, ...], ...]:
        """Who rated what, without how: all that the design of a panel is."""
        return tuple(tuple(card.ratings) for card in self.cards)


def panel_of(voices: Sequence[Voice], rubric: Rubric) -> Panel:
    """Return the panel in numbers; raises SignalError or UnknownNameError for cards that do not fit the rubric."""
    weights = item_weights(rubric)
    _check(voices, rubric)
    cards = (Card(voice.interviewer, _ratings(voice, weights)) for voice in voices)
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


def _ratings(voice: Voice, weights: Mapping[str, float]) -> dict[str, float]:
    ratings = voice.ratings
    if voice.overall is not None:
        ratings[OVERALL] = voice.overall
    return {item: float(ratings[item]) for item in weights if item in ratings}


def _check(voices: Sequence[Voice], rubric: Rubric) -> None:
    known = [competency.id for competency in rubric.competencies]
    for voice in voices:
        for competency_id in voice.given:
            if competency_id not in known:
                raise UnknownNameError("competency", competency_id, close_names(competency_id, known))
