"""The kinds of settings that a workspace may have: what each holds, how it is kept, and what it takes back.

Knows no setting by name, no form and no sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from storage.workspace_settings import Stored

Held = TypeVar("Held")
EnumT = TypeVar("EnumT", bound=StrEnum)


class Group(StrEnum):
    """What settings are about, in the order in which they are shown."""

    OPENING = "opening"
    REMINDERS = "reminders"
    HOURS = "hours"


@dataclass(frozen=True, kw_only=True)
class Setting(Generic[Held]):
    """One setting, declared once; its row, its field, its line and its entry in the list of changes follow.

    Its words are the blocks `NAME` of settings_form (label), and of settings_values where it has a wording of its own.
    """

    name: str
    default: Held
    group: Group

    def stored(self, value: Held) -> Stored:
        """Return a value as its row keeps it."""
        raise NotImplementedError

    def loaded(self, stored: Stored) -> Held | None:
        """Return what a row says; None where it holds nothing that this release takes."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Switch(Setting[bool]):
    """On or off."""

    def stored(self, value: bool) -> Stored:
        """Return it as it is."""
        return value

    def loaded(self, stored: Stored) -> bool | None:
        """Return it as it is."""
        return stored if isinstance(stored, bool) else None


@dataclass(frozen=True, kw_only=True)
class OneOf(Setting[EnumT]):
    """One of a few, by its word."""

    def stored(self, value: EnumT) -> Stored:
        """Return its word."""
        return value.value

    def loaded(self, stored: Stored) -> EnumT | None:
        """Return the one that the word stands for."""
        kind = type(self.default)
        return kind(stored) if stored in tuple(kind) else None


@dataclass(frozen=True, kw_only=True)
class Number(Setting[int]):
    """A whole number of those offered."""

    offered: tuple[int, ...]

    def stored(self, value: int) -> Stored:
        """Return it as it is."""
        return value

    def loaded(self, stored: Stored) -> int | None:
        """Return it, if it is still offered."""
        return stored if isinstance(stored, int) and not isinstance(stored, bool) and stored in self.offered else None


@dataclass(frozen=True, kw_only=True)
class Hour(Number):
    """An hour of the day, each in the reader's own zone."""

    offered: tuple[int, ...] = tuple(range(24))


@dataclass(frozen=True, kw_only=True)
class Days(Setting[tuple[int, ...]]):
    """Days of the week, 0 for Monday as in `date.weekday`; none may be chosen."""

    def stored(self, value: tuple[int, ...]) -> Stored:
        """Return the days as words, as lists are kept."""
        return [str(day) for day in value]

    def loaded(self, stored: Stored) -> tuple[int, ...] | None:
        """Return the days, Monday first."""
        if not isinstance(stored, list) or not all(day in _DAYS for day in stored):
            return None
        return tuple(sorted({_DAYS[day] for day in stored}))


@dataclass(frozen=True, kw_only=True)
class People(Setting[tuple[str, ...]]):
    """People of the workspace by Slack id, in the order in which they were chosen; none may be."""

    def stored(self, value: tuple[str, ...]) -> Stored:
        """Return their ids."""
        return list(value)

    def loaded(self, stored: Stored) -> tuple[str, ...] | None:
        """Return their ids, each once."""
        return tuple(dict.fromkeys(stored)) if isinstance(stored, list) else None


_DAYS: Mapping[str, int] = {str(day): day for day in range(7)}
