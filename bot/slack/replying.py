"""How an answer reaches whoever asked: a private message, a modal, or the next state of the modal at hand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import Ack, App, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.block_types import Message, Modal
from bot.slack.ready import Ready
from bot.wiring import Actor, Services, Workspace

Body = dict[str, Any]
DEEPEST = 3
"""Slack stacks three modals; a fourth has to replace the top one."""
OVERTAKEN = frozenset({"hash_conflict", "not_found", "view_not_found"})
"""Errors of an update that say a later click has redrawn the modal already, or the person has closed it."""


@dataclass(frozen=True)
class Asked:
    """A command as it was typed: who, what, and where; `typed` is the text with its lines."""

    actor: Actor
    text: str
    channel: str
    typed: str = ""

    @property
    def words(self) -> list[str]:
        """What was typed, word by word."""
        return self.text.split()

    @property
    def first(self) -> str:
        """The first word in lower case, or nothing."""
        return self.words[0].lower() if self.words else ""

    @property
    def rest(self) -> "Asked":
        """The same without its first word."""
        return replace(self, text=" ".join(self.words[1:]), typed="".join(self.typed.split(maxsplit=1)[1:]))


Answer = Message | Modal | Ready
CommandHandler = Callable[[Workspace, Asked], Answer]
ClickHandler = Callable[[Workspace, Actor, str], Modal]
SubmitHandler = Callable[[Workspace, Actor, Body], Modal]


def on_command(app: App, services: Services, command: str, handler: CommandHandler) -> None:
    """Answer a slash command: a message as its ack, a modal by opening it."""

    @app.command(command)
    def listen(ack: Ack, body: Body, client: WebClient) -> None:
        asked = asked_by(body)
        answer = handler(services.workspace(asked.actor.team), asked)
        if isinstance(answer, Ready):
            ack.response = BoltResponse(status=200, body=answer.json)  # nothing serializes it anew
        elif answer.get("type") == "modal":
            client.views_open(trigger_id=body["trigger_id"], view=answer)
            ack()
        else:
            ack(**answer)


def on_click(app: App, services: Services, action_id: Any, handler: ClickHandler) -> None:
    """Answer a click with a modal; the handler gets the button's value."""

    @app.action(action_id)
    def listen(ack: Ack, body: Body, client: WebClient) -> None:
        actor = actor_of(body)
        show(client, body, handler(services.workspace(actor.team), actor, value_of(body["actions"][0])))
        ack()


def on_page(app: App, services: Services, action_id: Any, handler: ClickHandler) -> None:
    """Answer a click inside a modal by showing another page of that modal."""

    @app.action(action_id)
    def listen(ack: Ack, body: Body, client: WebClient) -> None:
        actor = actor_of(body)
        redraw(client, body["view"], handler(services.workspace(actor.team), actor, value_of(body["actions"][0])))
        ack()


def on_submit(app: App, services: Services, callback_id: str, handler: SubmitHandler) -> None:
    """Answer a submitted modal with its next state; the handler gets the view."""

    @app.view(callback_id)
    def listen(ack: Ack, body: Body) -> None:
        actor = actor_of(body)
        ack(response_action="update", view=handler(services.workspace(actor.team), actor, body["view"]))


def redraw(client: WebClient, drawn: Body, modal: Modal) -> None:
    """Show a modal in place of the one that was clicked in, unless that one is there no more: of two clicks, one."""
    try:
        client.views_update(view_id=drawn["id"], hash=drawn["hash"], view=modal)
    except SlackApiError as failure:
        if failure.response["error"] not in OVERTAKEN:
            raise


def value_of(action: Body) -> str:
    """Return the value of the button that was clicked, or of what was chosen in a menu."""
    chosen = action.get("selected_option") or action
    return str(chosen.get("value") or "")


def show(client: WebClient, body: Body, modal: Modal) -> None:
    """Open a modal, or stack it on the one that was clicked in."""
    view = body.get("view") or {}
    if view.get("type") != "modal":
        client.views_open(trigger_id=body["trigger_id"], view=modal)
    elif depth(view) < DEEPEST:
        client.views_push(trigger_id=body["trigger_id"], view=modal)
    else:
        client.views_update(view_id=view["id"], view=modal)


def depth(view: Body) -> int:
    """Return how many modals are stacked, as far as a payload tells."""
    previous = view.get("previous_view_id")
    if not previous:
        return 1
    return 2 if previous == view.get("root_view_id") else DEEPEST


def asked_by(body: Body) -> Asked:
    """Return a slash command's payload as a question; Slack escapes three characters of what was typed."""
    text = body.get("text") or ""
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return Asked(Actor(body["team_id"], body["user_id"]), " ".join(text.split()), body["channel_id"], text)


def actor_of(body: Body) -> Actor:
    """Return who is behind an interaction's payload; in a shared channel their own team counts."""
    return Actor(body["user"].get("team_id") or body["team"]["id"], body["user"]["id"])
