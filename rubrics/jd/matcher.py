"""One pass over the words of a text that finds every phrase of every list; knows no phrase itself.

Phrases are compared word by word, without case, plural -s, hyphens and punctuation between the words, by a
tree of words: the time grows with the text, not with the number of phrases.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from rubrics.jd.plaintext import SOFT

_WORD = re.compile(r"[^\W_](?:[^\W_]|\x1f)*(?:\+\+|#(?!\w)|'s(?!\w))?")
_CHOICE = re.compile(r"\(([^()]*)\)")
_KEEPS_S = ("ss", "us", "is", "ws", "os")
_LEAF = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is compared, and where it stands."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found: the list it belongs to, the phrase, its place in the text and among the words."""

    group: str
    phrase: str
    start: int
    end: int
    first: int
    last: int


@lru_cache(maxsize=20_000)
def word_key(word: str) -> str:
    """Return a lower-case word as phrases compare it: without possessive and plural -s."""
    key = word.replace(SOFT, "") if SOFT in word else word
    if key.endswith("'s"):
        key = key[:-2]
    if len(key) > 3 and key[-1] == "s" and not key.endswith(_KEEPS_S):
        return key[:-3] + "y" if key.endswith("ies") and len(key) > 4 else key[:-1]
    return key


def words_of(folded: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a lower-case text between two offsets."""
    stop = len(folded) if end is None else end
    return [Word(word_key(found[0]), found.start(), found.end()) for found in _WORD.finditer(folded, start, stop)]


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

    def __init__(self, lists: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._tree: dict[str, Any] = {}
        self.size = 0
        for group, patterns in lists:
            for pattern in patterns:
                for phrase in phrases_of(pattern):
                    self._add(group, phrase)

    def _add(self, group: str, phrase: str) -> None:
        node = self._tree
        for word in words_of(phrase.lower()):
            node = node.setdefault(word.key, {})
        entries: list[tuple[str, str]] = node.setdefault(_LEAF, [])
        if (group, phrase) not in entries:
            entries.append((group, phrase))
            self.size += 1

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Return every phrase in these words, in order; overlapping ones too."""
        found: list[Hit] = []
        tree, count = self._tree, len(words)
        for first, word in enumerate(words):
            node = tree.get(word.key)
            last = first
            while node is not None:
                for group, phrase in node.get(_LEAF, ()):
                    found.append(Hit(group, phrase, word.start, words[last].end, first, last))
                last += 1
                node = node.get(words[last].key) if last < count else None
        return found
