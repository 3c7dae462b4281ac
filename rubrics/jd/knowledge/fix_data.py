"""The shape of fixes.yaml: all that a fix may write into an author's text; knows no content and no text."""

from collections.abc import Mapping

from pydantic import model_validator

from rubrics.catalogue.model import Slug, Value
from rubrics.jd.knowledge.schema import Name, Names, Phrases, Sentence
from rubrics.jd.values import SectionKind

_RESERVED = frozenset(("keep", "cut", "wish", "none"))
"""What an answer may say instead of a choice."""


class PayLine(Value):
    """How pay is written, and in which currency a place pays."""

    line: Sentence
    basis: Mapping[str, Name]
    periods: Mapping[str, Name]
    blank: Name
    signs: Mapping[str, Name]
    currencies: Mapping[str, Phrases]
    by_country: Mapping[str, Name]
    offered: Names

    @property
    def bracketed(self) -> str:
        """The blank alone, as it stands in brackets."""
        return self.blank.partition(": ")[2] or self.blank


class FactLine(Value):
    """A line that states a fact its author is asked for: which remarks and items it answers, and where it goes.

    With `choices` the answer is one of these lines, else it stands in the braces of `line`. With `blank` no answer to
    a warning leaves that in its place.
    """

    id: Slug
    rules: tuple[Slug, ...] = ()
    items: tuple[Slug, ...] = ()
    section: SectionKind
    asks: Name
    line: Sentence | None = None
    choices: Mapping[str, Sentence] = {}
    blank: Name | None = None
    example: Name | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "FactLine":
        if not self.choices and "{}" not in (self.line or ""):
            raise ValueError("needs choices, or a line with {} for the answer")
        if _RESERVED.intersection(self.choices):
            raise ValueError("keep, cut, wish and none are no names of choices: they stand for none of them")
        if not (self.rules or self.items):
            raise ValueError("answers no rule and no item")
        return self

    def written(self, answer: str) -> str:
        """Return the line that states an answer."""
        return self.choices[answer] if self.choices else (self.line or "{}").replace("{}", answer)

    @property
    def left_blank(self) -> str | None:
        """The line with a blank in it, for its author to fill in."""
        return self.blank and (self.line or "{}").replace("{}", self.blank)


class FixData(Value):
    """fixes.yaml: what fixes write, and which remarks they fix by it."""

    headings: Mapping[SectionKind, Name]
    pay: PayLine
    lines: tuple[FactLine, ...]
    levels: Mapping[str, Name]
    degree: Name
    shipped: Name
    deadline: Name
    instead: Mapping[Slug, Mapping[str, str]]
    nouns: Mapping[Slug, Mapping[str, str]]
    cut: tuple[Slug, ...]
    wish: tuple[Slug, ...]

    @property
    def blanks(self) -> Names:
        """Every blank that a fix may leave, as it stands in brackets."""
        lines = [line.blank for line in self.lines if line.blank]
        return (*lines, self.deadline, self.pay.bracketed)
