"""Whether a text is a job description at all, and whether two are drafts of one; knows no page."""

import re

from rubrics.jd.values import Review

_WORD = re.compile(r"\w+")
_RUN = 3
_ALIKE = 0.5
"""Among 173 postings of many employers no two share an eighth of their runs; one employer’s share its own notices."""


def looks_like_a_jd(review: Review) -> bool:
    """Tell whether a text says anything that a JD says: what the work is, what it needs or what it pays.

    Of a text in another language that cannot be told, so it gets the benefit of the doubt.
    """
    says_it = any(part.kind in ("duties", "musts") for part in review.sections)
    return not review.english or not review.verdict.abstained or says_it or bool(review.pay)


def are_drafts_of_one(one: str, other: str) -> bool:
    """Tell whether the shorter of two texts stands for the most part in the longer one, word for word."""
    runs, others = _runs(one), _runs(other)
    return len(runs & others) >= _ALIKE * max(1, min(len(runs), len(others)))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return set(zip(*(words[start:] for start in range(_RUN)), strict=False))
