"""App Home, drawn anew whenever somebody opens it."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.listeners.replying import Body
from bot.usecases.access import Actor
from bot.usecases.read_loop import greet, my_loops
from bot.usecases.open_scorecard import interviews_to_score
from bot.views import home as view
from bot.wiring import Services


def register(app: App, services: Services) -> None:
    """Listen to the opening of App Home."""

    @app.event("app_home_opened")
    def on_home_opened(ack: Ack, body: Body, client: WebClient) -> None:
        event = body["event"]
        if event.get("tab", "home") == "home":
            actor = Actor(body["team_id"], event["user"])
            client.views_publish(user_id=actor.user, view=_home(services, actor))
        ack()


def _home(services: Services, actor: Actor) -> dict[str, object]:
    greet(services, actor)
    due = [(loop, interview) for loop, interview in interviews_to_score(services, actor) if interview in loop.pending]
    return view.home(due, my_loops(services, actor), services.catalog.roles, services.now())
