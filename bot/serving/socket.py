"""The Socket Mode entry: two connections to Slack, closed only when what is under way is answered."""

import threading
import time
from collections.abc import Sequence

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient

from bot.errors import Refusal
from bot.logs import bolt_logger
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import Services

CONNECTIONS = 2
"""Slack gives each payload to one of an app's connections (up to ten): while one is made anew, another listens."""
CONCURRENCY = 16
PING_EVERY_S = 0.3
"""The SDK takes a connection for dead when no pong came for four intervals, in whole seconds: here after two; and
after five pings that could not be sent. With its own ten seconds no one hears a click for most of a minute."""
RECEIVE_WAIT_S = 0.3
"""The SDK closes a dead connection only when no read on it is waiting; its own three seconds would be added."""

log = structlog.get_logger(__name__)


class _PromptClient(SocketModeClient):
    """Slack's client, which also notices a connection that was silent from its first moment."""

    def connect(self) -> None:
        """Connect anew; the SDK counts silence only from the first pong, which may never come."""
        super().connect()
        session = self.current_session
        if session is not None and session.sock is not None:
            session.last_ping_pong_time = time.time()
            session.sock.settimeout(RECEIVE_WAIT_S)


class _Connection(SocketModeHandler):
    """One connection to Slack; Bolt's own handler would neither ping so often nor take another client."""

    def __init__(self, app: App, settings: Settings) -> None:
        token = settings.app_token()
        self.app, self.app_token = app, token
        # The bot token and Slack's address would be the app's own, whatever SLACK_API_URL says.
        self.client = _PromptClient(
            token,
            logger=bolt_logger(),
            web_client=WebClient(token=token, base_url=settings.slack_api_url, timeout=10),
            concurrency=CONCURRENCY,
            ping_interval=PING_EVERY_S,
            proxy=app.client.proxy,
        )
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]


def serve_socket(services: Services, stop: threading.Event) -> None:
    """Answer Slack over Socket Mode until `stop` is set; a Refusal says why there is no connection."""
    connections = connect(services)
    log.info("connected to Slack over Socket Mode")
    stop.wait()
    close(connections)


def connect(services: Services) -> Sequence[SocketModeHandler]:
    """Return connected handlers of one app, or refuse with the reason and where to find the right token."""
    settings = services.settings
    app = build_app(services, verify_signatures=False)
    connections = [_Connection(app, settings) for _ in range(CONNECTIONS)]
    try:
        for connection in connections:
            connection.client.connect()
    except SlackApiError as error:
        close(connections)
        problem = error.response.get("error")
        raise Refusal("environment_refusals.app_token_refused", name="SLACK_APP_TOKEN", problem=problem) from error
    except (OSError, SlackClientError) as error:
        close(connections)
        raise Refusal("environment_refusals.slack_not_reached", address=settings.slack_api_url) from error
    return connections


def close(connections: Sequence[SocketModeHandler]) -> None:
    """Take nothing new, answer what is under way, then disconnect."""
    clients = [connection.client for connection in connections]
    # The client's own close() disconnects first, and the answers under way would be lost.
    for client in clients:
        client.closed, client.auto_reconnect_enabled = True, False
        client.message_queue.put(None)  # or the client would wait a second for one message more
    for client in clients:
        client.message_processor.shutdown()
    for client in clients:
        client.message_workers.shutdown(wait=True)
    for connection in connections:
        connection.close()
    log.info("disconnected from Slack")
