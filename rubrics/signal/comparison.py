"""Candidates side by side by their likely ranges: who ties with whom; knows no order but that of the scores.

It gives no rank: who overlaps is tied, however scores differ, in chains too (A with B, B with C, A above C).
"""

from collections.abc import Mapping, Sequence

from rubrics.catalogue.model import Value
from rubrics.signal.values import HireSignal, Interval


class Comparison(Value):
    """Candidates by their keys, highest score first.

    `first` is the one whose range lies above all others, None where there is none. `ties` are the largest groups of
    whom each two overlap; `below_first` are those whose range the first one's lies above.
    """

    order: tuple[str, ...]
    first: str | None
    ties: tuple[tuple[str, ...], ...]
    below_first: tuple[str, ...]


class WidestGap(Value):
    """The competency whose means lie furthest apart, and by how much."""

    competency: str
    name: str
    points: float


def compare(signals: Mapping[str, HireSignal]) -> Comparison:
    """Return how candidates compare; each signal must have a score and a range."""
    order = sorted(signals, key=lambda key: (-(signals[key].score or 0.0), key))
    ranges = {key: _as_shown(signals[key]) for key in order}
    below = tuple(key for key in order[1:] if ranges[key][1] < ranges[order[0]][0])
    first = order[0] if order and len(below) == len(order) - 1 else None
    return Comparison(order=tuple(order), first=first, ties=_ties(order, ranges), below_first=below)


def widest_gap(signals: Sequence[HireSignal]) -> WidestGap | None:
    """Return where candidates differ most, of the competencies that two of them at least were rated on."""
    means: dict[str, list[float]] = {}
    names: dict[str, str] = {}
    for signal in signals:
        for each in signal.competencies:
            names[each.id] = each.name
            if each.mean is not None:
                means.setdefault(each.id, []).append(each.mean)
    gaps = {key: max(given) - min(given) for key, given in means.items() if len(given) > 1}
    widest = max(gaps, key=lambda key: gaps[key], default=None)
    if widest is None or gaps[widest] == 0:
        return None
    return WidestGap(competency=widest, name=names[widest], points=round(gaps[widest], 2))


def _as_shown(signal: HireSignal) -> Interval:
    """Return a range as people are shown it: anyone who reads 3.1 to 3.6 beside 3.6 to 4.5 reads a tie."""
    low, high = signal.likely_range or (1.0, 5.0)
    return round(low, 1), round(high, 1)


def _ties(order: Sequence[str], ranges: Mapping[str, Interval]) -> tuple[tuple[str, ...], ...]:
    """Return the largest groups of ranges that share a point: each begins where a range begins."""
    groups = [tuple(key for key in order if ranges[key][0] <= ranges[at][0] <= ranges[key][1]) for at in order]
    largest = [group for group in groups if not any(set(group) < set(other) for other in groups)]
    ties = [group for group in dict.fromkeys(largest) if len(group) > 1]
    return tuple(sorted(ties, key=lambda group: order.index(group[0])))
