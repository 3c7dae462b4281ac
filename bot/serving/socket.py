"""The Socket Mode entry: one connection to Slack, closed only when what is under way is answered."""

import threading

import structlog
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import Refusal
from bot.logs import bolt_logger
from bot.serving.app import build_app
from bot.wiring import Services

CONCURRENCY = 16

log = structlog.get_logger(__name__)


def serve_socket(services: Services, stop: threading.Event) -> None:
    """Answer Slack over Socket Mode until `stop` is set; a Refusal says why there is no connection."""
    handler = connect(services)
    log.info("connected to Slack over Socket Mode")
    stop.wait()
    close(handler)


def connect(services: Services) -> SocketModeHandler:
    """Return a connected handler, or refuse with the reason and where to find the right token."""
    settings = services.settings
    token = settings.app_token()
    # The handler’s own client would carry the bot token and Slack's address, whatever SLACK_API_URL says.
    handler = SocketModeHandler(
        build_app(services, verify_signatures=False),
        token,
        logger=bolt_logger(),
        web_client=WebClient(token=token, base_url=settings.slack_api_url, timeout=10),
        concurrency=CONCURRENCY,
    )
    try:
        handler.connect()
    except SlackApiError as error:
        handler.close()
        problem = error.response.get("error")
        raise Refusal("environment_refusals.app_token_refused", name="SLACK_APP_TOKEN", problem=problem) from error
    except (OSError, SlackClientError) as error:
        handler.close()
        raise Refusal("environment_refusals.slack_not_reached", address=settings.slack_api_url) from error
    return handler


def close(handler: SocketModeHandler) -> None:
    """Take nothing new, answer what is under way, then disconnect."""
    client = handler.client
    # The client's own close() disconnects first, and the answers under way would be lost.
    client.closed, client.auto_reconnect_enabled = True, False
    client.message_processor.shutdown()
    client.message_workers.shutdown(wait=True)
    handler.close()
    log.info("disconnected from Slack")
