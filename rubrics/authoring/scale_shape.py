"""How a scale is written: a number of points, their names, what each counts, or all of it in one line of a sheet."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema

from rubrics.catalogue import limits
from rubrics.catalogue.errors import misfit
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.scale import FIVE, Scale, runs_from_end_to_end, scale_of

DIVIDING = re.compile(r"[,=:\n]")
"""What divides the parts of a scale in one line, and so stands in no point's name."""
_NUMBERED = re.compile(r"(\d+)\s*(?::|$)")


class _Written(NamedTuple):
    """What is written of a scale: how many points it says, their names, and what they count, as far as it says so."""

    number: Any
    names: tuple[str, ...]
    values: tuple[Any, ...]


def read_scale(written: Any) -> Scale:
    """Return the scale that a number, a list of names, a mapping or a line stands for; raises a misfit otherwise."""
    if isinstance(written, Scale):
        return written
    number, names, values = _parts(written)
    points = len(names) or len(values) or number
    if not isinstance(points, int) or not limits.FEWEST_POINTS <= points <= limits.POINTS:
        raise misfit(ProblemKind.SCALE_POINTS, fewest=limits.FEWEST_POINTS, most=limits.POINTS)
    said = [each for each in (number, len(names), len(values)) if each]
    if len(set(said)) > 1:
        raise misfit(ProblemKind.SCALE_COUNTS, counts=said)
    _check_names(names)
    if not values:
        return scale_of(points, names)
    return Scale(values=_checked_values(values), names=names)


def _parts(written: Any) -> _Written:
    if isinstance(written, str):
        return _of_line(written)
    if isinstance(written, Mapping):
        if unknown := [str(key) for key in written if key not in ("points", "values")]:
            raise misfit(ProblemKind.SCALE_FIELDS, unknown=unknown)
        number, names, _ = _parts(written.get("points"))
        return _Written(number, names, tuple(written.get("values") or ()))
    if isinstance(written, list | tuple):
        return _Written(None, tuple(map(str, written)), ())
    return _Written(written, (), ())


def _of_line(line: str) -> _Written:
    """Return what one line says: “4”, “4: Strong no, Lean no, Hire, Strong hire” or “No = 1, Lean = 2, Yes = 5”."""
    numbered = _NUMBERED.match(line.strip())
    number = int(numbered[1]) if numbered else None
    rest = line.strip()[numbered.end() :] if numbered else line
    parts = [part.partition("=") for part in rest.split(",")] if rest.strip() else []
    names = tuple(name.strip() for name, _, _ in parts)
    values = tuple(value.strip() for _, equals, value in parts if equals)
    return _Written(number, names if any(names) else (), values)


def _check_names(names: tuple[str, ...]) -> None:
    for name in names:
        if not name.strip() or len(name) > limits.POINT_NAME or DIVIDING.search(name):
            raise misfit(ProblemKind.POINT_NAME, name=name, most=limits.POINT_NAME)
    if len({name.casefold() for name in names}) < len(names):
        raise misfit(ProblemKind.POINTS_ALIKE)


def _checked_values(values: tuple[Any, ...]) -> tuple[float, ...]:
    try:
        numbers = tuple(map(float, values))
    except (TypeError, ValueError) as error:
        raise misfit(ProblemKind.SCALE_VALUES) from error
    if not runs_from_end_to_end(numbers):
        raise misfit(ProblemKind.SCALE_VALUES)
    return numbers


def scale_line(scale: Scale) -> str:
    """Return a scale in one line, such that reading it gives the same again."""
    if scale == FIVE:
        return str(scale.top)
    values = (
        [""] * scale.top
        if scale == scale_of(scale.top, scale.names)
        else [f"= {_shortest(each)}" for each in scale.values]
    )
    names = scale.names or ("",) * scale.top
    parts = [" ".join(filter(None, pair)) for pair in zip(names, values, strict=True)]
    return f"{scale.top}: {', '.join(parts)}" if any(parts) else str(scale.top)


def _shortest(value: float) -> str:
    """Return a number in as few digits as give it back."""
    short = f"{value:g}"
    return short if float(short) == value else repr(value)


_POINTS = {"type": "integer", "minimum": limits.FEWEST_POINTS, "maximum": limits.POINTS}
_NAMES = {
    "type": "array",
    "items": {"type": "string", "minLength": 1, "maxLength": limits.POINT_NAME},
    "minItems": limits.FEWEST_POINTS,
    "maxItems": limits.POINTS,
}
_VALUES = {
    "type": "array",
    "items": {"type": "number", "minimum": 1, "maximum": 5},
    "minItems": limits.FEWEST_POINTS,
    "maxItems": limits.POINTS,
}
ScaleField = Annotated[
    Scale,
    BeforeValidator(read_scale),
    WithJsonSchema(
        {
            "anyOf": [
                _POINTS,
                _NAMES,
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {"points": {"anyOf": [_POINTS, _NAMES]}, "values": _VALUES},
                    "additionalProperties": False,
                },
            ],
        }
    ),
]
"""A scale as definitions write it."""
