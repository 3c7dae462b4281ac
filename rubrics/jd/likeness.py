"""Whether a text is a job description at all, and whether two are drafts of one; knows no page."""

import re

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.titles import read_title
from rubrics.jd.values import Review

_WORD = re.compile(r"\w+")
_SOME_WORDS = 30
"""So many words under a title that names a job make a JD of it."""
_RUN = 3
"""Texts are compared by runs of so many words."""
_ALIKE = 0.5
"""Among 173 postings of many employers no two share an eighth of their runs; one employer’s share its own notices."""


def looks_like_a_jd(knowledge: Knowledge, review: Review) -> bool:
    """Tell whether a text says anything that a JD says: what the work is, what it needs or what it pays.

    A title that names a job will do where some words follow. Of a text in another language it cannot be told, so it
    gets the benefit of the doubt.
    """
    says_what_jds_say = any(part.kind in ("duties", "musts") for part in review.sections) or bool(review.pay)
    title = read_title(review.title, knowledge)
    named = (title.any_role or bool(title.roles or title.fixed)) and review.words >= _SOME_WORDS
    return not review.english or not review.verdict.abstained or says_what_jds_say or named


def are_drafts_of_one(one: str, other: str) -> bool:
    """Tell whether the shorter of two texts stands for the most part in the longer one, word for word."""
    runs, others = _runs(one), _runs(other)
    return len(runs & others) >= _ALIKE * max(1, min(len(runs), len(others)))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return set(zip(*(words[start:] for start in range(_RUN)), strict=False))
