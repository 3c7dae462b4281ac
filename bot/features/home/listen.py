"""App Home, drawn anew when somebody opens it and anything has changed."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.features.home import show_home as view
from bot.features.loop.read_loop import greet, my_loops
from bot.features.scorecard.open_scorecard import drafts_of, interviews_to_score
from bot.slack.commands import Command, Line
from bot.slack.replying import Body
from bot.wiring import Actor, Services, Workspace

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
            _publish(client, event, _home(services.workspace(actor.team), actor))
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


def _home(workspace: Workspace, actor: Actor) -> dict[str, Any]:
    greet(workspace, actor)
    due = [(loop, interview) for loop, interview in interviews_to_score(workspace, actor) if interview in loop.pending]
    loops = my_loops(workspace, actor)
    runs = [loop for loop in loops if actor.user in (loop.opened_by, loop.recruiter, loop.hiring_manager)]
    facts = view.HomeFacts(
        to_score=due,
        begun=drafts_of(workspace, due),
        runs=runs,
        others=[loop for loop in loops if loop not in runs],
        roles=workspace.catalogue.roles,
    )
    return view.home(facts, workspace.now)
