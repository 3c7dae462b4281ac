"""How an answer reaches anyone who asked: a private message, a modal, or the next state of the modal at hand."""

from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.block_types import Message, Modal
from bot.slack.blocks import BACK, CLOSE, DONE, modal, plain
from bot.slack.channel_members import Members, members_by
from bot.slack.payloads import (
    Action,
    action_of,
    actor_of,
    channel_of,
    filled_view_of,
    message_of,
    trigger_of,
    typed_command,
    typed_into_menu,
    view_of,
)
from bot.slack.ready_answers import Ready
from bot.slack.routes import Body, Kind, Request, Routes
from bot.wiring import Actor, Workspace

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
PostedHandler = Callable[[Workspace, Actor, str, str], Modal]
StackedHandler = Callable[[Workspace, Actor, str, bool], Modal]
ChangeHandler = Callable[[Workspace, Actor, Body, Action], Modal | None]
SubmitHandler = Callable[[Workspace, Actor, Body], Modal]
AskingHandler = Callable[[Workspace, Actor, Body, Members], Modal]
TypingHandler = Callable[[Workspace, str], list[Any]]
PersonTypingHandler = Callable[[Workspace, Actor, str], list[Any]]
ShortcutHandler = Callable[[Workspace, Actor], Modal]
MessageHandler = Callable[[Workspace, Actor, Body, Set[str]], Modal]
EventHandler = Callable[[Request], None]


def on_command(routes: Routes, command: str, handler: CommandHandler) -> None:
    """Answer a slash command: a message as its ack, a modal by opening it."""

    def route(request: Request) -> Body | str | None:
        asked = asked_by(request.body)
        answer = handler(request.services.workspace(asked.actor.team), asked)
        if isinstance(answer, Ready):
            return answer.json  # nothing serializes it anew
        if answer.get("type") != "modal":
            return answer
        request.client.views_open(trigger_id=trigger_of(request.body), view=closing_at(1, answer))
        return None

    routes.add(Kind.COMMAND, command, route)


def on_click(routes: Routes, action_id: str, handler: ClickHandler) -> None:
    """Answer a click with a modal; the handler gets the button's value."""

    def route(request: Request) -> None:
        show(request.client, request.body, _clicked(request, handler))

    routes.add(Kind.CLICK, action_id, route)


def on_posted_click(routes: Routes, action_id: str, handler: PostedHandler) -> None:
    """Answer a click with a modal; the handler gets the button's value, and the channel it stands in, if in one."""

    def route(request: Request) -> None:
        channel = channel_of(request.body)
        modal = _clicked(request, lambda workspace, actor, value: handler(workspace, actor, value, channel))
        show(request.client, request.body, modal)

    routes.add(Kind.CLICK, action_id, route)


def on_stacked_click(routes: Routes, action_id: str, handler: StackedHandler) -> None:
    """Answer a click with a modal; the handler gets the button's value, and whether closing the modal leads back.

    It does not where the stack is full, and the answer takes the place of the modal that was clicked in.
    """

    def route(request: Request) -> None:
        drawn = view_of(request.body) if request.body.get("view") else {}
        leads_back = drawn.get("type") == "modal" and depth(drawn) < DEEPEST
        modal = _clicked(request, lambda workspace, actor, value: handler(workspace, actor, value, leads_back))
        show(request.client, request.body, modal)

    routes.add(Kind.CLICK, action_id, route)


def on_page(routes: Routes, action_id: str, handler: ClickHandler) -> None:
    """Answer a click by another page of the modal that it was made in; one in a message by opening a modal."""

    def route(request: Request) -> None:
        drawn = view_of(request.body) if request.body.get("view") else {}
        modal = _clicked(request, handler)
        if drawn.get("type") == "modal":
            redraw(request.client, drawn, modal)
        else:
            show(request.client, request.body, modal)

    routes.add(Kind.CLICK, action_id, route)


def on_edited_click(routes: Routes, action_id: str, handler: ClickHandler) -> None:
    """Answer a click by another page of the modal that it was made in; in a message, by the edit that it leads to.

    What the message shows then is the worker's to edit, for everybody who reads it.
    """

    def route(request: Request) -> None:
        modal = _clicked(request, handler)
        drawn = view_of(request.body) if request.body.get("view") else {}
        if drawn.get("type") == "modal":
            redraw(request.client, drawn, modal)

    routes.add(Kind.CLICK, action_id, route)


def on_change(routes: Routes, action_id: str, handler: ChangeHandler) -> None:
    """Take a change in a modal's field at once; the handler gets the view, and may return what it must look like."""

    def route(request: Request) -> None:
        actor, drawn = actor_of(request.body), filled_view_of(request.body)
        changed = handler(request.services.workspace(actor.team), actor, drawn, action_of(request.body))
        if changed is not None:
            redraw(request.client, drawn, changed)

    routes.add(Kind.CLICK, action_id, route)


def on_submit(routes: Routes, callback_id: str, handler: SubmitHandler) -> None:
    """Answer a submitted modal with its next state; the handler gets the view."""

    def route(request: Request) -> Body:
        actor, filled = actor_of(request.body), filled_view_of(request.body)
        shown = handler(request.services.workspace(actor.team), actor, filled)
        return {"response_action": "update", "view": closing_at(depth(filled), shown)}

    routes.add(Kind.SUBMIT, callback_id, route)


