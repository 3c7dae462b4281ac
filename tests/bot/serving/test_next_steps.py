"""The buttons beside a refusal: each carries what was typed, as it was typed."""

from typing import Any

import pytest

from bot.errors import Refusal
from bot.serving.next_steps import steps_after

OUT_OF_REACH = Refusal("serving_refusals.database_out_of_reach", reference="0a1b2c3d")
UNKNOWN = Refusal("rubric_refusals.no_such_role", echo="R&D engeneer", meant=["R&D Engineer"])


def asked(text: str) -> dict[str, Any]:
    """Return a command's payload with a text as Slack escapes it."""
    return {"command": "/score", "text": text}


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("Dana  Fox", "score Dana Fox"),
        ("R&amp;D &lt;b&gt;", "score R&D <b>"),
        ("&amp;lt;", "score &lt;"),
        ("", "score"),
    ],
)
def test_a_command_that_met_with_trouble_is_offered_once_more_as_it_was_typed(sent: str, typed: str) -> None:
    assert [step.value for step in steps_after(OUT_OF_REACH, asked(sent))] == [typed]


def test_a_name_that_slack_escaped_is_corrected_like_any_other() -> None:
    body = {"command": "/rubric", "text": "R&amp;D engeneer senior"}
    assert [step.value for step in steps_after(UNKNOWN, body)] == ["rubric R&D Engineer senior"]
