"""What was clicked is read as Bolt reads it, and its signature is checked as before."""

import json
from urllib.parse import parse_qsl, quote_plus, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from slack_bolt import BoltRequest
from werkzeug.test import Client

from bot.playground.slack.local_slack import LocalSlack
from bot.serving.reading_form import SlackRequest, payload_in
from bot.serving.wsgi import build_wsgi
from bot.wiring import Services
from tests.bot.serving.test_wsgi import signed

FORM = {"content-type": "application/x-www-form-urlencoded"}
PIECES = ["%", "%4", "%41", "%%", "%\n", "=", "==", "=3D", "+", " ", "\n", "\r\n", "_", "é", "%ff", "\t", "."]


@given(st.text())
def test_whatever_was_typed_is_read(typed: str) -> None:
    typed = typed.encode("utf-8", "replace").decode()  # a lone surrogate is no text that could be sent
    payload = json.dumps({"typed": typed}, ensure_ascii=False)
    for body in (urlencode({"payload": payload}), f"payload={quote_plus(payload, safe='{:=/')}"):
        assert payload_in(body) == payload


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join))
@example("%=41%")
@example("a%\n41")
@example("trailing \t ")
def test_what_is_read_at_all_is_what_python_reads(value: str) -> None:
    read = payload_in(f"payload={value}")
    assert read is None or read == dict(parse_qsl(f"payload={value}", keep_blank_values=True))["payload"]


@pytest.mark.parametrize(
    "body",
    [
        urlencode({"payload": json.dumps({"type": "block_actions", "text": "a & b = 100 % + é"})}),
        urlencode({"command": "/rubric", "text": "ai-engineer senior"}),
        urlencode({"payload": "{}", "more": "1"}),
        urlencode({"more": "1", "payload": '{"a": 1}'}),
        '{"type": "url_verification"}',
        "",
        "payload=%7B%22a%22%3A%22%ZZ%22%7D",
    ],
)
def test_a_request_is_what_bolt_makes_of_it(body: str) -> None:
    ours, theirs = SlackRequest(body, "a=1", FORM), BoltRequest(body=body, query="a=1", headers=FORM)
    for name in ("body", "raw_body", "mode", "query", "headers", "content_type", "context"):
        assert getattr(ours, name) == getattr(theirs, name), name


def test_what_makes_no_sense_raises_as_bolt_does() -> None:
    for body in ("payload=", "payload=%7B", "payload=x"):
        with pytest.raises(json.JSONDecodeError):
            SlackRequest(body, "", FORM)


def test_a_click_with_a_wrong_signature_is_refused(services: Services, slack: LocalSlack) -> None:
    web = Client(build_wsgi(services))
    body = urlencode({"payload": json.dumps({"type": "block_actions", "team": {"id": "T0LOCAL"}})})
    assert payload_in(body) is not None
    wrong = {**signed(slack, body, "another secret"), **FORM}
    assert web.post("/slack/events", data=body, headers=wrong).status_code == 401
    assert web.post("/slack/events", data=body, headers=FORM).status_code == 401
    assert slack.calls == []
