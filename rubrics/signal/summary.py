"""Composes the hire signal from its parts; reads nothing but the scorecards and the rubric."""

from collections.abc import Sequence
from math import fsum

from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.signal.evidence import coverage_of, shortfalls_of
from rubrics.signal.history import pool_of, spreads_of
from rubrics.signal.panel import Panel, panel_of
from rubrics.signal.score import RatingWeights, composite, plain_mean, rating_weights
from rubrics.signal.topics import competency_summaries, disagreements_of, is_unusual, points_against_ratings, tally_of
from rubrics.signal.uncertainty import Z80, Z90, Estimate, estimate_of
from rubrics.signal.values import BarReading, Contribution, HireSignal, InterviewerPart, ItemPart
from rubrics.signal.voices import voices_of
from rubrics.signal.words import Overrule, floors_of, ruling

FORMULA = "debrief-signal-1"
"""Named in every signal; it changes whenever the same scorecards could give another result."""

NEIGHBORS = (-0.5, -0.25, 0.25, 0.5)


def summarize(scorecards: Sequence[Scorecard], rubric: Rubric, history: PinnedHistory | None = None) -> HireSignal:
    """Return what the scorecards say together; the same scorecards and rubric always give the same signal.

    What was pinned of a `history` makes its range and chance, never its score, nor whether the evidence suffices.

    Raises SignalError or UnknownNameError for cards that do not fit the rubric.
    """
    voices = voices_of(scorecards)
    panel = panel_of(voices, rubric)
    summaries = competency_summaries(voices, rubric)
    coverage, tally = coverage_of(summaries), tally_of(voices)
    overrule = Overrule(tally, floors_of(rubric, summaries), shortfalls_of(panel, rubric, coverage))
    b = rating_weights(panel.weights, panel.rated)
    estimate = estimate_of(panel, b, spreads_of(history), pool_of(history))
    probability = estimate.probability_above(rubric.bar) if estimate else None
    word, reason = ruling(probability, overrule)
    against_ratings = points_against_ratings(voices, rubric, tally)
    unusual = is_unusual(estimate.error if estimate else None, len(panel.cards))
    contributions = _contributions(panel, b)
    return HireSignal(
        formula=FORMULA,
        rubric=rubric.id,
        rubric_digest=rubric.digest,
        role_name=rubric.role_name,
        level=rubric.level,
        scorecards=len(panel.cards),
        score=estimate.score if estimate else None,
        plain_mean=plain_mean(panel) if panel.cards else None,
        interval80=estimate.interval(Z80) if estimate else None,
        interval90=estimate.interval(Z90) if estimate else None,
        standard_error=estimate.error if estimate else None,
        bar=rubric.bar,
        probability_above_bar=probability,
        word=word,
        decided_by=reason,
        shortfalls=overrule.shortfalls,
        coverage=coverage,
        competencies=summaries,
        floors=overrule.floors,
        recommendation_share=rubric.recommendation_share,
        tally=tally,
        against_ratings=against_ratings,
        unusual_spread=unusual,
        disagreements=disagreements_of(tally, summaries, against_ratings=against_ratings, unusual_spread=unusual),
        contributions=contributions,
        by_interviewer=_by_interviewer(panel, contributions),
        by_item=_by_item(panel, rubric, contributions),
        neighboring_bars=_neighbors(rubric.bar, estimate, overrule) if estimate else (),
        history=history,
    )


def _contributions(panel: Panel, b: RatingWeights) -> tuple[Contribution, ...]:
    return tuple(
        Contribution(
            interviewer=card.interviewer,
            item=item,
            weight=weight,
            rating=card.ratings[item],
            part=weight * card.ratings[item],
        )
        for card, row in zip(panel.cards, b, strict=True)
        for item, weight in row.items()
    )


def _by_interviewer(panel: Panel, contributions: Sequence[Contribution]) -> tuple[InterviewerPart, ...]:
    result = []
    for card in panel.cards:
        own = [part for part in contributions if part.interviewer == card.interviewer]
        result.append(
            InterviewerPart(
                interviewer=card.interviewer,
                weight=fsum(part.weight for part in own),
                mean=composite(card, panel.weights),
                part=fsum(part.part for part in own),
            )
        )
    return tuple(result)


def _by_item(panel: Panel, rubric: Rubric, contributions: Sequence[Contribution]) -> tuple[ItemPart, ...]:
    names = {competency.id: competency.name for competency in rubric.competencies}
    result = []
    for item, declared in panel.weights.items():
        own = [part for part in contributions if part.item == item]
        result.append(
            ItemPart(
                item=item,
                name=names.get(item),
                declared=declared,
                weight=fsum(part.weight for part in own),
                part=fsum(part.part for part in own),
            )
        )
    return tuple(result)


def _neighbors(bar: float, estimate: Estimate, overrule: Overrule) -> tuple[BarReading, ...]:
    """The same panel read at the bars around; caps, floors and missing evidence rule there too."""
    readings = []
    for other in (bar + step for step in NEIGHBORS if 1 <= bar + step <= 5):
        probability = estimate.probability_above(other)
        word, _ = ruling(probability, overrule)
        readings.append(BarReading(bar=other, probability=probability, word=word))
    return tuple(readings)
