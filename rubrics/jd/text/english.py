"""Whether a text is in English, by its small words; names no other language."""

from collections.abc import Collection, Sequence

_READ = 500
"""So many words tell the language; more would only take time."""
_FROM, _STRANGE_FROM = 30, 5
"""Fewer words do not tell the language; words in another script do sooner, some of which are whole sentences."""
_ENGLISH = 0.03
"""The thinnest of 300 English postings has .075 of such words, postings in other languages next to none."""
_FOREIGN, _STRANGE = 0.03, 0.5
"""The share of foreign small words, or of words in another script, from which a text is not in English."""


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


def _share(words: Collection[str], small: Collection[str]) -> float:
    return sum(word in small for word in words) / len(words)
