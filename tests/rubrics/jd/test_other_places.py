"""In how many other places a remark on words says that it holds."""

from datetime import date

import pytest

from rubrics.jd import review_jd
from tests.built_in import KNOWLEDGE


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("You love hustle, since hustle wins.", 0),
        ("You love hustle. Here hustle wins.", 1),
        ("You love hustle.\n\nHere hustle wins, and hustle it will be.", 1),
    ],
)
def test_a_word_twice_in_one_sentence_is_one_place(text: str, others: int) -> None:
    review = review_jd(KNOWLEDGE, f"AI Engineer\n\n{text}", today=date(2026, 11, 21))
    assert [one.more for one in review.findings if one.rule == "hostile"] == [others]
