"""What a failed call to Slack means: surely not done, perhaps done, or try again later."""

from http.client import HTTPException
from socket import gaierror
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

RESTRICTED = frozenset(
    {"restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel"}
)
"""Errors of a channel in which Slack lets only some people write."""
UNREACHABLE = (SlackClientError, URLError, HTTPException, OSError)
"""Everything that a call to Slack may raise."""


def error_of(failure: BaseException) -> str:
    """Return Slack's own error code, or what kind of failure it was."""
    if isinstance(failure, SlackApiError):
        return str(_said(failure).get("error") or f"http_{failure.response.status_code}")
    return type(failure).__name__


def is_unclear(failure: BaseException) -> bool:
    """Tell whether Slack may have done what it was asked: no answer, or a failure on its side."""
    if isinstance(failure, SlackApiError):
        return int(failure.response.status_code) >= 500
    reason = getattr(failure, "reason", failure)
    return not isinstance(reason, ConnectionRefusedError | gaierror)


def retry_after(failure: BaseException) -> int | None:
    """Return how many seconds Slack asks to wait, where it does."""
    if not isinstance(failure, SlackApiError) or failure.response.status_code != 429:
        return None
    headers = {name.lower(): value for name, value in failure.response.headers.items()}
    waits = headers.get("retry-after", "30")
    seconds = waits[0] if isinstance(waits, list) else waits
    return int(seconds) if str(seconds).isdigit() else 30


def _said(failure: SlackApiError) -> dict[str, object]:
    data = failure.response.data
    return data if isinstance(data, dict) else {}
