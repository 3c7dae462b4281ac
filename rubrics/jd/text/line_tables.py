"""Tables of plain lines, in Markdown, with tabs or with columns of spaces, put column by column or row by row.

Knows no job description: which way a table is read, the shape of its first row and first column tells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rubrics.jd.text.rewriting import Rewriting
from rubrics.jd.text.tables import HEAD, TOLD

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[ \t|:]*-[ \t|:-]*")
_GAP = re.compile(r"(?<=\S)(?: {3,}|[ ]?\t[ \t]*)(?=\S)")
_LEAST_ROWS = 3
_AHEAD = 3
"""Columns of spaces stand below each other but for so many characters."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a table: its place and its cells; a line of rules has none."""

    start: int
    end: int
    cells: tuple[Span, ...]


def columns_apart(text: str) -> Rewriting | None:
    """Return a text whose tables of lines are taken apart; None where there are none."""
    if "|" not in text and "\t" not in text and "   " not in text:
        return None
    tables = [rows for rows in _tables(text) if _is_table(text, rows)]
    if not tables:
        return None
    whole, done = Rewriting(text), 0
    for rows in tables:
        whole.keep(done, rows[0].start)
        _take_apart(whole, rows)
        done = rows[-1].end
    whole.keep(done, len(text))
    return whole


def _tables(text: str) -> Iterator[list[_Row]]:
    """Yield runs of lines with the same number of cells, two or more."""
    run: list[_Row] = []
    start = 0
    for line in text.split("\n"):
        row = _row(line, start)
        start += len(line) + 1
        goes_on = row is not None and run and (not row.cells or _same(text, run, row))
        if run and not goes_on:
            yield run
            run = []
        if row is not None and (row.cells or run):
            run.append(row)
    if run:
        yield run


def _row(line: str, start: int) -> _Row | None:
    body = line.strip()
    if not body:
        return None
    if body.count("|") >= 2 and body[0] == "|":
        if _RULE.fullmatch(body):
            return _Row(start, start + len(line), ())
        marks = [match.start() for match in _BAR.finditer(line)]
        inside = [*marks, *([len(line)] if line[marks[-1] + 1 :].strip() else [])]
        cells = [(first + 1, last) for first, last in pairwise(inside)]
    else:
        gaps = list(_GAP.finditer(line))
        edges = [0, *(edge for gap in gaps for edge in gap.span()), len(line)]
        cells = list(zip(edges[::2], edges[1::2], strict=True))
    if len(cells) < 2:
        return None
    return _Row(start, start + len(line), tuple(_trimmed(line, start, *cell) for cell in cells))


def _trimmed(line: str, start: int, first: int, last: int) -> Span:
    inside = line[first:last]
    lead = len(inside) - len(inside.lstrip())
    return start + first + lead, start + first + max(lead, len(inside.rstrip()))


def _same(text: str, run: Sequence[_Row], row: _Row) -> bool:
    """Whether a row has as many cells as those above, in the same columns unless bars or tabs part them."""
    above = next((one for one in reversed(run) if one.cells), None)
    if above is None or len(above.cells) != len(row.cells):
        return False
    parted = all(any(mark in text[one.start : one.end] for mark in "|\t") for one in (above, row))
    columns = zip(above.cells, row.cells, strict=True)
    return parted or all(abs((one[0] - above.start) - (other[0] - row.start)) <= _AHEAD for one, other in columns)


def _is_table(text: str, rows: Sequence[_Row]) -> bool:
    full = [row for row in rows if row.cells]
    ruled = any(_RULE.fullmatch(text, row.start, row.end) for row in rows)
    return len(full) >= (2 if ruled else _LEAST_ROWS) and (_headed(full) or (ruled and _labels_rows(full)))


def _width(cell: Span) -> int:
    return cell[1] - cell[0]


def _headed(rows: Sequence[_Row]) -> bool:
    """Whether the first row holds short headings, each over a column of sentences."""
    head, *body = rows
    columns = zip(*(row.cells for row in body), strict=True)
    below = [sorted(map(_width, column))[len(body) // 2] for column in columns]
    return bool(body) and all(
        0 < _width(cell) <= HEAD and told >= max(TOLD, _width(cell) + 1)
        for cell, told in zip(head.cells, below, strict=True)
    )


def _labels_rows(rows: Sequence[_Row]) -> bool:
    """Whether the first cell of each row is a heading for the sentences beside it."""
    told = [row for row in rows if any(map(_width, row.cells))]
    heads, others = [_width(row.cells[0]) for row in told], [max(map(_width, row.cells[1:])) for row in told]
    return bool(told) and all(0 < head <= HEAD for head in heads) and sorted(others)[len(told) // 2] >= 2 * HEAD


def _take_apart(whole: Rewriting, rows: Sequence[_Row]) -> None:
    full = [row for row in rows if row.cells]
    by_column = list(map(list, zip(*(row.cells for row in full), strict=True)))
    for cells in by_column if _headed(full) else [list(row.cells) for row in full]:
        for number, (start, end) in enumerate(cell for cell in cells if _width(cell)):
            whole.add("\n- " if number else "\n\n# ", start)
            whole.keep(start, end)
    whole.add("\n", full[-1].end)
