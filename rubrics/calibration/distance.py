"""One's own distance from colleagues who rated the same: for that person alone; ranks no one.

Colleagues are compared on the same answers and candidates only. Shrunk toward none, as the severity of the hire
signal is (docs/calibration.md): a handful of ratings says little, and the range says how little.
"""

from collections.abc import Mapping, Sequence
from math import fsum, sqrt

from rubrics.catalogue.model import Value
from rubrics.signal.severity import severities_of

Z80 = 1.2816
"""Standard deviations on each side that hold 80% of a normal distribution, as the range of a signal does."""


class OwnDistance(Value):
    """How much higher than colleagues someone rates, in points of the scale; below 0 for lower.

    `raw` is the mean difference as it was seen, over what was `shared`: rated by the person and by a colleague.
    `severity` is what to believe of it, `low` to `high` where it lies with a chance of 80%; `apart` is how far a
    rating of theirs usually lay from the mean of the others, up or down.
    """

    shared: int
    raw: float
    severity: float
    low: float
    high: float
    apart: float

    @property
    def differs(self) -> bool:
        """Whether the range leaves out 0: whether they rate higher or lower at all."""
        return self.low > 0 or self.high < 0


def own_distance(rated: Sequence[Mapping[str, float]], person: str) -> OwnDistance | None:
    """Return how far a person rates from their colleagues; None where they shared nothing with anyone.

    `rated` holds what each person gave, from 1 to 5, for each answer or candidate; those that the person did not
    rate say how far others lie apart, and so how much a difference means.
    """
    differences = [
        each[person] - fsum(rating for who, rating in each.items() if who != person) / (len(each) - 1)
        for each in rated
        if person in each and len(each) > 1
    ]
    if not differences:
        return None
    found = severities_of(rated)
    severity, error = found.of(person), Z80 * sqrt(found.uncertainty_of(person))
    return OwnDistance(
        shared=len(differences),
        raw=fsum(differences) / len(differences),
        severity=severity,
        low=severity - error,
        high=severity + error,
        apart=sqrt(fsum(each * each for each in differences) / len(differences)),
    )
