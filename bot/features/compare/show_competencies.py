"""Candidates by competency: a modal of core blocks, and the same as a table in a direct message."""

from collections.abc import Sequence
from typing import Any

from bot.features.compare.read_comparison import ComparedOpening, Side
from bot.features.compare.show_comparison import signal_menu
from bot.features.doors import Door
from bot.slack.block_types import Block, Cell, Message, Modal
from bot.slack.blocks import actions, context, message, modal, section
from bot.slack.elements import button
from bot.slack.paging import page_menu, page_of
from bot.slack.rich_text import preformatted
from bot.slack.tables import EMPTY, data_table, number_cell, table
from bot.wording.escaping import Mrkdwn, isolated, straight
from bot.wording.phrases import mean_of, shortened
from bot.wording.pictures import column
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Competency
from rubrics.signal import CompetencySummary, widest_gap

BY_COMPETENCY = "compare_competencies"
"""The same by competency; its value is the opening."""
COMPETENCIES_PAGE = "compare_competencies_page"
SEND = "compare_competencies_send"
"""Its value is the opening and the page in front of anyone who asks."""
COLUMNS = 3
"""Candidates of a page by competency: a name of 20 and three figures fill the 44 columns of a phone."""
MOST_SENT = 19
"""Candidates of a message: beside the competency, as many columns as Slack takes of a table."""
FIGURE = 8
BELOW = "▼"
SHOWN_LABELS = 8
"""Characters of a name above a column of figures."""


def by_competency(compared: ComparedOpening, page: int = 0, *, is_sent: bool = False) -> Modal:
    """Return the means of each candidate by competency, a few candidates a page; what no one assessed stays blank.

    `is_sent` says that the table is on its way to the reader's messages as well.
    """
    shown, page, pages = page_of(compared.sides, page, COLUMNS)
    send = button(
        plain_words("compare_labels.send"),
        SEND,
        f"{compared.opening.id}:{page}",
        label=plain_words("compare_labels.send_label"),
    )
    return modal(
        plain_words("compare_labels.matrix_title"),
        [
            section(words("compare.widest", gap=_gap(compared))),
            _matrix(compared, shown),
            context(_caution(compared)),
            *page_menu(COMPETENCIES_PAGE, compared.opening.id, page, pages),
            *actions(None if is_sent else send, *signal_menu(shown)),
            *([context(words("compare.sent"))] if is_sent else []),
        ],
        callback_id=BY_COMPETENCY,
        close=plain_words("compare_labels.back"),
    )


def messages(compared: ComparedOpening) -> list[Message]:
    """Return the ways to draw the same as a direct message: a data table, a table, and core blocks."""
    name, gap, shown = compared.opening.name, _gap(compared), compared.sides[:MOST_SENT]
    text = words("compare.matrix_fallback", name=name, gap=gap)
    intro, below = section(words("compare.matrix_intro", name=name, gap=gap)), _below(compared, len(shown))
    rows = _rows(compared, shown)
    parts = [shown[first : first + COLUMNS] for first in range(0, len(shown), COLUMNS)]
    return [
        message(text, [intro, data_table(plain_words("compare_labels.matrix_caption", name=name), rows), *below]),
        message(text, [intro, table(rows), *below]),
        message(text, [intro, *(_matrix(compared, part) for part in parts), *below]),
    ]


def _below(compared: ComparedOpening, number: int) -> list[Block]:
    more = len(compared.sides) - number
    left_out = [context(words("compare.matrix_more", number=number, more=more))] if more else []
    compare = button(plain_words("compare_labels.compare"), Door.COMPARE, compared.opening.id)
    return [context(_caution(compared, EMPTY)), *left_out, *actions(compare)]


def _gap(compared: ComparedOpening) -> Any:
    return widest_gap([side.signal for side in compared.sides])


def _caution(compared: ComparedOpening, dash: str = "") -> Mrkdwn:
    fewest = min((each.n for side in compared.sides for each in side.signal.competencies if each.n), default=0)
    return words("compare.caution", fewest=fewest, bar=compared.rubric.bar, mark=BELOW, dash=dash)


def _rows(compared: ComparedOpening, sides: Sequence[Side]) -> list[list[str | Cell]]:
    heading = [plain_words("compare_labels.competency"), *(isolated(side.loop.label) for side in sides)]
    rated = [
        [isolated(each.name), *(_cell(side.signal.competency(each.id), side.signal.bar) for side in sides)]
        for each in compared.rubric.competencies
    ]
    return [[*heading], *rated]


def _cell(summary: CompetencySummary, bar: float) -> str | Cell:
    return EMPTY if summary.mean is None else number_cell(round(summary.mean, 2), _mean(summary, bar))


def _matrix(compared: ComparedOpening, sides: Sequence[Side]) -> Block:
    heads = "".join(column(shortened(straight(side.loop.label), SHOWN_LABELS), FIGURE) for side in sides)
    competencies = compared.rubric.competencies
    rows = [f"{column(straight(each.short_name))} {_figures(each, sides)}".rstrip() for each in competencies]
    return preformatted("\n".join([f"{column('')} {heads}".rstrip(), *rows]))


def _figures(competency: Competency, sides: Sequence[Side]) -> str:
    return "".join(column(_mean(side.signal.competency(competency.id), side.signal.bar), FIGURE) for side in sides)


def _mean(summary: CompetencySummary, bar: float) -> str:
    if summary.mean is None:
        return ""
    is_below = not summary.is_check and summary.mean < bar - 1e-9
    return f"{mean_of(summary)}{BELOW if is_below else ''}"
