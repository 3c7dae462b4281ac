"""What copying did to a text: letters drawn as one sign, and lines glued to the next without a space.

Knows no job description.
"""

import re

from rubrics.jd.text.rewriting import Rewriting

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_LIGATURE = re.compile("[" + "".join(_LIGATURES) + "]")
_GLUED = re.compile(
    r"(?<![\w./@:#-])[a-z]{3,}(?=[A-Z][a-z]{1,20}(?!\w{0,20}[./@]))|(?<=[a-z]{3})[.!?:;)](?=[A-Z][a-z]{1,20}\b(?![./@]))"
)
"""A capital inside a word that begins small, as in few names; a full stop right before a word."""
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
    glued = {text[match.end() - 1 : match.end() + _AROUND] for match in _GLUED.finditer(text)}
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
