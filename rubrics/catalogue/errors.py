"""What can go wrong with definitions and with questions asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass


class RubricError(Exception):
    """Any failure of the rubrics ring."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a definition file: where it is, what it is and how to mend it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class CatalogueError(RubricError):
    """A folder of definitions cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UnknownNameError(RubricError):
    """Somebody asked for a name that the catalogue lacks; `suggestions` holds what they may have meant."""

    def __init__(self, kind: str, name: str, suggestions: Sequence[str]) -> None:
        self.kind, self.name, self.suggestions = kind, name, tuple(suggestions)
        super().__init__(f"No {kind} is called “{name}”.")
