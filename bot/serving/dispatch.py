"""Hands each request to the one route that answers it, inside Bolt's chain; holds no rule of what is answered."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware

from bot.errors import Refusal
from bot.features.loop.ask_colleague import ways_to_ask
from bot.serving.failures import answer_failure
from bot.slack.encoding import encoded
from bot.slack.kept_client import KeptClient
from bot.slack.payloads import actor_of, typed_command
from bot.slack.routes import Kind, Request, Route, Routes, kind_of
from bot.wiring import Actor, Services
from bot.wording.words import plain_words

PARTS: Mapping[str, tuple[type, ...]] = {
    "type": (str,),
    "command": (str,),
    "event": (dict,),
    "actions": (list,),
    "view": (dict,),
    "message": (dict,),
    "user": (dict, str),
    "team": (dict, str),
}
"""What Bolt takes for granted, of the parts that it looks into before any of our code does."""
VIEWS = ("modal", "home")
KINDS = frozenset({*Kind, "view_closed", "url_verification"})
"""The views there are, and what Slack sends to an app of today. Of what it sent to older ones (attachments, dialogs,
the steps of workflows) Bolt takes parts for granted that a forged payload has not."""

log = structlog.get_logger(__name__)


class Envelope(Middleware):
    """Refuses what Slack signed, or someone who stole its secret, but what no payload of Slack's looks like.

    It stands before authorization, so that neither Bolt nor the failure handler meets a list where they expect a dict.
    """

    def process(self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002, ARG002 – Bolt’s names
        """Go on without the parts that are null, as if they were left out; or answer 400."""
        body = req.body
        for part in PARTS:
            if part in body and body[part] is None:
                del body[part]
        if is_envelope(body):
            return next()
        log.warning("no payload of a shape that Slack sends", request=kind_of(body))
        return BoltResponse(status=400, body=plain_words("serving.not_from_slack") + "\n")


def is_envelope(body: Mapping[str, Any]) -> bool:
    """Tell whether a payload is of a kind that Slack sends, and the parts that Bolt looks into as it expects them."""
    if not all(isinstance(body[part], kinds) for part, kinds in PARTS.items() if part in body):
        return False
    if kind_of(body) not in KINDS:
        return False
    if "event" in body and not isinstance(body["event"].get("type"), str):
        return False
    if "view" in body and body["view"].get("type") not in VIEWS:
        return False
    actions = body.get("actions", [{}])
    return bool(actions) and all(isinstance(action, dict) for action in actions)


class Dispatch(Middleware):
    """Answers what a route is registered for; leaves the rest to Bolt, which asks the failure handler.

    Bolt's own listeners would be tried in turn, and each be handed what its argument names say; here one look-up finds
    the route. It runs in the request's own thread, so its answer is the ack (docs/adr/0001).
    """

    def __init__(self, routes: Routes, services: Services, client: KeptClient) -> None:
        self._routes, self._services, self._client = routes, services, client

    def process(self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002, ARG002 – Bolt’s names
        """Answer with what the route says, or with what the failure handler makes of its exception."""
        client = req.context["client"] = self._client.of(req.context.client.token)  # the failure handler's, as well
        route = self._routes.find(req.body)
        if route is None:
            return next()
        own_ids = frozenset(one for one in (req.context.bot_id, req.context.bot_user_id) if one)
        try:
            answer = self._answer(route, Request(req.body, client, self._services, own_ids))
        except Exception as error:  # noqa: BLE001 – the error handler of every request
            return answer_failure(error, req)
        return BoltResponse(status=200, body=encoded(answer).decode() if isinstance(answer, dict) else answer or "")

    def _answer(self, route: Route, request: Request) -> dict[str, Any] | str | None:
        """Return what a route answers; a refusal that knows who may instead goes on with the buttons that ask them."""
        try:
            return route(request)
        except Refusal as refusal:
            if refusal.plea is not None:
                actor = _behind(request.body)
                asking = ways_to_ask(self._services.workspace(actor.team), actor, refusal.plea)
                refusal.steps = (*asking, *refusal.steps)
            raise


def _behind(body: dict[str, Any]) -> Actor:
    """Return who is behind a command or an interaction."""
    return typed_command(body)[0] if kind_of(body) == Kind.COMMAND else actor_of(body)
