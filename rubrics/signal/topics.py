"""Where a panel disagrees, ranked by how much it deserves discussion; counts and ranges, never names."""

from collections.abc import Mapping, Sequence
from math import fsum

from pydantic import TypeAdapter

from rubrics.catalogue import limits
from rubrics.catalogue.model import Competency, Recommendation, Rubric
from rubrics.catalogue.scale import Scale
from rubrics.signal.floors import CLOSE
from rubrics.signal.kinds import Topic
from rubrics.signal.panel import scales_of
from rubrics.signal.tally import Tally
from rubrics.signal.values import CompetencySummary, Disagreement, StandardError
from rubrics.signal.voices import RECOMMENDATION_RATINGS, Voice

DIFFERS = 2
"""Ratings of one competency this far apart on the line from 1 to 5, half its length, are a disagreement."""
UNUSUAL = 2.5
"""A spread of this many times the usual one is worth a remark."""


def tally_of(voices: Sequence[Voice]) -> Tally:
    """Return how many interviewers recommend what."""
    return tally_of_recommendations([voice.recommendation for voice in voices])


def tally_of_recommendations(recommendations: Sequence[Recommendation | None]) -> Tally:
    """Return how many of these recommend what; None counts as missing."""
    counts = {recommendation.value: recommendations.count(recommendation) for recommendation in RECOMMENDATION_RATINGS}
    return Tally(**counts, missing=recommendations.count(None))


def competency_summaries(voices: Sequence[Voice], rubric: Rubric) -> tuple[CompetencySummary, ...]:
    """Return the ratings of every competency that is rated, in the rubric's order: n, mean, lowest and highest.

    Of someone who rated it in two interviews the mean counts, and both ratings lie within lowest to highest.
    """
    rated: dict[str, list[float]] = {competency.id: [] for competency in rubric.competencies}
    repeated: dict[str, list[int]] = {}
    for voice in voices:
        for competency, rating in voice.ratings.items():
            rated[competency].append(rating)
        for competency, given in voice.repeated.items():
            repeated.setdefault(competency, []).extend(given)
    asked = [each for each in rubric.competencies if each.is_rated]
    facts = [_summary(each, rubric, rated[each.id], repeated.get(each.id, ())) for each in asked]
    return _SUMMARIES.validate_python(facts)


_SUMMARIES = TypeAdapter(tuple[CompetencySummary, ...])
_DISAGREEMENTS = TypeAdapter(tuple[Disagreement, ...])
"""Made at once, which takes half of the time that they take one by one."""


def _summary(competency: Competency, rubric: Rubric, means: list[float], repeated: Sequence[int]) -> dict[str, object]:
    """The facts of one competency's summary: of one person's two ratings, the mean lies between them."""
    return {
        "id": competency.id,
        "name": competency.name,
        "share": rubric.shares[competency.id],
        "must_have": competency.must_have,
        "n": len(means),
        "mean": _mean(means, competency.scale) if means else None,
        "low": min((*means, *repeated), default=None),
        "high": max((*means, *repeated), default=None),
        "differs": bool(means) and differ(min(means), max(means), competency.scale),
        "is_check": competency.scale.is_yes_or_no,
    }


def differ(low: float, high: float, scale: Scale) -> bool:
    """Tell whether two ratings are a disagreement: half the scale apart, and no neighbors where it has more points."""
    if scale.is_plain:
        return high - low >= DIFFERS
    return scale.value_of(high) - scale.value_of(low) >= DIFFERS - CLOSE and high - low >= min(DIFFERS, scale.top - 1)


def _mean(ratings: Sequence[float], scale: Scale) -> float:
    """Return the point of a scale that counts as much as ratings do on average."""
    if scale.is_plain:
        return sum(ratings) / len(ratings)
    return scale.rating_at(fsum(map(scale.value_of, ratings)) / len(ratings))


def points_against_ratings(voices: Sequence[Voice], rubric: Rubric, tally: Tally) -> bool:
    """Say whether most recommendations lie on the other side of the bar than the ratings without them.

    The ratings' side is that of the mean over interviewers of each one's weighted mean of competencies.
    """
    shares, scales = rubric.shares, scales_of(rubric)
    means = [mean for voice in voices if (mean := _mean_by_weight(voice, shares, scales)) is not None]
    if not means or tally.for_hire == tally.against:
        return False
    above = fsum(means) / len(means) >= rubric.bar_value - CLOSE
    return above != (tally.for_hire > tally.against)


def _mean_by_weight(voice: Voice, shares: Mapping[str, float], scales: Mapping[str, Scale]) -> float | None:
    """Return what one interviewer's ratings count on average, by weight; None without any that has one."""
    weighed = {item: rating for item, rating in voice.ratings.items() if shares[item]}
    if not weighed:
        return None
    counted = [shares[item] * (scales[item].value_of(r) if item in scales else r) for item, r in weighed.items()]
    return fsum(counted) / fsum([shares[item] for item in weighed])


def is_unusual(error: StandardError | None, scorecards: int) -> bool:
    """Say whether the scorecards differ more than usual: SS/(n - 1) > 2.5."""
    return error is not None and scorecards > 1 and error.spread / (scorecards - 1) > UNUSUAL


def disagreements_of(
    tally: Tally, summaries: Sequence[CompetencySummary], *, against_ratings: bool, unusual_spread: bool
) -> tuple[Disagreement, ...]:
    """Return the topics, first the one to discuss first.

    Order: a split panel; recommendations against ratings; competencies that differ by 2 or more, widest range
    first and then the heaviest; more spread than usual; a lone voice that splits nothing.
    """
    contradicts = tally.contradiction is not None
    ranked: list[tuple[Topic, str | None]] = []
    if contradicts:
        ranked.append((Topic.SPLIT_PANEL, None))
    if against_ratings:
        ranked.append((Topic.AGAINST_RATINGS, None))
    differing = sorted([summary for summary in summaries if summary.differs], key=_rank)
    ranked += [(Topic.COMPETENCY, summary.id) for summary in differing]
    if unusual_spread:
        ranked.append((Topic.SPREAD, None))
    if tally.for_hire and tally.against and not contradicts:
        ranked.append((Topic.LONE_VOICE, None))
    return _DISAGREEMENTS.validate_python([{"topic": topic, "competency": of} for topic, of in ranked])


def _rank(summary: CompetencySummary) -> tuple[float, float]:
    apart = (summary.low or 0) - (summary.high or 0)
    # Of a check, no and yes lie as far apart as anything can.
    return float(apart * limits.POINTS if summary.is_check else apart), -summary.share
