"""What changed from one review to the next: no sentence is both fixed and new, and no fault is told twice."""

from datetime import UTC, date, datetime

import pytest

from rubrics.jd import Review, review_jd
from rubrics.jd.outcome import Changes, changes_since, outcome_of
from tests.built_in import KNOWLEDGE

SINCE = datetime(2026, 11, 30, tzinfo=UTC)
TEXT = (
    "{title}\n\n{pay}\n\nWhat you will do\n- Build agents on the OpenAI API\n- Write evals\n\n"
    "What you bring\n- {must}\n- SQL"
)


def review(*, title: str = "AI Engineer", pay: str = "$150,000 - $180,000 a year", must: str = "Python") -> Review:
    return review_jd(KNOWLEDGE, TEXT.format(title=title, pay=pay, must=must), today=date(2026, 11, 30))


def changed(before: Review, after: Review) -> tuple[set[str], set[str]]:
    changes: Changes = changes_since(outcome_of(before), outcome_of(after), SINCE, same_text=False)
    return {one.rule for one in changes.fixed}, {one.rule for one in changes.new}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("8+ years of hands-on experience with LangChain", "7+ years of hands-on experience with LangChain"),
        ("8+ years of hands-on experience with LangGraph", "8+ years of hands-on experience with LangChain"),
        ("A bachelor's degree in computer science", "A PhD in computer science"),
    ],
)
def test_a_sentence_that_is_still_wrong_is_neither_fixed_nor_new(before: str, after: str) -> None:
    fixed, new = changed(review(must=before), review(must=after))
    quoted = {
        one.rule for text in (before, after) for one in review(must=text).findings if one.quote and one.quote in text
    }
    assert quoted
    assert not (fixed | new) & quoted


def test_a_sentence_that_was_fixed_is_fixed_and_another_fault_is_new() -> None:
    fixed, new = changed(
        review(must="8+ years of hands-on experience with LangChain"),
        review(must="2 years of Python", pay="We offer a competitive salary."),
    )
    assert (fixed, new) == ({"impossible-years"}, {"pay-competitive"})


def test_a_quoted_remark_and_one_of_what_is_missing_are_two() -> None:
    fixed, new = changed(
        review(must="8+ years of hands-on experience with LangChain"), review(must="Python", pay="None.")
    )
    assert "impossible-years" in fixed
    assert "pay-missing" in new


def test_pay_that_is_still_not_stated_is_not_fixed_by_other_words_for_it() -> None:
    without, praised = review(pay="We are a team."), review(pay="We offer a competitive salary.")
    assert changed(without, praised) == (set(), set())
    assert changed(without, review()) == ({"pay-missing"}, set())


def test_one_fault_is_one_remark() -> None:
    for each in (
        review(pay="A competitive salary. Location: Denver, CO"),
        review(pay="Salary competitive. Baltimore, MD"),
    ):
        told = [one.rule for one in each.findings if one.fault == "pay-unstated"]
        assert len(told) == 1
