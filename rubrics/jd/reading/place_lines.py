"""The lines at the head of a posting that say where the job is, between company, mode and date; knows no law."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.place_names import CODE, read_line
from rubrics.jd.text.document import Document
from rubrics.jd.text.lines import Line, lines_of
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Words, words_of
from rubrics.jd.text.plaintext import lowered

_FIRST_LINES, _LINE, _LEFT_OVER = 12, 30, 1
"""The lines at the head that may be a location, how many words one has, and how many small ones may be unknown."""
_ABOVE = 3
"""Lines above the title; those before them are a page's or a message's own."""
_SHORT = 10
"""Words; in so short a line one unknown word counts for no more than a company's name."""
_UNSURE_LINES = 3
"""Only so many lines below the title may name a company and a town with nothing else to tell it from a customer."""
_PARTS: Final = re.compile(r"[ \t]+[-–—][ \t]*|[|·•;:()/—–,\n]|\.[ \t]")
_PAIR: Final = re.compile(r"[A-Za-z.][ \t]*,[ \t]*\(?$")
"""What stands before a state behind its town; elsewhere ON, IN and ME are words."""
_MODE = frozenset(("hybrid", "onsite", "remote", "remotely", "office", "site", "full", "permanent", "contract", "day"))
"""Words that a line on the terms of a job has."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A line that says where the job is: where it stands, and the words of it that may name a place."""

    start: int
    end: int
    words: str


def place_lines(document: Document, knowledge: Knowledge) -> list[PlaceLine]:
    """Return the lines at the head of a text that are a location, alone or with a company, a mode and a date."""
    lines: list[PlaceLine] = []
    for number, line in enumerate([*_above(document), *document.lines[:_FIRST_LINES]]):
        plain = document.text.plain[line.start : line.end]
        words = words_of(lowered(plain))
        if 0 < len(words) <= _LINE and (said := _place_in(plain, words, number, knowledge)):
            lines.append(PlaceLine(line.start, line.end, said))
    return lines


def _above(document: Document) -> list[Line]:
    """Return the lines right above the title, which may name a company and its place."""
    above = document.text.plain[: document.body_start].rfind(document.title_line) if document.title_line else 0
    return lines_of(document.text.plain[: max(above, 0)])[-_ABOVE:]


def _place_in(plain: str, words: Words, number: int, knowledge: Knowledge) -> str:
    """Return the words of a line that say where the job is, empty where it says something else."""
    if any(key in knowledge.others_places for key in words.keys) or not any(read_line(plain, knowledge)):
        return ""
    placed = _placed(plain, words, knowledge)
    unknown = [index for index in range(len(words)) if index not in placed and not _is_beside(words, index, knowledge)]
    if len(words) <= _SHORT and len(unknown) <= _LEFT_OVER:
        return plain
    # In a line of capitals nothing tells a name from a sentence: “WHAT MAKES US, US”.
    if plain.isupper() or not all(plain[words.spans[index][0]].isupper() for index in unknown):
        return ""
    kept, mixed = _parts(plain, words, placed, unknown)
    if not kept or (mixed and not _is_sure(plain, words, placed)):
        return ""
    named = _is_sure(plain, words, placed) or number < _UNSURE_LINES
    return ", ".join(kept) if named else ""


def _placed(plain: str, words: Words, knowledge: Knowledge) -> set[int]:
    """Return which words name a place or say that the work is remote."""
    hits = knowledge.place_matcher.hits(words)
    placed = {index for hit in hits if hit.kind is not ListKind.NOT_PLACE for index in range(hit.first, hit.last + 1)}
    data, starts = knowledge.places, {span[0]: index for index, span in enumerate(words.spans)}
    for code in CODE.finditer(plain):
        index = starts.get(code.start(), 0)
        known = code[0] in data.codes or code[0] in data.other_codes
        if known and index and (index - 1 in placed or _PAIR.search(plain, 0, code.start())):
            placed.add(index)
    return placed


def _is_beside(words: Words, index: int, knowledge: Knowledge) -> bool:
    return words.keys[index] in knowledge.beside_places or words.keys[index][0].isdigit()


def _parts(plain: str, words: Words, placed: set[int], unknown: list[int]) -> tuple[list[str], bool]:
    """Return the parts of a line that hold nothing but a place and its mode, and whether another holds a place."""
    cuts = [0, *(cut.start() for cut in _PARTS.finditer(plain)), len(plain)]
    kept: list[str] = []
    mixed = False
    for start, end in pairwise(cuts):
        inside = {index for index, span in enumerate(words.spans) if start <= span[0] < end}
        if inside & placed and not inside & set(unknown):
            kept.append(plain[start:end].strip(" \t|·•;:()/—–,-."))
        mixed = mixed or bool(inside & placed and inside & set(unknown))
    return kept, mixed


def _is_sure(plain: str, words: Words, placed: set[int]) -> bool:
    """Whether a line has what only a job's has: its mode, or a state behind a town."""
    if _MODE & set(words.keys):
        return True
    return any(
        index - 1 in placed and _PAIR.search(plain, 0, words.spans[index][0])
        for index in sorted(placed)
        if index and plain[words.spans[index][0]].isupper()
    )
