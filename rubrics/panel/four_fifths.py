"""The four-fifths rule over counts that someone brings: rates, ratios and whether chance alone could explain them.

Source: 29 CFR 1607.4(D), the Uniform Guidelines on Employee Selection Procedures: a group's selection rate below four
fifths of the highest group's is generally regarded as evidence of adverse impact; smaller differences may be, where
they are significant in statistical and practical terms, and greater ones may not, where numbers are small and the
difference is not significant. It is a rule of thumb: it finds no discrimination and clears no one of it.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import exp, fsum, lgamma

from rubrics.catalogue.model import Value

FOUR_FIFTHS = Fraction(4, 5)
SMALL_SHARE = Fraction(2, 100)
"""Of all who were considered. The guidelines (29 CFR 1607.15A(2)(a)) ask about groups of 2% of the labor force or the
workforce, which counts of applicants do not tell: here it marks a group too small to say much of, or be measured by."""
SIGNIFICANT = 0.05
"""The level by convention, about the two standard deviations that courts and agencies speak of."""


class GroupCount(Value):
    """How many of a group were considered, and how many of them selected; `category` is what divides into groups."""

    category: str
    group: str
    considered: int
    selected: int


class GroupImpact(Value):
    """One group beside the one with the highest rate.

    `ratio` is None where no one was selected at all. `chance` is the two-sided probability, by Fisher's exact test,
    that rates differ so much or more by chance alone; `is_first` marks the group that the others are measured by.
    """

    count: GroupCount
    rate: float
    ratio: float | None
    chance: float
    is_first: bool
    is_small: bool

    @property
    def falls_short(self) -> bool:
        """Whether its rate is below four fifths of the highest."""
        rates = self.ratio
        return rates is not None and rates < float(FOUR_FIFTHS) - 1e-12

    @property
    def is_significant(self) -> bool:
        """Whether chance alone would hardly explain the difference."""
        return self.chance < SIGNIFICANT


def impacts(counts: Sequence[GroupCount]) -> tuple[GroupImpact, ...]:
    """Return each group's impact within its category, in the order given; groups no one was considered of are left out.

    Groups are measured by the highest rate among those that are not small, or among all where every one is.
    """
    found: list[GroupImpact] = []
    for category in dict.fromkeys(each.category for each in counts):
        groups = [each for each in counts if each.category == category and each.considered]
        total = sum(each.considered for each in groups)
        small = {each.group for each in groups if each.considered < SMALL_SHARE * total}
        first = max((each for each in groups if each.group not in small), key=_rate, default=None)
        found += [_impact(each, first, is_small=each.group in small) for each in groups if first is not None]
    return tuple(found)


def _impact(count: GroupCount, first: GroupCount, *, is_small: bool) -> GroupImpact:
    highest = _rate(first)
    return GroupImpact(
        count=count,
        rate=float(_rate(count)),
        ratio=float(_rate(count) / highest) if highest else None,
        chance=1.0 if count is first else fisher(count, first),
        is_first=count is first,
        is_small=is_small,
    )


def fisher(one: GroupCount, other: GroupCount) -> float:
    """Return the two-sided probability of Fisher's exact test: all tables no likelier than the one at hand."""
    selected = one.selected + other.selected
    least, most = max(0, selected - other.considered), min(selected, one.considered)
    # By logarithms: the whole numbers themselves have a hundred thousand digits for a group of a million.
    all_ways = _log_ways(one.considered + other.considered, selected)
    own = _log_ways(one.considered, one.selected) + _log_ways(other.considered, other.selected)
    ways = (_log_ways(one.considered, k) + _log_ways(other.considered, selected - k) for k in range(least, most + 1))
    return min(fsum(exp(each - all_ways) for each in ways if each <= own + ALIKE), 1.0)


ALIKE = 1e-7
"""Logarithms this near are of tables equally likely: what differs is how they were rounded."""


def _log_ways(people: int, chosen: int) -> float:
    return lgamma(people + 1) - lgamma(chosen + 1) - lgamma(people - chosen + 1)


def _rate(count: GroupCount) -> Fraction:
    return Fraction(count.selected, count.considered)
