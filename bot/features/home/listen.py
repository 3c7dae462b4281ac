"""App Home, drawn anew when somebody opens it and anything has changed."""

from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.features.home import show_home as view
from bot.features.home.read_home import home_facts
from bot.slack.commands import Command, Line
from bot.slack.payloads import HomeOpened, home_opened
from bot.slack.replying import on_event
from bot.slack.routes import Request, Routes

COMMAND = Command(
    "/debrief",
    "Everything Debrief can do",
    "does everything Debrief does: it shows what to assess, checks JDs, collects sealed scorecards and says what a "
    "panel’s ratings say together. Every command answers `help`, and `/debrief rubric …` does the same as `/rubric …`.",
    arguments="[command]",
    lines=(
        Line("rubric ai-engineer senior", "shows what to assess, with anchors, questions and sources"),
        Line("jd checklist ai-engineer", "shows what a JD must say; `/jd review` checks one"),
        Line("loop new", "opens the interviews for one candidate; `/loop list` shows yours"),
        Line("score", "opens your scorecard"),
        Line("signal", "shows what a panel’s scorecards say together"),
    ),
    leads_to_all=True,
)
NOT_NEEDED = frozenset({"hash_conflict", "user_not_found"})
"""Errors of views.publish that ask for nothing: another one drew Home just now, or the person is gone."""
EVENTS = ("app_home_opened",)


def register(routes: Routes) -> None:
    """Listen to the opening of App Home."""
    on_event(routes, "app_home_opened", on_home_opened)


def on_home_opened(request: Request) -> None:
    """Draw Home, unless another of its tabs was opened."""
    opened = home_opened(request.body)
    if opened.tab != "home":
        return
    workspace = request.services.workspace(opened.actor.team)
    _publish(request.client, opened, view.home(home_facts(workspace, opened.actor), workspace.now))


def _publish(client: WebClient, opened: HomeOpened, home: dict[str, Any]) -> None:
    """Draw Home unless it stands like this already; of two that draw at once, the one with the stale hash loses."""
    if opened.private_metadata == home["private_metadata"]:
        return
    try:
        client.views_publish(user_id=opened.actor.user, view=home, hash=opened.hash)
    except SlackApiError as failure:
        if failure.response["error"] not in NOT_NEEDED:
            raise
