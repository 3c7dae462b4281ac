"""The table of two roles, or of one at two levels: as a block of Slack's, and in characters."""

import textwrap
from collections.abc import Sequence
from itertools import zip_longest

from bot.features.rubric.rubric_facts import said_shares
from bot.slack.block_types import Block
from bot.slack.rich_text import preformatted
from bot.slack.tables import EMPTY, table
from bot.slack.tables import column as table_column
from bot.wording.escaping import straight
from bot.wording.pictures import column
from bot.wording.words import plain_words
from rubrics.catalogue.model import Competency, Rubric

WIDTHS, OF_LEVELS = (16, 12, 12), (21, 9, 9)
"""Columns of a table drawn in characters, a gap behind each: 39 together, which is what a phone shows of a message."""
Cells = tuple[str, str, str]


def share_of(rubric: Rubric, competency: Competency) -> str:
    """Return a competency's share of the score, marked where it is a must-have."""
    share = said_shares(rubric)[competency.id]
    return plain_words("rubric_labels.must_share", share=share) if competency.must_have else share


def as_table(rows: Sequence[Cells]) -> Block:
    """Return the table as a block, which is newer (bot.slack.capabilities)."""
    return table(rows, [table_column(is_wrapped=True) for _ in WIDTHS])


def in_characters(rows: Sequence[Cells], widths: tuple[int, int, int] = WIDTHS) -> list[Block]:
    """Return the table as columns of characters; a cell that is too long goes on in the next line."""
    lines: list[str] = []
    for row in rows:
        cells = [
            textwrap.wrap(straight(cell or EMPTY), width - 1, break_on_hyphens=False)
            for cell, width in zip(row, widths, strict=True)
        ]
        lines += [
            "".join(column(part, width) for part, width in zip(parts, widths, strict=True)).rstrip()
            for parts in zip_longest(*cells, fillvalue="")
        ]
    return [preformatted("\n".join(lines))]
