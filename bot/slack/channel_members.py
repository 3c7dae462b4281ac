"""Who is in a channel, asked inside a request: one page and one second, or no answer; decides nothing."""

import copy
from collections.abc import Callable

from slack_sdk import WebClient

from bot.slack.errors import UNREACHABLE, UnexpectedAnswerError

METHOD = "conversations.members"
WAIT_S = 1
"""Slack gives a submit three seconds, and two writes and their locks stand beside this call."""
PAGE = 1000
"""The most members that Slack returns at once; a larger channel is looked through by the worker."""

Members = Callable[[str], frozenset[str] | None]
"""Returns who is in a channel; None where Slack did not say, or not all."""


def not_asked(_channel: str) -> frozenset[str] | None:
    """Return that no one knows: for callers that cannot ask Slack."""
    return None


def members_by(client: WebClient) -> Members:
    """Return what asks Slack who is in a channel, by a request's own client."""
    asking = copy.copy(client)
    asking.timeout = WAIT_S

    def members(channel: str) -> frozenset[str] | None:
        try:
            page, more = members_page(asking.conversations_members(channel=channel, limit=PAGE).data)
        except UNREACHABLE:
            return None
        return None if more else page

    return members


def members_page(answer: object) -> tuple[frozenset[str], str]:
    """Return the members that an answer holds, and where the next page begins, "" behind the last one.

    Raises UnexpectedAnswerError where the answer is none: what cannot be read must not pass for a channel without
    the one who is looked for.
    """
    if not isinstance(answer, dict) or not isinstance(members := answer.get("members"), list):
        raise UnexpectedAnswerError(METHOD)
    if not members or not all(isinstance(member, str) for member in members):
        raise UnexpectedAnswerError(METHOD)
    behind = answer.get("response_metadata")
    return frozenset(members), str(behind.get("next_cursor") or "") if isinstance(behind, dict) else ""
