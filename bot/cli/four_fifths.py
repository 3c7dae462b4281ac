"""`debrief audit four-fifths COUNTS.csv`: the four-fifths rule over counts in a file; keeps nothing of them."""

import csv
import io
from collections.abc import Iterator, Sequence

from bot.errors import Refusal
from bot.features.record.ratings_csv import safe_cell
from bot.wording.pictures import column
from bot.wording.words import plain_words
from rubrics.panel.four_fifths import GroupCount, GroupImpact

COLUMNS = ("group", "considered", "selected")
CATEGORY = "category"
MOST_GROUPS = 200
"""Groups of a file: the guidelines know a handful by sex, race and ethnicity, and their combinations."""
MOST_COUNTED = 1_000_000
"""People of a group: the exact test takes as many steps, a second of them."""
NAME = 24


def read_counts(text: str) -> list[GroupCount]:
    """Return the counts of a spreadsheet's file with the columns group, considered, selected, and maybe category.

    Raises Refusal that names the first line that cannot be used.
    """
    table = csv.DictReader(io.StringIO(text, newline=""))
    names = {(name or "").strip().lower(): name for name in table.fieldnames or ()}
    if missing := [name for name in COLUMNS if name not in names]:
        raise Refusal("four_fifths_refusals.no_column", missing=missing)
    counts = []
    for row in table:
        cells = {name: (row.get(given) or "").strip() for name, given in names.items()}
        if any(cells.values()):
            counts.append(_count(cells, table.line_num))
    if not counts or len(counts) > MOST_GROUPS:
        raise Refusal("four_fifths_refusals.no_groups", most=MOST_GROUPS)
    keys = [(each.category, each.group) for each in counts]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise Refusal("four_fifths_refusals.twice", group=twice[1])
    return counts


def _count(cells: dict[str, str], line: int) -> GroupCount:
    numbers = [cells["considered"], cells["selected"]]
    if not cells["group"] or not all(each.isascii() and each.isdigit() and len(each) < 8 for each in numbers):
        raise Refusal("four_fifths_refusals.no_count", line=line)
    considered, selected = map(int, numbers)
    if selected > considered or considered > MOST_COUNTED:
        raise Refusal("four_fifths_refusals.more_selected", line=line, most=MOST_COUNTED)
    category = cells.get(CATEGORY, "")
    return GroupCount(category=category, group=cells["group"], considered=considered, selected=selected)


def lines(impacts: Sequence[GroupImpact]) -> Iterator[str]:
    """Return the answer as a table to read, with the rule, its source and its limits."""
    category = None
    for each in impacts:
        if each.count.category != category:
            category = each.count.category
            yield plain_words("four_fifths.heading", category=category)
        yield f"  {column(each.count.group, NAME)} {plain_words('four_fifths.row', impact=each)}".rstrip()
    yield ""
    yield plain_words("four_fifths.limits")


def spreadsheet(impacts: Sequence[GroupImpact]) -> str:
    """Return the same as a file to keep, with four digits."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    headings = (CATEGORY, *COLUMNS, "rate", "impact_ratio", "below_four_fifths", "fisher_p", "small_group")
    writer.writerow(headings)
    for each in impacts:
        count, ratio = each.count, "" if each.ratio is None else f"{each.ratio:.4f}"
        row = (
            safe_cell(count.category),
            safe_cell(count.group),
            count.considered,
            count.selected,
            f"{each.rate:.4f}",
            ratio,
        )
        writer.writerow([*row, _yes(each.falls_short), f"{each.chance:.4f}", _yes(each.is_small)])
    return text.getvalue()


def _yes(is_so: object) -> str:
    return "yes" if is_so else "no"
