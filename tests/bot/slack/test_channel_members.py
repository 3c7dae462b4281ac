"""Who is in a channel is read from Slack's answer, and an odd answer never passes for a channel without someone."""

from typing import Any

import pytest

from bot.slack.channel_members import members_page
from bot.slack.errors import UnexpectedAnswerError


@pytest.mark.parametrize(
    ("behind", "cursor"), [({}, ""), ({"next_cursor": ""}, ""), ({"next_cursor": "dXNlcg=="}, "dXNlcg=="), (None, "")]
)
def test_a_page_says_who_is_there_and_where_the_next_one_begins(behind: Any, cursor: str) -> None:
    answer = {"ok": True, "members": ["U1", "U2"], "response_metadata": behind}
    assert members_page(answer) == (frozenset({"U1", "U2"}), cursor)


@pytest.mark.parametrize("answer", [{}, None, "ok", [], {"members": None}, {"members": []}, {"members": ["U1", 2]}])
def test_an_answer_that_is_none_is_not_read_as_an_empty_channel(answer: Any) -> None:
    with pytest.raises(UnexpectedAnswerError):
        members_page(answer)
