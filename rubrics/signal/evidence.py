"""Whether the evidence suffices for a word, and what would make up for it; looks at who rated what, never at how."""

from collections.abc import Callable, Iterator, Sequence

from rubrics.catalogue.model import Rubric
from rubrics.catalogue.precision import HALF_WIDTH
from rubrics.signal.floors import CLOSE
from rubrics.signal.kinds import Lack, RemedyKind
from rubrics.signal.panel import Panel
from rubrics.signal.uncertainty import design_half_width
from rubrics.signal.values import OVERALL, CompetencySummary, Coverage, Remedy, Shortfall

COVERED = 0.70
MOST_ADDED = 10
"""How many more interviewers a remedy looks at before it says that they are too many to name."""


def coverage_of(summaries: Sequence[CompetencySummary]) -> Coverage:
    """Return the share of competency weight that anyone rated and what no one or only one person rated."""
    missing = tuple(summary.id for summary in summaries if summary.n == 0)
    share = sum(summary.share for summary in summaries if summary.n)
    return Coverage(
        share=min(1.0, share) if missing else 1.0,
        not_assessed=missing,
        rated_once=tuple(summary.id for summary in summaries if summary.n == 1),
    )


def shortfalls_of(panel: Panel, rubric: Rubric, coverage: Coverage, width: float) -> tuple[Shortfall, ...]:
    """Return why the evidence does not suffice; only who rated what matters, never how (“Not enough evidence”).

    `width` is the 80% half-width by the fixed spreads, whatever a team's history says: what is enough stands fast
    before anyone interviews.
    """
    lacking = (_too_few(panel, rubric), _too_little_rated(panel, rubric, coverage), _too_wide(panel, coverage, width))
    return tuple([shortfall for shortfall in lacking if shortfall is not None])


def _too_few(panel: Panel, rubric: Rubric) -> Shortfall | None:
    n, needed = len(panel.cards), rubric.minimum_scorecards
    if n >= needed:
        return None
    remedy = Remedy(kind=RemedyKind.MORE_SCORECARDS, number=needed - n)
    return Shortfall(lack=Lack.SCORECARDS, measured=n, needed=needed, remedy=remedy)


def _too_little_rated(panel: Panel, rubric: Rubric, coverage: Coverage) -> Shortfall | None:
    if coverage.share >= COVERED - CLOSE or not panel.cards:
        return None
    remedy = Remedy(kind=RemedyKind.RATE_COMPETENCIES, competencies=_fewest_for(rubric, coverage))
    return Shortfall(lack=Lack.WEIGHT_RATED, measured=coverage.share, needed=COVERED, remedy=remedy)


def _fewest_for(rubric: Rubric, coverage: Coverage) -> tuple[str, ...]:
    """The heaviest competencies that no one rated, as many as lift the share to 70%."""
    share, ids = coverage.share, []
    missing = [competency for competency in rubric.competencies if competency.id in coverage.not_assessed]
    for competency in sorted(missing, key=lambda competency: -competency.weight):
        if share >= COVERED - CLOSE:
            break
        share += rubric.shares[competency.id]
        ids.append(competency.id)
    return tuple(ids)


def _too_wide(panel: Panel, coverage: Coverage, width: float) -> Shortfall | None:
    if width <= HALF_WIDTH or not panel.cards:
        return None
    return Shortfall(lack=Lack.PRECISION, measured=width, needed=HALF_WIDTH, remedy=_narrowing(panel, coverage))


def _narrowing(panel: Panel, coverage: Coverage) -> Remedy:
    """The smallest remedy that suffices: someone on what no one rated, else more interviewers on everything."""
    # A check without a weight is no item, and narrows nothing.
    gaps = tuple(each for each in coverage.not_assessed if each in panel.weights)
    if gaps and design_half_width(panel.weights, (*panel.rated, gaps)) <= HALF_WIDTH:
        return Remedy(kind=RemedyKind.RATE_COMPETENCIES, competencies=gaps)
    everything = tuple(panel.weights)
    for added in range(1, MOST_ADDED + 1):
        if design_half_width(panel.weights, (*panel.rated, *[everything] * added)) <= HALF_WIDTH:
            return Remedy(kind=RemedyKind.MORE_INTERVIEWERS, number=added)
    return Remedy(kind=RemedyKind.MANY_INTERVIEWERS)


def fix_of(panel: Panel, rubric: Rubric, shortfalls: Sequence[Shortfall]) -> Remedy | None:
    """Return the one thing that makes up for all of these lacks: the fewest people, and of that the shortest to say.

    None where nothing is lacking. People added recommend besides what they rate.
    """
    if not shortfalls:
        return None
    for added in range(1, MOST_ADDED + 1):
        for remedy, focus in _remedies(panel, rubric, added):
            if _suffices(panel, rubric, [focus] * added):
                return remedy
    return Remedy(kind=RemedyKind.MANY_INTERVIEWERS)


def _remedies(panel: Panel, rubric: Rubric, added: int) -> Iterator[tuple[Remedy, tuple[str, ...]]]:
    """Yield what so many people could do, with what each would rate: more of the same, what is missing, everything."""
    everything = tuple(panel.weights)
    narrowest = min(panel.rated, key=lambda items: sum(panel.weights[item] for item in items), default=everything)
    yield Remedy(kind=RemedyKind.MORE_SCORECARDS, number=added), narrowest
    rated = {item for items in panel.rated for item in items}
    missing = sorted((each for each in panel.weights if each not in rated and each != OVERALL), key=_heaviest(panel))
    recommended = tuple(item for item in (OVERALL,) if item in panel.weights)
    for number in range(1, len(missing) + 1):
        focus = _in_order(rubric, missing[:number])
        yield Remedy(kind=RemedyKind.RATE_COMPETENCIES, number=added, competencies=focus), (*focus, *recommended)
    yield Remedy(kind=RemedyKind.MORE_INTERVIEWERS, number=added), everything


def _suffices(panel: Panel, rubric: Rubric, added: Sequence[tuple[str, ...]]) -> bool:
    rated = (*panel.rated, *added)
    shares, known = rubric.shares, {item for items in rated for item in items}
    return (
        len(rated) >= rubric.minimum_scorecards
        and sum(share for competency, share in shares.items() if competency in known) >= COVERED - CLOSE
        and design_half_width(panel.weights, rated) <= HALF_WIDTH
    )


def _heaviest(panel: Panel) -> Callable[[str], float]:
    return lambda item: -panel.weights[item]


def _in_order(rubric: Rubric, chosen: Sequence[str]) -> tuple[str, ...]:
    return tuple(each.id for each in rubric.competencies if each.id in chosen)
