"""What a candidate goes by, however someone types it: a code, an account, a name in one form; knows no candidate.

Opening a loop and finding one read a name alike, so that what finds a candidate never opens a second one.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rubrics.catalogue.names import likenesses

APOSTROPHES = frozenset("'`´’‘ʼʻ′＇")
"""Signs inside a name, which people leave out or swap: O'Brien, O’Brien and OBrien are one."""
QUOTES = frozenset("\"'“”„‟«»‹›‘’‚＂")
"""Signs around a name, which phones and Macs turn into one another."""
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t"}
)
"""Letters that no accent makes, as people type them on a keyboard without them."""
MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
"""Accents and the points of vowels. Other scripts' marks are letters to them: か and が are two names."""
DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
CODE = re.compile(r"(?<![\w-])c-[a-z0-9]{4,6}(?![\w-])", re.IGNORECASE)
MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")
NEAR = 3 / 4
"""How near a name must be, since names are nearer to one another than roles; of a code, one letter of four misread."""
WHOLE = "="
"""What stands before a whole name among the words that a candidate is found by; no word begins so."""


@dataclass(frozen=True, slots=True)
class NameTyped:
    """What was typed for a candidate: the code and the account in it, if any, and the text as a name."""

    text: str
    code: str = ""
    account: str = ""

    @property
    def key(self) -> str:
        """The whole text in the form that names are looked up by."""
        return name_key(self.text)

    @property
    def name(self) -> str:
        """The text without its code: what “Dana Fox (C-7M3P)” calls the candidate."""
        return CODE.sub(" ", DASHES.sub("-", self.text)) if self.code else self.text


def name_typed(text: str) -> NameTyped:
    """Return what is meant by a text, such as a name, a code, a mention, or a label as Debrief prints it."""
    mention = MENTION.search(text)
    named = MENTION.sub(lambda found: found[2] or "", text)
    code = CODE.search(DASHES.sub("-", _without_format(named)))
    return NameTyped(named, code[0].upper() if code else "", mention[1] if mention else "")


def name_key(name: str) -> str:
    """Return what a name is looked up by, whatever its case, accents, quotes, dashes and the order of its words."""
    return " ".join(sorted(name_words(name)))


def name_words(name: str) -> list[str]:
    """Return the words of a name as they are looked up; of a name of signs alone, the signs."""
    folded = name.lower() if name.isascii() else _folded(name)
    words = "".join(map(_kept, folded)).split()
    return words or _without_format(name).casefold().split()


def name_kept(typed: str) -> str:
    """Return a name as it is kept and shown: without quotes around it, a mention's @, and needless spaces."""
    name = " ".join(typed.split())
    bare = name.removeprefix("@").strip()
    while len(bare) > 1 and bare[0] in QUOTES and bare[-1] in QUOTES:
        bare = bare[1:-1].strip()
    return bare if name_key(bare) == name_key(name) else name


def words_found_by(name: str) -> set[str]:
    """Return all that a candidate of this name is found by: each of its words, and the whole of it."""
    return {*name_words(name), WHOLE + name_key(name)}


def candidate_label(name: str | None, code: str) -> str:
    """Return what those on a loop may call a candidate: name and code."""
    return f"{name} ({code})" if name and name != code else code


def begins(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether each word typed begins one of a name's, as in “D. Fox” and “Ngu”."""
    return bool(typed) and all(any(word.startswith(part) for word in name) for part in typed)


def nearest_candidates(typed: str, known: Mapping[str, str], most: int = 3) -> list[str]:
    """Return the codes of those whom a misspelled name or code may mean, nearest first; `known` are names by code.

    Near is who has a word near to each word typed, or a whole name near to the whole; of codes, one misread.
    """
    words, whole = name_words(typed), name_key(typed)
    names = {code: name_words(name) for code, name in known.items()}
    near = _near_by_words(words, names)
    by_key = _grouped((" ".join(sorted(its)), code) for code, its in names.items())
    for key, likeness in likenesses(whole, list(by_key)):
        near |= {code: max(near.get(code, 0.0), likeness) for code in by_key[key] if likeness >= NEAR}
    code_typed = name_typed(typed).code
    if code_typed:
        found = likenesses(code_typed[2:], [code[2:] for code in known])
        near |= {f"C-{rest}": likeness for rest, likeness in found if likeness >= NEAR and f"C-{rest}" in known}
    order = {code: place for place, code in enumerate(known)}
    return sorted(near, key=lambda code: (-near[code], order[code]))[:most]


def _near_by_words(typed: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return how near each name is that has a word near to every word typed; longer words count for more."""
    holders = _grouped((word, code) for code, words in names.items() for word in words)
    near, length = dict.fromkeys(names, 0.0), sum(map(len, typed))
    for word in typed:
        best: dict[str, float] = {}
        for known, likeness in likenesses(word, list(holders)):
            for code in holders[known] if likeness >= NEAR else ():
                best[code] = max(best.get(code, 0.0), likeness)
        near = {code: near[code] + best[code] * len(word) / length for code in near if code in best}
    return near if typed else {}


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return grouped


def _folded(name: str) -> str:
    # Taken apart before as well: a capital among mathematical letters has no lower case until it is a plain one.
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = unicodedata.normalize("NFKD", plain).translate(LETTERS)
    return unicodedata.normalize("NFC", MARKS.sub("", letters))


def _kept(character: str) -> str:
    """Return a letter, digit or mark as it is; nothing for what is no part of a name, a space for what divides one."""
    if character in APOSTROPHES or unicodedata.category(character) == "Cf":
        return ""
    if character.isalnum():
        return character
    return character if unicodedata.category(character).startswith("M") else " "


def _without_format(text: str) -> str:
    """Return a text without marks that no one sees, such as those that say which way it runs."""
    return "".join(character for character in text if unicodedata.category(character) != "Cf").strip()
