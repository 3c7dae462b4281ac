"""What pages about a role share: lists under their titles, and the frame around them; draws no page of its own."""

from collections.abc import Sequence

from bot.features.rubric.show_page import Page, open_button
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Element
from bot.slack.blocks import sections
from bot.wording.words import plain_words, words
from rubrics.catalogue.role import Role, Statement

Lists = Sequence[tuple[str, Sequence[Statement]]]
"""The key of each list's title, and its statements."""


def lists(parts: Lists) -> list[Block]:
    """Return the lists that have anything in them, each under its title."""
    blocks: list[Block] = []
    for part, statements in parts:
        if statements:
            blocks += said_list(plain_words(f"rubric_labels.part_{part}"), statements)
    return blocks


def said_list(title: str, statements: Sequence[Statement]) -> list[Block]:
    """Return statements under a title, one a line."""
    return sections(words("rubric.said", title=title, lines=[each.text for each in statements]))


def only(statement: Statement | None) -> list[Statement]:
    """Return a list of the one statement, or an empty one."""
    return [statement] if statement else []


def role_page(one: Role, kind: Kind, title: str, blocks: Sequence[Block]) -> Page:
    """Return a page about one side of a role, with the way to the role, its market and its sources."""
    named, market = plain_words(f"rubric_labels.{title}"), plain_words("rubric_labels.market")
    further = Topic(kind=Kind.MARKET, role=one.id)
    return Page(
        topic=Topic(kind=kind, role=one.id),
        title=named,
        heading=plain_words("rubric_labels.of_role", what=named, role=one.name),
        about=one.name,
        blocks=blocks,
        links=[
            open_button(one.name, Topic(kind=Kind.ROLE, role=one.id)),
            *([_blocks(one)] if kind is Kind.DUTIES and one.outlines else []),
            *([] if kind is Kind.MARKET else [open_button(market, further)]),
            open_button(plain_words("rubric_labels.sources"), Topic(kind=Kind.SOURCES, role=one.id)),
        ],
    )


def _blocks(one: Role) -> Element:
    text = plain_words("rubric_labels.blocks")
    label = plain_words("rubric_labels.of_role", what=text, role=one.name)
    return open_button(text, Topic(kind=Kind.BLOCKS, role=one.id), label=label)
