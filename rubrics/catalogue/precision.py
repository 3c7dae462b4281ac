"""How sure scorecards can be by design: the spreads that are assumed, and the fewest scorecards that are enough."""

from math import ceil, sqrt
from statistics import NormalDist

from rubrics.catalogue.model import Rubric

SEVERITY = 0.40**2
"""Variance between interviewers, strict ones and lenient ones, in squared points of the scale from 1 to 5."""
HALO = (7 / 15) ** 2
"""Variance of one interviewer's view of one candidate."""
NOISE = 0.60**2
"""Variance of a single rating."""
Z80 = 1.2816
"""Standard errors to either side of a score that hold four cases of five."""
HALF_WIDTH = 0.60
"""The widest range that still tells a candidate from the bar, to either side of the score."""
LEAN = 0.65
"""From this chance of landing above the bar on a word leans toward hiring."""


def fewest_scorecards(rubric: Rubric) -> int:
    """Return how many scorecards it takes at least for a range of at most ±0.60, where each rates everything."""
    return ceil(_variance(rubric) * (Z80 / HALF_WIDTH) ** 2)


def highest_bar(rubric: Rubric) -> float:
    """Return the highest bar that a word leans toward hiring at, where the fewest scorecards say 5 of everything.

    The lowest one that leaves room for a no lies as far above 1.
    """
    return 5 - NormalDist().inv_cdf(LEAN) * sqrt(_variance(rubric) / rubric.minimum_scorecards)


def _variance(rubric: Rubric) -> float:
    """Return V + halo² + noise²·Σ w², the score's variance of one complete scorecard; of n it is an nth of that."""
    weights = [*rubric.shares_of_score.values(), rubric.share_of_recommendation]
    return SEVERITY + HALO + NOISE * sum(weight**2 for weight in weights)
