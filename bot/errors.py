"""What a person may be refused; knows neither Slack nor the database."""


class Refusal(Exception):
    """An expected refusal, told to the person: what cannot be done, what to do, and the modal field it concerns."""

    def __init__(self, reason: str, advice: str, *, field: str | None = None) -> None:
        self.reason, self.advice, self.field = reason, advice, field
        super().__init__(f"{reason} {advice}")
