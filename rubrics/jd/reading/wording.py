"""What the wording of a text adds to the verdict: words and pairs of words that tell roles apart, whatever they name.

Quotes nothing and decides nothing; the weights are data (definitions/jd/wording.tsv), fitted on labeled postings.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from operator import mul

from rubrics.jd.text.document import Document
from rubrics.jd.values import OTHER, SectionKind

COUNTS: Mapping[SectionKind, float] = {
    "duties": 1.6,
    "musts": 1.0,
    "intro": 0.8,
    "other": 0.5,
    "nice": 0.35,
    "about": 0.1,
}
"""How much a word counts once in a sentence of each kind. Weights of sections.yaml but where company or team are told:
their words say more of the work than their phrases do."""
_LENGTH, _TITLE_LENGTH = 3.0, 1.0
"""How long the vector of all values is: a long text says no more by its wording than a short one. With 2 or 4 as many
verdicts are right; with 6, words outweigh what is known of the work."""
TITLED = "t:"
"""Stands before words of the title, which tell other things than the same words below it."""
_SHOWN = 4
"""Words are shown for a verdict at most."""
_ROUNDED = 1e-9
"""What is left of a sum from which everything was taken."""
WordWeights = Mapping[str, Sequence[float]]


class Wording:
    """The words and pairs of neighbors of a document that have weights: one for each of `roles`, in their order."""

    def __init__(self, document: Document, weights: WordWeights, roles: Sequence[str]) -> None:
        self._weights, self._roles = weights, roles
        self._known: dict[int, tuple[float, list[str]]] = {}
        self._sums: dict[str, float] = {}
        for index, segment in enumerate(document.segments):
            count = COUNTS.get(segment.kind)
            if count and (known := list(filter(weights.__contains__, segment.words.grams))):
                self._known[index] = count, known
                for gram in known:
                    self._sums[gram] = self._sums.get(gram, 0.0) + count
        titled = (TITLED + gram for gram in document.title_words.grams)
        self._title = list(filter(weights.__contains__, titled))

    @cached_property
    def values(self) -> dict[str, float]:
        """How much each word counts, those of the title behind `TITLED`: more uses add ever less."""
        titled = _TITLE_LENGTH / math.sqrt(len(self._title)) if self._title else 0.0
        return {**dict(zip(self._sums, self._scaled(self._sums), strict=True)), **dict.fromkeys(self._title, titled)}

    def _scaled(self, sums: Mapping[str, float]) -> list[float]:
        counted = list(map(math.log1p, sums.values()))
        length = math.sqrt(sum(map(mul, counted, counted)))
        return list(map(mul, counted, repeat(_LENGTH / length if length else 0.0)))

    def _sums_without(self, dropped: frozenset[int]) -> dict[str, float]:
        sums = dict(self._sums)
        for index in dropped & self._known.keys():
            count, known = self._known[index]
            for gram in known:
                sums[gram] -= count
        return {gram: total for gram, total in sums.items() if total > _ROUNDED}

    def scores(self, dropped: frozenset[int] = frozenset(), *, titled: bool = True) -> dict[str, float]:
        """Return what the wording adds for each role; empty where there is no known word.

        As if some sentences were not there, and without `titled` as if the title's words were not.
        """
        added = self._added(self._sums_without(dropped)) if dropped else self._body
        if titled and self._title:
            named = self._columns(self._title)
            share = _TITLE_LENGTH / math.sqrt(len(self._title))
            added = [one + share * sum(column) for one, column in zip(added or repeat(0.0), named, strict=False)]
        return dict(zip(self._roles, added, strict=True)) if added else {}

    @cached_property
    def _body(self) -> list[float]:
        return self._added(self._sums)

    def _added(self, sums: Mapping[str, float]) -> list[float]:
        values = self._scaled(sums)
        return [sum(map(mul, column, values)) for column in self._columns(sums)]

    def _columns(self, words: Iterable[str]) -> Iterable[tuple[float, ...]]:
        return zip(*map(self._weights.__getitem__, words), strict=True)

    def _column(self, role: str) -> int:
        """Return the place of a role among the weights; a role of the team's own is other work to them."""
        return self._roles.index(role if role in self._roles else OTHER)

    def gains(self, role: str) -> dict[int, float]:
        """Return for each sentence what its words add for one role: its part of each word's value."""
        values, weights, column = self.values, self._weights, self._column(role)
        each = {gram: weights[gram][column] * values[gram] / total for gram, total in self._sums.items()}
        return {index: count * sum(map(each.__getitem__, known)) for index, (count, known) in self._known.items()}

    def strongest(self, document: Document, role: str) -> list[str]:
        """Return the words below the title that add most for one role, as the text has them, each in one pair only."""
        values, weights, column = self.values, self._weights, self._column(role)
        gains = [(weights[gram][column] * values[gram], gram) for gram in self._sums if weights[gram][column] > 0]
        spoken: dict[str, str] = {}
        for _, gram in sorted(gains, reverse=True):
            if len(spoken) == _SHOWN:
                break
            if not any(set(gram.split()) & set(other.split()) for other in spoken):
                spoken[gram] = self._as_written(document, gram)
        return list(spoken.values())

    def _as_written(self, document: Document, gram: str) -> str:
        index = next(index for index, (_, known) in self._known.items() if gram in known)
        words, parts = document.segments[index].words, gram.split()
        first = next(at for at in range(len(words)) if words.keys[at : at + len(parts)] == parts)
        start, end = words.spans[first][0], words.spans[first + len(parts) - 1][1]
        return " ".join(document.text.folded[start:end].split())
