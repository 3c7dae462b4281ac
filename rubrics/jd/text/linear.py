"""A linear model over named features, as data: what each adds for each class; knows not what a feature means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_ZERO = 128
"""The byte that stands for no weight: a row is one byte a class, so that two thousand rows are read back at once."""


@dataclass(frozen=True)
class LinearModel:
    """The classes, the rows of weights by feature, and how much one step of a weight is."""

    classes: tuple[str, ...]
    rows: Mapping[str, bytes]
    unit: float

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return what the features add up to for each class; an unknown feature adds nothing."""
        rows = [row for row in map(self.rows.get, features) if row is not None]
        if not rows:
            return [0.0] * len(self.classes)
        nothing = _ZERO * len(rows)
        return [(sum(column) - nothing) * self.unit for column in zip(*rows, strict=True)]

    def weights(self, feature: str) -> list[float]:
        """Return the weights of one feature."""
        return self.scores((feature,))


def model_from(text: str) -> LinearModel:
    """Read a model from its lines: the classes and the unit behind a `#`, then a row of hexadecimal bytes a feature."""
    head: dict[str, list[str]] = {}
    rows: dict[str, bytes] = {}
    for line in text.splitlines():
        first, *rest = line.split("\t")
        if line.startswith("#"):
            head[first.lstrip("# ")] = rest
        else:
            rows[rest[0]] = bytes.fromhex(first)
    return LinearModel(tuple(head["classes"]), rows, float(head["unit"][0]))


def model_text(note: str, classes: Iterable[str], weights: Mapping[str, Iterable[float]], unit: float) -> str:
    """Return the lines of a model; weights are rounded to steps of the unit and bounded by what a byte holds."""
    lines = [f"# {note}", "\t".join(("# classes", *classes)), f"# unit\t{unit}"]
    for name in sorted(weights):
        steps = (max(0, min(255, round(weight / unit) + _ZERO)) for weight in weights[name])
        lines.append(f"{bytes(steps).hex()}\t{name}")
    return "\n".join(lines) + "\n"
