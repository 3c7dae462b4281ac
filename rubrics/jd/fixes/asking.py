"""What a fix asks of an author, and their answers; knows no sentences but the definitions' and the text's own."""

from collections.abc import Mapping
from enum import StrEnum

from rubrics.catalogue.model import Value


class AskKind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    AMOUNT = "amount"
    CHOICE = "choice"
    SEVERAL = "several"
    LINE = "line"
    """A sentence of the text, to be written anew; emptied, it is cut."""


UNIT = "pay-unit"
"""The question for what amounts of pay are in, as in “USD year”."""
KEEP = "keep"
"""The choice that leaves a sentence as it is."""
CUT = "cut"
WISH = "wish"
"""The choice that moves a sentence to the nice-to-haves."""
NOTHING = "none"
"""The choice that states no fact."""


class Option(Value):
    """One answer to a choice: its value, and the words it puts into the text, which are empty where it puts none."""

    value: str
    text: str = ""


class Ask(Value):
    """One question: what it is about, which remarks its answer fixes, and the answer that stands in it.

    `quote` are the words of the text that the answer takes the place of; `asks` and `example` are the definitions' own
    words for a fact. `suggested` holds for a choice that no one makes; a fact without an answer stays unsaid.
    `proposed` is chosen already where someone sees the question before it is answered. `leaves_blank` where no answer
    leaves a blank in the text.
    """

    id: str
    kind: AskKind
    rules: tuple[str, ...]
    asks: str = ""
    quote: str = ""
    example: str = ""
    options: tuple[Option, ...] = ()
    suggested: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    leaves_blank: bool = False


class Answers:
    """What an author answered, by the id of the question; an absent one is as suggested."""

    def __init__(self, given: Mapping[str, str | tuple[str, ...]] | None = None) -> None:
        self._given = dict(given or {})

    def fact(self, ask: Ask) -> str:
        """Return a fact as it was given, else as suggested, without spaces around it; empty where no one says it."""
        given = self._given.get(ask.id, ask.suggested[0] if ask.suggested else "")
        return " ".join(given.split()) if isinstance(given, str) else ""

    def written(self, ask: Ask) -> str | None:
        """Return a line as it was written anew, empty where it is to go; None where no one wrote it."""
        given = self._given.get(ask.id)
        return " ".join(given.split()) if isinstance(given, str) else None

    def choice(self, ask: Ask) -> str:
        """Return the option that was chosen, else the one suggested; one that was never offered counts as none."""
        given = self.fact(ask)
        offered = {option.value for option in ask.options}
        return given if given in offered else next(iter(ask.suggested), KEEP)

    def several(self, ask: Ask) -> tuple[str, ...]:
        """Return the options that were chosen, else those suggested."""
        given = self._given.get(ask.id)
        chosen = ask.suggested if given is None else (given,) if isinstance(given, str) else given
        offered = {option.value for option in ask.options}
        return tuple(value for value in chosen if value in offered)
