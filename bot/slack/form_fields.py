"""The kinds of fields that Slack's modals have, each with the type of its value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Self

from bot.errors import Reason, reason
from bot.slack import elements
from bot.slack.block_types import Element, Option
from bot.slack.forms import Field, State
from bot.slack.limits import INPUT_TEXT
from bot.slack.payloads import storable
from bot.slack.rich_text import rich_text_lines


@dataclass(frozen=True, kw_only=True)
class Text(Field[str]):
    """A text, of several lines with `long`; never longer than `limit` characters."""

    limit: int = INPUT_TEXT
    long: bool = False

    def element(self, value: str | None, placeholder: str | None) -> Element:
        """Return a text input; a kept text that is too long for it stands in it as far as it fits."""
        return elements.text_input(
            self.id,
            initial=value,
            placeholder=placeholder,
            longest=self.limit,
            multiline=self.long,
            dispatch=self.autosaved,
        )

    def parsed(self, state: State) -> str | None:
        """Return the text without what no database keeps, NUL and half of a character, nor spaces around it."""
        return storable(state.get("value") or "").strip() or None

    def problem(self, value: str | None) -> Reason | None:
        """Return that a text is missing or longer than it may be."""
        if value is not None and len(value) > self.limit:
            return reason("form_refusals.too_long", limit=self.limit)
        return super().problem((value or "").strip())


@dataclass(frozen=True, kw_only=True)
class RichText(Field[str]):
    """A text of any length, with bullets and headings as they were pasted; its value is the plain text of it.

    With `names_people` someone who is mentioned in it stands there by their account.
    """

    names_people: bool = False

    def element(self, value: str | None, placeholder: str | None) -> Element:  # noqa: ARG002
        """Return a rich text input."""
        return elements.rich_text_input(self.id, value)

    def parsed(self, state: State) -> str | None:
        """Return the text, a line per line and bullet."""
        written = (state.get("rich_text_value") or {}).get("elements")
        lines = rich_text_lines(written, names_people=self.names_people)
        return storable("\n".join(lines)).strip() or None


@dataclass(frozen=True, kw_only=True)
class _OneOf(Field[str]):
    options: tuple[tuple[str, str], ...] = ()

    def offering(self, options: Iterable[tuple[str, str]]) -> Self:
        """Return the same field with these options, as (text, value) pairs."""
        return replace(self, options=tuple(options))

    def parsed(self, state: State) -> str | None:
        """Return the value that was chosen."""
        return (state.get("selected_option") or {}).get("value")

    def problem(self, value: str | None) -> Reason | None:
        """Return that nothing was chosen, or what was never offered."""
        if value and value not in [key for _, key in self.options]:
            return reason("form_refusals.not_offered")
        return super().problem(value)


@dataclass(frozen=True, kw_only=True)
class Choice(_OneOf):
    """Radio buttons."""

    def element(self, value: str | None, placeholder: str | None) -> Element:  # noqa: ARG002
        """Return radio buttons."""
        return elements.radio_of(self.id, self._built, value)

    @cached_property
    def _built(self) -> Sequence[Option]:
        return [elements.option(*offer) for offer in self.options]


@dataclass(frozen=True, kw_only=True)
class Menu(_OneOf):
    """A menu of which one may be chosen."""

    def element(self, value: str | None, placeholder: str | None) -> Element:  # noqa: ARG002
        """Return a menu."""
        return elements.select(self.id, self.options, value)


@dataclass(frozen=True, kw_only=True)
class ExternalMenu(Field[str]):
    """A menu that is filled while someone types; anyone who reads its value looks it up, so nothing is checked here.

    `source` is the id that its filling is listened for under, where another form's menu is filled alike; `options`
    hold the one that may stand in it from the start, as a (text, value) pair.
    """

    source: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def element(self, value: str | None, placeholder: str | None) -> Element:
        """Return a menu that holds nothing but what was chosen before."""
        known = (elements.option(text, key) for text, key in self.options if key == value)
        return elements.external_select(self.source or self.id, chosen=next(known, None), placeholder=placeholder)

    def parsed(self, state: State) -> str | None:
        """Return the value that was chosen."""
        return (state.get("selected_option") or {}).get("value")


@dataclass(frozen=True, kw_only=True)
class Menus(Field[tuple[str, ...]]):
    """A menu of which several may be chosen, at most so many where that is said."""

    options: tuple[tuple[str, str], ...] = ()
    most: int | None = None

    def offering(self, options: Iterable[tuple[str, str]]) -> Self:
        """Return the same field with these options, as (text, value) pairs."""
        return replace(self, options=tuple(options))

    def element(self, value: tuple[str, ...] | None, placeholder: str | None) -> Element:  # noqa: ARG002
        """Return a menu of several."""
        return elements.multi_select(self.id, self.options, value or (), most=self.most)

    def parsed(self, state: State) -> tuple[str, ...] | None:
        """Return the values that were chosen."""
        return tuple(chosen["value"] for chosen in state.get("selected_options") or ())


@dataclass(frozen=True, kw_only=True)
class User(Field[str]):
    """One person of the workspace."""

    def element(self, value: str | None, placeholder: str | None) -> Element:  # noqa: ARG002
        """Return a menu of people."""
        return elements.user_select(self.id, value)

    def parsed(self, state: State) -> str | None:
        """Return the id of who was chosen."""
        return state.get("selected_user")


@dataclass(frozen=True, kw_only=True)
class Users(Field[tuple[str, ...]]):
    """Several people of the workspace, in the order they were chosen."""

    def element(self, value: tuple[str, ...] | None, placeholder: str | None) -> Element:  # noqa: ARG002
        """Return a menu of people of whom several may be chosen."""
        return elements.users_select(self.id, value or ())

    def parsed(self, state: State) -> tuple[str, ...] | None:
        """Return the ids of who was chosen."""
        return tuple(state.get("selected_users") or ())


@dataclass(frozen=True, kw_only=True)
class Channel(Field[str]):
    """A channel of this workspace alone; the one that the modal was opened from, unless another is chosen.

    Without `at_hand` none stands in it at first: what may be left out must not fill itself in.
    """

    at_hand: bool = True

    def element(self, value: str | None, placeholder: str | None) -> Element:  # noqa: ARG002
        """Return a menu of channels: none shared with another company, where a candidate's data has no place."""
        return elements.channel_select(self.id, value, at_hand=self.at_hand)

    def parsed(self, state: State) -> str | None:
        """Return the id of the channel that was chosen."""
        return state.get("selected_conversation")


