"""The scale that a competency is rated on: its points, what they are called, and what each counts; knows no anchor."""

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from math import ceil
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from rubrics.catalogue import limits

LEAST, MOST = 1.0, 5.0
"""The ends of the line that all arithmetic is done on, whatever a team's scale is."""
MIDDLE = 3.0

PointName = Annotated[str, StringConstraints(min_length=1, max_length=limits.POINT_NAME, strip_whitespace=True)]


class Scale(BaseModel):
    """Points in order, 1 the lowest: what each counts on the line from 1 to 5, and their names where they have any.

    The ends of a scale are the ends of the line, and every point counts more than the one below: a higher rating can
    never make a lower score.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    values: Annotated[tuple[float, ...], Field(min_length=limits.FEWEST_POINTS, max_length=limits.POINTS)]
    names: tuple[PointName, ...] = ()

    @model_validator(mode="after")
    def _rises_from_end_to_end(self) -> Self:
        if not runs_from_end_to_end(self.values):
            raise ValueError(self.values)
        if self.names and len(self.names) != len(self.values):
            raise ValueError(self.names)
        return self

    @property
    def top(self) -> int:
        """The highest point."""
        return len(self.values)

    @cached_property
    def points(self) -> tuple[int, ...]:
        """All points, the lowest first."""
        return tuple(range(1, self.top + 1))

    @cached_property
    def is_yes_or_no(self) -> bool:
        """Whether it is the scale of a check, which is answered and not rated."""
        return self == YES_OR_NO

    @cached_property
    def is_plain(self) -> bool:
        """Whether each point counts its own number, as on the usual scale: then nothing is ever converted."""
        return self.values == tuple(map(float, self.points))

    @cached_property
    def is_even(self) -> bool:
        """Whether its points lie equally far apart: then sums may be put in points as well."""
        return all(abs(value - even) < 1e-9 for value, even in zip(self.values, _evenly(self.top), strict=True))

    @property
    def step(self) -> float:
        """How many points one of the line's is on average: variances and widths are put in points by it."""
        return (self.top - 1) / (MOST - LEAST)

    @property
    def apart(self) -> int:
        """How many points apart two ratings are a disagreement: half the scale, and never two neighbors of several."""
        return max(ceil((self.top - 1) / 2), min(2, self.top - 1))

    @cached_property
    def asking(self) -> tuple[int, ...]:
        """The points that ask for evidence: those below the middle and the highest; of yes and no the no alone."""
        if self.is_yes_or_no:
            return (1,)
        return tuple(point for point in self.points if 2 * point < self.top + 1 or point == self.top)

    def name(self, point: int) -> str:
        """Return what a point is called; empty where it has no name."""
        return self.names[point - 1] if self.names else ""

    def holds(self, rating: float) -> bool:
        """Tell whether a rating lies on the scale."""
        return 1 <= rating <= self.top

    def value_of(self, rating: float) -> float:
        """Return what a rating counts on the line, between two points in proportion; rises with every rating.

        Beyond an end it goes on as between the last two points.
        """
        if self.is_plain:
            return rating
        below = min(max(int(rating), 1), self.top - 1)
        low, high = self.values[below - 1], self.values[below]
        return low + (rating - below) * (high - low)

    def rating_at(self, value: float) -> float:
        """Return the rating that counts so much: what `value_of` makes of it is the value again."""
        if self.is_plain:
            return value
        below = min(max(bisect_right(self.values, value), 1), self.top - 1)
        low, high = self.values[below - 1], self.values[below]
        return below + (value - low) / (high - low)

    def within(self, rating: float) -> float:
        """Return a figure cut to the scale."""
        return min(float(self.top), max(1.0, rating))


def runs_from_end_to_end(values: tuple[float, ...]) -> bool:
    """Tell whether values begin at 1, end at 5 and rise in between."""
    rises = all(low < high for low, high in pairwise(values))
    return bool(values) and values[0] == LEAST and values[-1] == MOST and rises


def _evenly(points: int) -> tuple[float, ...]:
    return tuple(LEAST + (MOST - LEAST) * number / (points - 1) for number in range(points))


def scale_of(points: int, names: tuple[str, ...] = ()) -> Scale:
    """Return a scale of so many points that are spread evenly."""
    return Scale(values=_evenly(points), names=names)


FIVE = scale_of(5)
"""The usual scale: a rubric that says nothing else is rated on it."""
YES_OR_NO = scale_of(2, ("No", "Yes"))
