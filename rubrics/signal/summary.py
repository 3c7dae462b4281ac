"""Composes the hire signal from its parts; reads nothing but the scorecards and the rubric."""

from collections.abc import Sequence
from operator import mul

from pydantic import TypeAdapter

from rubrics.catalogue.model import Arithmetic, Rubric, Scorecard
from rubrics.catalogue.precision import Z80
from rubrics.catalogue.scale import FIVE, Scale
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.signal.evidence import coverage_of, fix_of, shortfalls_of
from rubrics.signal.floors import floors_of
from rubrics.signal.history import pool_of, spreads_of
from rubrics.signal.in_points import counted, error_in_points, interval_in_points, parts_of, width_in_points
from rubrics.signal.kinds import Lack
from rubrics.signal.panel import Panel, panel_of
from rubrics.signal.score import RatingWeights, Sums, plain_mean, rating_weights, sums_of
from rubrics.signal.tally_signal import tally_signal
from rubrics.signal.topics import competency_summaries, disagreements_of, is_unusual, points_against_ratings, tally_of
from rubrics.signal.uncertainty import Z90, Estimate, estimate_of, half_width_of
from rubrics.signal.values import BarReading, Contribution, HireSignal, InterviewerPart, ItemPart
from rubrics.signal.voices import voices_of
from rubrics.signal.words import Overrule, overrule_of, ruling

FORMULA = "debrief-signal-2"
"""Named in every signal; it changes whenever the same scorecards could give another result."""

NEIGHBORS = (-0.5, -0.25, 0.25, 0.5)


def summarize(scorecards: Sequence[Scorecard], rubric: Rubric, history: PinnedHistory | None = None) -> HireSignal:
    """Return what the scorecards say together; the same scorecards and rubric always give the same signal.

    What was pinned of a `history` makes its range and chance, never its score, nor whether the evidence suffices.

    Raises SignalError or UnknownNameError for cards that do not fit the rubric.
    """
    voices = voices_of(scorecards)
    if rubric.arithmetic is Arithmetic.NONE:
        return tally_signal(voices, rubric, FORMULA)
    panel, scale = panel_of(voices, rubric), rubric.scale
    summaries = competency_summaries(voices, rubric)
    coverage, tally = coverage_of(summaries), tally_of(voices)
    b, spreads = rating_weights(panel.weights, panel.rated), spreads_of(history)
    sums = sums_of(panel.weights, b)
    estimate = estimate_of(panel, b, sums, spreads, pool_of(history))
    width = Z80 * estimate.error.design if estimate and history is None else half_width_of(panel.weights, b)
    lacks, floors = shortfalls_of(panel, rubric, coverage, width), floors_of(rubric, summaries, spreads)
    overrule = overrule_of(tally, floors, lacks)
    probability = estimate.probability_above(rubric.bar_value) if estimate else None
    word, reason = ruling(probability, overrule)
    against_ratings = points_against_ratings(voices, rubric, tally)
    unusual = is_unusual(estimate.error if estimate else None, len(panel.cards))
    return HireSignal(
        formula=FORMULA,
        rubric=rubric.id,
        rubric_digest=rubric.digest,
        role_name=rubric.role_name,
        level=rubric.level,
        scorecards=len(panel.cards),
        score=scale.rating_at(estimate.score) if estimate else None,
        plain_mean=scale.rating_at(plain_mean(panel)) if panel.cards else None,
        interval80=interval_in_points(estimate.interval(Z80), scale) if estimate else None,
        interval90=interval_in_points(estimate.interval(Z90), scale) if estimate else None,
        standard_error=error_in_points(estimate.error, scale) if estimate else None,
        bar=rubric.bar,
        probability_above_bar=probability,
        word=word,
        decided_by=reason,
        shortfalls=tuple(width_in_points(lack, scale) if lack.lack is Lack.PRECISION else lack for lack in lacks),
        fix=fix_of(panel, rubric, lacks),
        coverage=coverage,
        competencies=summaries,
        floors=floors,
        recommendation_share=rubric.recommendation_share,
        tally=tally,
        against_ratings=against_ratings,
        unusual_spread=unusual,
        disagreements=disagreements_of(tally, summaries, against_ratings=against_ratings, unusual_spread=unusual),
        contributions=_contributions(panel, b, scale),
        by_interviewer=_by_interviewer(panel, b, sums, scale),
        by_item=_by_item(panel, rubric, b, sums),
        neighboring_bars=_neighbors(rubric, estimate, overrule) if estimate and not lacks else (),
        history=history,
        scale=None if scale == FIVE else scale,
        total=estimate.score if estimate and not scale.is_even else None,
    )


_CONTRIBUTIONS = TypeAdapter(tuple[Contribution, ...])
_BY_INTERVIEWER = TypeAdapter(tuple[InterviewerPart, ...])
_BY_ITEM = TypeAdapter(tuple[ItemPart, ...])
"""Dozens of values are made at once, which takes half of the time that they take one by one."""


def _contributions(panel: Panel, b: RatingWeights, scale: Scale) -> tuple[Contribution, ...]:
    parts = [
        {"interviewer": card.interviewer, "item": item, "weight": weight, "rating": points, "part": weight * points}
        for card, row in zip(panel.cards, b, strict=True)
        for (item, weight), rating in zip(row.items(), card.ratings.values(), strict=True)
        for points in (counted(rating, scale),)
    ]
    return _CONTRIBUTIONS.validate_python(parts)


def _by_interviewer(panel: Panel, b: RatingWeights, sums: Sums, scale: Scale) -> tuple[InterviewerPart, ...]:
    parts = [
        {
            "interviewer": card.interviewer,
            "weight": weight,
            "mean": counted(card.mean, scale),
            "part": parts_of(list(map(mul, row.values(), card.ratings.values())), weight, scale),
        }
        for card, row, weight in zip(panel.cards, b, sums.cards, strict=True)
    ]
    return _BY_INTERVIEWER.validate_python(parts)


def _by_item(panel: Panel, rubric: Rubric, b: RatingWeights, sums: Sums) -> tuple[ItemPart, ...]:
    names = {competency.id: competency.name for competency in rubric.competencies}
    parts: dict[str, list[float]] = {item: [] for item in panel.weights}
    for card, row in zip(panel.cards, b, strict=True):
        for item, weight in row.items():
            parts[item].append(weight * card.ratings[item])
    rows = [
        {
            "item": item,
            "name": names.get(item),
            "declared": declared,
            "weight": sums.items[item],
            "part": parts_of(parts[item], sums.items[item], rubric.scale),
        }
        for item, declared in panel.weights.items()
    ]
    return _BY_ITEM.validate_python(rows)


def _neighbors(rubric: Rubric, estimate: Estimate, overrule: Overrule) -> tuple[BarReading, ...]:
    """The same panel read at the bars around; caps and floors rule there too."""
    readings, scale = [], rubric.scale
    for other in (rubric.bar + step for step in NEIGHBORS if scale.holds(rubric.bar + step)):
        probability = estimate.probability_above(scale.value_of(other))
        word, _ = ruling(probability, overrule)
        readings.append(BarReading(bar=other, probability=probability, word=word))
    return tuple(readings)
