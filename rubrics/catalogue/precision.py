"""How sure scorecards can be by design: the spreads that are assumed, and the fewest scorecards that are enough."""

from math import ceil

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


def fewest_scorecards(rubric: Rubric) -> int:
    """Return how many scorecards it takes at least for a range of at most ±0.60, where each rates everything.

    Of n complete scorecards the score's variance is (V + halo² + noise²·Σ w²)/n.
    """
    weights = [*rubric.shares_of_score.values(), rubric.share_of_recommendation]
    variance = SEVERITY + HALO + NOISE * sum(weight**2 for weight in weights)
    return ceil(variance * (Z80 / HALF_WIDTH) ** 2)
