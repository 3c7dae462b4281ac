"""Reads a spreadsheet's CSV, or the tables of a Markdown text, into rows that remember their lines; knows no rubric."""

import csv
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

SHEETS = (".csv", ".tsv")
MARKDOWN = (".md", ".markdown")
DELIMITERS = ",;\t"
"""What spreadsheets put between cells: a comma, a semicolon where the comma stands in numbers, a tab on copying."""

GUARDED = re.compile(r"'(?=[=+\-@'])")
"""The apostrophe that keeps a spreadsheet from taking a cell for a formula."""
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_RULE = re.compile(r":?-+:?")


class Line(NamedTuple):
    """One row of cells, and its number from 1: a spreadsheet's row, or the line of a Markdown text."""

    number: int
    cells: tuple[str, ...]


def is_sheet(name: str) -> bool:
    """Tell whether a file's name says that it holds a table and no YAML."""
    return name.lower().endswith((*SHEETS, *MARKDOWN))


def rows_of(text: str, name: str) -> list[Line]:
    """Return a file's rows, empty ones left out; of Markdown those of its tables, whatever stands around them."""
    lines = _markdown_rows(text) if name.lower().endswith(MARKDOWN) else _csv_rows(text)
    return [line for line in lines if any(line.cells)]


def _csv_rows(text: str) -> Iterator[Line]:
    # By rows, not lines: people look for what is wrong in a spreadsheet, where a cell of many lines is one row.
    for number, row in enumerate(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)), start=1):
        yield Line(number, tuple(unguarded(cell) for cell in row))


def _delimiter(text: str) -> str:
    """Return what stands most often outside quotes on the first line that has any of them."""
    for line in text.splitlines():
        outside = re.sub(r'"[^"]*"', "", line)
        counts = {mark: outside.count(mark) for mark in DELIMITERS}
        if any(counts.values()):
            return max(counts, key=lambda mark: counts[mark])
    return ","


def unguarded(cell: str) -> str:
    """Return a cell without space around it, and without the mark that keeps it from being taken for a formula."""
    plain = cell.replace("\r\n", "\n").strip()
    return plain[1:] if GUARDED.match(plain) else plain


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "'")) else cell


def _markdown_rows(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("|"):
            cells = _cells(line.strip())
            if not all(_RULE.fullmatch(cell) for cell in cells if cell) or not any(cells):
                yield Line(number, cells)


def _cells(line: str) -> tuple[str, ...]:
    r"""Return the cells of one table row; `\|` is a bar in a cell, and <br> begins a new line of it."""
    inner = line[1:].removesuffix("|") if not line.endswith("\\|") else line[1:]
    parts = re.split(r"(?<!\\)\|", inner)
    return tuple(html.unescape(BREAK.sub("\n", part.strip()).replace("\\|", "|")) for part in parts)


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV that spreadsheets open: UTF-8 is the caller's, lines end as RFC 4180 has it."""
    buffer = StringIO(newline="")
    # Quoted whatever they hold: an unquoted cell ends at a semicolon on machines that divide by one.
    writer = csv.writer(buffer, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def markdown_text(title: str, tables: Iterable[Sequence[Sequence[str]]]) -> str:
    """Return tables as Markdown, each with its first row as the heading."""
    return "\n".join([f"# {title}", *(f"\n{_table(table)}" for table in tables)]) + "\n"


def _table(rows: Sequence[Sequence[str]]) -> str:
    width = max(len(row) for row in rows)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    lines = ["| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in filled]
    return "\n".join([lines[0], "| " + " | ".join(["---"] * width) + " |", *lines[1:]])


def _escaped(cell: str) -> str:
    return html.escape(cell, quote=False).replace("|", "\\|").replace("\n", "<br>")
