"""How ratings are put, on whatever scale: points with their names, yes and no, and what stands at a point."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.wording.escaping import joined
from bot.wording.phrases import points
from bot.wording.words import plain_words
from rubrics.catalogue.model import Anchor
from rubrics.catalogue.scale import Scale


class Rated(Protocol):
    """What is rated: a competency, or a sample answer."""

    @property
    def scale(self) -> Scale:
        """Its scale."""

    @property
    def anchors(self) -> Sequence[Anchor]:
        """What is described of it."""


def rating_text(scale: Scale, rating: float) -> str:
    """Return a rating in little room: “3”, “3.5” as the mean of someone's two, and of a check “Yes”."""
    if scale.is_yes_or_no and rating == round(rating):
        return scale.name(round(rating))
    return points(rating)


def point_named(scale: Scale, rating: int) -> str:
    """Return a point with its name, where it has one: “3 · Hire”, “3”; a check's has no number."""
    name = scale.name(rating)
    return name if scale.is_yes_or_no else " · ".join(filter(None, (str(rating), name)))


def points_asking(rated: Iterable[Rated]) -> str:
    """Return which ratings of all that are rated ask for evidence: “1, 2 or 5”; empty where nothing is rated."""
    scales = [each.scale for each in rated if each.anchors]
    scale = next((each for each in scales if not each.is_yes_or_no), next(iter(scales), None))
    return "" if scale is None else joined([rating_text(scale, point) for point in scale.asking], "or")


def anchor_text(rated: Rated, rating: int) -> str:
    """Return what stands at a rating: its point's name and its anchor in short, or between which points it lies.

    A check's answer is its name already: of it there is only more to say where an anchor says it.
    """
    name = rated.scale.name(rating)
    anchor = next((each for each in rated.anchors if each.rating == rating), None)
    short = anchor.short if anchor else ("" if name else _between(rated.anchors, rating))
    if short.casefold() == name.casefold():
        short = ""
    return short if rated.scale.is_yes_or_no else ": ".join(filter(None, (name, short)))


def behavior_text(rated: Rated, rating: int) -> str:
    """Return the same in full: the behavior that a rating stands for, where it is described."""
    anchor = next((each for each in rated.anchors if each.rating == rating), None)
    return anchor.behavior if anchor else anchor_text(rated, rating)


def point_label(rated: Rated, rating: int) -> str:
    """Return a point as it stands in a menu: “3 · Does it alone in plain cases”; a check's has no number."""
    joint = ": " if rated.scale.is_yes_or_no else " · "
    return joint.join(filter(None, (rating_text(rated.scale, rating), anchor_text(rated, rating))))


def _between(anchors: Sequence[Anchor], rating: int) -> str:
    """Return which described points a rating lies between: no more is known of it."""
    low = max(anchor.rating for anchor in anchors if anchor.rating < rating)
    high = min(anchor.rating for anchor in anchors if anchor.rating > rating)
    return plain_words("ratings.between", low=low, high=high)
