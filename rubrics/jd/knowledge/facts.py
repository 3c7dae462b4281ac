"""The shape of dated facts in the definitions: laws, places, ages of technologies, pay bands; knows no content."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from rubrics.catalogue.market import PayBand
from rubrics.catalogue.model import Value

Phrases = tuple[str, ...]
Requirement = Literal[
    "range", "closed-range", "early-pay", "benefits", "other-pay", "deadline", "ai-notice", "ai-use", "vacancy"
]


class WidthLimit(Value):
    """How wide a yearly range may be: in which currency, at most how wide, and for pay up to which top."""

    currency: str
    widest: float
    up_to: float


class LawRow(Value):
    """What one place requires of a posting, since when, by which source."""

    id: str
    place: str | None = None
    name: str
    law: str
    in_force: date
    who: str
    requires: tuple[Requirement, ...]
    width: WidthLimit | None = None
    remote: bool
    source: str
    checked: date
    verified: bool

    @property
    def at(self) -> str:
        """The place the row is about."""
        return self.place or self.id


class LawData(Value):
    """law.yaml: posting duties by place."""

    rows: tuple[LawRow, ...]


class PlaceData(Value):
    """places.yaml: how a location line names a place."""

    codes: Mapping[str, str]
    names: Mapping[str, Phrases]
    not_these: Mapping[str, Phrases]
    remote: Phrases
    beside: Phrases


class Technology(Value):
    """When a technology could first be used in public, and when broad access came."""

    name: str
    terms: Phrases
    since: date
    broad: date | None = None
    source: str
    checked: date
    verified: bool


class AgeData(Value):
    """ages.yaml: the ages of technologies, and the words that bind years to them."""

    technologies: tuple[Technology, ...]
    bridge: Phrases
    older: Phrases


class BandData(Value):
    """pay/us-2026.yaml of the definitions: pay bands with basis and source."""

    pay: Annotated[tuple[PayBand, ...], Field(min_length=1)]
