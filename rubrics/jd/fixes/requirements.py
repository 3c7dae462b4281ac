"""Requirements opened: a degree that experience may stand for; knows no list of bullets."""

import re
from collections.abc import Iterator

from rubrics.jd.fixes.edits import Edit
from rubrics.jd.fixes.proposal import Case, Proposal

_WORKED = re.compile(r"experience|mandatory|\b(?:is |are )required\b|\(required\)|\byears?\b", re.IGNORECASE)
"""A sentence that insists on the degree, or speaks of work beside it and so says how the two go together."""
_OPENED = re.compile(r"\b(?:in lieu|in place) of\b|\bequivalent\b", re.IGNORECASE)
_NEAR = 120
"""Characters behind a degree in which the next bullet may open it: “or nine years of work in lieu of a degree”."""
_FIELD = re.compile(
    r"\b(?:related|similar|relevant|equivalent|technical|quantitative|other)\b[^,.;:()\n]{0,30}?"
    r"\b(?:field|discipline|subject|area)s?(?: of study)?\b(?=[ \t]*[,;])",
    re.IGNORECASE,
)
"""Where the degree ends in a sentence that asks for more: “or a related field, with …”."""


def requirement_proposals(case: Case) -> Iterator[Proposal]:
    """Yield the words that open a degree, at the end of the sentence that asks for it."""
    for finding in (one for one in case.review.findings if one.rule in case.wants("degree-only")):
        if finding.start is None or finding.end is None or _WORKED.search(case.text, finding.start, finding.end):
            continue
        if _OPENED.search(case.text, finding.end, finding.end + _NEAR):
            continue
        fields = list(_FIELD.finditer(case.text, finding.start, finding.end))
        at = fields[-1].end() if fields else finding.end
        while at > 0 and case.text[at - 1] in ".;,: \t":
            at -= 1
        words = case.reading.knowledge.fixes.degree
        if case.text[:at].endswith(")"):
            words = words.replace("(", "").replace(")", "")
        yield Proposal((finding.rule,), (Edit(at, at, words, finding.rule),))
