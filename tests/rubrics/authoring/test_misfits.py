"""What pydantic refuses becomes a key with values: the same for files of definitions, JSON and the environment."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from rubrics.authoring.misfits import Misfit, misfits
from rubrics.catalogue.errors import misfit
from rubrics.catalogue.problem_kinds import ProblemKind


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(max_length=4)] = "x"


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    port: Annotated[int, Field(ge=1, le=9)] = 1
    size: Literal["small", "large"] = "small"
    parts: Annotated[tuple[Inner, ...], Field(min_length=1)] = (Inner(),)
    odd: int = 1

    @field_validator("odd")
    @classmethod
    def _odd(cls, value: int) -> int:
        if value % 2 == 0:
            raise misfit(ProblemKind.WEIGHT_RANGE, most=value)
        return value


def only(data: dict[str, Any], *, secret: bool = False) -> Misfit:
    with pytest.raises(ValidationError) as refused:
        Outer.model_validate(data)
    (one,) = misfits(refused.value, Outer, secret=secret)
    return one


@pytest.mark.parametrize(
    ("data", "kind", "values"),
    [
        ({"port": "many"}, ProblemKind.NOT_A_NUMBER, {"field": "port", "given": "many", "whole": True}),
        ({"port": 0}, ProblemKind.TOO_SMALL, {"limit": 1, "given": 0}),
        ({"port": 10}, ProblemKind.TOO_LARGE, {"limit": 9, "given": 10}),
        ({"size": "smal"}, ProblemKind.NOT_A_CHOICE, {"choices": ["small", "large"], "near": "small"}),
        ({"prot": 1}, ProblemKind.UNKNOWN_FIELD, {"field": "prot", "near": "port"}),
        ({"parts": []}, ProblemKind.TOO_FEW, {"least": 1, "count": 0}),
        ({"parts": [{"name": "Maria"}]}, ProblemKind.TEXT_TOO_LONG, {"field": "name", "size": 5, "most": 4}),
        ({"parts": [{}, 7]}, ProblemKind.NOT_A_MAPPING, {"field": "parts, entry 2"}),
        ({"parts": [{"nam": "x"}]}, ProblemKind.UNKNOWN_FIELD, {"field": "nam", "near": "name"}),
        ({"odd": 4}, ProblemKind.WEIGHT_RANGE, {"field": "odd", "most": 4}),
    ],
)
def test_a_misfit_has_a_kind_and_the_values_that_its_sentence_names(data, kind, values) -> None:
    one = only(data)
    assert one.kind is kind
    assert {name: one.values[name] for name in values} == values


def test_a_secret_is_not_among_the_values() -> None:
    assert "hunter2" not in str(only({"port": "hunter2"}, secret=True).values)


def test_the_path_leads_to_the_value() -> None:
    assert only({"parts": [{}, {"name": "Maria"}]}).path == ("parts", 1, "name")


def test_a_list_that_is_too_short_only_because_its_items_do_not_fit_is_not_said_twice() -> None:
    assert only({"parts": [{"name": "Maria"}]}).kind is ProblemKind.TEXT_TOO_LONG
