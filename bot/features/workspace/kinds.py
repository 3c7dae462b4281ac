"""The kinds of settings that a workspace may have: how each is kept, filled in and said; knows no setting by name."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from bot.slack.form_fields import Choice, Menu, Menus, Users
from bot.slack.forms import Field
from bot.wording.phrases import listed, mention
from bot.wording.words import plain_words
from storage.workspace_settings import Stored

Held = TypeVar("Held")
EnumT = TypeVar("EnumT", bound=StrEnum)
ON, OFF = "on", "off"
DAYS = tuple(map(str, range(7)))
"""As they are kept and chosen: 0 for Monday, as in `date.weekday`."""


class Group(StrEnum):
    """What settings are about, in the order in which they are shown."""

    OPENING = "opening"
    REMINDERS = "reminders"
    HOURS = "hours"
    DEBRIEF = "debrief"
    SIGNAL = "signal"
    PAY = "pay"


@dataclass(frozen=True, kw_only=True)
class Setting(Generic[Held]):
    """One setting, declared once; its row, its field, its line and its entry in the list of changes follow.

    Its label is the block of its name in settings_form.
    """

    name: str
    default: Held
    group: Group

    @property
    def label(self) -> str:
        """The key of what it is called."""
        return f"settings_form.{self.name}"

    def stored(self, value: Held) -> Stored:
        """Return a value as its row keeps it."""
        raise NotImplementedError

    def loaded(self, stored: Stored) -> Held | None:
        """Return what a row says; None where it holds nothing that this release takes."""
        raise NotImplementedError

    def field(self) -> Field[Any]:
        """Return the field in which someone changes it."""
        raise NotImplementedError

    def filled(self, value: Held) -> str | tuple[str, ...]:
        """Return what stands in its field for a value."""
        raise NotImplementedError

    def chosen(self, filled: Any) -> Held:
        """Return the value that was chosen in its field."""
        raise NotImplementedError

    def said(self, value: Held) -> str:
        """Return a value as people read it."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Switch(Setting[bool]):
    """On or off; `hint` is the key of what it does, where its label can't say so."""

    hint: str | None = None

    def stored(self, value: bool) -> Stored:
        """Return it as it is."""
        return value

    def loaded(self, stored: Stored) -> bool | None:
        """Return it as it is."""
        return stored if isinstance(stored, bool) else None

    def field(self) -> Field[Any]:
        """Return two radio buttons."""
        options = tuple((plain_words(f"settings_form.switch_{each}"), each) for each in (ON, OFF))
        return Choice(id=self.name, label=self.label, hint=self.hint, options=options)

    def filled(self, value: bool) -> str:
        """Return its word."""
        return ON if value else OFF

    def chosen(self, filled: str) -> bool:
        """Tell whether it is on."""
        return filled == ON

    def said(self, value: bool) -> str:
        """Return its word."""
        return plain_words(f"settings_form.switch_{self.filled(value)}")


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

    def field(self) -> Field[Any]:
        """Return a radio button each."""
        options = tuple((self._text(each), each.value) for each in type(self.default))
        return Choice(id=self.name, label=self.label, options=options)

    def filled(self, value: EnumT) -> str:
        """Return its word."""
        return value.value

    def chosen(self, filled: str) -> EnumT:
        """Return the one that the word stands for."""
        return type(self.default)(filled)

    def said(self, value: EnumT) -> str:
        """Return what its radio button says."""
        return self._text(value)

    def _text(self, value: EnumT) -> str:
        return plain_words(f"settings_form.choice_{value.value.replace('-', '_')}")


@dataclass(frozen=True, kw_only=True)
class OneOfMany(OneOf[EnumT]):
    """One of more than radio buttons have room for, by its word."""

    def field(self) -> Field[Any]:
        """Return a menu."""
        options = tuple((self._text(each), each.value) for each in type(self.default))
        return Menu(id=self.name, label=self.label, options=options)


