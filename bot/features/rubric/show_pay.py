"""Pay: what base and total span, a bar for each kind of employer, and every figure with its source one click away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.features.rubric.pay_figures import (
    ANY_EMPLOYER,
    apart_from_the_top,
    in_full,
    main_source,
    medians_of,
    ranges,
    sources_with_basis,
    span_of,
)
from bot.features.rubric.show_page import Page, open_button, opening, turn_button, turn_menu
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Element
from bot.slack.blocks import context, section, sections
from bot.slack.rich_text import preformatted
from bot.slack.tables import bar_chart
from bot.wording.escaping import Mrkdwn, straight
from bot.wording.phrases import at_level
from bot.wording.pictures import column, span
from bot.wording.words import plain_words, words
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import NoteKind, PayBand
from rubrics.catalogue.model import Level
from rubrics.catalogue.role import Role
from rubrics.jd.knowledge.staleness import REST_HOLDS

NOTES: tuple[NoteKind, ...] = ("conflict", "basis", "condition", "place")
"""The order in which notes are read."""
MOST_BARS = 8
NAME_WIDTH, BAR_WIDTH = 15, 14
"""Columns of a kind of employer and of the widest bar: with figures of up to nine, a line has 40 at most."""
AMBIGUOUS, ELSEWHERE = "*", "†"


@dataclass(frozen=True)
class Bar:
    """One bar of the chart: what it is called, with its marks, and its ends in thousands a year."""

    name: str
    low: float
    high: float


def pay(catalogue: Catalogue, role: Role, level: Level | None = None, *, today: date | None = None) -> Page:
    """Return what a role earns, at one level or at all: base and total apart, bars of total only.

    With `today`, years that lie too far back are named in a caution.
    """
    bands, bars = catalogue.pay(role.id, level), _bars(catalogue, role, level)
    telling = _telling(bands, level)
    name = at_level(role.name, level) if level else role.name
    above = [section(_summary(bands, telling)), *_caution(catalogue, role, bands, today)]
    below = [context(_basis(bands, telling, bars))] if bands else []
    chart = _chart(bands, bars, level) if len(bars) > 1 else None
    picture = [section(words("rubric_pay.picture")), preformatted(_lines(bars))] if len(bars) > 1 else []
    return Page(
        topic=Topic(kind=Kind.PAY, role=role.id, level=level),
        title=plain_words("rubric_labels.pay"),
        heading=plain_words("rubric_labels.pay_of", name=name),
        about=name,
        conclusion=words("rubric_pay.in_short", name=name, spans=_spans(telling)),
        blocks=[*above, *picture, *below],
        newer=[*above, chart, *below] if chart else None,
        links=_ways_on(catalogue, role, level),
        more=(opening(role.name, Topic(kind=Kind.ROLE, role=role.id)),),
    )


def _ways_on(catalogue: Catalogue, role: Role, level: Level | None) -> list[Element]:
    levels = [
        (each.value.capitalize(), Topic(kind=Kind.PAY, role=role.id, level=each)) for each in catalogue.levels(role.id)
    ]
    menu = turn_menu(plain_words("rubric_labels.another_level" if level else "rubric_labels.choose_level"), levels)
    notes = _part_of_pay("what_moves_pay", Kind.PAY_NOTES, role)
    sources = _part_of_pay("sources", Kind.FIGURES, role)
    return [
        *([menu] if catalogue.pay(role.id) else []),
        *([notes] if catalogue.pay_notes(role.id) else []),
        *([sources] if catalogue.pay(role.id) else []),
    ]


def _part_of_pay(word: str, kind: Kind, role: Role) -> Element:
    text = plain_words(f"rubric_labels.{word}")
    label = plain_words("rubric_labels.of_pay", what=text, role=role.name)
    return turn_button(text, Topic(kind=kind, role=role.id), label=label)


def _telling(bands: Sequence[PayBand], level: Level | None) -> Sequence[PayBand]:
    """Return a level's own bands where they tell base or total, else with them those that name no level."""
    own = [band for band in bands if level is None or band.level == level]
    return own if _spans(own) else bands


