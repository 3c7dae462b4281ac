"""The bars of pay: one for each kind of employer or each level, as characters and as a chart; total pay only."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.rubric.pay_figures import ANY_EMPLOYER, main_source, ranges, span_of
from bot.slack.block_types import Block
from bot.slack.tables import bar_chart
from bot.wording.escaping import straight
from bot.wording.phrases import level_label
from bot.wording.pictures import column, span
from bot.wording.words import plain_words
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.market import MarketLayer, PayBand

MOST_BARS = 8
NAME_WIDTH, BAR_WIDTH = 15, 14
"""Columns of a kind of employer and of the widest bar: with figures of up to nine, a line has 40 at most."""
AMBIGUOUS, ELSEWHERE = "*", "†"


@dataclass(frozen=True)
class Bar:
    """One bar of the chart: what it is called, with its marks, and its ends in the unit of all."""

    name: str
    low: float
    high: float


def bars_by_employer(bands: Sequence[PayBand], unit: str) -> list[Bar]:
    """Return a bar for each kind of employer among the bands of one level."""
    shown = ranges(bands, "total", "ambiguous", unit=unit)
    if not shown:
        return []
    main, taken = main_source(shown), dict[str, Bar]()
    for band in sorted(shown, key=lambda band: (band.low or 0, band.high or 0)):
        marks = AMBIGUOUS * (band.basis == "ambiguous") + ELSEWHERE * (band.source != main)
        employer = plain_words("rubric_labels.any_employer") if band.employer == ANY_EMPLOYER else band.employer
        name = _named(employer[:1].upper() + employer[1:], marks)
        taken.setdefault(name, Bar(name, band.low or 0, band.high or 0))
    return list(taken.values())[:MOST_BARS]


def bars_by_level(
    bands: Sequence[PayBand], levels: Sequence[RoleLevel], unit: str, layer: MarketLayer | None = None
) -> list[Bar]:
    """Return a bar for each level; for one kind of employer of its own bands, where it has any at that level."""
    bars = []
    for level in levels:
        at_level = [band for band in bands if band.is_of(level)]
        own = ranges([band for band in at_level if layer in band.layers], "total", "ambiguous", unit=unit)
        found = own or ranges(at_level, "total", unit=unit)
        if whole := span_of(found):
            marks = AMBIGUOUS * any(band.basis == "ambiguous" for band in found)
            bars.append(Bar(_named(level_label(level), marks), whole.low, whole.high))
    return bars


def _named(name: str, marks: str) -> str:
    return f"{column(straight(name), NAME_WIDTH - len(marks) - 1).rstrip()}{marks}"


def chart(title: str, bars: Sequence[Bar], unit: str) -> Block:
    """Return bars as a chart of Slack's."""
    return bar_chart(
        title,
        [bar.name for bar in bars],
        {
            plain_words("rubric_labels.from"): [bar.low for bar in bars],
            plain_words("rubric_labels.to"): [bar.high for bar in bars],
        },
        y_label=plain_words("rubric_labels.counted", unit=unit),
    )


def lines(bars: Sequence[Bar]) -> str:
    """Return bars as characters, a line each."""
    least, most = min(bar.low for bar in bars), max(bar.high for bar in bars)
    return "\n".join(
        f"{column(bar.name, NAME_WIDTH)}{span(bar.low, bar.high, least=least, most=most, width=BAR_WIDTH)} "
        f"{bar.low:,g}–{bar.high:,g}"
        for bar in bars
    )
