"""One pass over the words of a text that finds every phrase of every list; knows no phrase itself.

Phrases are compared word by word, without case, plural -s, hyphens and punctuation between the words, by a
tree of words: the time grows with the text, not with the number of phrases.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise, product
from typing import Any, NamedTuple

from rubrics.jd.text.lists import ListKey, ListKind

_WORD = re.compile(r"([^\W_]+(?:\+\+|#(?!\w)|'s(?!\w))?)")
_ASCII_WORD = re.compile(r"([a-z0-9]+(?:\+\+|#(?!\w)|'s(?!\w))?)")
_CHOICE = re.compile(r"\(([^()]*)\)")
_KEEPS_S = ("ss", "us", "is", "ws", "os")
_LEAF = ""
_TELLING = 80
_REMEMBERED = 20_000
"""Words; more than all postings of a day have."""
_LONG = 2_000
"""Characters of a folded branch: shorter ones are read with the branch they stand on, which costs some microseconds."""
_WRITER = json.JSONEncoder(separators=(",", ":"), check_circular=False)


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


class _Keys(dict[str, str]):
    """The keys of words met before: a look-up in C, as a text has the same words over and over."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        key = self[word] = _key_of(word)
        return key


def _key_of(word: str) -> str:
    key = word.removesuffix("'s")
    if len(key) > 3 and key[-1] == "s" and not key.endswith(_KEEPS_S):
        return key[:-3] + "y" if key.endswith("ies") and len(key) > 4 else key[:-1]
    return key


word_key = _Keys().__getitem__
"""Returns a lower-case word as phrases compare it: without possessive and plural -s."""


class Words:
    """The words of a stretch of lower-case text; where each stands is worked out only when asked."""

    __slots__ = ("_edges", "_grams", "_pieces", "_spans", "_start", "keys")

    def __init__(self, folded: str, start: int, end: int) -> None:
        # What stands between the words, and each word, by turns: their lengths tell places without a match for each.
        self._pieces: list[str] = _pattern(folded).split(folded[start:end])
        self._start = start
        self._edges: list[int] | None = None
        self._spans: list[tuple[int, int]] | None = None
        self._grams: list[str] | None = None
        self.keys: list[str] = list(map(word_key, self._pieces[1::2]))

    @property
    def edges(self) -> list[int]:
        """The start of the stretch, then where each word starts and ends, then the end of the stretch."""
        if self._edges is None:
            self._edges = list(accumulate(map(len, self._pieces), initial=self._start))
        return self._edges

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands."""
        if self._spans is None:
            self._spans = list(zip(self.edges[1:-1:2], self.edges[2::2], strict=True))
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


def first_key(folded: str) -> str:
    """Return the first word of a lower-case text, as it is compared; empty where it has none."""
    word = _pattern(folded).search(folded)
    return word_key(word[0]) if word else ""


def phrases_of(pattern: str) -> Iterator[str]:
    """Spell out a pattern: “(build|ship) agents” is two phrases, “(senior |)engineer” too; choices may hold choices."""
    return iter(dict.fromkeys(_spelled(pattern)))


def _spelled(pattern: str) -> Iterator[str]:
    pieces = _CHOICE.split(pattern)
    if len(pieces) == 1:
        yield " ".join(pattern.split())
        return
    choices = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    for chosen in product(*choices):  # the innermost are spelled out; those around them are next
        yield from _spelled("".join(chosen))


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
    """Finds the phrases of many named lists at once.

    Read back from where it was kept, a branch of its tree stays text until a word leads into it: of forty thousand
    phrases a posting touches a few thousand.
    """

    def __init__(self, lists: Iterable[tuple[ListKey, Iterable[str]]]) -> None:
        self._tree: dict[str, Any] = {}
        """A branch for each word, or its number where it is folded; at _LEAF lists' numbers and phrases by turns."""
        self._lists: list[ListKey] = []
        self._folded: list[str] = []
        self.size = 0
        numbers: dict[ListKey, int] = {}
        for key, patterns in lists:
            number = numbers.setdefault(key, len(numbers))
            for pattern in patterns:
                for phrase in phrases_of(pattern):
                    self._add(number, phrase)
        self._lists += numbers

    def _add(self, number: int, phrase: str) -> None:
        node = self._tree
        for key in words_of(phrase.lower()).keys:
            node = node.setdefault(key, {})
        entries: list[Any] = node.setdefault(_LEAF, [])
        if (number, phrase) not in _pairs(entries):
            entries += (number, phrase)
            self.size += 1

    def hits(self, words: Words) -> list[Hit]:
        """Return every phrase in these words, in order; overlapping ones too."""
        hits: list[Hit] = []
        keys, lists, tree, new = words.keys, self._lists, self._tree, tuple.__new__
        count, edges = len(keys), None
        for first, key in enumerate(keys):
            above, node, last = tree, tree.get(key), first
            while node is not None:
                if node.__class__ is int:
                    node = self._unfold(above, keys[last], node)
                if entries := node.get(_LEAF):
                    edges = edges or words.edges
                    start, end = edges[2 * first + 1], edges[2 * last + 2]
                    every = iter(entries)
                    for number, phrase in zip(every, every, strict=True):
                        kind, name = lists[number]
                        hits.append(new(Hit, (kind, name, phrase, start, end, first, last)))
                last += 1
                above, node = node, node.get(keys[last]) if last < count else None
        return hits

    def _unfold(self, above: dict[str, Any], key: str, number: int) -> dict[str, Any]:
        """Put a branch in the place of its number; two threads at once put equal ones there."""
        branch: dict[str, Any] = json.loads(self._folded[number])
        above[key] = branch
        return branch

    def __getstate__(self) -> dict[str, Any]:
        """Return it with its branches folded, whichever of them were."""
        folded: list[str] = []
        whole = self._whole(self._tree) if self._folded else self._tree
        tree = {key: _fold(branch, folded) for key, branch in whole.items()}
        return {"_tree": tree, "_lists": self._lists, "_folded": folded, "size": self.size}

    def _whole(self, branch: Any) -> dict[str, Any]:
        if branch.__class__ is int:
            branch = json.loads(self._folded[branch])
        return {key: below if key == _LEAF else self._whole(below) for key, below in branch.items()}


class LayeredMatcher(Matcher):
    """Finds the phrases of another matcher and a few more, without what building that one anew would take.

    Its own lists of a kind stand in place of all those of that kind beneath it.
    """

    def __init__(self, beneath: Matcher, own: ListKind, lists: Iterable[tuple[ListKey, Iterable[str]]]) -> None:
        super().__init__(lists)
        self._beneath, self._own = beneath, own

    def hits(self, words: Words) -> list[Hit]:
        """Return every phrase in these words, in order; overlapping ones too."""
        kept = [hit for hit in self._beneath.hits(words) if hit.kind is not self._own]
        found = super().hits(words)
        return sorted([*kept, *found], key=lambda hit: (hit.first, hit.last)) if found else kept


def _fold(branch: dict[str, Any], folded: list[str], least: int = 0) -> Any:
    """Return the number of a branch's text among those folded, or the branch itself where its text is short."""
    text = _WRITER.encode(branch)
    if len(text) < least:
        return branch
    if len(text) >= _LONG:
        below = {key: under if key == _LEAF else _fold(under, folded, _LONG) for key, under in branch.items()}
        text = _WRITER.encode(below)
    folded.append(text)
    return len(folded) - 1


def _pairs(entries: list[Any]) -> Iterator[tuple[int, str]]:
    every = iter(entries)
    return zip(every, every, strict=True)
