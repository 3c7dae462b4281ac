"""Pictures made of characters, for a code span unless they say otherwise; the figures always stand as text beside them.

Only characters of the WGL4 set are used (`· ═ │ ╪ █ ● ○ ■ □`): where a code font lacks a character, the substitute's
width breaks the columns. None of these functions knows a sentence.
"""

from collections.abc import Collection
from math import floor

EMPTY, RANGE, BAR, BAR_IN_RANGE, MEAN, AMOUNT = "·", "═", "│", "╪", "●", "█"
DONE, OPEN = "●", "○"
GIVEN, NOT_GIVEN = "■", "□"

COLUMNS, FEW_COLUMNS = 20, 8
"""Steps from one end of a scale to the other, narrow enough for a phone (39 columns): alone, and beside a name."""


def interval(
    mean: float | None, low: float, high: float, *, bar: float, least: int = 1, most: int = 5, columns: int = COLUMNS
) -> str:
    """Return a mean and its range on the scale, with the bar and both ends: `1 ··········│══●══····· 5`.

    Drawn as `interval_columns` does.
    """
    drawn = interval_columns(mean, (low, high), bar=bar, least=least, most=most, columns=columns)
    return f"{least} {drawn} {most}"


def interval_columns(
    mean: float | None,
    between: tuple[float, float] | None,
    *,
    bar: float,
    least: int = 1,
    most: int = 5,
    columns: int = COLUMNS,
) -> str:
    """Return the same without its ends, as a row of a picture; only the bar where there is neither range nor mean.

    All figures are points of the scale; `columns` lie between its ends. What lies outside the scale is drawn at its
    end. Without a mean only the range is drawn.
    """
    drawn = [EMPTY] * (columns + 1)
    for place in _columns_between(between, least, most, columns):
        drawn[place] = RANGE
    at_bar = scale_column(bar, least, most, columns)
    drawn[at_bar] = BAR_IN_RANGE if drawn[at_bar] == RANGE else BAR
    if mean is not None:
        drawn[scale_column(mean, least, most, columns)] = MEAN
    return "".join(drawn)


def _columns_between(between: tuple[float, float] | None, least: int, most: int, columns: int) -> range:
    if between is None:
        return range(0)
    low, high = between
    return range(scale_column(low, least, most, columns), scale_column(high, least, most, columns) + 1)


def scale_column(value: float, least: int = 1, most: int = 5, columns: int = COLUMNS) -> int:
    """Return a figure's column; halves go up, since Python's own rounding would send 2.5 down and 3.5 up."""
    within = min(max(value, least), most)
    return floor((within - least) * columns / (most - least) + 0.5 + 1e-9)


def points_above(most: int = 5, columns: int = COLUMNS) -> str:
    """Return the points of a scale as they stand above a row that `interval_columns` draws: `1    2    3    4    5`."""
    cells = [" "] * (columns + 1)
    for point in range(1, most + 1):
        cells[scale_column(point, 1, most, columns)] = str(point)
    return "".join(cells)


def progress_dots(done: int, of: int, most: int = 20) -> str:
    """Return how much of something is done: `●●●○`. Beyond `most` dots they stand for equal parts."""
    dots = min(of, most)
    # A part that is begun shows one dot at least, and what is not complete lacks one at least.
    filled = done if of <= most else max(min(done * dots // of, dots - 1), 1) if 0 < done < of else dots * (done >= of)
    return DONE * filled + OPEN * (dots - filled)


def rating_boxes(ratings: Collection[int], *, filled: bool = False, least: int = 1, most: int = 5) -> str:
    """Return which points of the scale were given: `□■□■□`; with `filled`, all from the lowest to the highest.

    The filled form is for where single ratings may not be told apart. Unlike the other pictures it is for plain text:
    a code span draws squares half as wide, and they stand in no columns that a substitute's width could break.
    """
    given = set(range(min(ratings), max(ratings) + 1)) if filled and ratings else set(ratings)
    return "".join(GIVEN if point in given else NOT_GIVEN for point in range(least, most + 1))


def amount(share: float, width: int = 10) -> str:
    """Return a part of the largest as a bar of so many columns: `██████····`; what is there at all shows one."""
    filled = min(max(floor(share * width + 0.5), 1), width) if share > 0 else 0
    return AMOUNT * filled + EMPTY * (width - filled)


def span(low: float, high: float, *, least: float, most: float, width: int = 20) -> str:
    """Return a range between two ends as a bar of so many columns: `···█████······`."""
    reach = (most - least) or 1
    first = min(floor((max(low, least) - least) / reach * width + 0.5), width - 1)
    after = max(min(floor((min(high, most) - least) / reach * width + 0.5), width), first + 1)
    return EMPTY * first + AMOUNT * (after - first) + EMPTY * (width - after)


def column(text: str, width: int = 20) -> str:
    """Return text padded to a column of a picture, cut with “…” where it is longer."""
    return (text if len(text) <= width else text[: width - 1] + "…").ljust(width)
