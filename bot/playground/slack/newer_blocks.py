"""The shapes of the blocks of 2026: data tables, charts and containers, with their limits in Slack's reference."""

from typing import Any

from bot.playground.slack.elements import IMAGE_FIELDS
from bot.playground.slack.rich_text import RICH_TEXT
from bot.playground.slack.shapes import (
    Check,
    Fields,
    Problems,
    boolean,
    both,
    either_text,
    listed,
    number,
    one_of,
    plain_text,
    problem,
    record,
    string,
    typed,
    whole,
)

DATA_TABLE_CHARACTERS = 20_000
DATA_TABLE_ROWS = 100  # beside the heading; the reference has named 200 since, which not every workspace may take
MOST_CHARTS = 2
CONTAINED = ("section", "header", "context", "actions", "divider", "image", "table")
"""What a container takes: the reference names rich_text and input as well, and the live check was seen to refuse both
(https://docs.rs/slack-morphism/2.31.0/slack_morphism/prelude/struct.SlackContainerBlock.html)."""

_ID: Fields = {"block_id": string(255)}
_FIGURE = number(-1e15, 1e15)


def cells(characters: int) -> dict[str, Check]:
    """Return the kinds of cells that tables take, of at most so many characters each."""
    return {
        "raw_text": record({"text": string(characters)}),
        "raw_number": record({"value": _FIGURE, "text": string(255)}),
        "rich_text": RICH_TEXT,
    }


def _rectangular(value: Any, path: str, problems: Problems) -> None:
    rows = value.get("rows") if isinstance(value, dict) else None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, list) for row in rows):
        return
    if len({len(row) for row in rows}) > 1:
        problem(problems, "all rows must have the same number of cells", f"{path}/rows")
    if any(isinstance(cell, dict) and cell.get("type") == "rich_text" for cell in rows[0]):
        problem(problems, "a header cell must not be rich_text", f"{path}/rows/0")
    index = value.get("row_header_column_index", 0)
    if isinstance(index, int) and index >= len(rows[0]):
        problem(problems, "must be the index of a column", f"{path}/row_header_column_index")


DATA_TABLE = both(
    record(
        {
            "caption": string(DATA_TABLE_CHARACTERS),
            "rows": listed(listed(typed(cells(DATA_TABLE_CHARACTERS), "cell"), 20), DATA_TABLE_ROWS + 1, 2),
        },
        {**_ID, "page_size": whole(1, 100), "row_header_column_index": whole(0, 19)},
    ),
    _rectangular,
)

_LABEL = string(20)
_SERIES = record({"name": _LABEL, "data": listed(record({"label": _LABEL, "value": _FIGURE}), 20)})
_AXIS = record({"categories": listed(_LABEL, 20)}, {"x_label": string(50), "y_label": string(50)})


def _series_cover_categories(value: Any, path: str, problems: Problems) -> None:
    """Refuse a series that lacks a category or has another, and two of the same name."""
    try:
        categories = value["axis_config"]["categories"]
        labels = [[point["label"] for point in series["data"]] for series in value["series"]]
        names = [series["name"] for series in value["series"]]
        if len(set(categories)) < len(categories):
            problem(problems, "categories must be unique", f"{path}/axis_config/categories")
        if len(set(names)) < len(names):
            problem(problems, "series names must be unique", f"{path}/series")
        for index, given in enumerate(labels):
            if sorted(given) != sorted(categories):
                problem(problems, "data must have one point for each category", f"{path}/series/{index}/data")
    except (KeyError, TypeError):
        return  # of another shape, which is a problem of its own


_CHARTS: dict[str, Check] = {
    "bar": both(record({"series": listed(_SERIES, 12), "axis_config": _AXIS}), _series_cover_categories),
}
DATA_VISUALIZATION = record({"title": string(50), "chart": typed(_CHARTS, "chart")}, _ID)


def _closed_only_where_it_opens(value: Any, path: str, problems: Problems) -> None:
    if isinstance(value, dict) and value.get("default_collapsed") and not value.get("is_collapsible"):
        problem(problems, "default_collapsed requires is_collapsible", f"{path}/default_collapsed")


def container(blocks: dict[str, Check]) -> Check:
    """Return the shape of a container of these blocks."""
    child = typed({kind: blocks[kind] for kind in CONTAINED}, "block in a container")
    icon = typed({"image": record({"alt_text": string(2000), **IMAGE_FIELDS})}, "icon")
    return both(
        record(
            {"title": plain_text(150), "child_blocks": listed(child, 10)},
            {
                **_ID,
                "subtitle": either_text(150),
                "icon": icon,
                "width": one_of("narrow", "standard", "wide", "full"),
                "is_collapsible": boolean,
                "default_collapsed": boolean,
                "has_header_divider": boolean,
            },
        ),
        _closed_only_where_it_opens,
    )
