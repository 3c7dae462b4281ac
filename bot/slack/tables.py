"""Tables, and charts of their figures.

All are newer than core blocks, so anyone who draws one draws the same in those, too (bot.slack.capabilities).
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from bot.slack.block_types import Block, Cell, RichTextPart, without_absent
from bot.slack.limits import AXIS_LABEL, CHART_LABEL, CHART_TITLE, DATA_TABLE_PAGE
from bot.slack.rich_text import rich_section, rich_text
from bot.wording.escaping import straight
from bot.wording.phrases import shortened

Align = Literal["left", "center", "right"]
Column = dict[str, Align | bool]
Row = Sequence[str | Cell]
EMPTY = "–"
"""What stands where there is nothing to say: Slack refuses an empty cell."""


def number_cell(value: float, text: str | None = None) -> Cell:
    """Return a cell that sorts by its value and reads as its text, such as 0.28 as "28%"."""
    return {"type": "raw_number", "value": value, "text": straight(text or f"{value:g}")}


def rich_cell(*runs: RichTextPart) -> Cell:
    """Return a cell of rich text: bold words, a link, a person; a data table's heading takes none."""
    return rich_text(rich_section(*runs))


def column(align: Align = "left", *, is_wrapped: bool = False) -> Column:
    """Return how a table's column stands; unless `is_wrapped`, its cells stay in one line, as Slack's own rule is."""
    return {"align": align, "is_wrapped": is_wrapped}


def table(rows: Sequence[Row], columns: Sequence[Column] | None = None) -> Block:
    """Return a table, its heading first; unless told otherwise the first column wraps and the others are figures.

    Not every workspace takes one and a modal never does, so anyone who draws it has the same in core blocks. At most
    100 rows of 20 cells and one table in a message.
    """
    settings = columns or [column(is_wrapped=True), *(column("right") for _ in rows[0][1:])]
    return {"type": "table", "rows": _cells(rows), "column_settings": list(settings)}


def data_table(
    caption: str,
    rows: Sequence[Row],
    *,
    page_size: int | None = None,
    row_header: int = 0,
) -> Block:
    """Return a table that its reader can sort, filter and turn the pages of, its heading first.

    `caption` says what it shows, and `row_header` is the column that names each row: a screen reader reads both.
    Newer than `table`, for messages and Home alone: a heading and at most 100 rows, all of them shown unless
    `page_size` says fewer (Slack itself would show five).
    """
    shown = min(max(len(rows) - 1, 1), DATA_TABLE_PAGE) if page_size is None else page_size
    return {
        "type": "data_table",
        "caption": straight(caption),
        "rows": _cells(rows),
        "page_size": shown,
        "row_header_column_index": row_header,
    }


def bar_chart(
    title: str,
    categories: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    x_label: str | None = None,
    y_label: str | None = None,
) -> Block:
    """Return bars for each category, one for each series beside the other, such as "From" and "To".

    Each series has one figure for each category, in their order. Newer than core blocks, for messages alone and at
    most two in each. Categories must differ in their first 20 characters, which is all that Slack takes of one;
    ValueError where figures and categories do not match.
    """
    labels = [_label(category) for category in categories]
    if len(set(labels)) < len(labels):
        raise ValueError(f"categories of a chart that read the same: {labels}")
    axis = without_absent(
        categories=labels,
        x_label=shortened(straight(x_label), AXIS_LABEL) if x_label else None,
        y_label=shortened(straight(y_label), AXIS_LABEL) if y_label else None,
    )
    bars = [
        {"name": _label(name), "data": [{"label": at, "value": v} for at, v in zip(labels, values, strict=True)]}
        for name, values in series.items()
    ]
    chart = {"type": "bar", "series": bars, "axis_config": axis}
    return {"type": "data_visualization", "title": shortened(straight(title), CHART_TITLE), "chart": chart}


def _label(text: str) -> str:
    return shortened(straight(text), CHART_LABEL)


def _cells(rows: Sequence[Row]) -> list[list[Cell]]:
    """Return the cells of rows that are all as wide as the widest: Slack refuses rows of unlike length."""
    widest = max(map(len, rows))
    return [[_cell(cell) for cell in (*row, *[""] * (widest - len(row)))] for row in rows]


def _cell(cell: str | Cell) -> Cell:
    return {"type": "raw_text", "text": straight(cell).strip() or EMPTY} if isinstance(cell, str) else cell
