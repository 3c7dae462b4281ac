"""A closed panel as later fits need it: one mean a person, and sums over its ratings; knows no names and no text."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import fsum

from rubrics.catalogue.model import Arithmetic, Rubric, Scorecard, Value
from rubrics.signal.panel import Panel, panel_of
from rubrics.signal.voices import voices_of


class RatingSums(Value):
    """What one panel adds to the moments of its ratings (“Moments” in docs/pinned-history.md).

    With d = a rating minus the mean of its card: `squares` is Σd², `products` Σ((Σd)² - Σd²) over the items, that is
    over the `pairs` of two people who rated the same one; `freedom` is Σ(m - 1), `centering` Σ(1 - 1/m) and
    `inverses` Σ1/m over the cards with their m ratings each.
    """

    ratings: int
    squares: float
    freedom: int
    products: float
    pairs: int
    centering: float
    inverses: float


class ClosedPanel(Value):
    """One candidate's closed interviews: each person's weighted mean, and the sums of all ratings."""

    means: Mapping[str, float]
    sums: RatingSums


def closed_panel(scorecards: Sequence[Scorecard], rubric: Rubric) -> ClosedPanel | None:
    """Return what a panel leaves for later fits; None where nothing of weight was rated, or nothing is added up.

    Two cards of one person are one mean. Raises SignalError or UnknownNameError for cards that do not fit the rubric.
    """
    if rubric.arithmetic is Arithmetic.NONE:
        return None
    panel = panel_of(voices_of(scorecards), rubric)
    if not panel.cards:
        return None
    means = {card.interviewer: card.mean for card in panel.cards}
    return ClosedPanel(means=means, sums=_sums(panel))


def _sums(panel: Panel) -> RatingSums:
    by_item: defaultdict[str, list[float]] = defaultdict(list)
    squares, sizes = [], []
    for card in panel.cards:
        mean = fsum(card.ratings.values()) / len(card.ratings)
        sizes.append(len(card.ratings))
        for item, rating in card.ratings.items():
            by_item[item].append(rating - mean)
            squares.append((rating - mean) ** 2)
    products = (fsum(apart) ** 2 - fsum(d * d for d in apart) for apart in by_item.values() if len(apart) > 1)
    return RatingSums(
        ratings=sum(sizes),
        squares=fsum(squares),
        freedom=sum(size - 1 for size in sizes),
        products=fsum(products),
        pairs=sum(len(apart) * (len(apart) - 1) for apart in by_item.values()),
        centering=fsum(1 - 1 / size for size in sizes),
        inverses=fsum(1 / size for size in sizes),
    )
