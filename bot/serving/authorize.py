"""Says whose bot token a request may use, and tells “not installed” from “Slack is unreachable”."""

import threading
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.errors import Refusal

TURN_S = 1
"""How long a request waits for another one that asks Slack already: with its own question it must not exceed 3 s."""
TOKEN_ERRORS = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})


class OneWorkspace(Authorize):
    """Authorizes the one workspace that the bot token belongs to; asks Slack once and remembers."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._asking = threading.Lock()
        self._identity: SlackResponse | None = None

    def __call__(
        self, *, team_id: str | None, enterprise_id: str | None, user_id: str | None, **_: Any
    ) -> AuthorizeResult:
        """Return the token's identity, or raise a Refusal that says why there is none."""
        identity = self.identity()
        if team_id is not None and team_id != identity["team_id"]:
            raise Refusal("serving_refusals.another_workspace")
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=identity["team_id"],
            team=identity.get("team"),
            url=identity.get("url"),
            bot_id=identity.get("bot_id"),
            bot_user_id=identity.get("user_id"),
            bot_token=self._client.token,
            user_id=user_id,
        )

    def identity(self) -> SlackResponse:
        """Return what auth.test says about the token: team_id, user_id, bot_id and names."""
        if not self._asking.acquire(timeout=TURN_S):
            raise _out_of_reach()
        try:
            if self._identity is None:
                self._identity = ask_identity(self._client)
            return self._identity
        finally:
            self._asking.release()


def ask_identity(client: WebClient) -> SlackResponse:
    """Return Slack's answer to auth.test, or a Refusal that tells a wrong token from Slack out of reach."""
    try:
        return client.auth_test()
    except SlackApiError as error:
        raise _refusal_for(error.response.get("error")) from error
    except (OSError, SlackClientError) as error:
        raise _out_of_reach() from error


def _out_of_reach() -> Refusal:
    return Refusal("serving_refusals.slack_out_of_reach")


def _refusal_for(slack_error: str | None) -> Refusal:
    if slack_error in TOKEN_ERRORS:
        return Refusal("serving_refusals.token_not_valid")
    return Refusal("serving_refusals.token_not_known", problem=slack_error)
