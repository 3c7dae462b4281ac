"""Pay: what base and total span, a bar for each kind of employer, and every figure with its source one click away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.features.rubric.pay_bars import AMBIGUOUS, ELSEWHERE, Bar, bars_by_employer, bars_by_level, chart, lines
from bot.features.rubric.pay_figures import (
    apart_from_the_top,
    in_full,
    main_unit,
    medians_of,
    ranges,
    sources_with_basis,
    span_of,
)
from bot.features.rubric.show_page import Page, open_button, opening, turn_button, turn_menu
from bot.features.rubric.topic import NOTHING, Kind, Topic
from bot.features.workspace.declared import WE_ARE, Employer
from bot.slack.block_types import Block, Element
from bot.slack.blocks import context, section, sections
from bot.slack.rich_text import preformatted
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import at_level, level_label
from bot.wording.words import plain_words, words
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import MarketLayer, NoteKind, PayBand, PayNote, of_layer
from rubrics.catalogue.role import Role
from rubrics.jd.knowledge.staleness import REST_HOLDS

NOTES: tuple[NoteKind, ...] = ("conflict", "basis", "condition", "place")
"""The order in which notes are read."""
ANY = Employer.ANY.value
"""What stands for every kind of employer, where a workspace has set its own."""
MOST_NOTES = 2
"""On one kind of employer, below its figures; the others stand behind “What moves pay”."""


@dataclass(frozen=True)
class Asked:
    """Whose pay is asked for: a role, at a level or at all, by one kind of employer or by any."""

    role: Role
    level: RoleLevel | None
    layer: MarketLayer | None

    def bands(self, catalogue: Catalogue) -> Sequence[PayBand]:
        """Return the figures that are about it."""
        return of_layer(catalogue.pay(self.role.id, self.level), self.layer)

    def topic(self, without_layer: str = NOTHING) -> Topic:
        """Return the answer, by its key; `without_layer` stands where it's by any kind of employer."""
        return Topic(kind=Kind.PAY, role=self.role.id, level=self.level, detail=self.layer or without_layer)


def layer_of(topic: Topic) -> MarketLayer | None:
    """Return the kind of employer that a topic is about; raises UnknownNameError for any other word."""
    if topic.detail in {NOTHING, ANY}:
        return None
    if topic.detail not in set(MarketLayer):
        raise UnknownNameError("kind of employer", topic.detail, list(MarketLayer))
    return MarketLayer(topic.detail)


def pay(
    catalogue: Catalogue,
    role: Role,
    level: RoleLevel | None = None,
    layer: MarketLayer | None = None,
    *,
    today: date | None = None,
) -> Page:
    """Return what a role earns, at one level or at all: base and total apart, bars of total only.

    With `layer` what other kinds of employers pay is left out. With `today`, years that lie too far back are named in
    a caution.
    """
    asked = Asked(role, level, layer)
    bands, unit = asked.bands(catalogue), main_unit(catalogue.pay(role.id))
    bars, telling = _bars(catalogue, asked, unit), _telling(bands, asked, unit)
    name = at_level(role.name, level) if level else role.name
    above = [section(_summary(bands, telling, unit)), *_caution(catalogue, role, bands, today)]
    below = [
        *_layer_notes(catalogue, asked),
        *([context(_basis(bands, telling, bars, unit))] if bands else []),
    ]
    drawn = len(bars) > 1
    picture = [section(words("rubric_pay.picture", unit=unit)), preformatted(lines(bars))] if drawn else []
    return Page(
        topic=asked.topic(),
        title=plain_words("rubric_labels.pay"),
        heading=plain_words("rubric_labels.pay_of", name=name),
        about=name,
        conclusion=words("rubric_pay.in_short", name=name, spans=_spans(telling, unit)),
        blocks=[*above, *picture, *below],
        newer=[*above, _chart(bands, bars, level, unit), *below] if drawn else None,
        links=_ways_on(catalogue, asked),
        more=(opening(role.name, Topic(kind=Kind.ROLE, role=role.id)),),
    )


def _ways_on(catalogue: Catalogue, asked: Asked) -> list[Element]:
    role, known, own = asked.role, catalogue.pay(asked.role.id), asked.topic(ANY)
    levels = [(level_label(each), own.model_copy(update={"level": each})) for each in catalogue.levels(role.id)]
    placeholder = plain_words("rubric_labels.another_level" if asked.level else "rubric_labels.choose_level")
    menu = turn_menu(placeholder, levels)
    notes = _part_of_pay("what_moves_pay", Kind.PAY_NOTES, role)
    sources = _part_of_pay("sources", Kind.FIGURES, role)
    return [
        *([menu] if known else []),
        *([_layers(asked)] if any(band.layers for band in known) else []),
        *([notes] if catalogue.pay_notes(role.id) else []),
        *([sources] if known else []),
    ]


def _layers(asked: Asked) -> Element:
    """Return the menu in which someone says what kind of employer they are."""
    topics = [(WE_ARE.said(each), asked.topic().model_copy(update={"detail": each.value})) for each in Employer]
    return turn_menu(plain_words("rubric_labels.we_are_a"), topics, asked.topic() if asked.layer else None)


def _part_of_pay(word: str, kind: Kind, role: Role) -> Element:
    text = plain_words(f"rubric_labels.{word}")
    label = plain_words("rubric_labels.of_pay", what=text, role=role.name)
    return turn_button(text, Topic(kind=kind, role=role.id), label=label)


