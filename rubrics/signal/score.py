"""The score: the weight of every rating and their sum; knows no uncertainty, no words.

Sums use math.fsum, which rounds once: the order of cards cannot change a result, and raising a rating cannot
lower one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import fsum
from operator import mul

from rubrics.catalogue.scale import LEAST, MOST
from rubrics.signal.panel import Panel

KAPPA = 2.0
"""How many ratings' worth a competency is drawn toward the candidate's overall level."""

RatingWeights = tuple[dict[str, float], ...]
"""Per card: item → b."""


def rating_weights(weights: Mapping[str, float], rated: Sequence[Sequence[str]]) -> RatingWeights:
    """Return b of every rating; all are ≥ 0 and add up to 1, and they depend only on who rated what.

    Formula “The score”: b_ik = w_k/(n_k + κ) + pull·(w_k / Σ w_k' rated by i)/n, pull = Σ_k w_k·κ/(n_k + κ).
    """
    counts = Counter(chain.from_iterable(rated))
    kept = {item: 1 / (counts[item] + KAPPA) for item in weights}
    pull = fsum([weight * KAPPA / (counts[item] + KAPPA) for item, weight in weights.items()])
    result = []
    for items in rated:
        drawn = pull / (fsum([weights[item] for item in items]) * len(rated))
        result.append({item: weights[item] * (kept[item] + drawn) for item in items})
    return tuple(result)


def score_of(panel: Panel, b: RatingWeights) -> float:
    """Return T = Σ b·y, within 1 to 5 (formula “The score”)."""
    rows = zip(panel.cards, b, strict=True)  # both in the order of the card's items
    total = fsum([part for card, row in rows for part in map(mul, row.values(), card.ratings.values())])
    return min(MOST, max(LEAST, total))


def plain_mean(panel: Panel) -> float:
    """Return the mean of the scorecards' means: what the score equals when everybody rated everything."""
    return fsum([card.mean for card in panel.cards]) / len(panel.cards)


@dataclass(frozen=True, slots=True)
class Sums:
    """How much weight each item and each card has: B_k by item, C_i in the panel's order (formula “Uncertainty”)."""

    items: Mapping[str, float]
    cards: Sequence[float]


def sums_of(weights: Mapping[str, float], b: RatingWeights) -> Sums:
    """Return the sums of b per item and per card; an item that no one rated has none."""
    parts: dict[str, list[float]] = {item: [] for item in weights}
    for row in b:
        for item, weight in row.items():
            parts[item].append(weight)
    return Sums({item: fsum(given) for item, given in parts.items()}, [fsum(row.values()) for row in b])
