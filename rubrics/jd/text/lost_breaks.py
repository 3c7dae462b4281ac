"""What copying did to a text: letters drawn as one sign, and lines glued to the next without a space.

Knows no job description.
"""

import re

from rubrics.jd.text.rewriting import Rewriting

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_LIGATURE = re.compile("[" + "".join(_LIGATURES) + "]")
_GLUED = re.compile(
    r"[A-Z](?:(?<=[a-z]{3}[A-Z])(?=[a-z]{1,20}(?!\w{0,20}[./@]))"
    r"|(?<=[a-z]{3}[.!?:;)][A-Z])(?=[a-z]{1,20}\b(?![./@])))"
)
"""A capital inside a word, or right behind a full stop: looking for capitals first is fast."""
_SMALL, _LONGEST = "abcdefghijklmnopqrstuvwxyz", 64
_NAMES = re.compile(r"[\w./@:#-]")
"""What stands before the small letters of a name or an address: “LangChain”, “x.com/jobBoard”."""
_SEAM = re.compile(
    r"(?<![\w./@:#-])(?:[a-z]{2,}(?=[A-Z](?:[a-z]|\b)(?!\w{0,20}[./@]))|[a-z]{4,}(?=[A-Z]{2})|[a-z]{3,}(?=\d+\+))"
    r"|(?<=[a-z\d)])[.!?:;](?=[A-Z][\w \t]|\d+\+)|(?<=[A-Z])[.!?:;](?=[A-Z][a-z]{2})"
)
"""Where a text is cut that is known to be glued."""
_FEW = 4
"""So many different glued words are no names, such as spaCy; less than one posting of a hundred has them."""
_AROUND = 6
"""Characters behind a seam that tell it from the same one elsewhere."""


def unbroken(text: str) -> Rewriting | None:
    """Return a text with its letters apart and its glued lines on lines of their own; None where nothing is lost."""
    edits: dict[int, tuple[int, str]] = {}
    if not text.isascii():
        edits = {match.start(): (match.end(), _LIGATURES[match[0]]) for match in _LIGATURE.finditer(text)}
    capitals = (match.start() for match in _GLUED.finditer(text))
    glued = {text[place - 1 : place + _AROUND] for place in capitals if _begins_small(text, place)}
    if len(glued) >= _FEW:
        seams = (match.end() for match in _SEAM.finditer(text))
        edits |= {seam: (seam, "\n") for seam in seams if seam not in edits}
    if not edits:
        return None
    whole, done = Rewriting(text), 0
    for start, (end, words) in sorted(edits.items()):
        whole.keep(done, start)
        whole.add(words, start)
        done = end
    whole.keep(done, len(text))
    return whole


def _begins_small(text: str, place: int) -> bool:
    """Whether the word before a capital begins with a small letter, as in few names, or has ended."""
    if text[place - 1] not in _SMALL:
        return True
    before = text[max(0, place - _LONGEST) : place].rstrip(_SMALL)
    return (not before and place < _LONGEST) or (before != "" and _NAMES.match(before[-1]) is None)
