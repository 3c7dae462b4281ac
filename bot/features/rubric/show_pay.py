"""Pay as each document has it, side by side: every figure with its basis and its mark, none averaged."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.features.rubric.show_page import Page, open_button
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block
from bot.slack.blocks import divider, section, sections
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import cited
from bot.wording.words import plain_words, words
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import Basis, NoteKind, PayBand, PayNote, Unit
from rubrics.catalogue.model import Level
from rubrics.catalogue.role import Role
from rubrics.jd.knowledge.staleness import REST_HOLDS

BASES: tuple[Basis, ...] = ("total", "base", "ambiguous", "not stated")
NOTES: tuple[NoteKind, ...] = ("conflict", "basis", "condition", "place")
"""The orders in which bases and notes are read."""


def pay(catalogue: Catalogue, role: Role, level: Level | None = None, *, today: date | None = None) -> Page:
    """Return what every document says a role earns, at one level or at all, and where they disagree.

    With `today`, years that lie too far back are named in a caution.
    """
    bands, notes = catalogue.pay(role.id, level), catalogue.pay_notes(role.id)
    blocks = [section(_intro(catalogue, role, bands)), *_caution(bands, today), *_by_level(bands)]
    if bands and notes:
        blocks += [divider(), *_notes(notes)]
    return Page(
        topic=Topic(kind=Kind.PAY, role=role.id, level=level),
        title="Pay",
        heading=f"Pay: {role.name}, {level}" if level else f"Pay: {role.name}",
        blocks=blocks,
        links=[
            open_button("The role", Topic(kind=Kind.ROLE, role=role.id)),
            open_button("Sources", Topic(kind=Kind.SOURCES, role=role.id)),
        ],
        small_print=words("rubric.brackets") if bands else None,
    )


def _intro(catalogue: Catalogue, role: Role, bands: Sequence[PayBand]) -> Mrkdwn:
    if not bands:
        return words("rubric_pay.none", role=role)
    borrowed = [name for name in catalogue.lineage(role.id)[1:] if any(name in band.roles for band in bands)]
    own = any(role.id in band.roles for band in bands)
    places = {(band.place, band.year) for band in bands}
    return words(
        "rubric_pay.intro",
        role=role,
        lenders=[] if own else [catalogue.role(name).name for name in borrowed],
        everywhere=places.pop() if len(places) == 1 else None,
    )


def _caution(bands: Sequence[PayBand], today: date | None) -> list[Block]:
    years = sorted({band.year for band in bands})
    old = [str(year) for year in years if today and date(year, 12, 31) < today - REST_HOLDS]
    return [section(words("rubric_pay.old", years=old))] if old else []


def _by_level(bands: Sequence[PayBand]) -> list[Block]:
    alike = len({(band.place, band.year) for band in bands}) == 1
    blocks: list[Block] = []
    for level in (*Level, None):
        if of_level := [band for band in bands if band.level == level]:
            title = level.value.capitalize() if level else plain_words("rubric_labels.no_level")
            blocks += sections(words("rubric_pay.level", title=title, groups=_groups(of_level, alike=alike)))
    return blocks


def _groups(bands: Sequence[PayBand], *, alike: bool) -> list[tuple[str, list[Mrkdwn]]]:
    groups = ((basis, [_line(band, alike=alike) for band in bands if band.basis == basis]) for basis in BASES)
    return [(plain_words(f"rubric_labels.basis_{basis.replace(' ', '_')}"), lines) for basis, lines in groups if lines]


def _line(band: PayBand, *, alike: bool) -> Mrkdwn:
    parts = [band.employer]
    if band.statistic != "range":
        parts.append(band.statistic)
    if band.level_word:
        parts.append(f"called “{band.level_word}”")
    if not alike:
        parts.append(f"{band.place}, {band.year}")
    unit = "" if band.unit == Unit.THOUSAND_USD_A_YEAR else band.unit
    stated_by = cited(" · ".join(parts), [band.source])
    return words("rubric_pay.band", figures=band.words, unit=unit, stated_by=stated_by, note=band.note)


def _notes(notes: Iterable[PayNote]) -> list[Block]:
    blocks: list[Block] = []
    for kind in NOTES:
        lines = [cited(note.text, note.sources) for note in notes if note.kind == kind]
        if lines:
            title = plain_words(f"rubric_labels.note_{kind}")
            blocks += sections(words("rubric_role.list", title=title, lines=lines))
    return blocks
