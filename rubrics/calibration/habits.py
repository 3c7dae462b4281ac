"""How someone rates in interviews, beside the colleagues who rated the same candidates: for that person alone.

Scorecards of those in training count here, and nowhere else. Nothing of it ever reaches a score.
"""

from collections.abc import Mapping, Sequence
from math import fsum, sqrt

from rubrics.calibration.distance import OwnDistance, own_distance
from rubrics.catalogue.model import Value

FEWEST_CANDIDATES = 10
"""Candidates shared with colleagues before anything is said: of fewer, one odd interview would be most of it."""


class RatedTogether(Value):
    """One panel that someone rated in: every person's weighted mean, their own ratings and those of the others.

    `trained` pairs what they rated in training with what their trainer gave the same competency; `is_late` says that
    their scorecard first came after the deadline.
    """

    candidate: str
    means: Mapping[str, float]
    own: tuple[int, ...]
    others: tuple[int, ...]
    is_late: bool
    trained: tuple[tuple[int, int], ...] = ()


class Usage(Value):
    """How the scale is used: the ratings that were given, lowest first, and how far they lie apart (sd)."""

    ratings: tuple[int, ...]
    spread: float


class Training(Value):
    """Practice ratings beside the trainer's: how many, how many alike, and how much higher on average."""

    ratings: int
    alike: int
    higher: float


class Habits(Value):
    """How someone rates: `distance` from colleagues on the same candidates, the scale as they and others use it.

    `late` of `scorecards` came after their deadline.
    """

    candidates: int
    distance: OwnDistance
    own: Usage
    others: Usage
    scorecards: int
    late: int
    training: Training | None


def shared_candidates(panels: Sequence[RatedTogether]) -> int:
    """Return how many candidates someone and a colleague rated, each once however many stages there were."""
    return len({panel.candidate for panel in panels if len(panel.means) > 1})


def habits_of(panels: Sequence[RatedTogether], person: str, *, revealed_without: int = 0) -> Habits | None:
    """Return how a person rates; None below ten candidates that colleagues rated too.

    `revealed_without` counts the panels that were revealed before their scorecard came: it was late, and its ratings
    were made in view of the others'.
    """
    distance = own_distance([panel.means for panel in panels], person)
    candidates = shared_candidates(panels)
    if distance is None or candidates < FEWEST_CANDIDATES:
        return None
    return Habits(
        candidates=candidates,
        distance=distance,
        own=_usage([rating for panel in panels for rating in panel.own]),
        others=_usage([rating for panel in panels for rating in panel.others]),
        scorecards=len(panels) + revealed_without,
        late=sum(panel.is_late for panel in panels) + revealed_without,
        training=training_of([pair for panel in panels for pair in panel.trained]),
    )


def training_of(pairs: Sequence[tuple[int, int]]) -> Training | None:
    """Return how practice ratings lie beside the trainer's, from pairs of theirs and the trainer's; None of none."""
    if not pairs:
        return None
    higher = fsum(own - trainers for own, trainers in pairs) / len(pairs)
    return Training(ratings=len(pairs), alike=sum(own == trainers for own, trainers in pairs), higher=higher)


def _usage(ratings: Sequence[int]) -> Usage:
    if not ratings:
        return Usage(ratings=(), spread=0.0)
    mean = fsum(ratings) / len(ratings)
    spread = sqrt(fsum((rating - mean) ** 2 for rating in ratings) / len(ratings))
    return Usage(ratings=tuple(sorted(set(ratings))), spread=spread)
