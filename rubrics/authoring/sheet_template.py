"""The sheet that a team without YAML starts from: one competency to fill in, one taken from the library; reads none."""

from itertools import takewhile
from pathlib import Path

from rubrics.authoring.sheet_grid import Line, csv_text, markdown_text, rows_of
from rubrics.authoring.sheet_layout import Column

TEMPLATE = Path(__file__).with_name("starter.csv.template")


def template_csv() -> str:
    """Return the template as CSV; what is still to be written stands in brackets, and is refused until it is."""
    facts, table = _parts()
    return csv_text([*facts, [], *table])


def template_markdown() -> str:
    """Return the same as two tables in Markdown."""
    facts, table = _parts()
    return markdown_text("A rubric", ([[""] * 3, *facts], table))


def _parts() -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return the rows of a name and a value, and the table with its heading."""
    lines = rows_of(TEMPLATE.read_text(encoding="utf-8"), "template.csv")
    facts = list(takewhile(lambda line: Column.RATING not in line.cells, lines))
    return _filled(facts), _filled(lines[len(facts) :])


def _filled(lines: list[Line]) -> list[tuple[str, ...]]:
    return [line.cells for line in lines]
