"""What a drill counted, and what it had to be; prints tables, runs nothing."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """One thing counted: what it has to be, or reach, or not exceed; without any of these it only informs."""

    what: str
    found: float
    wanted: float | None = None
    least: float | None = None
    most: float | None = None

    @property
    def holds(self) -> bool:
        """Tell whether it is as it has to be."""
        return (
            (self.wanted is None or self.found == self.wanted)
            and (self.least is None or self.found >= self.least)
            and (self.most is None or self.found <= self.most)
        )

    @property
    def row(self) -> str:
        """Return it as a row of a table."""
        limits = (("", self.wanted), ("≥ ", self.least), ("≤ ", self.most))
        has_to_be = ", ".join(f"{sign}{limit:g}" for sign, limit in limits if limit is not None)
        sign = ("✓" if self.holds else "✗") if has_to_be else ""
        return f"| {self.what} | {self.found:g} | {has_to_be} | {sign} |"


def printed(title: str, counts: Iterable[Count]) -> bool:
    """Print a table, and tell whether all of it holds."""
    print(f"\n**{title}**\n\n| counted | found | must be | |\n| --- | --- | --- | --- |", flush=True)
    holds = True
    for count in counts:
        print(count.row, flush=True)
        holds = holds and count.holds
    return holds
