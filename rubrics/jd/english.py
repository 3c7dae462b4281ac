"""Whether a text is in English, by its small words; names no other language."""

from collections.abc import Collection

from rubrics.jd.matcher import words_of

_READ = 3_000
"""So many characters tell the language; more would only take time."""
_FROM = 30
_ENGLISH = 0.03
"""The thinnest of 300 English postings has .075 of such words, postings in other languages next to none."""
_FOREIGN, _STRANGE = 0.03, 0.5


def is_english(folded: str, english: Collection[str], foreign: Collection[str]) -> bool:
    """Tell whether a lower-case text is in English; one that says too little to tell counts as English.

    It is not where it has next to none of the small English words, and either some of another language or mostly
    words of another script.
    """
    words = words_of(folded, 0, min(len(folded), _READ)).keys
    if len(words) < _FROM or _share(words, english) >= _ENGLISH:
        return True
    strange = sum(not word.isascii() for word in words) / len(words)
    return _share(words, foreign) < _FOREIGN and strange < _STRANGE


def _share(words: Collection[str], small: Collection[str]) -> float:
    return sum(word in small for word in words) / len(words)
