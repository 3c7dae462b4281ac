"""A text made of another one, where each character knows its place in that other; knows no content."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Rewriting:
    """Takes stretches of a text in any order, and words that do not stand in it."""

    source: str
    parts: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def keep(self, start: int, end: int) -> None:
        """Go on with a stretch of the text."""
        self.parts.append(self.source[start:end])
        self.places += range(start, end)

    def add(self, words: str, at: int | None = None) -> None:
        """Go on with words that stand for a single place of the text, the one reached where none is named."""
        if at is None:
            at = self.places[-1] if self.places else 0
        self.parts.append(words)
        self.places += [at] * len(words)

    @property
    def text(self) -> str:
        """The text as it is so far."""
        return "".join(self.parts)

    def placed(self, places: Sequence[int] | None) -> list[int]:
        """Return the places in the text that this one's source was itself made of."""
        return self.places if places is None else [places[place] for place in self.places]
