"""A table with a column for each rating, as most teams' own sheets have it, as one with a row for each anchor.

A cell may say the anchor in short on its first line, and in full below. Otherwise what fits a scorecard's line is both,
and what is longer is cut, which a caution tells of.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from rubrics.authoring.sheet_layout import Column
from rubrics.catalogue import limits

FEWEST = 2
"""Columns with ratings that make a table a wide one; a single one is no scale."""
CUT = "…"
_RATED = re.compile(
    r"(?:(?:rating|score|points?|level)\s*:?\s*)?(\d)(?:\s*[-–—:=.(/].*|\s+\D.*)?", re.IGNORECASE | re.DOTALL
)

Cells = dict[Column, str]


def rating_columns(heading: Sequence[str]) -> dict[int, str]:
    """Return the rating of each column by its place: of “4”, “4 - Strong” and “Rating 4” it is 4; {} for no scale."""
    found = {at: rated[1] for at, cell in enumerate(heading) if (rated := _RATED.fullmatch(cell))}
    return found if len(set(found.values())) >= FEWEST else {}


def anchor_rows(cells: Sequence[str], ratings: Mapping[int, str], once: Cells) -> list[Cells]:
    """Return one row of a wide table as a row for each anchor; what it says `once` stands on the first."""
    anchors = [_anchor(ratings[at], cell) for at, cell in enumerate(cells) if cell and at in ratings]
    if not anchors:
        return [once] if once else []
    return [once | anchors[0], *anchors[1:]]


def _anchor(rating: str, cell: str) -> Cells:
    first, _, rest = cell.partition("\n")
    short, behavior = (first.strip(), rest.strip()) if rest.strip() else (_shortened(cell), cell)
    return {Column.RATING: rating, Column.SHORT: short, Column.BEHAVIOR: behavior}


def _shortened(text: str) -> str:
    """Return as many whole words as fit a scorecard's line; the first one cut where even that is longer."""
    if len(text) <= limits.ONE_LINE:
        return text
    most = limits.ONE_LINE - len(CUT)
    whole = [said for said in accumulate(text.split(), "{} {}".format) if len(said) <= most]
    return (whole[-1].rstrip(" ,;:.") if whole else text[:most]) + CUT
