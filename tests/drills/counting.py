"""What a drill counted, and what it had to be; prints tables, runs nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """One thing counted: `wanted` is what it has to be, `least` what it must reach; without either it only informs."""

    what: str
    found: float
    wanted: float | None = None
    least: float | None = None

    @property
    def holds(self) -> bool:
        """Tell whether it is as it has to be."""
        right = self.wanted is None or self.found == self.wanted
        return right and (self.least is None or self.found >= self.least)

    @property
    def row(self) -> str:
        """Return it as a row of a table."""
        has_to_be = "" if self.wanted is None else f"{self.wanted:g}"
        if self.least is not None:
            has_to_be = f"≥ {self.least:g}"
        sign = {"": ""}.get(has_to_be, "✓" if self.holds else "✗")
        return f"| {self.what} | {self.found:g} | {has_to_be} | {sign} |"


Drill = Callable[[int, bool], Iterable[Count]]
"""Takes a seed and whether it is to be short; yields what it counted."""


def printed(title: str, counts: Iterable[Count]) -> bool:
    """Print a table, and tell whether all of it holds."""
    print(f"\n**{title}**\n\n| counted | found | must be | |\n| --- | --- | --- | --- |", flush=True)
    holds: Sequence[bool] = []
    for count in counts:
        print(count.row, flush=True)
        holds = [*holds, count.holds]
    return all(holds)
