"""Multinomial logistic regression in pure Python: a Gaussian prior around given means, fitted by L-BFGS.

The same rows give the same weights on every machine whose floats are IEEE; nothing is drawn at random.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import add, itemgetter, mul, sub

_MEMORY = 8
"""Pairs of steps and slopes that the curvature is guessed from."""
_SUFFICIENT = 1e-4
_HALVINGS = 20
_STILL = 1e-5
"""A step that gains less, as a part of the loss, is the last."""
_FASTEST = 0.08
_SHRINKING = 0.02
"""How far one example moves a weight at first, and how much of a weight each of its uses takes back."""
_PICKED = 2
Vector = list[float]


@dataclass(frozen=True)
class Row:
    """One example: features with their values, its share of each class, and how much it counts."""

    features: Mapping[str, float]
    shares: Sequence[float]
    weight: float = 1.0


@dataclass(frozen=True)
class Prior:
    """What a feature's weights are believed to be before any row: their means, and how firmly."""

    means: Sequence[float]
    precision: float


def fitted(rows: Sequence[Row], priors: Mapping[str, Prior], classes: int, steps: int) -> dict[str, Vector]:
    """Return the weights of every feature that has a prior; other features of rows count for nothing."""
    problem = _Problem(rows, priors, classes)
    flat = _minimum(problem.loss, problem.start, steps)
    return {name: flat[place :: len(priors)] for place, name in enumerate(priors)}


class _Problem:
    """The loss of rows and prior; weights stand class by class, so that sums run over whole columns."""

    def __init__(self, rows: Sequence[Row], priors: Mapping[str, Prior], classes: int) -> None:
        index = {name: place for place, name in enumerate(priors)}
        self.classes, self.size = classes, len(priors)
        self.start = [prior.means[number] for number in range(classes) for prior in priors.values()]
        self.precisions = [prior.precision for prior in priors.values()] * classes
        self.shares, self.counts = [row.shares for row in rows], [row.weight for row in rows]
        sparse = [[(index[name], value) for name, value in row.features.items() if name in index] for row in rows]
        turned: list[list[tuple[int, float]]] = [[] for _ in priors]
        for number, row in enumerate(sparse):
            for place, value in row:
                turned[place].append((number, value))
        self.rows, self.columns = list(map(_Sparse, sparse)), list(map(_Sparse, turned))

    def loss(self, flat: Vector) -> tuple[float, Vector]:
        """Return the loss at some weights, and its slope."""
        size = self.size
        weights = [flat[start : start + size] for start in range(0, len(flat), size)]
        scores = zip(*([one.dot(column) for one in self.rows] for column in weights), strict=True)
        loss = 0.0
        errors: list[Vector] = []
        for row, shares, count in zip(scores, self.shares, self.counts, strict=True):
            top = max(row)
            powers = [math.exp(score - top) for score in row]
            total = sum(powers)
            over = top + math.log(total)
            loss -= count * sum(share * (score - over) for share, score in zip(shares, row, strict=True))
            errors.append([count * (power / total - share) for power, share in zip(powers, shares, strict=True)])
        away = list(map(sub, flat, self.start))
        pulled = list(map(mul, self.precisions, away))
        missed = [list(column) for column in zip(*errors, strict=True)]
        slope = list(map(add, (one.dot(column) for column in missed for one in self.columns), pulled))
        return loss + 0.5 * sum(map(mul, pulled, away)), slope


class _Sparse:
    """Values at some places, multiplied with a whole vector in C: in Python a fit of words takes minutes."""

    def __init__(self, entries: Sequence[tuple[int, float]]) -> None:
        # With fewer than two places what is picked would be no tuple.
        padded = [*entries, (0, 0.0), (0, 0.0)] if len(entries) < _PICKED else entries
        self._pick = itemgetter(*(place for place, _ in padded))
        self._values = [value for _, value in padded]

    def dot(self, dense: Vector) -> float:
        return sum(map(mul, self._values, self._pick(dense)))


def _minimum(loss: Callable[[Vector], tuple[float, Vector]], start: Vector, steps: int) -> Vector:
    """Go downhill by L-BFGS until nothing is gained, or for so many steps."""
    here = list(start)
    height, slope = loss(here)
    pairs: list[tuple[Vector, Vector, float]] = []
    for _ in range(steps):
        way = _direction(slope, pairs)
        fall = sum(map(mul, way, slope))
        length = 1.0 if pairs else 1.0 / max(1.0, math.sqrt(sum(map(mul, slope, slope))))
        for _ in range(_HALVINGS):
            there = list(map(add, here, map(mul, way, repeat(length))))
            low, after = loss(there)
            if low <= height + _SUFFICIENT * length * fall:
                break
            length /= 2
        else:
            break
        step, change = list(map(sub, there, here)), list(map(sub, after, slope))
        curved = sum(map(mul, step, change))
        if curved > 0:
            pairs = [*pairs, (step, change, 1 / curved)][-_MEMORY:]
        gained, here, height, slope = height - low, there, low, after
        if gained < _STILL * abs(height):
            break
    return here


def _direction(slope: Vector, pairs: Sequence[tuple[Vector, Vector, float]]) -> Vector:
    """Return the way downhill that the last steps suggest (two-loop recursion)."""
    way = [-one for one in slope]
    parts: list[float] = []
    for step, change, inverse in reversed(pairs):
        part = inverse * sum(map(mul, step, way))
        parts.append(part)
        way = list(map(sub, way, map(mul, change, repeat(part))))
    if pairs:
        step, change, _ = pairs[-1]
        scale = sum(map(mul, step, change)) / sum(map(mul, change, change))
        way = list(map(mul, way, repeat(scale)))
    for (step, change, inverse), part in zip(pairs, reversed(parts), strict=True):
        back = inverse * sum(map(mul, change, way))
        way = list(map(add, way, map(mul, step, repeat(part - back))))
    return way


def learned(
    examples: Sequence[tuple[Sequence[str], int]], names: Sequence[str], classes: int, passes: int
) -> dict[str, Vector]:
    """Return weights for features that are there or not, each example of one class, by going downhill one by one.

    For many thousands of examples: a few passes in an order that is always the same, each step smaller.
    """
    index = {name: place for place, name in enumerate(names)}
    rows = [([index[name] for name in features if name in index], number) for features, number in examples]
    weights: list[Vector] = [[0.0] * classes for _ in names]
    order = list(range(len(rows)))
    shuffled = random.Random(0)  # noqa: S311 – a fixed order, no secret
    done, every = 0, passes * len(rows)
    for _ in range(passes):
        shuffled.shuffle(order)
        for which in order:
            places, number = rows[which]
            rate = _FASTEST * (1 - done / every)
            done += 1
            errors = _errors([weights[place] for place in places], number, classes)
            steps = [rate * error for error in errors]
            kept = 1 - rate * _SHRINKING
            for place in places:
                weights[place] = [kept * weight - step for weight, step in zip(weights[place], steps, strict=True)]
    return dict(zip(names, weights, strict=True))


def _errors(rows: Sequence[Vector], number: int, classes: int) -> Vector:
    scores = [sum(column) for column in zip(*rows, strict=True)] or [0.0] * classes
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    errors = [power / total for power in powers]
    errors[number] -= 1
    return errors
