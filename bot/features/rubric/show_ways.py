"""Where people come to a role from and how, what its work is made of, and its market; judges none of it."""

from itertools import groupby

from bot.features.rubric.pay_figures import fact_words
from bot.features.rubric.show_page import Page
from bot.features.rubric.show_parts import lists, role_page, said_list
from bot.features.rubric.topic import Kind
from bot.slack.block_types import Block
from bot.slack.blocks import header, section, sections
from bot.wording.words import words
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.role import Background, Role


def backgrounds(one: Role) -> Page:
    """Return where people come to a role from, how long they take on which way, and what to probe because of it."""
    blocks = [block for background in one.backgrounds for block in _background(background)]
    intro = "rubric_role.backgrounds" if blocks else "rubric_role.no_backgrounds"
    learning = lists((("learning", one.learning),))
    return role_page(one, Kind.BACKGROUNDS, "backgrounds", [section(words(intro, role=one)), *blocks, *learning])


def _background(background: Background) -> list[Block]:
    blocks: list[Block] = [header(background.origin)]
    if background.ramps:
        by_end = groupby(sorted(background.ramps, key=lambda ramp: ramp.until), key=lambda ramp: ramp.until)
        ends = [(until, list(ramps)) for until, ramps in by_end]
        blocks += sections(words("rubric_role.ramps", ends=ends))
    if background.steps:
        blocks += sections(words("rubric_role.steps", steps=background.steps))
    return [*blocks, *lists((("probe", background.probe), ("good_to_know", background.notes)))]


def blocks(one: Role) -> Page:
    """Return what documents divide a role's work into, such as building blocks and pillars, each list by its name."""
    lists_of = [section(words("rubric_role.blocks" if one.outlines else "rubric_role.no_blocks", role=one))]
    for outline in one.outlines:
        lists_of += said_list(outline.name, outline.parts)
    return role_page(one, Kind.BLOCKS, "blocks", lists_of)


def market(catalogue: Catalogue, one: Role) -> Page:
    """Return what documents say of the market for a role, and the single figures they give."""
    facts = [fact for fact in catalogue.facts if one.id in fact.roles]
    blocks = lists((("market", one.market),))
    for mark in sorted({fact.source for fact in facts}):
        given = [(fact, fact_words(fact)) for fact in facts if fact.source == mark]
        blocks += sections(words("rubric_role.facts", source=catalogue.source(mark), facts=given))
    if not blocks:
        blocks = [section(words("rubric_role.no_market", role=one))]
    return role_page(one, Kind.MARKET, "market", blocks)
