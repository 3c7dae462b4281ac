"""What answers each request of Slack's, by the id that comes with it: one dictionary per kind of payload.

Features put their answers in when the app is built; a request finds its own by one look-up, however many there are.
Nothing here knows Bolt, so that an answer is tested by calling it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from slack_sdk import WebClient

from bot.wiring import Services

Body = dict[str, Any]


class Kind(StrEnum):
    """The kinds of payload that something may answer, by Slack's own names."""

    COMMAND = "command"
    CLICK = "block_actions"
    SUBMIT = "view_submission"
    OPTIONS = "block_suggestion"
    MESSAGE_SHORTCUT = "message_action"
    SHORTCUT = "shortcut"
    EVENT = "event_callback"


@dataclass(frozen=True)
class Request:
    """One request, with what its answer may use; `own_ids` are those under which Debrief itself posts."""

    body: Body
    client: WebClient
    services: Services
    own_ids: frozenset[str] = frozenset()


Route = Callable[[Request], Body | str | None]
"""Answers a request with what Slack reads in its ack, as a value or as ready JSON, or with nothing."""


class Routes:
    """All routes of the app.

    An id stands for itself and for its variants behind a colon, since Slack wants the ids of one message to differ:
    `jd_remark` also answers `jd_remark:2`. Of two that both fit, the longer answers. Raises ValueError where an id is
    registered twice.
    """

    def __init__(self) -> None:
        self._routes: dict[Kind, dict[str, Route]] = {kind: {} for kind in Kind}

    def add(self, kind: Kind, name: str, route: Route) -> None:
        """Answer requests of this kind that carry this id."""
        if name in self._routes[kind]:
            raise ValueError(f"two listen for {kind} {name}")
        self._routes[kind][name] = route

    def names(self, kind: Kind) -> frozenset[str]:
        """Return the ids that requests of a kind are answered by."""
        return frozenset(self._routes[kind])

    def find(self, body: Mapping[str, Any]) -> Route | None:
        """Return what answers a payload, or None where nothing does; never raises, whatever the payload holds."""
        kind, name = kind_of(body), name_of(body)
        if name is None or kind not in self._routes:
            return None
        routes = self._routes[Kind(kind)]
        while name not in routes and ":" in name:
            name = name.rpartition(":")[0]
        return routes.get(name)


LONGEST_NAME = 255
"""Slack takes no longer id, so whatever is longer is none of ours."""


def kind_of(body: Mapping[str, Any]) -> str:
    """Return what kind of payload this is, by Slack's name; “unknown” where it says none."""
    kind = Kind.COMMAND if "command" in body else body.get("type")
    return kind if isinstance(kind, str) else "unknown"


def name_of(body: Mapping[str, Any]) -> str | None:
    """Return the id that a payload is answered by, or None; Debrief gave it, so it is never what a person typed."""
    match body:
        case {"command": str(name)} | {"actions": [{"action_id": str(name)}, *_]}:
            pass
        case {"type": Kind.EVENT, "event": {"type": str(name)}} | {"type": Kind.OPTIONS, "action_id": str(name)}:
            pass
        case {"view": {"callback_id": str(name)}} | {"callback_id": str(name)}:
            pass
        case _:
            return None
    return name if len(name) <= LONGEST_NAME else None
