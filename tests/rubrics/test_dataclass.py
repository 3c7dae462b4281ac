"""Our `dataclass` makes of a class what the standard library's does: each kind of class is made by both."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from rubrics import dataclass as ours

Decorator = Callable[..., Any]


def plain(dataclass: Decorator) -> type:
    @dataclass(frozen=True)
    class Plain:
        name: str
        size: int = 3
        marks: list[int] = dataclasses.field(default_factory=list, hash=False)
        seen: int = dataclasses.field(default=0, compare=False)
        secret: str = dataclasses.field(default="", repr=False)

        @cached_property
        def twice(self) -> int:
            return 2 * self.size

    return Plain


def slotted(dataclass: Decorator) -> type:
    @dataclass(frozen=True, slots=True)
    class Slotted:
        name: str
        size: int = 3

    return Slotted


def named(dataclass: Decorator) -> type:
    @dataclass(frozen=True, kw_only=True)
    class Named:
        size: int = 3
        name: str

    return Named


def derived(dataclass: Decorator) -> type:
    @dataclass(frozen=True)
    class Base:
        name: str
        size: int = 3

    @dataclass(frozen=True)
    class Derived(Base):
        size: int = 4
        more: tuple[str, ...] = ()

    return Derived


def worked_out(dataclass: Decorator) -> type:
    @dataclass(frozen=True)
    class WorkedOut:
        name: str
        length: int = dataclasses.field(init=False)
        kept: dict[str, int] = dataclasses.field(init=False, default_factory=dict, hash=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", len(self.name))

    return WorkedOut


def single(dataclass: Decorator) -> type:
    @dataclass(frozen=True)
    class Single:
        name: str

    return Single


def own_methods(dataclass: Decorator) -> type:
    @dataclass(frozen=True)
    class OwnMethods:
        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self)) and self.name[0] == other.name[0]

        def __hash__(self) -> int:
            return hash(self.name[0])

        def __repr__(self) -> str:
            return "mine"

    return OwnMethods


KINDS = (plain, slotted, named, derived, worked_out, single, own_methods)


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def both(request: pytest.FixtureRequest) -> tuple[type, type]:
    return request.param(dataclasses.dataclass), request.param(ours.dataclass)


def test_what_it_takes_shows_and_matches_is_the_same(both: tuple[type, type]) -> None:
    standard, own = ([*inspect.signature(each).parameters.values()] for each in both)
    assert [(each.name, each.kind) for each in own] == [(each.name, each.kind) for each in standard]
    standard, own = (each(name="ada") for each in both)
    assert repr(own).rpartition(".")[2] == repr(standard).rpartition(".")[2]
    assert own.__match_args__ == standard.__match_args__
    assert [each.name for each in dataclasses.fields(own)] == [each.name for each in dataclasses.fields(standard)]


def test_equality_and_hashes_are_the_same(both: tuple[type, type]) -> None:
    for kind in both:
        assert kind(name="ada") == kind(name="ada")
        assert kind(name="ada") != kind(name="bob")
        assert kind(name="ada") != "ada"
    standard, own = both
    assert hash(own(name="ada")) == hash(standard(name="ada"))
    assert own(name="ada") != standard(name="ada")


def test_nothing_of_it_changes(both: tuple[type, type]) -> None:
    for kind in both:
        value = kind(name="ada")
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
            value.name = "bob"
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
            del value.name
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
            value.another = 1
        assert value.name == "ada"


def test_what_is_derived_from_it_without_being_frozen_may_have_more() -> None:
    for dataclass in (dataclasses.dataclass, ours.dataclass):
        value = type("More", (plain(dataclass),), {})(name="ada")
        value.another = 1
        assert value.another == 1
        with pytest.raises(dataclasses.FrozenInstanceError):
            value.name = "bob"


def test_copies_are_equal_and_changed_ones_are_of_the_same_class(both: tuple[type, type]) -> None:
    for kind in both:
        value = kind(name="ada")
        assert copy.deepcopy(value) == value
        changed = dataclasses.replace(value, name="bob")
        assert type(changed) is kind
        assert changed == kind(name="bob")


def test_each_value_gets_a_new_default_of_its_own() -> None:
    kind = plain(ours.dataclass)
    assert kind("ada").marks is not kind("ada").marks
    assert kind("ada", marks=[1]).marks == [1]
    assert kind("ada").twice == 6


@ours.dataclass(frozen=True, slots=True)
class Kept:
    """What pickle finds by its name."""

    name: str
    size: int = 3


def test_what_has_slots_is_pickled() -> None:
    assert pickle.loads(pickle.dumps(Kept("ada", 4))) == Kept("ada", 4)  # noqa: S301 – written one line above


def test_what_is_left_out_is_named_as_in_any_call() -> None:
    with pytest.raises(TypeError, match=r"Kept\.__init__\(\) missing 1 required positional argument: 'name'"):
        Kept()  # type: ignore[call-arg]


def test_what_is_not_frozen_is_the_standard_librarys_own() -> None:
    @ours.dataclass(slots=True)
    class Open:
        name: str

    value = Open("ada")
    value.name = "bob"
    assert value == Open("bob")
