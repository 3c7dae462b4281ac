"""Whatever Slack signed ends in a sentence: an answer, a refusal, or that this is no request of Slack's."""

import json
from io import StringIO
from typing import Any

import pytest
from slack_bolt import App, BoltRequest

from bot.playground.slack.delivery import Deliveries
from bot.playground.slack.local_slack import LocalSlack
from bot.serving.dispatch import is_envelope
from bot.serving.failures import answer_failure
from bot.serving.wsgi import build_wsgi
from bot.slack.payloads import UnreadableRefusal
from bot.wiring import Services
from tests.delivering import delivering_over_wsgi

TEAM = {"id": "T0LOCAL", "domain": "local"}
USER = {"id": "U0RITA", "team_id": "T0LOCAL"}
HOME = {"id": "V1", "type": "home"}
COMMON = {"team": TEAM, "user": USER, "trigger_id": "1.2.a"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def deliveries(services: Services, slack: LocalSlack) -> Deliveries:
    """The way to the whole web application, signed."""
    slack.connect(delivering_over_wsgi(build_wsgi(services)))
    return slack.parts.deliveries


@pytest.mark.parametrize(
    "body",
    [
        {"type": 5},
        {"type": "something_new"},
        {"type": "workflow_step_edit", "callback_id": "x"},
        {"type": "interactive_message", "callback_id": "x"},
        {"type": "dialog_submission", "submission": {}},
        {},
        {"type": "event_callback", "event": {}},
        {"type": "event_callback", "event": {"type": 5}},
        {"type": "event_callback", "event": "opened"},
        {"type": "block_actions", "actions": []},
        {"type": "block_actions", "actions": "x"},
        {"type": "block_actions", "actions": [None]},
        {"type": "view_submission", "view": ["x"]},
        {"type": "view_submission", "view": {"callback_id": "scorecard"}},
        {"type": "view_submission", "view": {"callback_id": "scorecard", "type": "workflow_step"}},
        {"type": "message_action", "message": "x"},
        {"type": "block_actions", "user": 5},
        {"command": {}},
    ],
)
def test_what_no_payload_looks_like_gets_no_further(
    deliveries: Deliveries, slack: LocalSlack, body: dict[str, Any]
) -> None:
    assert not is_envelope(body)
    ack = deliveries.event({"team_id": "T0LOCAL", **body})
    assert (ack.status, ack.body) == (400, "This isn't a request from Slack.\n")
    assert slack.calls == []


FORGED = [
    {"type": "block_actions", "actions": [{}]},
    {"type": "block_actions", "actions": [{"action_id": "read_signal"}], "user": "U0RITA"},
    {"type": "block_actions", "actions": [{"action_id": "read_signal", "value": 9}]},
    {"type": "block_actions", "actions": [{"action_id": "read_signal"}], "team": None, "user": {"id": "U0RITA"}},
    {"type": "block_actions", "actions": [{"action_id": "signal_evidence_page", "value": "x:y"}], "view": HOME},
    {"type": "block_actions", "actions": [{"action_id": "rubric_turn:pay:on", "value": "-9 x"}]},
    {"type": "block_actions", "actions": [{"action_id": "rubric_turn:diff", "value": "x"}]},
    {"type": "block_actions", "actions": [{"action_id": "rating"}], "view": {"id": "V1", "type": "home"}},
    {"type": "view_submission"},
    {"type": "view_submission", "view": None},
    {"type": "view_submission", "view": {"type": "modal", "callback_id": "scorecard"}},
    {"type": "view_submission", "view": {"type": "modal", "callback_id": "scorecard", "blocks": 5}},
    {"type": "view_submission", "view": {"type": "modal", "callback_id": "x", "blocks": [5, {"type": "input"}]}},
    {"type": "block_suggestion"},
    {"type": "block_suggestion", "action_id": "role", "value": 5},
    {"type": "message_action", "callback_id": "review_jd_message", "message": {}},
    {"type": "shortcut", "callback_id": "x"},
    {"type": "view_closed"},
    {"type": "event_callback", "event": {"type": "app_home_opened", "user": "U0GONE"}, "team_id": "T0LOCAL"},
    {"type": "event_callback", "event": None},
    {"type": "event_callback", "event": {"type": "app_home_opened"}, "team_id": "T0LOCAL"},
    {"type": "event_callback", "event": {"type": "app_home_opened", "user": 5, "view": []}, "team_id": "T0LOCAL"},
]
UNANSWERABLE = [
    {"trigger_id": {}, "response_url": 5},
    {"trigger_id": None, "response_url": "no address"},
    {"trigger_id": [None], "response_url": "0:1:2"},
    {"trigger_id": None, "response_url": "http://127.0.0.1:9/response/a b"},
    {"trigger_id": None, "response_url": "http://127.0.0.1:9/response/a\0"},
]


@pytest.mark.parametrize("body", FORGED, ids=lambda body: json.dumps(body)[:60])
def test_a_forged_payload_is_answered_without_a_fault(
    deliveries: Deliveries, slack: LocalSlack, written_log: StringIO, body: dict[str, Any]
) -> None:
    trigger_id = slack.parts.tickets.trigger("U0RITA", "C0HIRING")
    ack = deliveries.interaction({**COMMON, "trigger_id": trigger_id, **body})
    assert ack.status in (200, 404), ack
    assert "exception" not in written_log.getvalue()
    assert "went wrong in Debrief" not in ack.body


@pytest.mark.parametrize("ways", UNANSWERABLE, ids=str)
def test_where_no_way_leads_to_the_person_slack_is_told(
    deliveries: Deliveries, written_log: StringIO, ways: dict[str, Any]
) -> None:
    body = {**COMMON, "type": "block_actions", "actions": [{"action_id": "gone"}], **ways}
    assert deliveries.interaction(body).status == 500
    assert '"level": "error"' not in written_log.getvalue()


@pytest.mark.parametrize("body", [*FORGED, {"view": 5}, {"type": "view_submission", "view": {"blocks": 5}}], ids=str)
def test_the_failure_handler_itself_never_fails(body: dict[str, Any], app: App) -> None:
    request = BoltRequest(body="", headers={})
    request.body.update(body)
    request.context["client"] = app.client
    response = answer_failure(UnreadableRefusal("view"), request)
    assert isinstance(response.status, int)


def test_an_unreadable_submission_says_so_and_logs_where(app: App, slack: LocalSlack, written_log: StringIO) -> None:
    view = {"callback_id": "scorecard", "id": "V1", "type": "modal", "private_metadata": "x", "blocks": []}
    ack = slack.parts.deliveries.interaction({**COMMON, "type": "view_submission", "view": view})
    assert ack.json["response_action"] == "push"
    assert "Debrief couldn't read what Slack sent." in ack.body
    (entry,) = [json.loads(line) for line in written_log.getvalue().splitlines() if "not readable" in line]
    assert (entry["where"], entry["name"], entry["level"]) == ("view.state", "scorecard", "warning")


def test_an_unreadable_command_is_answered_in_private(app: App, slack: LocalSlack) -> None:
    ack = slack.parts.deliveries.form({"command": "/loop", "text": "new", "team_id": "T0LOCAL", "user_id": "U0RITA"})
    assert ack.json["response_type"] == "ephemeral"
    assert "couldn't read" in ack.json["text"]
