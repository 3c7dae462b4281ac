"""What a failed call means is told from the failure alone: its code, whether it may be done, and how long to wait."""

from http.client import RemoteDisconnected
from socket import gaierror
from typing import Any
from urllib.error import URLError

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.errors import (
    MAY_BE_DONE,
    NO_WAIT_STATED_S,
    UNREACHABLE,
    UnexpectedAnswerError,
    error_of,
    is_unclear,
    retry_after,
)


def failed(data: Any, status: int = 200, **headers: Any) -> SlackApiError:
    """Slack's answer of this status, as its SDK raises it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = SlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data=data, headers=named, status_code=status
    )
    return SlackApiError("refused", answer)


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (failed({"ok": False, "error": "is_archived"}), "is_archived"),
        (failed({"ok": False, "error": "is_archived"}, 503), "is_archived"),
        (failed({"ok": False}, 503), "http_503"),
        (failed("<html>", 502), "http_502"),
        (URLError("timed out"), "URLError"),
        (UnexpectedAnswerError("no ts"), "UnexpectedAnswerError"),
    ],
)
def test_a_failure_is_called_by_slacks_code_or_by_its_kind(failure: BaseException, code: str) -> None:
    assert error_of(failure) == code


@pytest.mark.parametrize(
    ("failure", "unclear"),
    [
        (failed({"ok": False, "error": "is_archived"}), False),
        (failed({"ok": False, "error": "ratelimited"}, 429), False),
        (failed({"ok": False, "error": "is_archived"}, 499), False),
        (failed({"ok": False, "error": "is_archived"}, 500), True),
        (failed({"ok": False, "error": "fatal_error"}), True),
        (failed({"ok": False, "error": "internal_error"}), True),
        (failed("<html>", 200), True),
        (URLError(ConnectionRefusedError()), False),
        (URLError(gaierror()), False),
        (ConnectionRefusedError(), False),
        (gaierror(), False),
        (URLError(TimeoutError()), True),
        (ConnectionResetError(), True),
        (RemoteDisconnected(), True),
        (UnexpectedAnswerError(), True),
    ],
)
def test_only_what_surely_never_arrived_or_was_surely_refused_is_clear(failure: BaseException, unclear: bool) -> None:
    assert is_unclear(failure) is unclear


@pytest.mark.parametrize(
    "failure", [failed({}), URLError("x"), RemoteDisconnected(), TimeoutError(), UnexpectedAnswerError()]
)
def test_every_way_a_call_can_fail_is_caught_as_one(failure: BaseException) -> None:
    assert isinstance(failure, UNREACHABLE)


def test_a_mistake_of_our_own_is_not_taken_for_slack_being_away() -> None:
    assert not any(isinstance(mistake, UNREACHABLE) for mistake in (KeyError("ts"), ValueError(), TypeError()))


@given(st.integers(0, 10_000))
def test_the_wait_is_what_slack_states_however_the_header_is_spelled_or_wrapped(seconds: int) -> None:
    for headers in ({"Retry_After": str(seconds)}, {"retry_after": [str(seconds)]}, {"RETRY_AFTER": seconds}):
        assert retry_after(failed({"error": "ratelimited"}, 429, **headers)) == seconds


@pytest.mark.parametrize("stated", ["", "soon", "-5", "1.5"])
def test_a_limit_without_a_readable_wait_waits_a_while_all_the_same(stated: str) -> None:
    assert retry_after(failed({}, 429, Retry_After=stated)) == NO_WAIT_STATED_S
    assert retry_after(failed({}, 429)) == NO_WAIT_STATED_S


def test_nothing_but_a_limit_asks_to_wait() -> None:
    assert retry_after(failed({"error": "fatal_error"}, 500, Retry_After="60")) is None
    assert retry_after(URLError("timed out")) is None
    assert {"fatal_error", "internal_error"} == MAY_BE_DONE
