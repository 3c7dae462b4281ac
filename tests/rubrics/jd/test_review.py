"""What a review promises about any text: offsets into the original, equal answers, and no crash."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.jd import ChecklistMark, Review, review_jd
from rubrics.jd.values import Limit
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)
JD = """Senior AI Engineer

About the role

We are looking for an AI Engineer who ships agents to paying customers.

What you will do

- Build retrieval pipelines over our help centre and measure their quality with evals
- Ship LLM features with structured output, retries and cost limits
- Own the agents you build in production, on call included

What you bring

- 4+ years of backend experience in Python
- You have shipped an LLM application

Nice to have

- PyTorch

Salary: $150,000 - $190,000 a year plus equity. Remote within the US.
"""


def reviewed(text: str = JD, **more: str) -> Review:
    return review_jd(KNOWLEDGE, text, today=TODAY, **more)


def test_the_first_line_is_the_title_unless_one_is_given() -> None:
    assert reviewed().title == "Senior AI Engineer"
    assert reviewed(title="Data Scientist").title == "Data Scientist"


def test_an_ai_engineer_is_recognised_by_the_duties_with_quoted_evidence() -> None:
    verdict = reviewed().verdict
    assert verdict.role == "ai-engineer"
    assert verdict.title_fits is True
    quotes = [evidence.quote for evidence in verdict.evidence["ai-engineer"]]
    assert any("LLM features" in quote for quote in quotes)


def test_the_shares_of_a_verdict_add_up_to_one() -> None:
    assert abs(sum(reviewed().verdict.distribution.values()) - 1) < 1e-9


def test_every_quotation_stands_in_the_original_text_at_its_offsets() -> None:
    review = reviewed()
    for evidence in review.verdict.evidence["ai-engineer"]:
        assert JD[evidence.start : evidence.end] == evidence.quote
    for found in review.pay:
        assert JD[found.start : found.end] == "$150,000 - $190,000"


def test_a_checklist_mark_quotes_what_it_found() -> None:
    marks = {mark.item: mark for mark in reviewed().checklist}
    assert marks["pay-range"].found
    assert marks["must-nice-split"].found
    assert not marks["accommodation"].found


def test_the_limit_of_musts_is_kept_broken_or_could_not_be_counted() -> None:
    def musts(number: int) -> ChecklistMark:
        listed = "\n".join(f"- You know tool number {one}" for one in range(number))
        review = reviewed(f"AI Engineer\n\nResponsibilities\n- Build agents\n\nRequirements\n{listed}\n")
        return next(mark for mark in review.checklist if mark.item == "must-count")

    assert (musts(10).limit, musts(10).found, musts(10).count) == (Limit.KEPT, True, 10)
    assert (musts(11).limit, musts(11).found, musts(11).count) == (Limit.BROKEN, False, 11)
    assert (musts(0).limit, musts(0).found, musts(0).count) == (Limit.UNCOUNTED, False, None)


def test_an_item_that_words_only_hint_at_is_neither_found_nor_plainly_missing() -> None:
    text = "ML Engineer\n\nResponsibilities\n- Interview candidates for the team\n- Train ranking models\n"
    marks = {mark.item: mark for mark in reviewed(text).checklist}
    assert (marks["interview-steps"].found, marks["interview-steps"].hinted) == (False, True)
    assert (marks["visa"].found, marks["visa"].hinted) == (False, False)


def test_what_a_law_asks_for_is_not_asked_for_once_more() -> None:
    text = "AI Engineer\n\nRemote in the US\n\nResponsibilities\n- Build agents with the OpenAI API\n"
    found = {finding.rule: finding for finding in reviewed(text).findings}
    assert {"law-benefits", "law-other-pay"} <= set(found)
    assert {"benefits", "bonus-equity"}.isdisjoint(found["not-said"].facts.items)


def test_a_text_without_content_gets_no_verdict() -> None:
    verdict = reviewed("AI Engineer\n\nApply on our site.").verdict
    assert verdict.role is None
    assert verdict.abstained


def test_equal_texts_get_equal_reviews() -> None:
    assert reviewed() == reviewed()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_an_answer(text: str) -> None:
    review = reviewed(text)
    for finding in review.findings:
        if finding.start is not None and finding.end is not None:
            assert text[finding.start : finding.end] == finding.quote