def _summary(bands: Sequence[PayBand], telling: Sequence[PayBand]) -> Mrkdwn:
    where = _everywhere(bands)
    return words("rubric_pay.summary", spans=_spans(telling), any=bool(bands), where=where)


def _spans(bands: Sequence[PayBand]) -> Mrkdwn:
    """Return base and total in one line, each by itself; empty where no source says which it means."""
    rest, top = apart_from_the_top(ranges(bands, "total"))
    base, total = span_of(ranges(bands, "base")), span_of(rest)
    return words("rubric_pay.spans", base=base, total=total, top=top, median=None if total else _medians(bands))


def _medians(bands: Sequence[PayBand]) -> str | None:
    """Return the medians of total pay and, where they differ, what they are of."""
    medians = medians_of(bands)
    return plain_words("rubric_labels.medians", medians=medians) if medians else None


def _caution(catalogue: Catalogue, role: Role, bands: Sequence[PayBand], today: date | None) -> list[Block]:
    years = sorted({band.year for band in bands})
    old = [str(year) for year in years if today and date(year, 12, 31) < today - REST_HOLDS]
    own = not bands or any(role.id in band.roles for band in bands)
    lenders = [] if own else [name for name in catalogue.lineage(role.id)[1:] if any(name in b.roles for b in bands)]
    names = [catalogue.role(name).name for name in lenders]
    return [section(words("rubric_pay.caution", years=old, lenders=names))] if old or names else []


def _basis(bands: Sequence[PayBand], telling: Sequence[PayBand], bars: Sequence[Bar]) -> Mrkdwn:
    stated, of = sources_with_basis(bands)
    shown = "".join(bar.name for bar in bars) if len(bars) > 1 else ""
    return words(
        "rubric_pay.basis",
        median=_medians(telling) if ranges(telling, "total") else None,
        ambiguous=AMBIGUOUS in shown,
        elsewhere=ELSEWHERE in shown,
        stated=stated,
        of=of,
    )


def _bars(catalogue: Catalogue, role: Role, level: Level | None) -> list[Bar]:
    """Return a bar for each kind of employer at a level, or else one for each level; total pay only."""
    if level is None:
        found = [(each, _at(catalogue, role, each)) for each in catalogue.levels(role.id)]
        spans = [(each, span_of(ranges(bands, "total"))) for each, bands in found]
        return [Bar(each.value.capitalize(), span.low, span.high) for each, span in spans if span]
    bands = ranges(_at(catalogue, role, level), "total", "ambiguous")
    if not bands:
        return []
    main, taken = main_source(bands), dict[str, Bar]()
    for band in sorted(bands, key=lambda band: (band.low or 0, band.high or 0)):
        marks = AMBIGUOUS * (band.basis == "ambiguous") + ELSEWHERE * (band.source != main)
        employer = plain_words("rubric_labels.any_employer") if band.employer == ANY_EMPLOYER else band.employer
        room = NAME_WIDTH - len(marks) - 1
        name = f"{column(straight(employer[:1].upper() + employer[1:]), room).rstrip()}{marks}"
        taken.setdefault(name, Bar(name, band.low or 0, band.high or 0))
    return list(taken.values())[:MOST_BARS]


def _at(catalogue: Catalogue, role: Role, level: Level) -> list[PayBand]:
    return [band for band in catalogue.pay(role.id, level) if band.level == level]


def _chart(bands: Sequence[PayBand], bars: Sequence[Bar], level: Level | None) -> Block:
    years = " ".join(sorted({str(band.year) for band in bands}))
    return bar_chart(
        plain_words("rubric_labels.chart_title", level=level, years=years),
        [bar.name for bar in bars],
        {
            plain_words("rubric_labels.from"): [bar.low for bar in bars],
            plain_words("rubric_labels.to"): [bar.high for bar in bars],
        },
        y_label=plain_words("rubric_labels.thousands_a_year"),
    )


