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

    `ratings` holds each competency's rating, of two cards that rated it their mean, and `repeated` what these were.
    `recommendation` is what a tally shows, the later one, and `overall` the mean of what they stand for on the scale;
    None without any.
    """

    interviewer: str
    ratings: Mapping[str, float]
    repeated: Mapping[str, tuple[int, ...]]
    recommendation: Recommendation | None
    overall: float | None


def voices_of(scorecards: Sequence[Scorecard]) -> tuple[Voice, ...]:
    """Return the people behind these scorecards, each at the place of their first card."""
    cards: dict[str, list[Scorecard]] = {}
    for card in scorecards:
        cards.setdefault(card.interviewer, []).append(card)
    return tuple(_voice(person, own) for person, own in cards.items())


_NOTHING: Mapping[str, tuple[int, ...]] = {}


def _voice(person: str, own: Sequence[Scorecard]) -> Voice:
    if len(own) == 1:  # as nearly everyone's: nothing to put together
        card = own[0]
        overall = RECOMMENDATION_RATINGS[card.recommendation] if card.recommendation else None
        return Voice(person, card.ratings, _NOTHING, card.recommendation, overall)
    rated = dict.fromkeys(chain.from_iterable(card.ratings for card in own))
    given = {each: tuple([card.ratings[each] for card in own if each in card.ratings]) for each in rated}
    said = [card.recommendation for card in own if card.recommendation is not None]
    values = [RECOMMENDATION_RATINGS[each] for each in said]
    return Voice(
        person,
        {competency: sum(ratings) / len(ratings) for competency, ratings in given.items()},
        {competency: ratings for competency, ratings in given.items() if len(ratings) > 1},
        said[-1] if said else None,
        sum(values) / len(values) if values else None,
    )
