"""Cautions on feedback: names as they are written, codes, and what may not weigh; words that look alike are let be."""

import pytest

from rubrics.panel.feedback_cautions import cautions
from tests.rubrics.panel.test_remarks import BUILT_IN

NAMES = ("Ivan Petrov", "Will Young", "Jo Li")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Ivan Petrov liked it.", ["Ivan Petrov"]),
        ("Petrov liked it.", ["Petrov"]),
        ("You will do well as a young team.", []),
        ("Ask Will.", ["Will"]),
        ("Jo and Li", []),
        ("Ivanhoe is a book.", []),
        ("Better than C-7M3P and <@U0IVAN>.", ["C-7M3P", "<@U0IVAN>"]),
        ("We wondered about your disability.", ["disability"]),
        ("You disabled the retry loop first.", []),
        ("", []),
    ],
)
def test_what_should_not_stand_in_it_is_quoted(text: str, quoted: list[str]) -> None:
    assert [each.quote for each in cautions(text, NAMES, BUILT_IN)] == quoted
