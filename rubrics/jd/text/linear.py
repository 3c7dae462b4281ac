"""A linear model over named features, as data: what each adds for each class; knows not what a feature means."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_ZERO = 128
"""The byte that stands for no weight: a row of a file is one byte a class."""
_LANE = 32
"""Bits a class in a row read back: some millions of rows add up without reaching the next class."""
_MIDDLE = 1 << (_LANE - 1)


@dataclass(frozen=True)
class LinearModel:
    """The classes, the rows of weights by feature, and how much one step of a weight is.

    A row is one number with a lane a class: so a sentence's rows are added up at once.
    """

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    unit: float

    @cached_property
    def _lanes(self) -> tuple[int, struct.Struct]:
        """What lifts every lane above zero, and what takes the lanes apart."""
        return packed([_MIDDLE] * len(self.classes)), struct.Struct(f"<{len(self.classes)}I")

    def sum_of(self, features: Iterable[str]) -> int:
        """Return what features add up to, for the scores of others to go on from."""
        return sum(filter(None, map(self.rows.get, features)))

    def scores(self, features: Iterable[str], others: int = 0) -> list[float]:
        """Return what features and the sum of others add up to for each class; an unknown feature adds nothing."""
        lifted, lanes = self._lanes
        total = sum(filter(None, map(self.rows.get, features)), lifted + others)
        unit = self.unit
        return [(steps - _MIDDLE) * unit for steps in lanes.unpack(total.to_bytes(lanes.size, "little"))]

    def weights(self, feature: str) -> list[float]:
        """Return the weights of one feature."""
        return self.scores((feature,))

    def __getstate__(self) -> dict[str, object]:
        """Return all but what is worked out again at once."""
        return {name: value for name, value in vars(self).items() if name != "_lanes"}


def packed(steps: Sequence[int]) -> int:
    """Return numbers, which may be negative, as one with a lane for each."""
    return sum(step << (_LANE * place) for place, step in enumerate(steps))


def model_from(text: str) -> LinearModel:
    """Read a model from its lines: the classes and the unit behind a `#`, then a row of hexadecimal bytes a feature."""
    head: dict[str, list[str]] = {}
    rows: dict[str, int] = {}
    for line in text.splitlines():
        first, *rest = line.split("\t")
        if line.startswith("#"):
            head[first.lstrip("# ")] = rest
        else:
            rows[rest[0]] = packed([step - _ZERO for step in bytes.fromhex(first)])
    return LinearModel(tuple(head["classes"]), rows, float(head["unit"][0]))


def model_text(note: str, classes: Iterable[str], weights: Mapping[str, Iterable[float]], unit: float) -> str:
    """Return the lines of a model; weights are rounded to steps of the unit and bounded by what a byte holds."""
    lines = [f"# {note}", "\t".join(("# classes", *classes)), f"# unit\t{unit}"]
    for name in sorted(weights):
        steps = (max(0, min(255, round(weight / unit) + _ZERO)) for weight in weights[name])
        lines.append(f"{bytes(steps).hex()}\t{name}")
    return "\n".join(lines) + "\n"
