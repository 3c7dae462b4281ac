"""App Home, drawn anew when somebody opens it and anything has changed."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.features.home import show_home as view
from bot.features.home.read_home import home_facts
from bot.slack.commands import Command, Line
from bot.slack.replying import Body
from bot.wiring import Actor, Services

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
EVENTS = ("app_home_opened",)


def register(app: App, services: Services) -> None:
    """Listen to the opening of App Home."""

    @app.event("app_home_opened")
    def on_home_opened(ack: Ack, body: Body, client: WebClient) -> None:
        event = body["event"]
        if event.get("tab", "home") == "home":
            actor = Actor(body["team_id"], event["user"])
            workspace = services.workspace(actor.team)
            _publish(client, event, view.home(home_facts(workspace, actor), workspace.now))
        ack()


def _publish(client: WebClient, event: dict[str, Any], home: dict[str, Any]) -> None:
    """Draw Home unless it stands like this already; of two that draw at once, the one with the stale hash loses."""
    shown = event.get("view") or {}
    if shown.get("private_metadata") == home["private_metadata"]:
        return
    try:
        client.views_publish(user_id=event["user"], view=home, hash=shown.get("hash"))
    except SlackApiError as failure:
        if failure.response["error"] != "hash_conflict":
            raise