def _telling(bands: Sequence[PayBand], asked: Asked, unit: str) -> Sequence[PayBand]:
    """Return the bands nearest to what is asked that tell base or total: the employer's own, the level's own, all."""
    at_level = [band for band in bands if asked.level is None or band.is_of(asked.level)]
    own = [band for band in bands if asked.layer in band.layers]
    ways = ([band for band in own if band in at_level], own, at_level)
    return next((way for way in ways if _spans(way, unit, with_ambiguous=asked.layer is not None)), bands)


def _summary(bands: Sequence[PayBand], telling: Sequence[PayBand], unit: str) -> Mrkdwn:
    where = _everywhere(bands)
    spans = _spans(telling, unit, with_ambiguous=True)
    return words("rubric_pay.summary", spans=spans, any=bool(bands), where=where)


def _spans(bands: Sequence[PayBand], unit: str, *, with_ambiguous: bool = False) -> Mrkdwn:
    """Return base and total in one line, each by itself; empty where no source says which it means.

    What is total by one word of its source and without equity by another stands in only where there is neither.
    """
    rest, top = apart_from_the_top(ranges(bands, "total", unit=unit))
    base, total = span_of(ranges(bands, "base", unit=unit)), span_of(rest)
    either = span_of(ranges(bands, "ambiguous", unit=unit)) if with_ambiguous else None
    median = None if total else _medians(bands, unit)
    is_needed = not (base or total or median)
    return words(
        "rubric_pay.spans", base=base, total=total, top=top, median=median, either=either if is_needed else None
    )


def _medians(bands: Sequence[PayBand], unit: str) -> str | None:
    """Return the medians of total pay and, where they differ, what they are of."""
    medians = medians_of(bands, unit)
    return plain_words("rubric_labels.medians", medians=medians) if medians else None


def _caution(catalogue: Catalogue, role: Role, bands: Sequence[PayBand], today: date | None) -> list[Block]:
    years = sorted({band.year for band in bands})
    old = [str(year) for year in years if today and date(year, 12, 31) < today - REST_HOLDS]
    own = not bands or any(role.id in band.roles for band in bands)
    lenders = [] if own else [name for name in catalogue.lineage(role.id)[1:] if any(name in b.roles for b in bands)]
    names = [catalogue.role(name).name for name in lenders]
    return [section(words("rubric_pay.caution", years=old, lenders=names))] if old or names else []


def _layer_notes(catalogue: Catalogue, asked: Asked) -> list[Block]:
    """Return what is known of the pay of one kind of employer besides figures, and where it has none of its own."""
    if asked.layer is None:
        return []
    notes: Sequence[PayNote] = [note for note in catalogue.pay_notes(asked.role.id) if asked.layer in note.layers]
    has_own = any(asked.layer in band.layers for band in asked.bands(catalogue))
    text = words(
        "rubric_pay.layer", notes=[note.text for note in notes[:MOST_NOTES]], layer=asked.layer, has_own=has_own
    )
    return sections(text) if text.strip() else []


def _basis(bands: Sequence[PayBand], telling: Sequence[PayBand], bars: Sequence[Bar], unit: str) -> Mrkdwn:
    stated, of = sources_with_basis(bands)
    shown = "".join(bar.name for bar in bars) if len(bars) > 1 else ""
    return words(
        "rubric_pay.basis",
        median=_medians(telling, unit) if ranges(telling, "total", unit=unit) else None,
        ambiguous=AMBIGUOUS in shown,
        elsewhere=ELSEWHERE in shown,
        stated=stated,
        of=of,
    )


def _bars(catalogue: Catalogue, asked: Asked, unit: str) -> list[Bar]:
    """Return a bar for each kind of employer at a level, or else one for each level."""
    if asked.level is None:
        bands = [band for level in catalogue.levels(asked.role.id) for band in _at(catalogue, asked, level)]
        return bars_by_level(bands, catalogue.levels(asked.role.id), unit, asked.layer)
    return bars_by_employer(_at(catalogue, asked, asked.level), unit)


def _at(catalogue: Catalogue, asked: Asked, level: RoleLevel) -> list[PayBand]:
    return [band for band in of_layer(catalogue.pay(asked.role.id, level), asked.layer) if band.is_of(level)]


def _chart(bands: Sequence[PayBand], bars: Sequence[Bar], level: RoleLevel | None, unit: str) -> Block:
    years = " ".join(sorted({str(band.year) for band in bands}))
    return chart(plain_words("rubric_labels.chart_title", level=level, years=years, unit=unit), bars, unit)


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
    level = level_label(band.level) if band.level else plain_words("rubric_labels.no_level")
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


def pay_of_two(catalogue: Catalogue, one: Role, other: Role, level: RoleLevel | None) -> Page:
    """Return what two roles earn at one level, a line each, with the way to each one's figures."""
    blocks = []
    for role in (one, other):
        topic = Topic(kind=Kind.PAY, role=role.id, level=catalogue.level_like(role.id, level) if level else None)
        bands = catalogue.pay(role.id, topic.level)
        unit = main_unit(catalogue.pay(role.id))
        spans = _spans(_telling(bands, Asked(role, topic.level, None), unit), unit)
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
