"""Turns pydantic's errors into sentences with a file and a line; knows no definition."""

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rubrics.authoring.yaml_text import Block, Listing, Place
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.names import did_you_mean

Model = TypeVar("Model", bound=BaseModel)


def read_as(model: type[Model], data: Block, report: Any) -> Model | None:
    """Return the data as a value of the model; reports everything that does not fit and returns None."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for problem in _problems(model, data, error):
            report(problem)
        return None


def _problems(model: type[BaseModel], data: Block, error: ValidationError) -> list[Problem]:
    found = error.errors()
    return [
        Problem(*place_of(data, each["loc"]), _sentence(model, each)) for each in found if not _follows(each, found)
    ]


def _follows(error: ErrorDetails, found: Sequence[ErrorDetails]) -> bool:
    """Tell whether a list is only too short because its items do not fit."""
    depth = len(error["loc"])
    return error["type"] == "too_short" and any(
        len(other["loc"]) > depth and other["loc"][:depth] == error["loc"] for other in found
    )


def place_of(data: Any, path: Sequence[int | str]) -> Place:
    """Return the place of what a path leads to, or of the nearest thing above it."""
    place: Place = data.place
    for step in path:
        if isinstance(data, Block) and str(step) in data:
            place, data = data.places[str(step)], data[str(step)]
        elif isinstance(data, Listing) and isinstance(step, int) and step < len(data):
            place, data = data.places[step], data[step]
    return place


def _sentence(model: type[BaseModel], error: ErrorDetails) -> str:
    field = _field_name(error["loc"])
    words = _WORDS.get(error["type"])
    if error["type"] == "extra_forbidden":
        known = fields_at(model, error["loc"][:-1])
        return f"“{field}” is not a field here{did_you_mean(field, known)}"
    if words is None:
        return f"“{field}”: {error['msg']}"
    return words.format(field=field, **_context(error))


def _field_name(path: Sequence[int | str]) -> str:
    if path and path[-1] == "[key]":
        path = path[:-2]
    if path and isinstance(path[-1], int):
        return f"{_field_name(path[:-1])}, entry {path[-1] + 1}"
    return str(path[-1]) if path else "this definition"


def _context(error: ErrorDetails) -> dict[str, Any]:
    given, context = error["input"], dict(error.get("ctx") or {})
    context["given"] = given if isinstance(given, str | int | float) else type(given).__name__
    context["size"] = len(given) if isinstance(given, str | list | dict) else ""
    context["expected"] = str(context.get("expected", "")).replace("'", "")
    context["hint"] = _hint(str(given), context["expected"])
    if "error" in context:
        context["said"] = str(context["error"])
    return context


def _hint(given: str, expected: str) -> str:
    choices = [choice.strip() for part in expected.split(" or ") for choice in part.split(",")]
    return did_you_mean(given, choices)


_NUMBER = "“{field}” must be a number, not “{given}”"
_TEXT = "“{field}” must be text; put “{given}” in quotes"
_WORDS = {
    "missing": "“{field}” is missing",
    "string_too_long": "“{field}” has {size} characters; at most {max_length} fit",
    "string_too_short": "“{field}” is empty",
    "string_type": _TEXT,
    "string_pattern_mismatch": "“{given}” does not fit “{field}”: write small letters, digits and hyphens "
    "(a source mark: capitals and digits, such as S0)",
    "enum": "“{field}” takes {expected}, not “{given}”{hint}",
    "literal_error": "“{field}” takes {expected}, not “{given}”{hint}",
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": "“{field}” must be a whole number, not {given}",
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "greater_than": "“{field}” must be more than {gt:g}, not {given}",
    "greater_than_equal": "“{field}” must be at least {ge:g}, not {given}",
    "less_than_equal": "“{field}” must be at most {le:g}, not {given}",
    "bool_type": "“{field}” must be true or false",
    "bool_parsing": "“{field}” must be true or false",
    "tuple_type": "“{field}” must be a list: lines that start with a hyphen",
    "dict_type": "“{field}” must be a mapping: lines of `key: value`",
    "model_type": "“{field}” must be a mapping: lines of `key: value`",
    "too_short": "“{field}” needs at least {min_length}; it has {actual_length}",
    "too_long": "“{field}” may have at most {max_length}; it has {actual_length}",
    "date_from_datetime_parsing": "“{field}” must be a date such as 2026-11-21, not “{given}”",
    "date_parsing": "“{field}” must be a date such as 2026-11-21, not “{given}”",
    "date_type": "“{field}” must be a date such as 2026-11-21",
    "value_error": "“{field}”: {said}",
}


def fields_at(model: type[BaseModel], path: Sequence[int | str]) -> list[str]:
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
    found = (_inner_model(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in found if model is not None), None)
