"""Values of the domain as bytes and back, by pickle: reading calls nothing but the domain's own classes."""

import gc
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from io import BytesIO
from typing import Any

DOMAIN = "rubrics."
PLAIN = {("datetime", "date"): date, ("builtins", "frozenset"): frozenset, ("builtins", "set"): set}


class UnknownClassError(pickle.UnpicklingError):
    """Bytes that ask for something else than a value of the domain."""


def packed(value: object, given: Mapping[str, object]) -> bytes:
    """Return a value as bytes; what is `given` under a name is named, and not written again."""
    names = {id(each): name for name, each in given.items()}
    stream = BytesIO()
    pickler = _Pickler(stream, protocol=5)
    pickler.names = names
    pickler.dump(value)
    return stream.getvalue()


def unpacked(content: bytes, given: Mapping[str, object]) -> Any:
    """Return the value; raises pickle.UnpicklingError for bytes that ask for anything but the domain's classes."""
    unpickler = _Unpickler(BytesIO(content))
    unpickler.given = given
    with collecting_nothing():
        return unpickler.load()


class _Pickler(pickle.Pickler):
    names: Mapping[int, str]

    def persistent_id(self, value: object) -> str | None:
        return self.names.get(id(value))


class _Unpickler(pickle.Unpickler):
    given: Mapping[str, object]

    def persistent_load(self, name: str) -> object:
        return self.given[name]

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return PLAIN[module, name]
        if module.startswith(DOMAIN):
            value = getattr(sys.modules.get(module) or import_module(module), name, None)
            # A function, and what a module merely imported, is not a value's class.
            if isinstance(value, type) and value.__module__ == module:
                return value
        message = f"{module}.{name}"
        raise UnknownClassError(message)


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """Let the garbage collector rest: thousands of new values, none of them garbage, set it off again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