def _lines(bars: Sequence[Bar]) -> str:
    least, most = min(bar.low for bar in bars), max(bar.high for bar in bars)
    return "\n".join(
        f"{column(bar.name, NAME_WIDTH)}{span(bar.low, bar.high, least=least, most=most, width=BAR_WIDTH)} "
        f"{bar.low:,g}–{bar.high:,g}"
        for bar in bars
    )


def pay_notes(catalogue: Catalogue, role: Role) -> Page:
    """Return where the documents disagree about a role's pay, and what moves it."""
    notes = catalogue.pay_notes(role.id)
    blocks: list[Block] = []
    for kind in NOTES:
        lines = [note.text for note in notes if note.kind == kind]
        if lines:
            blocks += sections(words("rubric.said", title=plain_words(f"rubric_labels.note_{kind}"), lines=lines))
    return _detail(role, Kind.PAY_NOTES, "what_moves_pay", blocks)


def every_figure(catalogue: Catalogue, role: Role) -> Page:
    """Return every figure on a role's pay under the document that gives it, whatever its basis."""
    bands = catalogue.pay(role.id)
    where = _everywhere(bands)
    blocks: list[Block] = [context(words("rubric_pay.everywhere", where=where))] if where else []
    for mark in sorted({band.source for band in bands}):
        lines = [_of_level(band, with_place=where is None) for band in bands if band.source == mark]
        blocks += sections(words("rubric_pay.figures", source=catalogue.source(mark), lines=lines))
    return _detail(role, Kind.FIGURES, "figures", blocks)


def _everywhere(bands: Sequence[PayBand]) -> tuple[str, int] | None:
    """Return the place and the year that all figures are of; None where they differ."""
    places = {(band.place, band.year) for band in bands}
    return places.pop() if len(places) == 1 else None


def _of_level(band: PayBand, *, with_place: bool) -> str:
    level = band.level.value.capitalize() if band.level else plain_words("rubric_labels.no_level")
    return f"{level}: {in_full(band, with_place=with_place)}"


def _detail(role: Role, kind: Kind, title: str, blocks: Sequence[Block]) -> Page:
    pay_of = plain_words("rubric_labels.pay_of", name=role.name)
    return Page(
        topic=Topic(kind=kind, role=role.id),
        title=plain_words(f"rubric_labels.{title}"),
        heading=pay_of,
        about=role.name,
        blocks=blocks or [section(words("rubric_pay.none"))],
        back=(plain_words("rubric_labels.pay"), Topic(kind=Kind.PAY, role=role.id)),
    )


def pay_of_two(catalogue: Catalogue, one: Role, other: Role, level: Level | None) -> Page:
    """Return what two roles earn at one level, a line each, with the way to each one's figures."""
    blocks = []
    for role in (one, other):
        topic = Topic(kind=Kind.PAY, role=role.id, level=level if level in catalogue.levels(role.id) else None)
        bands = catalogue.pay(role.id, topic.level)
        spans = _spans(_telling(bands, topic.level))
        text = words("rubric_pay.one_of_two", role=role, level=topic.level, spans=spans, any=bool(bands))
        label = plain_words("rubric_labels.pay_of", name=role.name)
        blocks.append(section(text, accessory=open_button(plain_words("rubric_labels.open"), topic, label=label)))
    topic = Topic(kind=Kind.COMPARE_PAY, role=one.id, level=level, detail=other.id)
    return Page(
        topic=topic,
        title=plain_words("rubric_labels.pay"),
        heading=plain_words("rubric_labels.pay_of_two", one=one, other=other),
        blocks=blocks,
        back=(
            plain_words("rubric_labels.comparison"),
            Topic(kind=Kind.COMPARE, role=one.id, level=level, detail=other.id),
        ),
    )
