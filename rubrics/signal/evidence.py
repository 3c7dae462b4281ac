"""Whether the evidence suffices for a word, and what would make up for it; looks at who rated what, never at how."""

from collections.abc import Sequence

from rubrics.catalogue.model import Rubric
from rubrics.signal.panel import Panel
from rubrics.signal.spreads import FIXED, Spreads
from rubrics.signal.uncertainty import design_half_width
from rubrics.signal.values import CompetencySummary, Coverage, Lack, Remedy, RemedyKind, Shortfall

COVERED = 0.70
HALF_WIDTH = 0.60
MOST_ADDED = 10
"""How many more interviewers a remedy looks at before it says that they are too many to name."""


def coverage_of(summaries: Sequence[CompetencySummary]) -> Coverage:
    """Return the share of competency weight that anybody rated and what nobody or only one person rated."""
    missing = tuple(summary.id for summary in summaries if summary.n == 0)
    share = sum(summary.share for summary in summaries if summary.n)
    return Coverage(
        share=min(1.0, share) if missing else 1.0,
        not_assessed=missing,
        rated_once=tuple(summary.id for summary in summaries if summary.n == 1),
    )


def shortfalls_of(panel: Panel, rubric: Rubric, coverage: Coverage, spreads: Spreads = FIXED) -> tuple[Shortfall, ...]:
    """Return why the evidence does not suffice; only who rated what matters, never how (“Not enough evidence”)."""
    lacking = (_too_few(panel, rubric), _too_little_rated(panel, rubric, coverage), _too_wide(panel, coverage, spreads))
    return tuple(shortfall for shortfall in lacking if shortfall is not None)


def _too_few(panel: Panel, rubric: Rubric) -> Shortfall | None:
    n, needed = len(panel.cards), rubric.minimum_scorecards
    if n >= needed:
        return None
    remedy = Remedy(kind=RemedyKind.MORE_SCORECARDS, number=needed - n)
    return Shortfall(lack=Lack.SCORECARDS, measured=n, needed=needed, remedy=remedy)


def _too_little_rated(panel: Panel, rubric: Rubric, coverage: Coverage) -> Shortfall | None:
    if coverage.share >= COVERED - 1e-9 or not panel.cards:
        return None
    remedy = Remedy(kind=RemedyKind.RATE_COMPETENCIES, competencies=_fewest_for(rubric, coverage))
    return Shortfall(lack=Lack.WEIGHT_RATED, measured=coverage.share, needed=COVERED, remedy=remedy)


def _fewest_for(rubric: Rubric, coverage: Coverage) -> tuple[str, ...]:
    """The heaviest competencies that nobody rated, as many as lift the share to 70%."""
    share, ids = coverage.share, []
    missing = [competency for competency in rubric.competencies if competency.id in coverage.not_assessed]
    for competency in sorted(missing, key=lambda competency: -competency.weight):
        if share >= COVERED - 1e-9:
            break
        share += rubric.shares[competency.id]
        ids.append(competency.id)
    return tuple(ids)


def _too_wide(panel: Panel, coverage: Coverage, spreads: Spreads) -> Shortfall | None:
    if not panel.cards:
        return None
    width = design_half_width(panel.weights, panel.rated, spreads)
    if width <= HALF_WIDTH:
        return None
    return Shortfall(
        lack=Lack.PRECISION, measured=width, needed=HALF_WIDTH, remedy=_narrowing(panel, coverage, spreads)
    )


def _narrowing(panel: Panel, coverage: Coverage, spreads: Spreads) -> Remedy:
    """The smallest remedy that suffices: somebody on what nobody rated, else more interviewers on everything."""
    gaps = coverage.not_assessed
    if gaps and design_half_width(panel.weights, (*panel.rated, gaps), spreads) <= HALF_WIDTH:
        return Remedy(kind=RemedyKind.RATE_COMPETENCIES, competencies=gaps)
    everything = tuple(panel.weights)
    for added in range(1, MOST_ADDED + 1):
        if design_half_width(panel.weights, (*panel.rated, *[everything] * added), spreads) <= HALF_WIDTH:
            return Remedy(kind=RemedyKind.MORE_INTERVIEWERS, number=added)
    return Remedy(kind=RemedyKind.MANY_INTERVIEWERS)
