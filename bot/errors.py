"""What a person may be told no about, by key and values; knows neither Slack, nor the database, nor a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Reason:
    """A text of Debrief's by the key of its words, with the values that stand in it."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


def reason(key: str, **values: Any) -> Reason:
    """Return a reason: `reason("people_refusals.is_app", person=user)`."""
    return Reason(key, values)


@dataclass(frozen=True)
class NextStep:
    """What someone may do next: the words of its button, and the id and value that its click carries."""

    label: Reason
    action: str
    value: str = "-"


@dataclass(frozen=True)
class Plea:
    """What anyone who was refused may ask of someone who may do it: the act, the loop, and whose interview, if one's.

    Opening a loop is about none yet.
    """

    act: str
    loop: str = ""
    interview: str = ""


class Refusal(Exception):  # noqa: N818 – nothing went wrong: someone is told no
    """An expected refusal: the key of its words, the values in them, and the modal field it concerns, if one.

    Its words are a block of a `*_refusals.plain.j2`: what cannot be done, and on the next line what to do instead.
    `steps` are offered as buttons beside it; without any, those of its room are. A `plea` puts buttons before them
    that ask anyone who may do it.
    """

    def __init__(
        self,
        key: str,
        *,
        field: str | None = None,
        steps: Sequence[NextStep] = (),
        plea: Plea | None = None,
        **values: Any,
    ) -> None:
        self.reason, self.field, self.steps, self.plea = Reason(key, values), field, tuple(steps), plea
        super().__init__(" ".join([key, *map(repr, values.values())]))


class FormRefusal(Refusal):
    """A form that cannot be taken as it is; `fields` says, per field of the modal, what to change."""

    def __init__(self, fields: Mapping[str, Reason | str]) -> None:
        self.fields = dict(fields)
        super().__init__("refusals.form")