@dataclass(frozen=True, kw_only=True)
class Number(Field[str]):
    """A number above zero, by its digits; Slack lets nothing else be typed."""

    decimal: bool = True

    def element(self, value: str | None, placeholder: str | None) -> Element:  # noqa: ARG002
        """Return a number field."""
        return elements.number_input(self.id, initial=value, decimal=self.decimal)

    def parsed(self, state: State) -> str | None:
        """Return the digits that were typed."""
        return state.get("value") or None


@dataclass(frozen=True, kw_only=True)
class Day(Field[date]):
    """A day of the calendar."""

    def element(self, value: date | None, placeholder: str | None) -> Element:  # noqa: ARG002
        """Return a date field."""
        return elements.date_input(self.id, value)

    def parsed(self, state: State) -> date | None:
        """Return the day that was chosen."""
        chosen = state.get("selected_date")
        return date.fromisoformat(chosen) if chosen else None


@dataclass(frozen=True, kw_only=True)
class Moment(Field[datetime]):
    """A day and time, aware and in UTC."""

    def element(self, value: datetime | None, placeholder: str | None) -> Element:  # noqa: ARG002
        """Return a menu of day and time."""
        return elements.time_input(self.id, value)

    def parsed(self, state: State) -> datetime | None:
        """Return the moment that was chosen."""
        chosen = state.get("selected_date_time")
        return datetime.fromtimestamp(chosen, UTC) if chosen else None
