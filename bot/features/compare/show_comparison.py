"""An opening's candidates side by side: as bars first, by competency on demand; in codes wherever loops show codes."""

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
from bot.wording.pictures import column, interval_columns
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Competency
from rubrics.signal import CompetencySummary, widest_gap

PAGE = "compare_page"
BY_COMPETENCY = "compare_competencies"
"""The same by competency; its value is the opening."""
COMPETENCIES_PAGE = "compare_competencies_page"
A_PAGE = 6
"""Candidates of a page of bars: with a line each below, what a phone shows at once."""
COLUMNS = 3
"""Candidates of a page by competency: a name of 20 and three figures fill the 44 columns of a phone."""
LABEL = 16
"""Characters of a candidate's name beside 21 columns of the scale."""
FIGURE = 8
MOST_TIES = 3
"""Ties said in words; the bars show all."""
BELOW = "▼"
SHOWN_LABELS = 8
"""Characters of a name above a column of figures."""


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


def by_competency(compared: ComparedOpening, page: int = 0) -> Modal:
    """Return the means of each candidate by competency, a few candidates a page; what nobody assessed stays blank."""
    shown, page, pages = page_of(compared.sides, page, COLUMNS)
    gap = widest_gap([side.signal for side in compared.sides])
    fewest = min((each.n for side in compared.sides for each in side.signal.competencies if each.n), default=0)
    return modal(
        plain_words("compare_labels.matrix_title"),
        [
            section(words("compare.widest", gap=gap)),
            _matrix(compared, shown),
            context(words("compare.caution", fewest=fewest, bar=compared.rubric.bar, mark=BELOW)),
            *page_menu(COMPETENCIES_PAGE, compared.opening.id, page, pages),
            *actions(*_signals(shown)),
        ],
        callback_id=BY_COMPETENCY,
        close=plain_words("compare_labels.back"),
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
    rows = [
        f"{column(_name(side), width)} "
        f"{interval_columns(side.signal.score, side.signal.likely_range, bar=side.signal.bar)}"
        for side in sides
    ]
    scale = "".join(f"{point:<5}" for point in range(1, 6)).rstrip()
    return preformatted("\n".join([f"{' ' * width} {scale}", *rows]))


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
        *actions(matrix, *_signals(compared.sides), figures),
        context(words("compare.basis", bar=compared.rubric.bar, least=scorecards[0], most=scorecards[-1])),
        *out,
    ]


def _signals(sides: Sequence[Side]) -> list[Element]:
    """Return the menu that opens one candidate's signal."""
    options = [(side.loop.label, side.loop.id) for side in sides[:100]]
    return [select(Door.READ_SIGNAL, options, placeholder=plain_words("compare_labels.open_signal"))]


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
    return f"{summary.mean:.1f}{BELOW if summary.mean < bar - 1e-9 else ''}"


def _name(side: Side) -> str:
    return shortened(straight(side.loop.label), LABEL)
