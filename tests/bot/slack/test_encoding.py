"""What is sent to Slack as JSON says what Python's own encoder would say, whatever people typed."""

import json
from enum import StrEnum

import pytest

from bot.slack.blocks import header, section
from bot.slack.encoding import encoded
from bot.wording.escaping import Mrkdwn


class Which(StrEnum):
    ONE = "one"


@pytest.mark.parametrize(
    "value",
    [
        {"blocks": [section(Mrkdwn("*Naïve* & <co>")), header("“Ω” \u2028 \U0001f600 \x00")], "number": 3},
        {Which.ONE: Which.ONE, "none": None, "yes": True, "tuple": (1, 2.5)},
        [],
        {},
    ],
)
def test_it_reads_as_what_was_encoded(value: object) -> None:
    assert json.loads(encoded(value)) == json.loads(json.dumps(value))


def test_half_of_a_sign_that_a_request_may_hold_is_sent_as_it_came() -> None:
    assert json.loads(encoded({"text": "a\ud800b"})) == {"text": "a\ud800b"}
