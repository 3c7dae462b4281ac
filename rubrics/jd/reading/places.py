"""Which places a posting is for, read from its location, its title and its first lines; knows no law."""

import re

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.text.document import Document
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import words_of
from rubrics.jd.text.plaintext import lowered

_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{2,3}(?![A-Za-z])")
_LABEL = re.compile(
    r"(?:^|[\n|•;]|[.!?] )[ \t*#-]{0,6}(?:job |work |office |primary |position )?(?:locations?|offices?)"
    r"(?: designation| type|\(s\))?[ \t*]{0,4}(?:[:\-]|\n)[ \t*]{0,4}\n?([^\n]{2,160})"
)
_SAID = re.compile(
    r"(?:(?:role|position|job|you(?:'ll| will| must)?) (?:is |be |can be |must be )?"
    r"(?:based|located|performed) (?:in|out of|at)"
    r"|we(?:'re| are) based (?:in|out of)|remote(?:ly)?(?: from| within| in| across)?[ \t]{0,2}(?:\(|-|,)?|work from"
    r"|hybrid(?: (?:role|position|job|work|model|schedule|setup))?(?: (?:based|located))? (?:in|at|from|out of)"
    r"|days? (?:a|per|each) week (?:in|at|from|on[- ]site (?:in|at))"
    r"|(?:days?|work) (?:in|from|at) (?:our|the) [^.\n;)]{0,20}offices? in"
    r"|resid(?:e|ing) in|candidates (?:based |located |living )?in|is hiring in|on[- ]site (?:in|at)) ([^.\n;)]{2,80})"
)
_PARTS = re.compile(r"[ \t]+[-–—|/@][ \t]+|[|(),;:•·]|\bin\b")
_BUT = re.compile(r"\b(?:except|excluding|other than|outside)\b")
_SOMEWHERE = 12_000
"""Characters; what comes later is about the company or the law."""
_FIRST_LINES, _SHORT_LINE, _LEFT_OVER = 12, 10, 1
"""The lines at the head that may be a location, how many words one has, and how many of them may be unknown."""


def places_of(document: Document, location: str | None, knowledge: Knowledge) -> tuple[frozenset[str], bool, bool]:
    """Return the places (as ids of places.yaml), whether the work is remote, and whether a location was stated.

    A given location counts alone; otherwise what the text says under that label, behind its title and in short
    lines at its head, and only where none of these says anything, its first sentence on where the work is done.
    """
    if location:
        return _read(location, knowledge)
    text = document.text
    labeled = [text.plain[label.start(1) : label.end(1)] for label in _LABEL.finditer(text.folded, 0, _SOMEWHERE)]
    places, remote, _ = _read(
        " ; ".join([*labeled, *_behind_title(document), *_short_lines(document, knowledge)]), knowledge
    )
    if places or remote:
        return places, remote, True
    sentence = _SAID.search(text.folded, 0, _SOMEWHERE)
    if sentence:
        return _read(_BUT.split(text.plain[sentence.start() : sentence.end(1)])[0], knowledge)
    return frozenset(), False, bool(labeled)


def _read(line: str, knowledge: Knowledge) -> tuple[frozenset[str], bool, bool]:
    hits = knowledge.place_matcher.hits(words_of(lowered(line)))
    refused = [hit for hit in hits if hit.kind is ListKind.NOT_PLACE]
    named = {
        hit.name
        for hit in hits
        if hit.kind is ListKind.PLACE
        and (hit.phrase != "us" or line[hit.start : hit.end].isupper())
        and not any(no.name == hit.name and no.first <= hit.last and hit.first <= no.last for no in refused)
    }
    named |= {knowledge.places.codes[code[0]] for code in _CODE.finditer(line) if code[0] in knowledge.places.codes}
    if "us-ca" in named and ("canada" in line.lower() or named & {"ca-on", "ca-bc", "ca-pe"}):
        named -= {"us-ca"} if "california" not in line.lower() else set()
    return frozenset(named), any(hit.kind is ListKind.REMOTE for hit in hits), True


def _behind_title(document: Document) -> list[str]:
    """Return the parts of a title behind dashes, commas and brackets; a code counts only where it stands alone."""
    parts = [part.strip() for part in _PARTS.split(document.title)[1:]]
    return [part if _CODE.fullmatch(part) else part.lower() for part in parts]


def _short_lines(document: Document, knowledge: Knowledge) -> list[str]:
    """Return the short lines at the head of a text that hold a place and next to nothing else."""
    lines: list[str] = []
    for line in document.lines[:_FIRST_LINES]:
        plain = document.text.plain[line.start : line.end]
        words = words_of(plain.lower())
        if not 0 < len(words) <= _SHORT_LINE:
            continue
        placed = {word for hit in knowledge.place_matcher.hits(words) for word in range(hit.first, hit.last + 1)}
        if not placed or not any(_read(plain, knowledge)[:2]):
            continue
        codes = sum(code[0] in knowledge.places.codes for code in _CODE.finditer(plain))
        beside = sum(key in knowledge.places.beside for key in words.keys)
        if len(words) - len(placed) - codes - beside <= _LEFT_OVER:
            lines.append(plain)
    return lines
