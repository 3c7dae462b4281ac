"""Builds the Bolt app: the routes of each feature and the one error handler; holds no rule of its own."""

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.logs import bolt_logger
from bot.serving.authorize import OneWorkspace
from bot.serving.declared import declared_routes
from bot.serving.dispatch import Dispatch, Envelope
from bot.serving.failures import answer_failure
from bot.serving.lanes import lane_left
from bot.slack.kept_client import TIMEOUT_S, KeptClient
from bot.wiring import Services


def build_app(services: Services, *, verify_signatures: bool = True) -> App:
    """Return the app with every feature registered; asks Slack nothing until the first request.

    `verify_signatures` is False for Socket Mode alone, whose connection is authenticated instead.
    """
    settings = services.settings
    app = App(
        name="debrief",
        logger=bolt_logger(),
        client=request_client(settings.slack_api_url),
        authorize=OneWorkspace(request_client(settings.slack_api_url, settings.bot_token())),
        signing_secret=settings.signing_secret() if verify_signatures else "",
        request_verification_enabled=verify_signatures,
        token_verification_enabled=False,
        before_authorize=Envelope(),
        # Neither is of use here: no message event is subscribed to, and no workflow step declared. Both look into
        # every request, and the first raises where an event is none.
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        process_before_response=True,  # docs/adr/0001
        raise_error_for_unhandled_request=True,
    )
    app.use(Dispatch(declared_routes(), services, KeptClient(settings.slack_api_url, lane_left)))

    @app.error
    def on_error(error: Exception, request: BoltRequest) -> BoltResponse:
        return answer_failure(error, request)

    return app


def request_client(base_url: str, token: str | None = None) -> WebClient:
    """Return a client for calls inside a request: it gives up before Slack does and never retries."""
    return WebClient(token=token, base_url=base_url, timeout=TIMEOUT_S, retry_handlers=[])  # type: ignore[arg-type]
