"""The parts of one local Slack, handed together to those who act in it."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.slack.delivery import Ack, Deliveries
from bot.playground.slack.modals import Modals
from bot.playground.slack.moving_clock import MovingClock
from bot.playground.slack.payloads import Payloads
from bot.playground.slack.response_urls import ResponseUrls
from bot.playground.slack.tickets import Tickets
from bot.playground.slack.tour import Tour
from bot.playground.slack.workspace import Json, Workspace

log = logging.getLogger("local_slack")


@dataclass
class Registered:
    """What the app's manifest would tell Slack about it: commands, shortcuts, an icon (SVG); and the page's tour."""

    commands: list[tuple[str, str, str]] = field(default_factory=list)
    shortcuts: list[tuple[str, str]] = field(default_factory=list)
    global_shortcuts: list[tuple[str, str, str]] = field(default_factory=list)
    icon: str = ""
    tour: Tour = field(default_factory=Tour)


@dataclass
class Parts:
    """Everything an acting person and the page need; `base` gives the address at which this Slack is served."""

    workspace: Workspace
    modals: Modals
    tickets: Tickets
    deliveries: Deliveries
    answers: ResponseUrls
    clock: MovingClock
    base: Callable[[], str]
    registered: Registered = field(default_factory=Registered)
    complaints: list[str] = field(default_factory=list)
    set_up: threading.Event = field(default_factory=threading.Event)
    """Cleared while the workspace is being filled, and no one may act in it."""

    def __post_init__(self) -> None:
        self.set_up.set()

    @property
    def payloads(self) -> Payloads:
        """Return the builder of payloads for this workspace."""
        return Payloads(self.workspace)

    def response_url(self, token: str) -> str:
        """Return the address of a response_url."""
        return f"{self.base()}/response/{token}"

    def ticketed(self, user: str, channel: str, original_ts: str | None) -> tuple[str, dict[str, str]]:
        """Return a response_url's token, and the fields trigger_id and response_url of a payload."""
        token = self.tickets.response_url(user, channel, original_ts)
        trigger_id = self.tickets.trigger(user, channel)
        return token, {"trigger_id": trigger_id, "response_url": self.response_url(token)}

    def complain(self, what: str, ack: Ack | Json | Exception) -> None:
        """Keep and log why an answer of the app was not taken, for anyone who develops it."""
        self.complaints.append(f"{what}: {ack}")
        log.warning("%s: %s", what, ack)
