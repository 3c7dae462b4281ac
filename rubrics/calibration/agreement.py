"""How far people who rated the same answer agree; knows ratings, and no one who gave one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from rubrics.catalogue.model import Value
from rubrics.catalogue.scale import FIVE


class Agreement(Value):
    """What several people said of one answer: how many gave each rating of its scale, those that none gave as 0."""

    counts: Mapping[int, int]

    @property
    def people(self) -> int:
        """How many rated it."""
        return sum(self.counts.values())

    @property
    def pairs(self) -> int:
        """How many pairs of people rated it."""
        return self.people * (self.people - 1) // 2

    @property
    def pairs_alike(self) -> int:
        """How many of these pairs gave the very same rating: exact agreement."""
        return sum(count * (count - 1) // 2 for count in self.counts.values())

    @property
    def given(self) -> tuple[int, ...]:
        """The ratings that were given, lowest first."""
        return tuple(rating for rating, count in sorted(self.counts.items()) if count)

    @property
    def split(self) -> tuple[int, int] | None:
        """The two ratings that divide people most, lower first; None where all gave the same.

        Those over which most pairs of people differ; of several, the two that lie nearest to each other, since
        neighboring anchors are what one has to tell apart, and then the lower ones.
        """
        divided = list(combinations(self.given, 2))
        return min(divided, key=lambda pair: (-self._apart(pair), pair[1] - pair[0], pair)) if divided else None

    def _apart(self, pair: tuple[int, int]) -> int:
        return self.counts[pair[0]] * self.counts[pair[1]]


def agreement_of(ratings: Iterable[int], points: Iterable[int] = FIVE.points) -> Agreement:
    """Return how far these ratings of one answer agree, each one of its scale's points."""
    given = Counter(ratings)
    return Agreement(counts={rating: given[rating] for rating in points})


def share_alike(agreements: Sequence[Agreement]) -> float | None:
    """Return the chance, from 0 to 1, that two people who rated the same answer said the same; None without pairs."""
    pairs = sum(each.pairs for each in agreements)
    return sum(each.pairs_alike for each in agreements) / pairs if pairs else None


def least_agreed(agreements: Mapping[str, Agreement]) -> list[str]:
    """Return the answers in the order in which to talk about them: where fewest pairs agree first.

    Of two alike that one whose ratings lie further apart; then the order they came in.
    """

    def rank(answer: str) -> tuple[float, int]:
        each = agreements[answer]
        width = each.given[-1] - each.given[0] if each.given else 0
        return (each.pairs_alike / each.pairs if each.pairs else 1.0, -width)

    return sorted(agreements, key=rank)
