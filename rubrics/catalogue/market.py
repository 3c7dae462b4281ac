"""What the documents say about pay, level words and the market; each figure with its basis and its source.

Figures of different documents stand side by side. Nothing here averages them, and base pay never meets total.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rubrics.catalogue.levels import Level, RoleLevel, is_or_like
from rubrics.catalogue.model import Sentence, Slug, SourceMark, Value
from rubrics.catalogue.role import Name, Statement, check_span, span
from rubrics.catalogue.staffing import StaffingQuestions

Basis = Literal["base", "total", "not stated", "ambiguous"]
NoteKind = Literal["conflict", "basis", "condition", "place"]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Unit(StrEnum):
    """What the pay figures of the built-in files count, as they write it."""

    THOUSAND_USD_A_YEAR = "thousand USD a year"
    USD_AN_HOUR = "USD an hour"


class MarketLayer(StrEnum):
    """What kind of employer someone is, as the documents divide the market by pay."""

    STARTUP = "startup"
    BIG_TECH = "big-tech"
    """Hyperscalers too: one document speaks of the one, one of the other."""
    LAB = "lab"
    REMOTE = "remote"
    ENTERPRISE = "enterprise"
    """Outside tech: banks, pharma, retail, manufacturing."""
    REGULATED = "regulated"
    CONSULTANCY = "consultancy"


PayUnit = Annotated[str, Field(pattern=r"^(?:thousand [A-Z]{3} a year|[A-Z]{3} an hour)$")]
"""What a band counts: thousands a year or single units an hour, in one currency."""


class PayBand(Value):
    """What one document says a role earns; `and_more` is the plus it sets behind a figure, as in “100–500+”.

    `layers` are those whose pay it is; one without any is every employer's.
    """

    roles: Annotated[tuple[Slug, ...], Field(min_length=1)]
    level: RoleLevel | None = None
    """One of Debrief's, or one of the roles' own."""
    level_word: Name | None = None
    employer: Name = "any employer"
    layers: tuple[MarketLayer, ...] = ()
    place: Name = "United States"
    year: Annotated[int, Field(ge=2000, le=2100)]
    low: Amount | None
    high: Amount | None
    and_more: bool = False
    unit: PayUnit = Unit.THOUSAND_USD_A_YEAR.value
    basis: Basis
    statistic: Literal["range", "median", "middle 80%"] = "range"
    note: Sentence | None = None
    source: SourceMark

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        check_span(self.low, self.high)
        return self

    def is_of(self, level: str) -> bool:
        """Tell whether it is of one level: that one, Debrief's that it is like, or one that is like Debrief's."""
        return self.level is not None and (is_or_like(self.level, level) or is_or_like(level, self.level))

    @property
    def currency(self) -> str:
        """The code of the currency it is in."""
        return next(word for word in self.unit.split() if word.isupper())

    @property
    def is_yearly(self) -> bool:
        """Whether it counts thousands a year."""
        return self.unit.endswith(" a year")

    @property
    def words(self) -> str:
        """The figures as people write them: “310–450”, “583+”, “187.5”; the unit stands beside."""
        return span(self.low, self.high) + ("+" if self.and_more and self.high is not None else "")


def of_layer(bands: Iterable[PayBand], layer: MarketLayer | None) -> tuple[PayBand, ...]:
    """Return bands without those of other kinds of employers; all of them where no kind is named."""
    return tuple(band for band in bands if layer is None or not band.layers or layer in band.layers)


class PayNote(Value):
    """Something that must be known before pay figures are read: a conflict, a condition, a difference of basis.

    `layers` are the kinds of employer that it is about; one without any is about all.
    """

    roles: Annotated[tuple[Slug, ...], Field(min_length=1)]
    kind: Literal["basis", "conflict", "condition", "place"]
    layers: tuple[MarketLayer, ...] = ()
    text: Sentence
    sources: tuple[SourceMark, ...] = ()


class LevelWord(Value):
    """A word that stands for a level, with the years one document gives it; without a source it is usage.

    `roles` are those the document is about, and with them the roles that extend them; without any it is about all.
    """

    word: Name
    level: Level
    roles: tuple[Slug, ...] = ()
    years_low: Amount | None = None
    years_high: Amount | None = None
    note: Sentence | None = None
    source: SourceMark | None = None

    @model_validator(mode="after")
    def _years_are_a_span(self) -> Self:
        if self.years_low is not None or self.years_high is not None:
            check_span(self.years_low, self.years_high)
        return self


class Fact(Value):
    """A single figure that a report may cite: what it counts, its size and its source."""

    id: Slug
    text: Sentence
    low: Amount | None
    high: Amount | None
    and_more: bool = False
    unit: Name
    basis: Name = "as stated"
    roles: tuple[Slug, ...] = ()
    source: SourceMark

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        check_span(self.low, self.high)
        return self

    @property
    def words(self) -> str:
        """The figure as people write it: “3–5”, “200+”, “up to 2”; the unit stands beside."""
        return span(self.low, self.high) + ("+" if self.and_more and self.high is not None else "")


class HiringAdvice(Value):
    """Whether to hire at all, and what to look at before posting; says whose interest speaks."""

    question: Sentence
    hire_if_all: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]
    before_posting: tuple[Statement, ...]
    partner_check: tuple[Statement, ...]
    interest: Sentence
    automatable: tuple[Statement, ...] = ()
    staffing: StaffingQuestions | None = None
    """The advice as questions with an outcome; without them it is to be read alone."""


class Figure(Value):
    """A figure wherever it stands in the catalogue, so that every number can be traced to its document."""

    where: str
    low: float | None
    high: float | None
    and_more: bool = False
    unit: str
    basis: str
    source: SourceMark


class Dated(Value):
    """A fact that ages: what it is, where it stands and the date it was true on."""

    what: str
    as_of: date
