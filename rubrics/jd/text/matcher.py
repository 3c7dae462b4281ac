"""One pass over the words of a text that finds every phrase of every list; knows no phrase itself.

Phrases are compared word by word, without case, plural -s, hyphens and punctuation between the words, by a
tree of words: the time grows with the text, not with the number of phrases.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise, product
from typing import Any, NamedTuple

from rubrics.jd.text.lists import ListKey, ListKind

_WORD = re.compile(r"[^\W_]+(?:\+\+|#(?!\w)|'s(?!\w))?")
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:\+\+|#(?!\w)|'s(?!\w))?")
_CHOICE = re.compile(r"\(([^()]*)\)")
_KEEPS_S = ("ss", "us", "is", "ws", "os")
_LEAF = ""
_TELLING = 80


class Word(NamedTuple):
    """One word as it is compared, and where it stands."""

    key: str
    start: int
    end: int


class Hit(NamedTuple):
    """One phrase in a text: the list it belongs to, the phrase, its place in the text and among the words."""

    kind: ListKind
    name: str
    phrase: str
    start: int
    end: int
    first: int
    last: int


@lru_cache(maxsize=20_000)
def word_key(word: str) -> str:
    """Return a lower-case word as phrases compare it: without possessive and plural -s."""
    key = word.removesuffix("'s")
    if len(key) > 3 and key[-1] == "s" and not key.endswith(_KEEPS_S):
        return key[:-3] + "y" if key.endswith("ies") and len(key) > 4 else key[:-1]
    return key


class Words:
    """The words of a stretch of lower-case text; where each stands is worked out only when asked."""

    __slots__ = ("_folded", "_from", "_grams", "_spans", "_to", "keys")

    def __init__(self, folded: str, start: int, end: int) -> None:
        self._folded, self._from, self._to = folded, start, end
        self._spans: list[tuple[int, int]] | None = None
        self._grams: list[str] | None = None
        self.keys: list[str] = list(map(word_key, _pattern(folded).findall(folded, start, end)))

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands."""
        if self._spans is None:
            words = _pattern(self._folded).finditer(self._folded, self._from, self._to)
            self._spans = [word.span() for word in words]
        return self._spans

    @property
    def grams(self) -> list[str]:
        """The different words and pairs of neighbors among the first eighty words: more tell no more of a sentence."""
        if self._grams is None:
            keys = self.keys[:_TELLING]
            self._grams = [*dict.fromkeys(keys), *dict.fromkeys(map(" ".join, pairwise(keys)))]
        return self._grams

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Word]:
        return (Word(key, *span) for key, span in zip(self.keys, self.spans, strict=True))

    def between(self, first: int, last: int) -> list[Word]:
        """Return the words from one position up to another, as a slice would."""
        pairs = zip(self.keys[first:last], self.spans[first:last], strict=True)
        return [Word(key, *span) for key, span in pairs]


def _pattern(folded: str) -> re.Pattern[str]:
    return _ASCII_WORD if folded.isascii() else _WORD


def words_of(folded: str, start: int = 0, end: int | None = None) -> Words:
    """Return the words of a lower-case text between two offsets."""
    return Words(folded, start, len(folded) if end is None else end)


def phrases_of(pattern: str) -> Iterator[str]:
    """Spell out a pattern: “(build|ship) agents” is two phrases, “(senior |)engineer” too."""
    pieces = _CHOICE.split(pattern)
    choices = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    for chosen in product(*choices):
        yield " ".join("".join(chosen).split())


_IRREGULAR = {"build": ("built",), "lead": ("led",), "write": ("wrote", "written"), "drive": ("drove", "driven")}
_DOUBLED = frozenset(("ship", "map", "plan", "run", "fit"))


def forms_of(verb: str) -> tuple[str, ...]:
    """Return a verb and its forms in -ing and -ed: build, building, built."""
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    if verb.endswith("e"):
        return verb, verb[:-1] + "ing", *_IRREGULAR.get(verb, (verb + "d",))
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb, verb + "ing", verb[:-1] + "ied"
    return verb, stem + "ing", *_IRREGULAR.get(verb, (stem + "ed",))


class Matcher:
    """Finds the phrases of many named lists at once."""

    def __init__(self, lists: Iterable[tuple[ListKey, Iterable[str]]]) -> None:
        self._tree: dict[str, Any] = {}
        self.size = 0
        for key, patterns in lists:
            for pattern in patterns:
                for phrase in phrases_of(pattern):
                    self._add(key, phrase)

    def _add(self, listed: ListKey, phrase: str) -> None:
        node = self._tree
        for key in words_of(phrase.lower()).keys:
            node = node.setdefault(key, {})
        entries: list[tuple[ListKind, str, str]] = node.setdefault(_LEAF, [])
        entry = (*listed, phrase)
        if entry not in entries:
            entries.append(entry)
            self.size += 1

    def hits(self, words: Words) -> list[Hit]:
        """Return every phrase in these words, in order; overlapping ones too."""
        hits: list[Hit] = []
        tree, keys = self._tree, words.keys
        count = len(keys)
        spans: list[tuple[int, int]] | None = None
        for first, key in enumerate(keys):
            node = tree.get(key)
            last = first
            while node is not None:
                entries = node.get(_LEAF)
                if entries:
                    spans = spans or words.spans
                    start, end = spans[first][0], spans[last][1]
                    hits += [Hit(kind, name, phrase, start, end, first, last) for kind, name, phrase in entries]
                last += 1
                node = node.get(keys[last]) if last < count else None
        return hits