def on_asking_submit(routes: Routes, callback_id: str, handler: AskingHandler) -> None:
    """Answer a submitted modal as `on_submit` does; the handler may ask once who is in a channel it names."""

    def route(request: Request) -> Body:
        actor, filled = actor_of(request.body), filled_view_of(request.body)
        shown = handler(request.services.workspace(actor.team), actor, filled, members_by(request.client))
        return {"response_action": "update", "view": closing_at(depth(filled), shown)}

    routes.add(Kind.SUBMIT, callback_id, route)


def on_typing(routes: Routes, action_id: str, handler: TypingHandler) -> None:
    """Answer what someone types into a menu with the options that fit."""

    def route(request: Request) -> Body:
        typed = typed_into_menu(request.body)
        return {"options": handler(request.services.workspace(actor_of(request.body).team), typed)}

    routes.add(Kind.OPTIONS, action_id, route)


def on_persons_typing(routes: Routes, action_id: str, handler: PersonTypingHandler) -> None:
    """Answer the same where the options depend on who types."""

    def route(request: Request) -> Body:
        actor = actor_of(request.body)
        return {"options": handler(request.services.workspace(actor.team), actor, typed_into_menu(request.body))}

    routes.add(Kind.OPTIONS, action_id, route)


def on_message_shortcut(routes: Routes, callback_id: str, handler: MessageHandler) -> None:
    """Answer an entry of a message's menu with a modal; the handler gets the message and Debrief's own ids."""

    def route(request: Request) -> None:
        actor, message = actor_of(request.body), message_of(request.body)
        modal = handler(request.services.workspace(actor.team), actor, message, request.own_ids)
        request.client.views_open(trigger_id=trigger_of(request.body), view=closing_at(1, modal))

    routes.add(Kind.MESSAGE_SHORTCUT, callback_id, route)


def on_shortcut(routes: Routes, callback_id: str, handler: ShortcutHandler) -> None:
    """Answer an entry of Slack's own menu, which comes from no message and no channel, with a modal."""

    def route(request: Request) -> None:
        actor = actor_of(request.body)
        shown = handler(request.services.workspace(actor.team), actor)
        request.client.views_open(trigger_id=trigger_of(request.body), view=closing_at(1, shown))

    routes.add(Kind.SHORTCUT, callback_id, route)


def on_event(routes: Routes, event: str, handler: EventHandler) -> None:
    """Take note of what happened; no one waits for an answer."""

    def route(request: Request) -> None:
        handler(request)

    routes.add(Kind.EVENT, event, route)


def as_modal(answer: Answer, title: str, callback_id: str) -> Modal:
    """Return an answer to a command as a modal; it must be drawn in core blocks (capabilities.in_core_blocks)."""
    drawn = answer.drawn() if isinstance(answer, Ready) else answer
    if drawn.get("type") == "modal":
        return drawn
    return modal(title, drawn["blocks"], callback_id=callback_id)


def _clicked(request: Request, handler: ClickHandler) -> Modal:
    actor, action = actor_of(request.body), action_of(request.body)
    return handler(request.services.workspace(actor.team), actor, action.chosen)


def redraw(client: WebClient, drawn: Body, modal: Modal) -> None:
    """Show a modal in place of the one that was clicked in, unless that one is there no more: of two clicks, one."""
    try:
        client.views_update(view_id=drawn["id"], hash=drawn.get("hash"), view=closing_at(depth(drawn), modal))
    except SlackApiError as failure:
        if failure.response["error"] not in OVERTAKEN:
            raise


def show(client: WebClient, body: Body, modal: Modal) -> None:
    """Open a modal, or stack it on the one that was clicked in."""
    view = view_of(body) if body.get("view") else {}
    if view.get("type") != "modal":
        client.views_open(trigger_id=trigger_of(body), view=closing_at(1, modal))
    elif depth(view) < DEEPEST:
        client.views_push(trigger_id=trigger_of(body), view=closing_at(depth(view) + 1, modal))
    else:
        client.views_update(view_id=view["id"], view=closing_at(DEEPEST, modal))


def closing_at(stacked: int, modal: Modal) -> Modal:
    """Return a modal, the so many-th of its stack, with a close button that says where it leads: back, or out.

    A form's button says what becomes of the form, and one that closes the whole stack ends wherever it stands.
    """
    label = modal.get("close", {}).get("text")
    if modal.get("submit") or modal.get("clear_on_close"):
        return modal
    if stacked > 1 and label in (CLOSE, DONE):
        return {**modal, "close": plain(BACK)}
    return {**modal, "close": plain(CLOSE)} if stacked == 1 and label == BACK else modal


def depth(view: Body) -> int:
    """Return how many modals are stacked, as far as a payload tells."""
    previous = view.get("previous_view_id")
    if not previous:
        return 1
    return 2 if previous == view.get("root_view_id") else DEEPEST


def asked_by(body: Body) -> Asked:
    """Return a slash command's payload as a question."""
    actor, text, channel = typed_command(body)
    return Asked(actor, " ".join(text.split()), channel, text)
