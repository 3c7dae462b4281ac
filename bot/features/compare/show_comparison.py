"""An opening's candidates side by side, as bars; in codes wherever loops show codes."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.features.compare.read_comparison import ComparedOpening, Side
from bot.features.doors import Door
from bot.features.signal.phrasing import word_name
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, context, header, modal, private, section
from bot.slack.elements import button, select
from bot.slack.paging import page_menu, page_of
from bot.slack.rich_text import preformatted
from bot.slack.tables import column as column_of
from bot.slack.tables import table
from bot.wording.escaping import isolated, straight
from bot.wording.phrases import shortened
from bot.wording.pictures import column, interval_columns, points_above
from bot.wording.words import plain_words, words
from rubrics.signal import HireSignal

PAGE = "compare_page"
BY_COMPETENCY = "compare_competencies"
"""The same by competency; its value is the opening."""
A_PAGE = 6
"""Candidates of a page of bars: with a line each below, what a phone shows at once."""
LABEL = 16
"""Characters of a candidate's name beside 21 columns of the scale."""
MOST_TIES = 3
"""Ties said in words; the bars show all."""


def answer(compared: ComparedOpening) -> list[Message]:
    """Return the comparison as a command answers: with a table, and in core blocks."""
    heading = header(plain_words("compare_labels.heading", name=compared.opening.name, number=len(compared.sides)))
    text = words("compare.fallback", name=compared.opening.name, **_verdict(compared))
    shown, page, pages = page_of(compared.sides, 0, A_PAGE)
    top = [heading, section(words("compare.verdict", **_verdict(compared))), _bars(shown)]
    below = _below(compared, page, pages)
    return [private(text, [*top, _table(shown), *below]), private(text, [*top, _lines(shown), *below])]


def comparison(compared: ComparedOpening, page: int = 0) -> Modal:
    """Return one page of the same as a modal, which takes no table."""
    shown, page, pages = page_of(compared.sides, page, A_PAGE)
    return modal(
        plain_words("compare_labels.title", number=len(compared.sides)),
        [
            section(words("compare.verdict", **_verdict(compared))),
            _bars(shown),
            _lines(shown),
            *_below(compared, page, pages),
        ],
        callback_id=PAGE,
    )


def _verdict(compared: ComparedOpening) -> Mapping[str, Any]:
    labels, how = compared.labels, compared.comparison
    ties = [[labels[key] for key in group] for group in how.ties]
    below = [labels[key] for key in how.below_first] if how.first is None else []
    return {
        "first": labels[how.first] if how.first else "",
        "leader": labels[how.order[0]],
        "ties": ties[:MOST_TIES],
        "more": max(len(ties) - MOST_TIES, 0),
        "below": below,
    }


def _bars(sides: Sequence[Side]) -> Block:
    width = min(max(len(_name(side)) for side in sides), LABEL)
    rows = [f"{column(_name(side), width)} {_drawn(side.signal)}" for side in sides]
    return preformatted("\n".join([f"{' ' * width} {points_above(sides[0].signal.rated_on.top)}", *rows]))


def _drawn(signal: HireSignal) -> str:
    return interval_columns(signal.score, signal.likely_range, bar=signal.bar, most=signal.rated_on.top)


def _lines(sides: Sequence[Side]) -> Block:
    return section(words("compare.candidates", rows=[_row(side) for side in sides]))


def _table(sides: Sequence[Side]) -> Block:
    headings = plain_words("compare_labels.columns").split("\n")
    rows = [[row["name"], row["word"], f"{row['score']:.1f}", _range(row["likely"])] for row in map(_row, sides)]
    return table([headings, *rows], [column_of(is_wrapped=True), column_of(), column_of("right"), column_of("right")])


def _row(side: Side) -> dict[str, Any]:
    word = word_name(side.signal.word)
    return {
        "name": isolated(side.loop.label),
        "word": f"{word[:1].upper()}{word[1:]}",
        "score": side.signal.score,
        "likely": side.signal.likely_range,
    }


def _range(likely: tuple[float, float]) -> str:
    return f"{likely[0]:.1f}\u2060–\u2060{likely[1]:.1f}"  # joined, or a phone breaks the line at the dash


def _below(compared: ComparedOpening, page: int, pages: int) -> list[Block]:
    scorecards = sorted({side.signal.scorecards for side in compared.sides})
    matrix = button(plain_words("compare_labels.by_competency"), BY_COMPETENCY, compared.opening.id)
    figures = button(plain_words("compare_labels.figures"), Door.OPENING_FIGURES, compared.opening.id)
    left_out = [{"name": loop.label, "why": why.value, "level": loop.rubric.level} for loop, why in compared.left_out]
    out = [context(words("compare.left_out", rows=left_out))] if left_out else []
    return [
        *page_menu(PAGE, compared.opening.id, page, pages),
        *actions(matrix, *signal_menu(compared.sides), figures),
        context(words("compare.basis", bar=compared.rubric.bar, least=scorecards[0], most=scorecards[-1])),
        *out,
    ]


def signal_menu(sides: Sequence[Side]) -> list[Element]:
    """Return the menu that opens one candidate's signal."""
    options = [(side.loop.label, side.loop.id) for side in sides[:100]]
    return [select(Door.READ_SIGNAL, options, placeholder=plain_words("compare_labels.open_signal"))]


def _name(side: Side) -> str:
    return shortened(straight(side.loop.label), LABEL)