@dataclass(frozen=True, kw_only=True)
class Number(Setting[int]):
    """A number of hours, one of those offered."""

    offered: tuple[int, ...]

    def stored(self, value: int) -> Stored:
        """Return it as it is."""
        return value

    def loaded(self, stored: Stored) -> int | None:
        """Return it, if it is still offered."""
        return stored if isinstance(stored, int) and not isinstance(stored, bool) and stored in self.offered else None

    def field(self) -> Field[Any]:
        """Return a menu of what is offered."""
        options = tuple((self._text(number), str(number)) for number in self.offered)
        return Menu(id=self.name, label=self.label, options=options)

    def filled(self, value: int) -> str:
        """Return its figures."""
        return str(value)

    def chosen(self, filled: str) -> int:
        """Return the number."""
        return int(filled)

    def said(self, value: int) -> str:
        """Return what its menu says."""
        return self._text(value)

    def _text(self, number: int) -> str:
        return plain_words("settings_form.some_hours", number=number)


@dataclass(frozen=True, kw_only=True)
class Hour(Number):
    """An hour of the day, in each reader's own zone."""

    offered: tuple[int, ...] = tuple(range(24))

    def _text(self, number: int) -> str:
        return plain_words("settings_form.hour", number=number % 12 or 12, is_morning=number < 12)


@dataclass(frozen=True, kw_only=True)
class Minutes(Number):
    """A number of minutes, one of those offered."""

    def _text(self, number: int) -> str:
        return plain_words("settings_form.some_minutes", number=number)


@dataclass(frozen=True, kw_only=True)
class Days(Setting[tuple[int, ...]]):
    """Days of the week, Monday first; none may be chosen."""

    def stored(self, value: tuple[int, ...]) -> Stored:
        """Return the days as lists are kept."""
        return [str(day) for day in value]

    def loaded(self, stored: Stored) -> tuple[int, ...] | None:
        """Return the days in their order."""
        if not isinstance(stored, list) or not set(stored) <= set(DAYS):
            return None
        return tuple(sorted(map(int, set(stored))))

    def field(self) -> Field[Any]:
        """Return a menu of the seven."""
        options = tuple((self._text(day), day) for day in DAYS)
        return Menus(id=self.name, label=self.label, options=options, required=False)

    def filled(self, value: tuple[int, ...]) -> tuple[str, ...]:
        """Return each as its option."""
        return tuple(map(str, value))

    def chosen(self, filled: tuple[str, ...]) -> tuple[int, ...]:
        """Return the days that are days."""
        return self.loaded([day for day in filled if day in DAYS]) or ()

    def said(self, value: tuple[int, ...]) -> str:
        """Return their names."""
        return listed(map(self._text, map(str, value))) if value else plain_words("settings_form.none")

    @staticmethod
    def _text(day: str) -> str:
        return plain_words(f"settings_form.day_{day}")


@dataclass(frozen=True, kw_only=True)
class People(Setting[tuple[str, ...]]):
    """People of the workspace by Slack id, in the order in which they were chosen; none may be."""

    def stored(self, value: tuple[str, ...]) -> Stored:
        """Return their ids."""
        return list(value)

    def loaded(self, stored: Stored) -> tuple[str, ...] | None:
        """Return their ids, each once."""
        return tuple(dict.fromkeys(stored)) if isinstance(stored, list) else None

    def field(self) -> Field[Any]:
        """Return a menu of people."""
        return Users(id=self.name, label=self.label, required=False)

    def filled(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """Return their ids."""
        return value

    def chosen(self, filled: tuple[str, ...]) -> tuple[str, ...]:
        """Return their ids, each once."""
        return tuple(dict.fromkeys(filled))

    def said(self, value: tuple[str, ...]) -> str:
        """Return them as Slack names them."""
        return listed(map(mention, value)) if value else plain_words("settings_form.none")
