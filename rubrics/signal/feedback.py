"""What a candidate may be told of a panel: strengths and what would have helped, by competency; of no one and no word.

Only what two interviewers at least rated counts: the view of one is theirs, and no panel's.
"""

from collections.abc import Sequence
from math import ceil

from rubrics.catalogue.model import Anchor, Competency, Rubric, Value
from rubrics.signal.values import CompetencySummary, HireSignal

LEAST = 2
"""Ratings behind what is said to a candidate."""
MOST = 3
"""Points of a kind: what someone can take from a letter."""


class FeedbackPoint(Value):
    """One competency, and what the rubric says of it: of a strength what was seen, else what the level looks for."""

    name: str
    behavior: str


class FeedbackPoints(Value):
    """What went well, the strongest first, and what would have helped, the weakest first."""

    strengths: tuple[FeedbackPoint, ...]
    growth: tuple[FeedbackPoint, ...]


def feedback_points(signal: HireSignal, rubric: Rubric) -> FeedbackPoints:
    """Return what may be told, by the rubric's own anchors; none of it names a rating."""
    rated = [each for each in signal.competencies if each.n >= LEAST and each.mean is not None and not each.is_check]
    strong = sorted((each for each in rated if _mean(each) >= signal.bar), key=lambda each: -_mean(each))
    weak = sorted((each for each in rated if _mean(each) < signal.bar), key=_mean)
    looked_for = min(ceil(signal.bar), rubric.scale.top)
    return FeedbackPoints(
        strengths=_points(strong[:MOST], rubric, None),
        growth=_points(weak[:MOST], rubric, looked_for),
    )


def _points(summaries: Sequence[CompetencySummary], rubric: Rubric, rating: int | None) -> tuple[FeedbackPoint, ...]:
    """Return points by the anchor of a rating, or of the one that the mean reaches."""
    return tuple(_point(rubric.competency(each.id), rating or int(_mean(each))) for each in summaries)


def _point(competency: Competency, rating: int) -> FeedbackPoint:
    return FeedbackPoint(name=competency.name, behavior=_nearest(competency, rating).short)


def _nearest(competency: Competency, rating: int) -> Anchor:
    """Return the anchor of a rating, or where its point has none, that of the one below: no more than was seen."""
    return next(anchor for anchor in reversed(competency.anchors) if anchor.rating <= rating)


def _mean(summary: CompetencySummary) -> float:
    return summary.mean or 0.0
