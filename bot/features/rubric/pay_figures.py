"""Pay as figures for people: what a band says, and what those of one basis span; never mixes bases, never averages."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.wording.words import plain_words
from rubrics.catalogue.market import Basis, Fact, PayBand, Unit

STATED: frozenset[Basis] = frozenset({"total", "base", "ambiguous"})
"""The bases of bands that say what they count, be it in two ways."""
YEARLY = " a year"
"""How a unit ends that counts thousands; the other one counts an hour."""
ANY_EMPLOYER = PayBand.model_fields["employer"].default


@dataclass(frozen=True)
class Span:
    """From the lowest to the highest of several ranges of one basis and unit; `open_ended` as in 280+."""

    low: float
    high: float
    open_ended: bool = False
    unit: str = Unit.THOUSAND_USD_A_YEAR.value

    @property
    def words(self) -> str:
        """The span as people write it: “$200k–$280k+”, “EUR 90–EUR 140 an hour”."""
        low, high = in_unit(self.low, self.unit), in_unit(self.high, self.unit)
        ends = (low if self.low == self.high else f"{low}–{high}") + ("+" if self.open_ended else "")
        return ends if self.unit.endswith(YEARLY) else plain_words("rubric_labels.an_hour", figures=ends)


@dataclass(frozen=True)
class Top:
    """The kind of employer that pays most, where it lies above what the others span."""

    employer: str
    high: str


@dataclass(frozen=True)
class Medians:
    """What medians of total pay span, and how many documents and levels they are of."""

    span: Span
    sources: int
    levels: int

    @property
    def words(self) -> str:
        """The span as people write it."""
        return self.span.words

    @property
    def is_range(self) -> bool:
        """Whether the medians differ, so that a reader must be told why there is more than one."""
        return self.span.low != self.span.high


def fact_words(fact: Fact) -> str:
    """Return a single figure with its unit as people write it: “60%”, “$250k–$600k+ a year”, “3–5 projects”."""
    if fact.unit == Unit.THOUSAND_USD_A_YEAR:
        ends = dict.fromkeys(money(end) for end in (fact.low, fact.high) if end is not None)
        more = "+" if fact.and_more else ""
        return plain_words("rubric_labels.a_year", figures="–".join(ends) + more)
    if fact.unit.startswith("percent"):
        return f"{fact.words}%"
    if fact.unit.startswith("USD "):
        return f"${fact.words} {fact.unit.removeprefix('USD ')}"
    if fact.unit == "calendar years":
        return fact.words
    size = f"{fact.low:,g}" if fact.low is not None and fact.low == fact.high else fact.words
    return f"{size} {fact.unit}"


def money(thousands: float, sign: str = "$") -> str:
    """Return thousands as people write them, of dollars without a sign: “$220k”, “$1.1M”, “EUR 90k”."""
    return f"{sign}{thousands:g}k" if thousands < 1000 else f"{sign}{thousands / 1000:g}M"


def figures(band: PayBand) -> str:
    """Return what a band says: “$310k–$450k”, “up to $500k”, “$500k+”, “$150–$400 an hour”."""
    low, high = (None if end is None else _amount(band, end) for end in (band.low, band.high))
    if low and high:
        ends = low if low == high else f"{low}–{high}"
        ends += "+" if band.and_more else ""
    elif low:
        ends = f"{low}+"
    else:
        ends = plain_words("rubric_labels.up_to", high=high)
    return ends if band.is_yearly else plain_words("rubric_labels.an_hour", figures=ends)


def _amount(band: PayBand, value: float) -> str:
    return in_unit(value, band.unit)


def in_unit(value: float, unit: str) -> str:
    """Return an amount of a unit as people write it: “$220k”, “EUR 90k”, “GBP 75” of an hour."""
    code = currency_of(unit)
    sign = "$" if code == "USD" else f"{code} "
    return money(value, sign) if unit.endswith(YEARLY) else f"{sign}{value:g}"


def currency_of(unit: str) -> str:
    """Return the code of a unit's currency."""
    return next(word for word in unit.split() if word.isupper())


def main_unit(bands: Iterable[PayBand]) -> str:
    """Return the unit that most bands say base or total in, by the year where two are as common; others stand apart."""
    found = [band.unit for band in bands if band.basis in STATED]
    by_year = sorted(found, key=lambda unit: not unit.endswith(YEARLY))
    return Counter(by_year).most_common(1)[0][0] if found else Unit.THOUSAND_USD_A_YEAR.value


def in_full(band: PayBand, *, with_place: bool = True) -> str:
    """Return a band with its basis, its employer, what its document calls the level, and where and when it held."""
    basis = plain_words(f"rubric_labels.basis_{band.basis.replace(' ', '_')}")
    note = f". {band.note.rstrip('.')}" if band.note else ""
    return (
        plain_words("rubric_labels.band", band=band, figures=figures(band), basis=basis, with_place=with_place) + note
    )


def ranges(
    bands: Iterable[PayBand], *bases: Basis, unit: str = Unit.THOUSAND_USD_A_YEAR.value, statistic: str = "range"
) -> list[PayBand]:
    """Return the ranges of these bases in one unit that have both ends."""
    return [
        band
        for band in bands
        if band.basis in bases
        and band.statistic == statistic
        and band.unit == unit
        and None not in (band.low, band.high)
    ]


def span_of(bands: Sequence[PayBand]) -> Span | None:
    """Return what ranges of one basis span together; None where there is none."""
    ends = [(band.low, band.high, band.and_more) for band in bands if band.low is not None and band.high is not None]
    if not ends:
        return None
    highest = max(high for _, high, _ in ends)
    more = any(more for _, high, more in ends if high == highest)
    return Span(min(low for low, _, _ in ends), highest, more, bands[0].unit)


def apart_from_the_top(bands: Sequence[PayBand]) -> tuple[list[PayBand], Top | None]:
    """Return ranges without those of the one kind of employer that pays above all others, and that kind.

    So that one sort of employer doesn't stretch what most of them pay. Where fewer than two ranges would be left, or
    no one stands out, all of them are returned.
    """
    highest = max(bands, key=lambda band: band.high or 0, default=None)
    if highest is None or highest.employer == ANY_EMPLOYER:
        return list(bands), None
    others = [band for band in bands if band.employer != highest.employer]
    reach = max((band.high or 0 for band in others), default=0)
    if len(others) < 2 or reach >= (highest.high or 0):
        return list(bands), None
    return others, Top(highest.employer, in_unit(highest.high or 0, highest.unit))


def medians_of(bands: Iterable[PayBand], unit: str = Unit.THOUSAND_USD_A_YEAR.value) -> Medians | None:
    """Return what the medians of total pay span; None where there is none."""
    used = ranges(bands, "total", unit=unit, statistic="median")
    found = span_of(used)
    if found is None:
        return None
    return Medians(found, sources=len({band.source for band in used}), levels=len({band.level for band in used}))


def main_source(bands: Sequence[PayBand]) -> str:
    """Return the mark of the document that most of the bands are from."""
    return Counter(band.source for band in bands).most_common(1)[0][0]


def sources_with_basis(bands: Iterable[PayBand]) -> tuple[int, int]:
    """Return how many documents say which pay they mean, and how many give figures at all."""
    named = {band.source for band in bands}
    return len({band.source for band in bands if band.basis in STATED}), len(named)
