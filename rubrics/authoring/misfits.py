"""Turns pydantic's errors into keys and values, for definition files and everything else that is read; says nothing.

The one translator: files of definitions, scorecards in JSON and the environment all go through it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.names import nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[int | str, ...]

VALUE_ERROR = "Value error, "
"""What pydantic puts before the words of a ValueError."""

KINDS: Mapping[str, ProblemKind] = {
    "missing": ProblemKind.FIELD_MISSING,
    "extra_forbidden": ProblemKind.UNKNOWN_FIELD,
    "string_too_long": ProblemKind.TEXT_TOO_LONG,
    "string_too_short": ProblemKind.TEXT_EMPTY,
    "string_type": ProblemKind.NOT_TEXT,
    "string_unicode": ProblemKind.NOT_UNICODE,
    "string_pattern_mismatch": ProblemKind.NOT_A_NAME,
    "enum": ProblemKind.NOT_A_CHOICE,
    "literal_error": ProblemKind.NOT_A_CHOICE,
    "int_parsing": ProblemKind.NOT_A_NUMBER,
    "int_type": ProblemKind.NOT_A_NUMBER,
    "int_from_float": ProblemKind.NOT_WHOLE,
    "float_parsing": ProblemKind.NOT_A_NUMBER,
    "float_type": ProblemKind.NOT_A_NUMBER,
    "greater_than": ProblemKind.NOT_ABOVE,
    "greater_than_equal": ProblemKind.TOO_SMALL,
    "less_than_equal": ProblemKind.TOO_LARGE,
    "bool_type": ProblemKind.NOT_A_SWITCH,
    "bool_parsing": ProblemKind.NOT_A_SWITCH,
    "tuple_type": ProblemKind.NOT_A_LIST,
    "dict_type": ProblemKind.NOT_A_MAPPING,
    "model_type": ProblemKind.NOT_A_MAPPING,
    "too_short": ProblemKind.TOO_FEW,
    "too_long": ProblemKind.TOO_MANY,
    "date_from_datetime_parsing": ProblemKind.NOT_A_DATE,
    "date_parsing": ProblemKind.NOT_A_DATE,
    "date_type": ProblemKind.NOT_A_DATE,
    **{kind.value: kind for kind in ProblemKind},
}
"""Our kind of problem for each of pydantic's; what a validator of ours raised is one already."""


@dataclass(frozen=True)
class Misfit:
    """A value that does not fit: the path to it, what is wrong, and what its sentence names.

    Among the values are always `field`, `given` (None where it must not be repeated, as with a secret) and `words`,
    what pydantic itself or a ValueError says, for a kind that has no words here.
    """

    path: Path
    kind: ProblemKind
    values: Mapping[str, Any]


def misfits(error: ValidationError, model: Any, *, secret: bool = False) -> list[Misfit]:
    """Return everything that does not fit a model, without what only follows from another misfit."""
    errors = error.errors(include_url=False)
    return [_misfit(each, model, secret=secret) for each in errors if not _follows(each, errors)]


def read_as(model: type[Model], data: Block, report: Callable[[Problem], Any]) -> Model | None:
    """Return the data as a value of the model; reports everything that does not fit and returns None."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for each in misfits(error, model):
            report(Problem(*place_of(data, each.path), each.kind, each.values))
        return None


def _follows(error: ErrorDetails, errors: Sequence[ErrorDetails]) -> bool:
    """Tell whether a list is only too short because its items do not fit."""
    depth = len(error["loc"])
    return error["type"] == "too_short" and any(
        len(other["loc"]) > depth and other["loc"][:depth] == error["loc"] for other in errors
    )


def _misfit(error: ErrorDetails, model: Any, *, secret: bool) -> Misfit:
    kind = KINDS.get(error["type"], ProblemKind.OTHER_MISFIT)
    value, context = error["input"], error.get("ctx") or {}
    field = _field_name(error["loc"])
    values: dict[str, Any] = {
        "field": field,
        "given": None if secret else value if isinstance(value, str | int | float) else type(value).__name__,
        "words": error["msg"].removeprefix(VALUE_ERROR),
    }
    match kind:
        case ProblemKind.UNKNOWN_FIELD:
            values["near"] = nearest_name(field, fields_at(model, error["loc"][:-1]))
        case ProblemKind.TEXT_TOO_LONG:
            values |= {"size": len(value), "most": context["max_length"]}
        case ProblemKind.NOT_A_CHOICE:
            values |= _choices(str(value), str(context.get("expected", "")))
        case ProblemKind.NOT_ABOVE | ProblemKind.TOO_SMALL | ProblemKind.TOO_LARGE:
            values["limit"] = next(iter(context.values()))
        case ProblemKind.TOO_FEW:
            values |= {"least": context["min_length"], "count": context["actual_length"]}
        case ProblemKind.TOO_MANY:
            values |= {"most": context["max_length"], "count": context["actual_length"]}
        case ProblemKind.NOT_A_NUMBER:
            values["whole"] = error["type"].startswith("int")
        case _ if error["type"] == kind:
            values |= context
    return Misfit(error["loc"], kind, values)


def _choices(value: str, expected: str) -> dict[str, Any]:
    """Return what a choice may be, from “'a', 'b' or 'c'”, and the one that was perhaps meant."""
    choices = [part.strip(" '") for part in expected.replace(" or ", ", ").split(",")]
    return {"choices": choices, "near": nearest_name(value, choices)}


def place_of(data: Any, path: Sequence[int | str]) -> Place:
    """Return the place of what a path leads to, or of the nearest thing above it."""
    place: Place = data.place
    for step in path:
        if isinstance(data, Block) and str(step) in data:
            place, data = data.places[str(step)], data[str(step)]
        elif isinstance(data, Listing) and isinstance(step, int) and step < len(data):
            place, data = data.places[step], data[step]
    return place


def _field_name(path: Sequence[int | str]) -> str:
    """Return a field as its author wrote it: “weight”, or “sources, entry 2”; empty for the whole."""
    if path and path[-1] == "[key]":
        path = path[:-2]
    if path and isinstance(path[-1], int):
        return f"{_field_name(path[:-1])}, entry {path[-1] + 1}"
    return str(path[-1]) if path else ""


def fields_at(model: Any, path: Sequence[int | str]) -> list[str]:
    """Return the fields that are known where a path leads."""
    current: Any = model
    for step in path:
        fields = getattr(current, "model_fields", {})
        if step in fields:
            current = _inner_model(fields[step].annotation) or current
    return list(getattr(current, "model_fields", {}))


def _inner_model(annotation: Any) -> Any:
    """Return the model inside tuple[X, ...], dict[K, X], X | None or Annotated."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_inner_model(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model is not None), None)
