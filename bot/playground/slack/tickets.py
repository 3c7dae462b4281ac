"""The short-lived permissions Slack hands out: trigger ids and response urls; knows the clock and nothing else."""

import secrets
from dataclasses import dataclass, field

from bot.playground.slack.workspace import Clock, SlackRefusalError

TRIGGER_SECONDS = 3.0  # single use as well
RESPONSE_SECONDS = 30 * 60
RESPONSE_USES = 5


@dataclass
class Trigger:
    """Permission to open one modal for one person; `view_id` is the view the interaction came from."""

    user: str
    channel: str | None
    view_id: str | None
    expires_at: float
    used: bool = False


@dataclass
class ResponseUrl:
    """Permission to answer one interaction; `original_ts` is the message it came from."""

    token: str
    user: str
    channel: str
    original_ts: str | None
    expires_at: float
    uses: int = 0


@dataclass
class Tickets:
    """All permissions handed out."""

    clock: Clock
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)

    def trigger(self, user: str, channel: str | None, view_id: str | None = None) -> str:
        """Return a new trigger_id."""
        trigger_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self.triggers[trigger_id] = Trigger(user, channel, view_id, self.clock() + TRIGGER_SECONDS)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger_id up; refuse an unknown, used or old one."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise SlackRefusalError("invalid_trigger_id")
        if trigger.used:
            raise SlackRefusalError("exchanged_trigger_id")
        if self.clock() > trigger.expires_at:
            raise SlackRefusalError("expired_trigger_id")
        trigger.used = True
        return trigger

    def response_url(self, user: str, channel: str, original_ts: str | None) -> str:
        """Return the token of a new response_url."""
        token = secrets.token_urlsafe(18)
        expires_at = self.clock() + RESPONSE_SECONDS
        self.response_urls[token] = ResponseUrl(token, user, channel, original_ts, expires_at)
        return token

    def use_response_url(self, token: str) -> ResponseUrl:
        """Count one use; refuse an unknown, spent or old one."""
        ticket = self.response_urls.get(token)
        if ticket is None:
            raise SlackRefusalError("invalid_url")
        if self.clock() > ticket.expires_at:
            raise SlackRefusalError("expired_url")
        if ticket.uses >= RESPONSE_USES:
            raise SlackRefusalError("used_url")
        ticket.uses += 1
        return ticket
