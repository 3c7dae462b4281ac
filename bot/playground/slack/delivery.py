"""Carries signed requests to the app and its replies back; knows HTTP and signatures, nothing of their content."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener

from slack_sdk.signature import SignatureVerifier

from bot.playground.slack.workspace import Clock, Json

ACK_SECONDS = 3.0


@dataclass(frozen=True)
class Delivery:
    """A request as Slack sends it."""

    body: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    """The app's HTTP response; a status of 0 means that none came."""

    status: int
    body: str = ""
    headers: Mapping[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ack:
    """A reply judged as Slack judges it: was it in time, and is there something to read in it."""

    status: int
    body: str
    late: bool

    @property
    def failed(self) -> bool:
        """Tell whether the person sees a failure: only HTTP 200 within three seconds counts."""
        return self.late or self.status != 200

    @property
    def json(self) -> Any:
        """Return the body read as JSON, or None where it is something else."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class Deliveries:
    """What this Slack sends to the one app that is connected."""

    def __init__(self, signing_secret: str, clock: Clock) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self._clock = clock
        self._deliver: Callable[[Delivery], Reply] | None = None

    def connect(self, deliver: Callable[[Delivery], Reply]) -> None:
        """Deliver to a function from now on."""
        self._deliver = deliver

    def connect_http(self, url: str) -> None:
        """Deliver over HTTP from now on."""
        opener = build_opener(ProxyHandler({}))  # a proxy of the environment must not see 127.0.0.1
        self._deliver = lambda delivery: _over_http(opener, url, delivery)

    def form(self, fields: Mapping[str, str]) -> Ack:
        """Deliver a slash command: form-encoded."""
        return self._send(urlencode(fields), "application/x-www-form-urlencoded")

    def interaction(self, payload: Json) -> Ack:
        """Deliver an interaction: JSON in the form field `payload`."""
        return self.form({"payload": json.dumps(payload)})

    def event(self, payload: Json) -> Ack:
        """Deliver an event: JSON."""
        return self._send(json.dumps(payload), "application/json")

    def _send(self, body: str, content_type: str) -> Ack:
        if self._deliver is None:
            raise RuntimeError("no app is connected: call connect(deliver) or connect_http(url) first")
        started = self._clock()
        reply = self._deliver(Delivery(body, self._headers(body, content_type)))
        late = reply.status == 0 or self._clock() - started > ACK_SECONDS
        return Ack(reply.status, reply.body or "", late)

    def _headers(self, body: str, content_type: str) -> dict[str, str]:
        # Real time, whatever the workspace's clock says: the app compares it with its own.
        timestamp = str(int(time.time()))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=body)
        return {
            "content-type": content_type,
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": str(signature),
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }


def _over_http(opener: OpenerDirector, url: str, delivery: Delivery) -> Reply:
    request = Request(url, data=delivery.body.encode(), headers=delivery.headers, method="POST")  # noqa: S310
    try:
        with opener.open(request, timeout=ACK_SECONDS) as response:
            return Reply(response.status, response.read().decode(), dict(response.headers))
    except HTTPError as error:
        with error:
            return Reply(error.code, error.read().decode(errors="replace"), dict(error.headers))
    except (OSError, HTTPException):
        return Reply(0)
