"""The shape of dated facts in the definitions: laws, places, ages of technologies; knows no content."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from rubrics.catalogue.model import Slug, Value
from rubrics.jd.knowledge.schema import Name, Phrases, Sentence

Requirement = Literal[
    "range", "closed-range", "early-pay", "benefits", "other-pay", "deadline", "ai-notice", "ai-use", "vacancy"
]


class WidthLimit(Value):
    """How wide a yearly range may be: in which currency, at most how wide, and for pay up to which top."""

    currency: str
    widest: float
    up_to: float


class LawRow(Value):
    """What one place, or each of some places, requires of a posting, since when, by which source."""

    id: Slug
    place: Slug | None = None
    places: tuple[Slug, ...] = ()
    name: Name
    law: Name
    in_force: date
    who: Name
    requires: tuple[Requirement, ...]
    width: WidthLimit | None = None
    remote: bool
    source: Sentence
    checked: date
    verified: bool

    @property
    def at(self) -> tuple[str, ...]:
        """The places the row is about."""
        return self.places or (self.place or self.id,)


class LawData(Value):
    """law.yaml: posting duties by place."""

    rows: tuple[LawRow, ...]


class PlaceData(Value):
    """places.yaml: how a location line names a place; `other_codes` are of states that no row is about.

    The first of a place's names is its own; `towns_too` are names of states that are towns' as well. `beside` may
    stand with a place in a line at the head, and a line with one of `others` is not about the job.
    """

    codes: Mapping[str, str]
    other_codes: Mapping[str, str]
    names: Mapping[str, Phrases]
    not_these: Mapping[str, Phrases]
    remote: Phrases
    towns_too: Phrases
    beside: Phrases
    others: Phrases


class Technology(Value):
    """When a technology could first be used in public, and when broad access came."""

    name: Name
    terms: Phrases
    since: date
    broad: date | None = None
    source: Sentence
    checked: date
    verified: bool


class AgeData(Value):
    """ages.yaml: the ages of technologies, and the words that bind years to them."""

    technologies: tuple[Technology, ...]
    bridge: Phrases
    older: Phrases
