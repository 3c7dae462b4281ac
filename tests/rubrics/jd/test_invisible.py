"""Characters that no one sees change nothing of a review but where its quotations stand."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rubrics.jd import Review, review_jd
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)
JD = """Senior AI Engineer

What you will do
- Ship LLM features and agents to customers
- We want a rockstar with 9 years of LLM experience

Salary: $150,000 - $180,000 a year
"""
UNSEEN = "\u200b\u200d\ufeff\u00ad\u202e\u2066\u200f"


def said(review: Review) -> list[tuple[str, str]]:
    return [(finding.rule, finding.facts, finding.more) for finding in review.findings]


@given(st.lists(st.tuples(st.integers(0, len(JD) - 1), st.sampled_from(UNSEEN)), max_size=30))
def test_invisible_characters_change_no_word_of_a_review(strewn: list[tuple[int, str]]) -> None:
    text = JD
    for place, character in sorted(strewn, reverse=True):
        text = text[:place] + character + text[place:]
    clean, review = review_jd(KNOWLEDGE, JD, today=TODAY), review_jd(KNOWLEDGE, text, today=TODAY)
    assert said(review) == said(clean)
    assert review.verdict.distribution == clean.verdict.distribution
    assert [(pay.low, pay.high) for pay in review.pay] == [(150_000, 180_000)]
    quoted = [
        *review.findings,
        *review.checklist,
        *(one for every in review.verdict.evidence.values() for one in every),
    ]
    for one in quoted:
        if one.start is not None and one.end is not None:
            assert one.quote == text[one.start : one.end]
