"""Whether the evidence suffices for a word, and what would cure it; looks at who rated what, never at how."""

from collections.abc import Sequence
from math import floor

from rubrics.catalogue.model import Rubric
from rubrics.signal.panel import Panel
from rubrics.signal.uncertainty import design_half_width
from rubrics.signal.values import CompetencySummary, Coverage, Shortfall

COVERED = 0.70
HALF_WIDTH = 0.60
MOST_ADDED = 10
"""How many more interviewers a cure looks at before it says that they are too many to name."""


def coverage_of(summaries: Sequence[CompetencySummary]) -> Coverage:
    """Return the share of competency weight that anybody rated and what nobody or only one person rated."""
    missing = tuple(summary.id for summary in summaries if summary.n == 0)
    share = sum(summary.share for summary in summaries if summary.n)
    return Coverage(
        share=min(1.0, share) if missing else 1.0,
        not_assessed=missing,
        rated_once=tuple(summary.id for summary in summaries if summary.n == 1),
    )


def shortfalls_of(panel: Panel, rubric: Rubric, coverage: Coverage) -> tuple[Shortfall, ...]:
    """Return why the evidence does not suffice; only who rated what matters, never how (“Not enough evidence”)."""
    found = (_too_few(panel, rubric), _too_little_rated(panel, rubric, coverage), _too_wide(panel, rubric, coverage))
    return tuple(shortfall for shortfall in found if shortfall is not None)


def _too_few(panel: Panel, rubric: Rubric) -> Shortfall | None:
    n, needed = len(panel.cards), rubric.minimum_scorecards
    if n >= needed:
        return None
    missing = needed - n
    return Shortfall(
        reason=f"{_count(n, 'scorecard')} with ratings so far; the rubric asks for {needed}.",
        cure=f"{_count(missing, 'more scorecard')} would cure it.",
    )


def _too_little_rated(panel: Panel, rubric: Rubric, coverage: Coverage) -> Shortfall | None:
    if coverage.share >= COVERED - 1e-9 or not panel.cards:
        return None
    rated = f"{floor(coverage.share * 100 + 1e-9)}%" if coverage.share else "none"
    return Shortfall(
        reason=f"Of the rubric's weight, {rated} was rated; 70% is needed.",
        cure=f"Somebody on {_listed(_fewest_for(rubric, coverage))} would cure it.",
    )


def _fewest_for(rubric: Rubric, coverage: Coverage) -> list[str]:
    """The heaviest competencies that nobody rated, as many as lift the share to 70%."""
    share, names = coverage.share, []
    missing = [competency for competency in rubric.competencies if competency.id in coverage.not_assessed]
    for competency in sorted(missing, key=lambda competency: -competency.weight):
        if share >= COVERED - 1e-9:
            break
        share += rubric.shares[competency.id]
        names.append(competency.name)
    return names


def _too_wide(panel: Panel, rubric: Rubric, coverage: Coverage) -> Shortfall | None:
    if not panel.cards:
        return None
    width = design_half_width(panel.weights, panel.rated)
    if width <= HALF_WIDTH:
        return None
    return Shortfall(
        reason=f"With who rated what, the score could be off by ±{width:.2f}; at most ±{HALF_WIDTH:.2f} is allowed.",
        cure=_narrowing(panel, rubric, coverage),
    )


def _narrowing(panel: Panel, rubric: Rubric, coverage: Coverage) -> str:
    """The smallest cure that suffices: somebody on what nobody rated, else more interviewers on everything."""
    gaps = tuple(coverage.not_assessed)
    if gaps and design_half_width(panel.weights, (*panel.rated, gaps)) <= HALF_WIDTH:
        return f"Somebody on {_listed([rubric.competency(gap).name for gap in gaps])} would cure it."
    everything = tuple(panel.weights)
    for added in range(1, MOST_ADDED + 1):
        if design_half_width(panel.weights, (*panel.rated, *[everything] * added)) <= HALF_WIDTH:
            return f"{_count(added, 'more interviewer')} on every competency would cure it."
    return "Several more interviewers on every competency would cure it."


def _count(number: int, noun: str) -> str:
    return f"{number or 'No'} {noun}{'' if number == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
