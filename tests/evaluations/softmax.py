"""Multinomial logistic regression in pure Python: a Gaussian prior around given means, fitted by L-BFGS.

The same rows give the same weights on every machine whose floats are IEEE; nothing is drawn at random.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import add, mul, sub

_MEMORY = 8
"""Pairs of steps and slopes that the curvature is guessed from."""
_SUFFICIENT = 1e-4
_HALVINGS = 20
_STILL = 1e-5
"""A step that gains less, as a part of the loss, is the last."""
_FASTEST = 0.08
_SHRINKING = 0.02
"""How far one example moves a weight at first, and how much of a weight each of its uses takes back."""
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
    return {name: flat[place * classes : (place + 1) * classes] for place, name in enumerate(priors)}


class _Problem:
    def __init__(self, rows: Sequence[Row], priors: Mapping[str, Prior], classes: int) -> None:
        index = {name: place for place, name in enumerate(priors)}
        self.classes = classes
        self.start = [mean for prior in priors.values() for mean in prior.means]
        self.precisions = [prior.precision for prior in priors.values() for _ in range(classes)]
        self.rows = [
            (
                [index[name] for name in row.features if name in index],
                [value for name, value in row.features.items() if name in index],
                row.shares,
                row.weight,
            )
            for row in rows
        ]

    def loss(self, flat: Vector) -> tuple[float, Vector]:
        """Return the loss at some weights, and its slope."""
        size = self.classes
        weights = [flat[place : place + size] for place in range(0, len(flat), size)]
        slopes: list[Vector] = [[0.0] * size for _ in weights]
        loss = 0.0
        for places, values, shares, weight in self.rows:
            columns = zip(*(weights[place] for place in places), strict=True)
            scores = [sum(map(mul, column, values)) for column in columns] or [0.0] * size
            top = max(scores)
            powers = [math.exp(score - top) for score in scores]
            total = sum(powers)
            loss -= weight * sum(
                share * (score - top - math.log(total)) for share, score in zip(shares, scores, strict=True)
            )
            errors = [weight * (power / total - share) for power, share in zip(powers, shares, strict=True)]
            for place, value in zip(places, values, strict=True):
                moved = errors if value == 1.0 else [value * error for error in errors]
                slopes[place] = list(map(add, slopes[place], moved))
        away = list(map(sub, flat, self.start))
        pulled = list(map(mul, self.precisions, away))
        slope = list(map(add, (one for row in slopes for one in row), pulled))
        return loss + 0.5 * sum(map(mul, pulled, away)), slope


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
