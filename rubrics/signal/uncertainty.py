"""How sure the score is: standard error, intervals, probability; knows no words and no candidate history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import NormalDist

from rubrics.catalogue.precision import Z80
from rubrics.signal.panel import Panel
from rubrics.signal.score import RatingWeights, Sums, plain_mean, rating_weights, score_of, sums_of
from rubrics.signal.spreads import FIXED, Pool, Spreads
from rubrics.signal.values import Interval, StandardError

Z90 = 1.6449
_STANDARD = NormalDist()
SPREAD_PRIOR = 8
"""How many scorecards' worth of usual spread a panel starts with."""


def standard_error(panel: Panel, b: RatingWeights, sums: Sums, spreads: Spreads = FIXED) -> StandardError:
    """Return the standard error of the score with its parts (formula “Uncertainty”).

    Widening = max(1, √((8 + SS)/(8 + n - 1))): what a range would grow by for a panel that disagrees more than usual.
    """
    not_assessed, interviewers, single_ratings = variance_parts(panel.weights, b, sums, spreads)
    design = sqrt(fsum((not_assessed, interviewers, single_ratings)))
    spread = _spread(panel, spreads)
    widening = max(1.0, sqrt((SPREAD_PRIOR + spread) / (SPREAD_PRIOR + len(panel.cards) - 1)))
    return StandardError(
        not_assessed=not_assessed,
        interviewers=interviewers,
        single_ratings=single_ratings,
        design=design,
        spread=spread,
        widening=widening,
        total=design * widening,
    )


def variance_parts(
    weights: Mapping[str, float], b: RatingWeights, sums: Sums, spreads: Spreads = FIXED
) -> tuple[float, float, float]:
    """Return the parts of SE0²: what was not assessed, the interviewers, the single ratings (“Uncertainty”).

    comp²·Σ_k (w_k - B_k)², Σ_i C_i²·(halo² + V) and noise²·Σ b², with B and C the sums of b per item and per
    interviewer; “overall” is an item like the others.
    """
    gaps = fsum([(weight - sums.items[item]) ** 2 for item, weight in weights.items()])
    per_card = fsum([weight * weight for weight in sums.cards])
    squares = fsum([value * value for row in b for value in row.values()])
    return (
        spreads.competency * gaps,
        spreads.interviewer * per_card,
        spreads.noise * squares,
    )


def half_width_of(weights: Mapping[str, float], b: RatingWeights) -> float:
    """Return the 80% half-width that follows from who rated what by the fixed spreads: z80·SE0."""
    return Z80 * sqrt(fsum(variance_parts(weights, b, sums_of(weights, b))))


def design_half_width(weights: Mapping[str, float], rated: Sequence[Sequence[str]]) -> float:
    """Return the same of a panel that is not there yet."""
    return half_width_of(weights, rating_weights(weights, rated))


def _spread(panel: Panel, spreads: Spreads) -> float:
    """SS = Σ (x_i - x̄)²/v_i, about n - 1 for a panel that differs as much as usual.

    v_i = halo² + V + (noise² + .6·comp²)·Σ w_k²/(Σ w_k)² over the items that i rated.
    """
    center, squares = plain_mean(panel), {item: weight * weight for item, weight in panel.weights.items()}
    shared, single = spreads.interviewer, spreads.noise + 0.6 * spreads.competency
    parts = []
    for card in panel.cards:
        concentration = fsum([squares[item] for item in card.ratings]) / card.weight**2
        parts.append((card.mean - center) ** 2 / (shared + single * concentration))
    return fsum(parts)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score with its standard error: all that intervals and probabilities are made of."""

    score: float
    error: StandardError
    pool: Pool | None = None

    def interval(self, z: float) -> Interval:
        """Return T ± z·SE0, not cut to the scale (formula “Uncertainty”).

        Of the same error as the chance: anyone who knows one can work out the other. Neither depends on how far the
        ratings lie apart, so raising a rating can never lower a chance.
        """
        return self.score - z * self.error.design, self.score + z * self.error.design

    def probability_above(self, bar: float) -> float:
        """Return Φ((T - bar)/SE0): the chance of landing above the bar (“Probability”).

        Of a known pool it is Φ((μ + ρ(T - μ) - bar)/(√ρ·SE0)) with ρ = σ²/(σ² + SE0²): anyone who scores far above all
        others is likelier to have been rated too high than too low.
        """
        error, center, ratio = self.error.design, self.score, 1.0
        if self.pool is not None:
            ratio = self.pool.variance / (self.pool.variance + error**2)
            center = self.pool.mean + ratio * (self.score - self.pool.mean)
        return _STANDARD.cdf((center - bar) / (sqrt(ratio) * error))


def estimate_of(
    panel: Panel, b: RatingWeights, sums: Sums, spreads: Spreads = FIXED, pool: Pool | None = None
) -> Estimate | None:
    """Return the score with its standard error, or None when there is nothing to add up; `sums` are those of `b`."""
    return Estimate(score_of(panel, b), standard_error(panel, b, sums, spreads), pool) if panel.cards else None
