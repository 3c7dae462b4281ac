"""What can go wrong with definitions and with questions asked of them, by key and values; knows no sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from pydantic_core import PydanticCustomError

from rubrics.catalogue.problem_kinds import ProblemKind


class RubricError(Exception):
    """Any failure of the rubrics ring."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a definition file: where it is, what it is, and the values that its sentence names."""

    file: str
    line: int
    kind: ProblemKind
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @classmethod
    def at(cls, place: tuple[str, int], kind: ProblemKind, **values: Any) -> Self:
        """Return the problem at a place in a file."""
        return cls(*place, kind, values)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind} {dict(self.values)}"


def misfit(kind: ProblemKind, **values: Any) -> PydanticCustomError:
    """Return what a validator raises for a value that its type alone cannot refuse; its words stand elsewhere."""
    return PydanticCustomError(kind.value, kind.value, values)


class CatalogueError(RubricError):
    """A folder of definitions cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UnknownNameError(RubricError):
    """Someone asked for a name that the catalogue lacks; `suggestions` holds what they may have meant.

    They may be given as a function, since comparing with every name is worth it only where someone sees them.
    """

    def __init__(self, kind: str, name: str, suggestions: Sequence[str] | Callable[[], Sequence[str]]) -> None:
        self.kind, self.name, self._suggestions = kind, name, suggestions
        super().__init__(f"{kind}: {name}")

    @cached_property
    def suggestions(self) -> tuple[str, ...]:
        """The names that may have been meant, nearest first."""
        return tuple(self._suggestions() if callable(self._suggestions) else self._suggestions)
