"""The ledger of checklist ticks: how often the sentence that a tick cites says the thing.

jd_ticks.csv has one verdict a row: of which item, on which posting (an id, never text), in which draw. Each draw is of
all ticks that are shown, so that an item weighs by how often it is ticked. A verdict stands until its item's words
change; `make jd-ledger` prints both.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

LEDGER = Path(__file__).parent / "jd_ticks.csv"


@cache
def ticks() -> Sequence[Mapping[str, str]]:
    """Return every verdict, draw by draw."""
    with LEDGER.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def lines() -> Iterator[str]:
    """Yield how many ticks were right in each draw, and of the verdicts that stand."""
    for draw in dict.fromkeys(row["draw"] for row in ticks()):
        yield _line(f"Ticks, draw {draw}", [row for row in ticks() if row["draw"] == draw])
    yield _line("Ticks whose item was not changed since", [row for row in ticks() if row["stands"] == "yes"])


def _line(name: str, rows: Sequence[Mapping[str, str]]) -> str:
    right = sum(row["verdict"] == "right" for row in rows)
    return f"{name}: right {right} of {len(rows)} ({right / len(rows):.0%})." if rows else f"{name}: none."
