"""Values of the domain as bytes and back, by pickle: reading calls nothing but the domain's own classes.

Mappings can be left as bytes until someone looks into them.
"""

import gc
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from importlib import import_module
from io import BytesIO
from typing import Any

from bot.compiled.shared_parts import with_shared_parts

DOMAIN = "rubrics."
PLAIN = {("datetime", "date"): date, ("builtins", "frozenset"): frozenset, ("builtins", "set"): set}


class UnknownClassError(pickle.UnpicklingError):
    """Bytes that ask for something else than a value of the domain."""


class Later(Mapping[Any, Any]):
    """A mapping that is read back when it is first looked into; equal to the one it was made from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _whole(self) -> Mapping[Any, Any]:
        whole: Mapping[Any, Any] = unpacked(self._content, {})
        return whole

    def __getitem__(self, key: Any) -> Any:
        return self._whole[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)


def packed(value: object, given: Mapping[str, object], later: Iterable[Mapping[Any, Any]] = ()) -> bytes:
    """Return a value as bytes; what is `given` under a name is named, and not written again.

    Mappings in it that are to be read `later` are packed by themselves.
    """
    stream = BytesIO()
    pickler = _Pickler(stream, protocol=5)
    pickler.stands_for = {id(each): name for name, each in given.items()}
    pickler.stands_for |= {id(each): packed(with_shared_parts(each), {}) for each in later}
    pickler.dump(value)
    return stream.getvalue()


def unpacked(content: bytes, given: Mapping[str, object]) -> Any:
    """Return the value; raises pickle.UnpicklingError for bytes that ask for anything but the domain's classes."""
    unpickler = _Unpickler(BytesIO(content))
    unpickler.given = given
    with collecting_nothing():
        return unpickler.load()


class _Pickler(pickle.Pickler):
    stands_for: dict[int, str | bytes]

    def persistent_id(self, value: object) -> str | bytes | None:
        return self.stands_for.get(id(value))


class _Unpickler(pickle.Unpickler):
    given: Mapping[str, object]

    def persistent_load(self, name: str | bytes) -> object:
        return Later(name) if isinstance(name, bytes) else self.given[name]

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
