"""A text as a person reads it: without what no one sees, its tables and lines as they are meant.

What is changed before a text is read is put back into every offset and quotation.
"""

import re
from collections.abc import Sequence
from typing import Any, TypeVar, cast

from rubrics.jd.text.line_tables import columns_apart
from rubrics.jd.text.lost_breaks import unbroken
from rubrics.jd.text.plaintext import unmarked
from rubrics.jd.text.tables import reading_order
from rubrics.jd.values import (
    ChecklistMark,
    Finding,
    LeftOut,
    PayFound,
    Review,
    Section,
)
from rubrics.jd.verdicts import Evidence

_UNSEEN = (
    "\u00ad\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_Placed = TypeVar("_Placed", bound=Evidence | Finding | PayFound | Section | ChecklistMark | LeftOut)
_VISIBLE = re.compile(f"[^{_UNSEEN}]+")


def visible_of(text: str) -> tuple[str, list[int] | None]:
    """Return a text without markup and invisible characters and, where it had any, where each character stood.

    The columns of a table are put one after another, and lines that were glued together stand apart.
    """
    columns = columns_apart(text)
    source = columns.text if columns else text
    plain = unmarked(source)
    pieces = [piece for span in reading_order(source) for piece in _VISIBLE.finditer(plain, *span)]
    visible = "".join(piece[0] for piece in pieces)
    whole = unbroken(visible)
    if whole is None and visible == text:
        return text, None
    places = [place for piece in pieces for place in range(*piece.span())]
    if columns is not None:
        places = [columns.places[place] for place in places]
    return (whole.text, whole.placed(places)) if whole is not None else (visible, places)


def placed_in(text: str, places: Sequence[int], review: Review, *, quoting: bool = True) -> Review:
    """Return a review whose offsets, and unless told otherwise quotations, are those of the text as it was passed."""

    def put_back(one: _Placed) -> _Placed:
        if one.start is None or one.end is None:
            return one
        start = places[one.start] if one.start < len(places) else len(text)
        end = max(start, places[one.end - 1] + 1) if one.end > one.start else start
        changed: dict[str, Any] = {"start": start, "end": end}
        if quoting and isinstance(one, Evidence | Finding | ChecklistMark):
            changed["quote"] = text[start:end]
        return cast("_Placed", one.model_copy(update=changed))

    evidence = {role: tuple(map(put_back, quoted)) for role, quoted in review.verdict.evidence.items()}
    return review.model_copy(
        update={
            "verdict": review.verdict.model_copy(update={"evidence": evidence}),
            "pay": tuple(map(put_back, review.pay)),
            "findings": tuple(map(put_back, review.findings)),
            "sections": tuple(map(put_back, review.sections)),
            "left_out": tuple(map(put_back, review.left_out)),
            "checklist": tuple(map(put_back, review.checklist)),
        }
    )
