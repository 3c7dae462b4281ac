"""The log helps anyone who runs Debrief, and holds no key and no word of a person."""

import json
import logging
from io import StringIO
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt import App, BoltRequest
from slack_sdk.errors import SlackApiError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.logs import configure_logs, redact
from bot.playground.slack.local_slack import LocalSlack
from bot.wiring import Services

KEYS = [
    "xoxb-123-456-abcDEF",
    "xoxe.xoxb-1-Mi0y",
    "xapp-1-A0-9-abc",
    "https://hooks.slack.com/commands/T0/1/abcdef",
    "wss://wss-primary.slack.com/link/?ticket=abc",
    "13345224609.738474920.8088930838d88f008e0",
]
WORDS = "she froze when asked about gradients"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def entries(written_log: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written_log.getvalue().splitlines()]


@pytest.mark.parametrize("key", KEYS)
def test_keys_are_blotted_out_wherever_they_stand(written_log: StringIO, key: str) -> None:
    structlog.get_logger("bot").info(f"calling with {key}!", request={"inner": [key]}, url=key)
    logging.getLogger("slack_sdk.web").warning("Retrying %s", key)
    logging.getLogger("sqlalchemy").warning("connected to postgresql://rita:hunter2@db/debrief")
    assert key not in written_log.getvalue()
    assert "hunter2" not in written_log.getvalue()
    assert len(entries(written_log)) == 3


@given(before=st.text(alphabet="ab :/\"'\n"), after=st.text(alphabet=" ,\"'\n", min_size=1), key=st.sampled_from(KEYS))
def test_no_neighbouring_text_saves_a_token(before: str, after: str, key: str) -> None:
    assert key not in redact(None, "info", {"event": f"{before} {key}{after}"})["event"]


def test_each_entry_is_one_line_with_time_level_and_logger(written_log: StringIO) -> None:
    structlog.get_logger("bot.serving.app").warning("two\nlines")
    (entry,) = entries(written_log)
    assert (entry["event"], entry["level"], entry["logger"]) == ("two\nlines", "warning", "bot.serving.app")
    assert entry["timestamp"].endswith("Z")


def test_a_terminal_gets_lines_instead_of_json() -> None:
    stream = StringIO()
    configure_logs("INFO", "console", stream)
    structlog.get_logger("bot").info("the worker has started")
    assert "the worker has started" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


def test_slacks_libraries_are_never_at_debug(written_log: StringIO) -> None:
    configure_logs("DEBUG", "json", written_log)
    for name in ("slack_sdk.web.client", "slack_bolt.App", "slack_bolt.debrief"):
        logging.getLogger(name).debug("payload: %s", WORDS)
    assert written_log.getvalue() == ""


@pytest.mark.parametrize("error", [ValueError(WORDS), KeyError(WORDS), RuntimeError(WORDS)])
def test_an_exception_says_what_and_where_but_not_what_people_wrote(written_log: StringIO, error: Exception) -> None:
    try:
        raise error
    except type(error):
        structlog.get_logger("bot").exception("failed")
    (entry,) = entries(written_log)
    assert WORDS not in written_log.getvalue()
    assert type(error).__name__ in entry["exception"]
    assert "tests/bot/test_logs.py" in entry["exception"]


def test_an_exception_that_speaks_of_code_keeps_its_message(written_log: StringIO) -> None:
    try:
        _ = None.wording  # type: ignore[attr-defined]
    except AttributeError:
        logging.getLogger("bot").exception("failed")
    assert "has no attribute 'wording'" in entries(written_log)[0]["exception"]


def test_a_refused_call_to_slack_says_its_code_alone(written_log: StringIO) -> None:
    error = SlackApiError("failed", {"ok": False, "error": "invalid_blocks", "view": WORDS})
    structlog.get_logger("bot").error("failed", exc_info=error)
    assert "SlackApiError: invalid_blocks" in written_log.getvalue()
    assert WORDS not in written_log.getvalue()


def test_the_cause_of_an_exception_comes_first(written_log: StringIO) -> None:
    try:
        try:
            raise OSError(WORDS)
        except OSError as cause:
            raise RuntimeError from cause
    except RuntimeError:
        structlog.get_logger("bot").exception("failed")
    said = entries(written_log)[0]["exception"]
    assert said.index("OSError") < said.index("RuntimeError")


def test_a_failed_statement_is_logged_without_its_values(written_log: StringIO, services: Services) -> None:
    try:
        with services.reads() as session:
            session.execute(text("SELECT * FROM nowhere WHERE evidence = :words"), {"words": WORDS})
    except DBAPIError:
        structlog.get_logger("bot").exception("failed")
    assert "sqlalchemy.exc" in written_log.getvalue()
    assert WORDS not in written_log.getvalue()


def test_a_forged_request_is_refused_and_its_words_are_not_logged(app: App, written_log: StringIO) -> None:
    headers = {"x-slack-signature": "v0=0", "x-slack-request-timestamp": "1", "content-type": "application/json"}
    response = app.dispatch(BoltRequest(body=json.dumps({"text": WORDS}), headers=headers))
    assert response.status == 401
    assert "signature is not valid" in written_log.getvalue()
    assert WORDS not in written_log.getvalue()


def test_nothing_typed_in_a_command_reaches_the_log_even_when_it_fails(
    app: App, slack: LocalSlack, written_log: StringIO
) -> None:
    @app.command("/trial")
    def on_trial(command: dict[str, Any]) -> None:
        raise ValueError(command["text"])

    slack.person("U0RITA").command("/trial", WORDS)
    slack.person("U0RITA").command("/unknown", WORDS)
    assert [entry["event"] for entry in entries(written_log)] == ["request failed", "nothing answers a request"]
    assert WORDS not in written_log.getvalue()
