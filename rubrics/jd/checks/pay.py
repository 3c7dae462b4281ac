"""What is wrong with the stated pay, and what the law of the place asks of it; laws and bands are data."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rubrics.catalogue.market import PayBand
from rubrics.jd.checks.duties import LawDuty, cited, duties_of, rows_for
from rubrics.jd.checks.future_jobs import is_of_no_job
from rubrics.jd.reading.place_names import places_named
from rubrics.jd.reading.reading import Reading, Span
from rubrics.jd.text.lists import ListKind
from rubrics.jd.values import (
    BLANK,
    Finding,
    MarketSide,
    Money,
    PayFound,
    Severity,
)

UNPAID = "pay-equity-only"
ABSENT = ("pay-missing", "pay-missing-law", "pay-competitive", "law-early-pay")
"""Remarks that a stated pay answers."""
_WIDE = 1.65
"""Below this a range is a little wider than good practice: worth a note."""
_BELOW, _ABOVE = 0.85, 1.35
"""So far outside every band a pay is off the market; less may be the place or the employer."""
_FIXED = re.compile(r"\b(?:fixed|flat|same for (?:all|everyone)|not negotiable|non-?negotiable)\b")
_YEARLY = {"hour": 2080.0, "day": 260.0, "week": 52.0, "month": 12.0, "year": 1.0}


def pay_findings(reading: Reading) -> Iterator[Finding]:
    """Yield what is wrong with the pay."""
    if not reading.pay:
        if not any(reading.hits(ListKind.RULE_TERM, "unpaid-internship")):
            yield from _missing(reading)
        else:
            yield from _competitive(reading)
        return
    for pay in reading.pay:
        yield from _shape(reading, pay)
    yield from _width(reading)
    yield from _off_market(reading)


def pay_blank(reading: Reading) -> Span | None:
    """Return where a fix left a blank for the pay; None where none stands, or the review finds no blanks."""
    blank = reading.knowledge.fixes.pay.bracketed.lower()
    start = reading.document.text.folded.find(blank)
    return None if start < 0 or reading.knowledge.rule_by_id[BLANK].off else (start, start + len(blank))


def one_for_the_blank(reading: Reading, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without those that no pay is stated, where its blank or unpaid work is a finding of its own.

    Work whose pay is stated is not unpaid, whatever else is said of its equity.
    """
    found = list(findings)
    if any(one.rule == UNPAID for one in found):
        untrue = UNPAID if reading.pay else "pay-missing"
        return [one for one in found if one.rule != untrue]
    return found if pay_blank(reading) is None else [one for one in found if one.rule not in ABSENT]


def _missing(reading: Reading) -> Iterator[Finding]:
    """Find that no pay is stated, in one remark: of words in its place, of a law, or of neither."""
    duty = duties_of(reading, "range")
    if duty and duty.verified:
        yield _lawful(reading, "pay-missing-law", duty)
        return
    praised = next(_competitive(reading), None)
    if praised or not (reading.document.is_half_read or is_of_no_job(reading)):
        yield praised or reading.finding("pay-missing")
    if duty:
        yield _lawful(reading, "pay-missing-law", duty)


def _lawful(reading: Reading, rule: str, duty: LawDuty, span: tuple[int, int] | None = None) -> Finding:
    return reading.finding(
        rule,
        span,
        verified=duty.verified,
        checked=duty.checked,
        laws=duty.laws,
    )


def _competitive(reading: Reading) -> Iterator[Finding]:
    for _, hit in reading.hits(ListKind.VAGUE_PAY):
        yield reading.finding("pay-competitive", (hit.start, hit.end))
        return


def _shape(reading: Reading, pay: PayFound) -> Iterator[Finding]:
    span = (pay.start, pay.end)
    if pay.open_ended:
        if any(_closed(other) and other.currency == pay.currency for other in reading.pay):
            return
        duty = duties_of(reading, "closed-range")
        if duty:
            yield _lawful(reading, "pay-open-ended-law", duty, span)
        else:
            yield reading.finding("pay-open-ended", span)
    elif pay.low == pay.high and len(reading.pay) == 1 and not _is_fixed(reading, pay):
        yield reading.finding("pay-single", span)
    if pay.currency is None:
        yield reading.finding("pay-currency-missing", span)
    if pay.basis in ("on-target", "total") and pay is reading.pay[0] and _basis_alone(reading):
        yield reading.finding("pay-basis-unclear", span)


