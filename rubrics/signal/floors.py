"""A must-have's declared floor beside what was rated, and how surely it is missed; knows no word."""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

from rubrics.catalogue.model import Rubric
from rubrics.signal.spreads import FIXED, Spreads
from rubrics.signal.values import CompetencySummary, FloorCheck

CLOSE = 1e-9
"""A mean of sixths that meets a limit may be off by its last digits."""


def floors_of(
    rubric: Rubric, summaries: Sequence[CompetencySummary], spreads: Spreads = FIXED
) -> tuple[FloorCheck, ...]:
    """Return each declared floor beside the mean of the ratings it is held against."""
    by_id = {summary.id: summary for summary in summaries}
    return tuple(
        _check(by_id[competency.id], competency.floor, spreads)
        for competency in rubric.competencies
        if competency.floor is not None
    )


def _check(summary: CompetencySummary, floor: float, spreads: Spreads) -> FloorCheck:
    mean = summary.mean
    return FloorCheck(
        competency=summary.id,
        name=summary.name,
        floor=floor,
        mean=mean,
        met=None if mean is None else mean >= floor - CLOSE,
        below=None if mean is None else chance_below(floor, mean, summary.n, spreads),
    )


def chance_below(floor: float, mean: float, ratings: int, spreads: Spreads = FIXED) -> float:
    """Return how likely many interviewers would rate a competency below a floor (formula “Floors”).

    Φ((floor - m)/s), where m and s² are those of a normal posterior: candidates' competencies lie around the pool's
    mean by pool² + comp², each of the `ratings` around a candidate's own by V + halo² + noise².
    """
    prior = 1 / (spreads.pool_variance + spreads.competency)
    rated = ratings / (spreads.interviewer + spreads.noise)
    expected = (prior * spreads.pool_mean + rated * mean) / (prior + rated)
    return NormalDist().cdf((floor - expected) * sqrt(prior + rated))
