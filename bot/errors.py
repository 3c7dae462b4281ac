"""What a person may be refused; knows neither Slack nor the database."""

from collections.abc import Mapping


class Refusal(Exception):  # noqa: N818 – nothing went wrong: somebody is told no
    """An expected refusal, told to the person: what cannot be done, what to do, and the modal field it concerns."""

    def __init__(self, reason: str, advice: str, *, field: str | None = None) -> None:
        self.reason, self.advice, self.field = reason, advice, field
        super().__init__(f"{reason} {advice}")


class FormRefusal(Refusal):
    """A form that cannot be taken as it is; `fields` says, per field of the modal, what to change."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        super().__init__("Some fields need a change.", " ".join(fields.values()))
