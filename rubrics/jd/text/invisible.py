"""What nobody sees of a text: taken out before it is read, and put back into every offset and quotation."""

import re
from typing import Any, TypeVar, cast

from rubrics.jd.text.plaintext import unmarked
from rubrics.jd.text.tables import reading_order
from rubrics.jd.values import ChecklistMark, Evidence, Finding, PayFound, Review, Section

_UNSEEN = (
    "\u00ad\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_Placed = TypeVar("_Placed", bound=Evidence | Finding | PayFound | Section | ChecklistMark)
_VISIBLE = re.compile(f"[^{_UNSEEN}]+")


def visible_of(text: str) -> tuple[str, list[int] | None]:
    """Return a text without markup and invisible characters and, where it had any, where each character stood.

    The columns of a table are put one after another.
    """
    plain = unmarked(text)
    pieces = [piece for span in reading_order(text) for piece in _VISIBLE.finditer(plain, *span)]
    visible = "".join(piece[0] for piece in pieces)
    if visible == text:
        return text, None
    return visible, [place for piece in pieces for place in range(*piece.span())]


def placed_in(text: str, places: list[int], review: Review) -> Review:
    """Return a review whose offsets and quotations are those of the text as it was passed."""

    def put_back(one: _Placed) -> _Placed:
        if one.start is None or one.end is None:
            return one
        start = places[one.start] if one.start < len(places) else len(text)
        end = places[one.end - 1] + 1 if one.end > one.start else start
        changed: dict[str, Any] = {"start": start, "end": end}
        if isinstance(one, Evidence | Finding | ChecklistMark):
            changed["quote"] = text[start:end]
        return cast("_Placed", one.model_copy(update=changed))

    evidence = {role: tuple(map(put_back, quoted)) for role, quoted in review.verdict.evidence.items()}
    return review.model_copy(
        update={
            "verdict": review.verdict.model_copy(update={"evidence": evidence}),
            "pay": tuple(map(put_back, review.pay)),
            "findings": tuple(map(put_back, review.findings)),
            "sections": tuple(map(put_back, review.sections)),
            "checklist": tuple(map(put_back, review.checklist)),
        }
    )
