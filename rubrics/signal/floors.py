"""A must-have's declared floor beside what was rated, and how surely it is missed; knows no word."""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

from rubrics.catalogue.model import Competency, Rubric
from rubrics.catalogue.scale import YES_OR_NO
from rubrics.signal.spreads import FIXED, Spreads
from rubrics.signal.values import CompetencySummary, FloorCheck

CLOSE = 1e-9
"""A mean of sixths that meets a limit may be off by its last digits."""
NO = 1
"""The lower point of a check."""
UNANIMOUS = 2
"""One person's no may be a misunderstanding; that of two, without anyone's yes, is what the panel says."""


def floors_of(
    rubric: Rubric, summaries: Sequence[CompetencySummary], spreads: Spreads = FIXED
) -> tuple[FloorCheck, ...]:
    """Return each declared floor beside the mean of the ratings it is held against, and each knock-out."""
    by_id = {summary.id: summary for summary in summaries}
    checks = (_check(by_id[each.id], each, spreads) for each in rubric.competencies if each.id in by_id)
    return tuple(check for check in checks if check is not None)


def _check(summary: CompetencySummary, competency: Competency, spreads: Spreads) -> FloorCheck | None:
    if competency.knock_out:
        return _knock_out(summary)
    if competency.floor is None:
        return None
    mean, floor, on_line = summary.mean, competency.floor, competency.scale.value_of
    return FloorCheck(
        competency=summary.id,
        name=summary.name,
        floor=floor,
        mean=mean,
        met=None if mean is None else mean >= floor - CLOSE,
        below=None if mean is None else chance_below(on_line(floor), on_line(mean), summary.n, spreads),
    )


def _knock_out(summary: CompetencySummary) -> FloorCheck:
    """Return a check that everybody has to answer yes: one no misses it, and beyond doubt if two say so and no yes."""
    answered = summary.n > 0
    unanimous = summary.n >= UNANIMOUS and summary.high == NO
    return FloorCheck(
        competency=summary.id,
        name=summary.name,
        floor=YES_OR_NO.top,
        mean=summary.mean,
        met=summary.low != NO if answered else None,
        below=1.0 if unanimous else None,
        knock_out=True,
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
