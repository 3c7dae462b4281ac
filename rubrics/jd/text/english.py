"""Whether a text is in English, by its small words; names no other language."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

_READ = 500
"""So many words tell the language; more would only take time."""
_FROM, _STRANGE_FROM = 30, 5
"""Fewer words do not tell the language; words in another script do sooner, some of which are whole sentences."""
_ENGLISH = 0.03
"""The thinnest of 300 English postings has .075 of such words, postings in other languages next to none."""
_FOREIGN, _STRANGE = 0.03, 0.5
"""The share of foreign small words, or of words in another script, from which a text is not in English."""
_TWICE = 0.6
"""An English half of a posting in two languages is not much shorter than the other; less is a preface to it."""
_SEVERAL = 6
"""Fewer foreign small words are a name or a motto."""


def is_english(words: Sequence[str], english: Collection[str], foreign: Collection[str]) -> bool:
    """Tell whether lower-case words are of an English text; too few of them to tell count as English.

    A text is in another language where it has next to none of the small English words, and either some of another
    language or mostly words of another script.
    """
    words = words[:_READ]
    if len(words) < _STRANGE_FROM or _share(words, english) >= _ENGLISH:
        return True
    strange = sum(not word.isascii() for word in words) / len(words)
    return strange < _STRANGE and (len(words) < _FROM or _share(words, foreign) < _FOREIGN)


def is_foreign(words: Collection[str], english: Collection[str], foreign: Collection[str]) -> bool:
    """Tell whether a sentence has more small words of another language than English ones."""
    return sum(map(foreign.__contains__, words)) > sum(map(english.__contains__, words))


def _share(words: Collection[str], small: Collection[str]) -> float:
    return sum(map(small.__contains__, words)) / len(words)


def foreign_lines(lines: Sequence[str], english: Collection[str], foreign: Collection[str]) -> tuple[int, int] | None:
    """Return where the lines of another language stand in an English text, from the first up to the next English one.

    A posting in two languages says everything twice. A few foreign words, or a text in one language, are no such lines.
    """
    words = [line.lower().split() for line in lines]
    if sum(map(foreign.__contains__, chain.from_iterable(words))) < _SEVERAL:
        return None
    signs = [(sum(word in english for word in line), sum(word in foreign for word in line)) for line in words]
    best = max(_runs(signs), key=lambda run: sum(map(len, words[slice(*run)])), default=None)
    if best is None:
        return None
    inside = [word for line in words[slice(*best)] for word in line]
    beside = [word for index, line in enumerate(words) if not best[0] <= index < best[1] for word in line]
    told = len(inside) >= _FROM and _share(inside, foreign) >= _FOREIGN and _share(inside, english) < _ENGLISH
    enough = len(beside) >= max(_FROM, _TWICE * len(inside))
    return best if told and enough and _share(beside, english) >= _ENGLISH else None


def _runs(signs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield each stretch that begins with a foreign line and ends before the next English one."""
    start: int | None = None
    for index, (english, foreign) in enumerate(signs):
        if start is None and foreign > english:
            start = index
        elif start is not None and english > foreign:
            yield start, index
            start = None
    if start is not None:
        yield start, len(signs)
