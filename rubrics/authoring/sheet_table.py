"""Reads the heading and the rows of a sheet's table, whatever it assesses; knows nothing of what stands above it."""

from collections.abc import Sequence

from rubrics.authoring.blocks import Place
from rubrics.authoring.sheet_grid import Line
from rubrics.authoring.sheet_layout import Column, column_of
from rubrics.authoring.sheet_rows import Report, Row
from rubrics.authoring.sheet_wide import anchor_rows, rating_columns
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.names import nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind


def is_heading(line: Line) -> bool:
    """Tell whether a row names the columns of a table."""
    columns = {column_of(cell) for cell in line.cells}
    is_rated = Column.RATING in columns or bool(rating_columns(line.cells))
    return is_rated and bool(columns & {Column.COMPETENCY, Column.LIBRARY})


def rows_below(heading: Line, lines: Sequence[Line], file: str, report: Report) -> list[Row]:
    """Return the rows below a heading with their filled cells; reports columns that mean nothing."""
    place, columns = Place(file, heading.number), [column_of(cell) for cell in heading.cells]
    ratings = {} if Column.RATING in columns else rating_columns(heading.cells)
    for at, (cell, column) in enumerate(zip(heading.cells, columns, strict=True)):
        if cell and column is None and at not in ratings:
            near = nearest_name(cell, list(Column))
            report(Problem.at(place, ProblemKind.SHEET_COLUMN_UNKNOWN, name=cell, near=near))
    rows: list[Row] = []
    for line in lines:
        cells = {column: cell for column, cell in zip(columns, line.cells, strict=False) if column and cell}
        rows += [Row(Place(file, line.number), row) for row in anchor_rows(line.cells, ratings, cells)]
    return rows
