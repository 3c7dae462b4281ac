"""The order in which a text is read: a table of columns under headings column by column; knows no job description."""

import re
from collections.abc import Sequence

_TOKEN = re.compile(r"<(tr|th|td)\b[^<>]{0,4000}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,4000}>")
HEAD = 45
"""Characters of a heading at most."""
TOLD = 24
"""Characters that half the cells of a column have where they tell duties and musts; a town and its pay have fewer."""
_OPENING, _CLOSING = "<table", "</table"
Span = tuple[int, int]


def reading_order(text: str) -> list[Span]:
    """Return the stretches of a text in the order they are read; what is left out is markup between cells.

    Only a table whose first row is all headings, marked as such or short ones over sentences, with rows of as many
    cells below, is read by its columns.
    """
    lower = text.lower() if _OPENING in text or _OPENING.upper() in text else ""
    spans: list[Span] = []
    done, end, start = 0, 0, lower.find(_OPENING)
    while start >= 0 and len(lower) == len(text):
        end = lower.find(_CLOSING, start) if end <= start else end
        if end < 0:
            break
        inner = lower.find(_OPENING, start + 1)
        if not start < inner < end:
            cells = _cells_by_column(text, start, end)
            spans += [(done, cells[0][0]), *cells] if cells else []
            done = end if cells else done
        start = inner
    return [*spans, (done, len(text))]


def _cells_by_column(text: str, start: int, end: int) -> list[Span]:
    rows = _rows(text, start, end)
    if len(rows) < 2 or len(rows[0]) < 2:
        return []
    headings, *others = rows
    width = len(headings)
    if any(len(row) != width for row in others):
        return []
    if not all(text[first + 1 : first + 3].lower() == "th" for first, _ in headings) and not _headed(text, rows):
        return []
    return [row[column] for column in range(width) for row in rows]


def _headed(text: str, rows: Sequence[Sequence[Span]]) -> bool:
    """Whether the first row holds short headings, each over a column of sentences."""
    widths = [[len(_TAG.sub("", text[first:last]).strip()) for first, last in row] for row in rows]
    below = [sorted(column)[len(column) // 2] for column in zip(*widths[1:], strict=True)]
    return all(0 < head <= HEAD and told >= max(TOLD, head + 1) for head, told in zip(widths[0], below, strict=True))


def _rows(text: str, start: int, end: int) -> Sequence[Sequence[Span]]:
    tokens = list(_TOKEN.finditer(text, start, end))
    ends = [token.start() for token in tokens[1:]] + [end] * bool(tokens)
    rows: list[list[Span]] = []
    for token, stop in zip(tokens, ends, strict=True):
        if token[1].lower() == "tr":
            rows.append([])
        elif rows:
            rows[-1].append((token.start(), stop))
    return [row for row in rows if row]
