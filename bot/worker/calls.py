"""Calls to Slack that obey its limits, for all processes: after a 429 a method rests for as long as Slack asks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.slack.errors import UNREACHABLE, UnexpectedAnswerError, is_unclear, retry_after
from bot.wiring import Services
from storage.clock import time_of
from storage.rate_limits import held_until, hold

NONSENSE = (AttributeError, TypeError, KeyError, ValueError)
"""What the client raises over an answer that is not of the shape it reads."""
REST = timedelta(seconds=30)
"""How long a look-up that Slack fails at rests for a workspace: it would fail for the next person as well."""


class HeldError(Exception):
    """A method that may not be called for a workspace before a moment."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(until.isoformat())


def look_up(services: Services, team: str, method: str, **arguments: Any) -> dict[str, Any]:
    """Ask Slack something, and return its answer; raises HeldError, or what UNREACHABLE names.

    Where Slack does not answer, the method rests, too: the next question would meet the same.
    """
    need_free(services, team, method)
    try:
        return called(services, team, method, lambda client: client.api_call(method, params=arguments))
    except UNREACHABLE as failure:
        if isinstance(failure, UnexpectedAnswerError) or not is_unclear(failure):
            raise
        raise HeldError(rest(services, team, method, REST)) from failure


def need_free(services: Services, team: str, method: str) -> None:
    """Raise HeldError where a method rests for a workspace."""
    with services.reads() as session:
        until = held_until(session, team, method)
    if until is not None:
        raise HeldError(until)


def called(services: Services, team: str, method: str, call: Callable[[WebClient], Any]) -> dict[str, Any]:
    """Make a call and return its answer; after a 429 the method rests, and HeldError is raised."""
    try:
        answer = call(services.client(team)).data
    except UNREACHABLE as failure:
        seconds = retry_after(failure)
        if seconds is None:
            raise
        raise HeldError(rest(services, team, method, timedelta(seconds=seconds))) from failure
    except NONSENSE as error:
        raise UnexpectedAnswerError(method) from error
    if not isinstance(answer, dict):
        raise UnexpectedAnswerError(method)
    return answer


def part_of(answer: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an object that an answer must hold; raises UnexpectedAnswerError."""
    part = answer.get(name)
    if not isinstance(part, dict):
        raise UnexpectedAnswerError(name)
    return part


def rest(services: Services, team: str, method: str, wait: timedelta) -> datetime:
    """Have a method rest for a workspace, and return until when."""
    with services.sessions.begin() as session:
        hold(session, team, method, wait)
        return time_of(session) + wait
