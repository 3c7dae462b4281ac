"""What a failed call to Slack means: surely not done, perhaps done, or later; tries nothing again."""

from http.client import HTTPException
from socket import gaierror
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError


class UnexpectedAnswerError(Exception):
    """An answer of Slack's that holds not what its method promises; whether it did what it was asked is unknown."""


UNREACHABLE = (SlackClientError, URLError, HTTPException, OSError, UnexpectedAnswerError)
"""Everything that a call to Slack may raise."""
MAY_BE_DONE = frozenset({"fatal_error", "internal_error"})
"""Error codes that Slack describes as possibly raised after part of the work was done."""
NO_WAIT_STATED_S = 30
"""How long to wait after a 429 without a Retry-After."""


def error_of(failure: BaseException) -> str:
    """Return Slack's own error code, or what kind of failure it was."""
    if isinstance(failure, SlackApiError):
        return str(_answer_of(failure).get("error") or f"http_{failure.response.status_code}")
    return type(failure).__name__


def is_unclear(failure: BaseException) -> bool:
    """Tell whether Slack may have done what it was asked: no answer, one that says nothing, a failure on its side."""
    if isinstance(failure, SlackApiError):
        answer = failure.response.data
        if not isinstance(answer, dict) or answer.get("error") in MAY_BE_DONE:
            return True
        return int(failure.response.status_code) >= 500
    reason = getattr(failure, "reason", failure)
    return not isinstance(reason, ConnectionRefusedError | gaierror)


def retry_after(failure: BaseException) -> int | None:
    """Return how many seconds Slack asks to wait, where it does."""
    if not isinstance(failure, SlackApiError) or failure.response.status_code != 429:
        return None
    headers = {name.lower(): value for name, value in failure.response.headers.items()}
    waits = headers.get("retry-after", "")
    seconds = waits[0] if isinstance(waits, list) else waits
    return int(seconds) if str(seconds).isdigit() else NO_WAIT_STATED_S


def _answer_of(failure: SlackApiError) -> dict[str, object]:
    data = failure.response.data
    return data if isinstance(data, dict) else {}
