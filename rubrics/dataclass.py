"""The standard library's `dataclass`, made in a fifth of the time where it is frozen; knows no class of ours.

The standard one compiles six methods for each frozen class, which took a tenth of what it costs to start Debrief. Here
`__init__` alone is compiled, and all classes share the other five. Readers and type checkers may take it for the
original: it does the same, but for what nothing here asks of it (InitVar, `order`, `unsafe_hash`).
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, eq=True, slots=False, kw_only=False):  # noqa: ANN001, ANN201 – its own
        """Return a class with the methods that its fields ask for."""

        def made(cls: type) -> type:
            if not (frozen and eq):
                return dataclasses.dataclass(cls, frozen=frozen, eq=eq, slots=slots, kw_only=kw_only)
            return _frozen(dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=slots, kw_only=kw_only))

        return made if cls is None else made(cls)


def _frozen(cls: Any) -> Any:
    """Return a class whose fields are collected, with the methods that a frozen one has; what it wrote itself stays."""
    cls.__init__ = _init_of(cls)
    cls.__dataclass_compared__ = _reading([each.name for each in fields(cls) if each.compare])
    cls.__dataclass_hashed__ = _reading([each.name for each in fields(cls) if _is_hashed(each)])
    methods: dict[str, Any] = {"__eq__": _equal, "__hash__": _hashed, "__repr__": _written}
    if "__slots__" in vars(cls):  # pickle would set each slot, which is refused
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    for name, method in methods.items():
        # A class that defines __eq__ alone is given None for its hash by Python.
        if vars(cls).get(name) is None:
            setattr(cls, name, method)
    cls.__setattr__, cls.__delattr__ = _refuse_to_set, _refuse_to_delete
    return cls


def _init_of(cls: type) -> Any:
    """Compile `__init__`, which finds the fields' defaults by names of its own."""
    known: dict[str, Any] = {"_SET": object.__setattr__, "_UNSET": MISSING}
    given, named, lines = ["self"], list[str](), list[str]()
    for each in fields(cls):
        name, default = each.name, f"_DEFAULT_{each.name}"
        made = each.default_factory is not MISSING
        known[default] = each.default_factory if made else each.default
        if each.init:
            usual = "_UNSET" if made else default
            (named if each.kw_only else given).append(f"{name}={usual}" if known[default] is not MISSING else name)
            if made:
                lines.append(f"if {name} is _UNSET: {name} = {default}()")
        if each.init or made:
            lines.append(f"_SET(self, {name!r}, {name if each.init else f'{default}()'})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join([*given, *(["*", *named] if named else [])])
    # Of what is compiled, the names alone are given: they are those of a class body's annotations.
    exec("\n ".join([f"def __init__({parameters}):", *lines, "pass"]), known)  # noqa: S102 – as the original does
    init = known.pop("__init__")
    init.__qualname__, init.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
    return init


def _reading(names: list[str]) -> Callable[[Any], object]:
    """Return what reads these attributes of a value as one tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _is_hashed(each: Field[Any]) -> bool:
    return each.compare if each.hash is None else each.hash


def _compared(value: Any) -> Any:
    return value.__class__.__dataclass_compared__(value)


def _equal(self: object, other: object) -> Any:
    return _compared(self) == _compared(other) if other.__class__ is self.__class__ else NotImplemented


def _hashed(self: Any) -> int:
    return hash(self.__class__.__dataclass_hashed__(self))


@recursive_repr()
def _written(self: Any) -> str:
    shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


def _refuse_to_set(self: object, name: str, value: object) -> None:
    _check_open(self, name, "assign to")
    object.__setattr__(self, name, value)


def _refuse_to_delete(self: object, name: str) -> None:
    _check_open(self, name, "delete")
    object.__delattr__(self, name)


def _check_open(value: Any, name: str, act: str) -> None:
    """Refuse what would change a frozen value; a class that is derived from one, and is none, may have more."""
    if "__dataclass_fields__" in vars(type(value)) or name in value.__dataclass_fields__:
        message = f"cannot {act} field {name!r}"
        raise FrozenInstanceError(message)
