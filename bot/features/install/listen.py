"""What Slack says about the installation itself; deletes nothing, since somebody has to decide about the data."""

from bot.slack.replying import on_event
from bot.slack.routes import Request, Routes

EVENTS = ("app_uninstalled", "tokens_revoked")


def register(routes: Routes) -> None:
    """Listen to the app being removed; its data stays until somebody decides about it."""

    for event in EVENTS:
        on_event(routes, event, on_removed)


def on_removed(request: Request) -> None:
    """Take note of nothing: what is stored stays."""
