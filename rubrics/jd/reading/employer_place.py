"""Where a posting says that its employer is, when it names no place for the job; knows no law."""

import re

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.place_names import BEHIND_PLACE, is_one, union
from rubrics.jd.text.document import Document

_KINDS = (
    r"(?:agency|bank|broker(?:age)?|business|carrier|clinic|company|consultancy|developer|firm|fintech|hospital|insurer"
    r"|lab(?:oratory)?|lender|maker|manufacturer|nonprofit|non-profit|organization|provider|publisher|retailer|school"
    r"|start-?up|studio|supplier|university|utility)"
)
_EMPLOYER = re.compile(
    rf"[whio](?<!\w[whio])(?:(?:(?<=w)e(?: are|['’]re)|(?<=i)s)[ \t]an?[ \t](?:[\w&'’-]+,?[ \t]){{0,6}}?{_KINDS}[ \t]"
    r"(?:(?:based|headquartered|located)[ \t])?(?:in|out of)"
    r"|(?<=h)eadquarter(?:ed[ \t](?:in|out of)|s:)"
    r"|(?:(?<=o)ur|(?<=i)ts)[ \t](?:headquarters|hq|head office)[ \t](?:is|are)[ \t](?:located[ \t])?in)"
    r"[ \t]([^.;:!?\n()]{2,60})"
)
"""It begins with one of four letters of a set: those are found fast."""
_SOMEWHERE = 12_000
"""Characters; what comes later is about the law."""


def employer_places(document: Document, knowledge: Knowledge) -> frozenset[str]:
    """Return the place in which a posting says its employer is: of a town its state too; none where it says several."""
    text = document.text
    spans = [one.span(1) for one in _EMPLOYER.finditer(text.folded, 0, _SOMEWHERE)]
    places, _ = union((BEHIND_PLACE.split(text.plain[start:end])[0] for start, end in spans), knowledge)
    return places if is_one(places) else frozenset()
