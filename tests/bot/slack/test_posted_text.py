"""Whatever a posted message says is read, wherever its words stand in it."""

from typing import Any

import pytest

from bot.slack.posted_text import posted_text

TEXT = {"type": "text", "text": "You will ship."}
LINE = {"type": "rich_text_section", "elements": [TEXT]}
LIST = {"type": "rich_text_list", "elements": [LINE, LINE]}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({}, ""),
        ({"text": "A short one."}, "A short one."),
        ({"text": "x", "blocks": [{"type": "rich_text", "elements": [LINE]}]}, "You will ship."),
        ({"blocks": [{"type": "rich_text", "elements": [LIST]}]}, "• You will ship.\n• You will ship."),
        (
            {"blocks": [{"type": "section", "text": {"text": "Left"}, "fields": [{"text": "One"}, {"text": "Two"}]}]},
            "Left\nOne\nTwo",
        ),
        ({"blocks": [{"type": "header", "text": {"text": "AI Engineer"}}, {"type": "divider"}]}, "AI Engineer"),
        ({"blocks": [{"type": "context", "elements": [{"type": "image"}, {"text": "Remote"}]}]}, "Remote"),
        ({"blocks": [{"type": "markdown", "text": "# AI Engineer"}]}, "# AI Engineer"),
        (
            {"text": "Fine", "attachments": [{"title": "AI Engineer", "text": "Ship it."}]},
            "Fine\nAI Engineer\nShip it.",
        ),
        ({"attachments": [{"blocks": [{"type": "markdown", "text": "Ship it."}]}]}, "Ship it."),
        ({"attachments": [{"fallback": "AI Engineer"}]}, "AI Engineer"),
    ],
)
def test_all_the_words_of_a_message_are_read(message: dict[str, Any], expected: str) -> None:
    assert posted_text(message) == expected


def test_a_message_whose_text_says_more_than_its_blocks_is_read_by_its_text() -> None:
    assert posted_text({"text": "All of the JD", "blocks": [{"type": "markdown", "text": "JD"}]}) == "All of the JD"


DEEP: Any = "x"
for _ in range(5000):
    DEEP = [DEEP]


@pytest.mark.parametrize("strange", [None, 5, "x", {}, [None], [5, "x", []], DEEP])
def test_an_app_may_post_what_it_likes(strange: Any) -> None:
    message = {"text": strange, "blocks": strange, "attachments": strange}
    assert posted_text(message) == ("x" if strange == "x" else "")
    blocks = [
        {"type": kind, "text": strange, "elements": strange, "fields": strange} for kind in ("section", "context")
    ]
    assert posted_text({"blocks": blocks}) == ""
