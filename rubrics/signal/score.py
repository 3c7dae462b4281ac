"""The score: the weight of every rating and their sum; knows no uncertainty, no words.

Sums use math.fsum, which rounds once: the order of cards cannot change a result, and raising a rating cannot
lower one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum

from rubrics.signal.panel import Card, Panel

KAPPA = 2.0
"""How many ratings' worth a competency is drawn toward the candidate's overall level."""

RatingWeights = tuple[dict[str, float], ...]
"""Per card: item → b."""


def rating_weights(weights: Mapping[str, float], rated: Sequence[Sequence[str]]) -> RatingWeights:
    """Return b of every rating; all are ≥ 0 and add up to 1, and they depend only on who rated what.

    Formula “The score”: b_ik = w_k/(n_k + κ) + pull·(w_k / Σ w_k' rated by i)/n, pull = Σ_k w_k·κ/(n_k + κ).
    """
    counts = Counter(item for items in rated for item in items)
    pull = fsum(weight * KAPPA / (counts[item] + KAPPA) for item, weight in weights.items())
    result = []
    for items in rated:
        drawn = pull / (fsum(weights[item] for item in items) * len(rated))
        result.append({item: weights[item] * (1 / (counts[item] + KAPPA) + drawn) for item in items})
    return tuple(result)


def score_of(panel: Panel, b: RatingWeights) -> float:
    """Return T = Σ b·y, within 1 to 5 (formula “The score”)."""
    total = fsum(b[i][item] * rating for i, card in enumerate(panel.cards) for item, rating in card.ratings.items())
    return min(5.0, max(1.0, total))


def composite(card: Card, weights: Mapping[str, float]) -> float:
    """Return x_i, the weighted mean of one scorecard over what it rated (formula “A scorecard's mean”)."""
    total = fsum(weights[item] for item in card.ratings)
    return fsum(weights[item] * rating for item, rating in card.ratings.items()) / total


def plain_mean(panel: Panel) -> float:
    """Return the mean of the scorecards' means: what the score equals when everybody rated everything."""
    return fsum(composite(card, panel.weights) for card in panel.cards) / len(panel.cards)
