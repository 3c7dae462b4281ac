"""A panel's scorecards by person: two cards of one interviewer are one voice; knows no weights and no score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rubrics.catalogue.model import Recommendation, Scorecard

RECOMMENDATION_RATINGS: Mapping[Recommendation, float] = {
    Recommendation.STRONG_NO: 1.0,
    Recommendation.NO: 7 / 3,
    Recommendation.YES: 11 / 3,
    Recommendation.STRONG_YES: 5.0,
}
"""Where a recommendation stands on the scale of ratings (docs/hire-signal.md, “Items and weights”)."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one interviewer says in all of their scorecards, in the panel's order (“Two cards of one person”).

    `given` holds each competency's ratings, one a card that rated it; `ratings` their means. `recommendation` is what
    a tally shows, the later one, and `overall` the mean of what they stand for on the scale; None without any.
    """

    interviewer: str
    given: Mapping[str, tuple[int, ...]]
    ratings: Mapping[str, float]
    recommendation: Recommendation | None
    overall: float | None


def voices_of(scorecards: Sequence[Scorecard]) -> tuple[Voice, ...]:
    """Return the people behind these scorecards, each at the place of their first card."""
    cards: dict[str, list[Scorecard]] = {}
    for card in scorecards:
        cards.setdefault(card.interviewer, []).append(card)
    return tuple(_voice(person, own) for person, own in cards.items())


def _voice(person: str, own: Sequence[Scorecard]) -> Voice:
    if len(own) == 1:  # as nearly everyone's: nothing to put together
        card = own[0]
        once: dict[str, tuple[int, ...]] = {competency: (rating,) for competency, rating in card.ratings.items()}
        overall = RECOMMENDATION_RATINGS[card.recommendation] if card.recommendation else None
        return Voice(person, once, card.ratings, card.recommendation, overall)
    rated = dict.fromkeys(chain.from_iterable(card.ratings for card in own))
    given = {each: tuple([card.ratings[each] for card in own if each in card.ratings]) for each in rated}
    said = [card.recommendation for card in own if card.recommendation is not None]
    values = [RECOMMENDATION_RATINGS[each] for each in said]
    return Voice(
        person,
        given,
        {competency: sum(ratings) / len(ratings) for competency, ratings in given.items()},
        said[-1] if said else None,
        sum(values) / len(values) if values else None,
    )
