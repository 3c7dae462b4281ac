"""What a JD for a role must, should and must not say, as values; reads no JD."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from rubrics.catalogue import limits
from rubrics.catalogue.model import Sentence, Slug, SourceMark, Value

ItemName = Annotated[str, StringConstraints(min_length=1, max_length=limits.ITEM, strip_whitespace=True)]
Theme = Literal["offer", "work", "bar", "process"]
"""What an item is about, so that a list is read in groups."""


class ChecklistItem(Value):
    """One thing a JD must, should or must not say, and why."""

    id: Slug
    kind: Literal["must", "should", "must_not"]
    short: ItemName | None = None
    theme: Theme | None = None
    text: Sentence
    why: Sentence
    sources: tuple[SourceMark, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in a list: its short name, else its text."""
        return self.short or self.text


class Checklist(Value):
    """What a JD for a role must, should and must not say."""

    role: Slug
    items: Annotated[tuple[ChecklistItem, ...], Field(min_length=1)]
