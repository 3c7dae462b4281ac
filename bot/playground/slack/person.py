"""Someone who uses this Slack: runs commands, clicks, fills modals, and sees only what they would see."""

from dataclasses import dataclass
from typing import Any

from bot.playground.slack.delivery import Ack
from bot.playground.slack.form import action_of, find_element
from bot.playground.slack.markup import escape
from bot.playground.slack.modal_user import ClickReply, ModalUser, SubmitReply
from bot.playground.slack.modals import LiveView
from bot.playground.slack.parts import Parts
from bot.playground.slack.screen import Message, View, message_seen, view_seen
from bot.playground.slack.state_values import FIELDS, chosen, chosen_in, options_of
from bot.playground.slack.workspace import SLACKBOT, Channel, Json, NotOnScreenError, Post, SlackRefusalError


@dataclass(frozen=True)
class CommandReply:
    """What the app answered to a slash command, and the messages that this person now sees because of it."""

    status: int
    messages: list[Message]


class Person:
    """One acting person of the workspace."""

    def __init__(self, parts: Parts, user: str) -> None:
        self._parts, self.id = parts, user
        self._modal_user = ModalUser(parts, user)

    @property
    def notifications(self) -> list[str]:
        """Return the lines their lock screen showed: direct messages and mentions, as fallback text."""
        return [notice.line for notice in self._parts.workspace.notices.get(self.id, [])]

    def sees(self, channel: str) -> list[Message]:
        """Return what they see in a channel, in order, private answers included."""
        workspace = self._parts.workspace
        place = self._enter(channel)
        with workspace.lock:
            return [message_seen(workspace, post, self.id) for post in workspace.visible(place.id, self.id)]

    def direct_messages(self) -> list[Message]:
        """Return their direct messages with the app."""
        return self.sees(self._parts.workspace.direct(self.id).id)

    def _enter(self, channel: str) -> Channel:
        place = self._parts.workspace.channels.get(channel)
        if place is None or (place.is_private and self.id not in place.members):
            raise NotOnScreenError(f"{self.id} sees no channel {channel!r}")
        return place

    def command(self, command: str, text: str = "", channel: str | None = None) -> CommandReply:
        """Run a slash command, in a channel or in the direct messages with the app."""
        parts = self._parts
        place = self._enter(channel) if channel else parts.workspace.direct(self.id)
        token, tickets = parts.ticketed(self.id, place.id, None)
        if parts.registered.commands and command not in {name for name, _, _ in parts.registered.commands}:
            self._from_slackbot(place, token, f"`{command}` is not a valid command. Nothing was sent.")
            return CommandReply(0, self._answers(place, token))
        ack = parts.deliveries.form(parts.payloads.command(self.id, place, command, text, tickets))
        self._read_command_ack(place, token, f"{command} {text}".strip(), ack)
        return CommandReply(ack.status, self._answers(place, token))

    def _answers(self, place: Channel, token: str) -> list[Message]:
        workspace = self._parts.workspace
        visible = workspace.visible(place.id, self.id)
        return [message_seen(workspace, post, self.id) for post in visible if post.answers == token]

    def _read_command_ack(self, place: Channel, token: str, typed: str, ack: Ack) -> None:
        if ack.failed:
            problem = "operation_timeout" if ack.late else "dispatch_failed"
            self._failed(place, token, typed, problem)
        elif ack.body.strip():
            try:
                self._say(place, token, typed, ack)
            except SlackRefusalError as refusal:
                self._parts.complain(f"the answer to {typed!r} was refused", refusal)
                self._failed(place, token, typed, refusal.code)

    def _failed(self, place: Channel, token: str, typed: str, problem: str) -> None:
        self._from_slackbot(place, token, f'`{typed.split(maxsplit=1)[0]}` failed with the error "{problem}"')

    def _say(self, place: Channel, token: str, typed: str, ack: Ack) -> None:
        payload = ack.json if isinstance(ack.json, dict) else {"text": ack.body}
        parts = self._parts
        if payload.get("response_type") == "in_channel":  # echoes the typed command
            parts.workspace.post(self._own_post(place, typed))
        parts.answers.say(parts.tickets.response_urls[token], payload)

    def _own_post(self, place: Channel, text: str) -> Post:
        return Post(ts=self._parts.workspace.stamp(), channel=place.id, author=self.id, text=text, blocks=[])

    def _from_slackbot(self, place: Channel, token: str, text: str) -> None:
        workspace = self._parts.workspace
        post = Post(ts=workspace.stamp(), channel=place.id, author=SLACKBOT, text=text, blocks=[])
        post.ephemeral_to, post.answers = self.id, token
        workspace.post(post)

    def say(self, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """Write a message, or a reply in a message's thread, as typed: no characters of it are live."""
        workspace = self._parts.workspace
        post = self._own_post(self._enter(channel), escape(text))
        post.thread_ts = thread_ts and workspace.find(channel, thread_ts).ts
        return message_seen(workspace, workspace.post(post), self.id)

    def react(self, message: Message, name: str) -> None:
        """React to a message with an emoji, or take that back."""
        self._parts.workspace.react(self.id, self._post(message), name)

    def click(
        self, on: Message | View | None, action_id: str, value: Any = None, block_id: str | None = None
    ) -> ClickReply:
        """Use an element of a message, the open modal or App Home: press a button, or choose the option `value`."""
        if on is None:
            raise NotOnScreenError("nothing is open")
        if isinstance(on, Message):
            return self._click_message(on, action_id, value, block_id)
        view = self._in_front(on)
        block, element = find_element(view.payload["blocks"], action_id, value, block_id)
        if element["type"] in FIELDS:
            replies = self._modal_user.fill(view, {block["block_id"]: {action_id: value}})
            return replies[-1] if replies else ClickReply(0)
        return self._modal_user.act(view, block, element, _picked(element, value))

    def _in_front(self, seen: View) -> LiveView:
        for view in (self._parts.modals.top(self.id), self._parts.modals.home(self.id)):
            if view and view.id == seen.id:
                return view
        raise NotOnScreenError(f"the view {seen.title!r} is not in front any more")

    def _click_message(self, on: Message, action_id: str, value: Any, block_id: str | None) -> ClickReply:
        parts = self._parts
        post = self._post(on)
        block, element = find_element(on.blocks, action_id, value, block_id)
        values = chosen_in(parts.workspace, self.id, post)
        state = _picked(element, value)
        if element["type"] in FIELDS:
            values.setdefault(block["block_id"], {})[action_id] = state = chosen(element, value, [])
            parts.workspace.chosen[self.id, post.channel, post.ts] = values
            parts.workspace.touched()
        action = action_of(block, element, state, parts.workspace.stamp())
        _, tickets = parts.ticketed(self.id, post.channel, post.ts)
        ack = parts.deliveries.interaction(parts.payloads.message_actions(self.id, post, tickets, action, values))
        if ack.failed:
            parts.complain(f"the app did not acknowledge {action_id!r}", ack)
        return ClickReply(ack.status)  # its body is ignored: Slack reads none for a click

    def _post(self, message: Message) -> Post:
        place = self._enter(message.channel)
        for post in self._parts.workspace.visible(place.id, self.id):
            if post.ts == message.ts:
                return post
        raise NotOnScreenError("the message is gone")

    def shortcut(self, callback_id: str, message: Message) -> ClickReply:
        """Choose a message shortcut from a message's menu; private answers have none."""
        parts = self._parts
        if message.ephemeral:
            raise NotOnScreenError("a message only visible to you has no shortcuts")
        post = self._post(message)
        _, tickets = parts.ticketed(self.id, post.channel, post.ts)
        ack = parts.deliveries.interaction(parts.payloads.shortcut(self.id, post, callback_id, tickets))
        if ack.failed:
            parts.complain(f"the app did not acknowledge the shortcut {callback_id!r}", ack)
        return ClickReply(ack.status)

    def global_shortcut(self, callback_id: str) -> ClickReply:
        """Choose a global shortcut, from the "/" menu or the search."""
        parts = self._parts
        trigger_id = parts.tickets.trigger(self.id, None)
        ack = parts.deliveries.interaction(parts.payloads.global_shortcut(self.id, callback_id, trigger_id))
        if ack.failed:
            parts.complain(f"the app did not acknowledge the shortcut {callback_id!r}", ack)
        return ClickReply(ack.status)

    def open_home(self, tab: str = "home") -> ClickReply:
        """Open the app's Home tab, or its "messages" tab."""
        parts = self._parts
        direct, home = parts.workspace.direct(self.id), parts.modals.home(self.id)
        payload = parts.payloads.home_opened(self.id, direct, home, tab)
        return ClickReply(parts.deliveries.event(payload).status)

    @property
    def home(self) -> View | None:
        """Return the Home tab published to them."""
        return self._seen(self._parts.modals.home(self.id))

    @property
    def modal(self) -> View | None:
        """Return the modal in front of them."""
        return self._seen(self._parts.modals.top(self.id))

    def _seen(self, view: LiveView | None) -> View | None:
        with self._parts.workspace.lock:
            return view_seen(self._parts.workspace, self._parts.modals, view) if view else None

    def fill(self, values: dict[str, Any]) -> list[ClickReply]:
        """Give fields of the open modal their values; returns the replies to what was sent at once."""
        return self._modal_user.fill(self._modal_user.top(), values)

    def press_enter(self, block_id: str) -> ClickReply:
        """Press Enter in a text field of the open modal."""
        return self._modal_user.press_enter(self._modal_user.top(), block_id)

    def suggest(self, block_id: str, typed: str) -> list[tuple[str, str]]:
        """Type into an external_select of the open modal and return what it offers."""
        return self._modal_user.suggest(self._modal_user.top(), block_id, typed)

    def submit(self, *, skip_client_checks: bool = False) -> SubmitReply:
        """Submit the open modal."""
        return self._modal_user.submit(skip_client_checks=skip_client_checks)

    def snapshot(self) -> View:
        """Return the open modal as it stands, to send it again later."""
        return view_seen(self._parts.workspace, self._parts.modals, self._modal_user.top())

    def resubmit(self, seen: View) -> SubmitReply:
        """Send a modal's submission again as it stood: a double click, or a modal left open elsewhere."""
        return self._modal_user.deliver(seen)

    def close(self, *, entirely: bool = False) -> None:
        """Close the open modal by its button; `entirely` by the × in its corner, with all those below it."""
        self._modal_user.close(entirely=entirely)


def _picked(element: Json, value: str | None) -> Json | None:
    if element["type"] != "overflow":
        return None
    for option in options_of(element):
        if option.get("value") == value:
            return {"selected_option": option}
    raise NotOnScreenError(f"the menu has no option {value!r}")
