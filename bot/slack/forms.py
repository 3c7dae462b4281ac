"""Fields of modals, each declared once: it draws itself, reads itself, names its block and knows its limits.

A declaration yields the input block with its value in it, the typed value out of `view.state.values`, the block id
that an error is shown at, what Slack and Debrief check, and whether every change is sent at once. `label`, `hint`
and `placeholder` are keys of plain words; a label of up to three words may stand in the declaration itself.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Self, TypeVar

from bot.errors import FormRefusal, Reason, reason
from bot.slack import blocks
from bot.slack.block_types import Block, Element
from bot.wording.words import plain_words

View = Mapping[str, Any]
State = Mapping[str, Any]
T = TypeVar("T")

_KEY = re.compile(r"[a-z_]+\.[a-z_]+")
MISSING = "form_refusals.missing"


class AsWritten(str):
    """A text of people's own for a field's label: it is never taken for a key, whatever it looks like."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True)
class Field(Generic[T]):
    """One field of a modal; `id` is its element's action id and, unless it is about something, its block's too.

    `missing` is the key of what is said where a required field is empty. A field that is `autosaved` sends every
    change at once: anyone who listens to it listens to its `id`. `subject` is what a repeated field is about, so that
    `RATING.about("retrieval")` stands in block “rating:retrieval”.
    """

    id: str
    label: str = ""
    hint: str | None = None
    placeholder: str | None = None
    required: bool = True
    missing: str = MISSING
    autosaved: bool = False
    subject: str = ""

    @property
    def block_id(self) -> str:
        """The block it stands in, which is where its errors are shown."""
        return self.block_about(self.subject) if self.subject else self.id

    def block_about(self, subject: str) -> str:
        """Return the block that the same field about a subject stands in."""
        return f"{self.id}:{subject}"

    def about(self, subject: str) -> Self:
        """Return the same field about one of several subjects, such as a competency or a person."""
        return replace(self, subject=subject)

    def subjects(self, names: Iterable[str]) -> list[str]:
        """Return what this field is about in each of these blocks that hold it."""
        prefix = f"{self.id}:"
        return [name.removeprefix(prefix) for name in names if name.startswith(prefix)]

    def block(self, value: T | None = None, **values: object) -> Block:
        """Return its input with a value in it; `values` stand in its label, hint and placeholder."""
        return blocks.field(
            self.block_id,
            _worded(self.label or called(self.id), values),
            self.element(value, _worded(self.placeholder, values) if self.placeholder else None),
            hint=_worded(self.hint, values) if self.hint else None,
            optional=not self.required,
            dispatch=self.autosaved,
        )

    def read(self, view: View) -> T | None:
        """Return what was filled in, or None."""
        return self.parsed(self._state(view))

    def need(self, view: View) -> T:
        """Return what was filled in; raises FormRefusal where nothing was, or what may not be."""
        value = self.read(view)
        problem = self.problem(value)
        if value is None or problem is not None:
            raise FormRefusal({self.block_id: problem or reason(self.missing)})
        return value

    def problem(self, value: T | None) -> Reason | None:
        """Return what is wrong with a value, or None."""
        if value is None or value in ("", ()):
            return reason(self.missing) if self.required else None
        return None

    def element(self, value: T | None, placeholder: str | None) -> Element:
        """Return the element that people fill in."""
        raise NotImplementedError

    def parsed(self, state: State) -> T | None:
        """Return the value that Slack's state of the element stands for."""
        raise NotImplementedError

    def _state(self, view: View) -> State:
        block = view["state"]["values"].get(self.block_id) or {}
        return next(iter(block.values()), {})


Form = Sequence[Field[Any]]


def called(name: str) -> str:
    """Return what a field is called that has no label of its own: “what_next” is “What next”."""
    return name.replace("_", " ").capitalize()


def check(view: View, form: Form) -> None:
    """Raise FormRefusal that says of every field at once what is missing or may not be."""
    refuse({field: field.read(view) for field in form})


def refuse(values: Mapping[Field[Any], Any]) -> None:
    """Raise FormRefusal unless each field may hold its value."""
    problems = {field.block_id: problem for field, value in values.items() if (problem := field.problem(value))}
    if problems:
        raise FormRefusal(problems)


def autosaved(form: Form) -> list[str]:
    """Return the action ids of the fields that send every change."""
    return [field.id for field in form if field.autosaved]


def block_names(view: View) -> Collection[str]:
    """Return the names of the blocks that a submitted or changed view tells of."""
    names: Mapping[str, Any] = view["state"]["values"]
    return names.keys()


def texts(view: View, form: Form) -> dict[str, str | None]:
    """Return what stands in a form whose fields all hold a text or a choice, by block id; None where nothing does."""
    names = block_names(view)
    return {
        block.block_id: block.read(view)
        for field in form
        for block in (field, *map(field.about, field.subjects(names)))
        if block.block_id in names
    }


def _worded(text: str, values: Mapping[str, object]) -> str:
    is_key = not isinstance(text, AsWritten) and _KEY.fullmatch(text)
    return plain_words(text, **values) if is_key else text