def _is_fixed(reading: Reading, pay: PayFound) -> bool:
    """Whether a sum is said to be fixed, or is a rate an hour, as contractors and interns have one."""
    around = reading.document.segment_at(pay.start)
    words = reading.document.text.folded[around.start : around.end] if around else ""
    return pay.period == "hour" or _FIXED.search(words) is not None


def _closed(pay: PayFound) -> bool:
    """Whether both ends of a range are stated."""
    return not pay.open_ended and pay.low != pay.high


def _basis_alone(reading: Reading) -> bool:
    """Whether no stated pay is the base."""
    return not any(pay.basis == "base" for pay in reading.pay)


def _width(reading: Reading) -> Iterator[Finding]:
    """Judge the width of each range; a table of places is not one wide range."""
    limits = reading.knowledge.pay
    for pay in reading.pay:
        if pay.low is None or pay.high is None or not pay.ratio:
            continue
        span = (pay.start, pay.end)
        yield from _unlawful_width(reading, pay, span, pay.high - pay.low, pay.high)
        rule = "pay-very-wide" if pay.ratio > limits.strong_ratio else "pay-wide"
        if pay.ratio > limits.warn_ratio + 0.005:
            small = Severity.NOTE if pay.ratio < _WIDE else None
            yield reading.finding(rule, span, severity=small, ratio=pay.ratio)
            return


def _unlawful_width(
    reading: Reading, pay: PayFound, span: tuple[int, int], width: float, high: float
) -> Iterator[Finding]:
    """Find a yearly range that is wider than the law of a place allows."""
    for row in rows_for(reading, "range"):
        limit = row.width
        if limit is None or pay.period != "year" or pay.currency not in (limit.currency, None):
            continue
        if high <= limit.up_to and width > limit.widest:
            yield reading.finding(
                "pay-width-law",
                span,
                verified=row.verified,
                checked=row.checked,
                laws=(cited(row),),
                width=width,
                widest=Money(amount=limit.widest, currency=limit.currency),
                top=limit.up_to,
            )


def _off_market(reading: Reading) -> Iterator[Finding]:
    """Compare the first pay with yearly bands of the same role, level, basis, place and currency."""
    pay = reading.pay[0]
    bands = _bands(reading, pay)
    low, high = pay.low or pay.high, pay.high or pay.low
    if not bands or low is None or high is None:
        return
    factor = _YEARLY[pay.period] / 1000
    floor = min(band.low for band in bands if band.low is not None)
    tops = [band.high for band in bands if band.high is not None and not band.and_more]
    if high * factor < floor * _BELOW:
        band = min(bands, key=lambda band: band.low or 0)
        yield _market_finding(reading, pay, band, MarketSide.BELOW)
    elif tops and len(tops) == len(bands) and low * factor > max(tops) * _ABOVE:
        yield _market_finding(reading, pay, max(bands, key=lambda band: band.high or 0), MarketSide.ABOVE)


def _bands(reading: Reading, pay: PayFound) -> Sequence[PayBand]:
    if pay.basis not in ("base", "total") or len(reading.title.levels) != 1:
        return ()
    level = next(iter(reading.title.levels))
    return [
        band
        for band in reading.knowledge.bands(reading.verdict.rubric, level)
        if (band.basis, band.currency) == (pay.basis, pay.currency)
        and band.is_yearly
        and band.low is not None
        and _holds(band, reading)
    ]


def _holds(band: PayBand, reading: Reading) -> bool:
    """Whether a band is of a place that the post is for, or that one of its places lies in."""
    of = places_named(band.place, reading.knowledge)
    return any(place == one or place.startswith(f"{one}-") for place in reading.where.places for one in of)


def _market_finding(reading: Reading, pay: PayFound, band: PayBand, side: MarketSide) -> Finding:
    return reading.finding(
        "pay-off-market",
        (pay.start, pay.end),
        side=side,
        band=band,
    )
