"""What Slack says about the installation itself; deletes nothing, since somebody has to decide about the data."""

from slack_bolt import Ack, App

from bot.wiring import Services

EVENTS = ("app_uninstalled", "tokens_revoked")


def register(app: App, services: Services) -> None:  # noqa: ARG001
    """Listen to the app being removed; its data stays until somebody decides about it."""

    @app.event("app_uninstalled")
    def on_uninstalled(ack: Ack) -> None:
        ack()

    @app.event("tokens_revoked")
    def on_tokens_revoked(ack: Ack) -> None:
        ack()
