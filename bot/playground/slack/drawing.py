"""What the page draws for one person: blocks with every text resolved into nodes, as JSON and never as HTML."""

from datetime import datetime
from typing import Any

from bot.playground.slack.conversations import offered_conversations
from bot.playground.slack.dates import ahead, clock
from bot.playground.slack.markup import parse_mrkdwn
from bot.playground.slack.modals import LiveView
from bot.playground.slack.parts import Parts
from bot.playground.slack.reading import Reader, is_text_tree, nodes_of
from bot.playground.slack.state_values import Values, chosen_in, located, value_of
from bot.playground.slack.workspace import SLACKBOT, Channel, Json, Member, Post


class Drawing:
    """One person's page."""

    def __init__(self, parts: Parts, member: Member) -> None:
        self._parts, self._workspace, self._me = parts, parts.workspace, member
        self._reader = Reader(parts.workspace, member.id)

    def state(self, place: str) -> Json:
        """Return everything the page shows while this person looks at `place`: a channel id, "dm" or "home"."""
        workspace, identity = self._workspace, self._workspace.identity
        dm = workspace.direct(self._me.id)
        shown = dm if place == "dm" else self._channels().get(place)
        home = self._parts.modals.home(self._me.id)
        modal = self._parts.modals.top(self._me.id)
        return {
            "version": workspace.version,
            "team": workspace.team_name,
            "app": identity.app_name,
            "me": self._person(self._me),
            "clock": f"{self._me.tz.rpartition('/')[2].replace('_', ' ')} time{ahead(self._parts.clock.ahead)}",
            "people": [self._person(member) for member in workspace.members.values() if not member.deleted],
            "channels": [self._channel(channel) for channel in self._channels().values()],
            "dm": {"id": dm.id, "unread": workspace.unread(self._me.id, dm.id)},
            "place": self._place(shown) if shown else None,
            "messages": self._messages(shown) if shown else [],
            "home": self.view(home) if home else None,
            "modal": self.view(modal) if modal else None,
            "commands": [
                {"command": name, "description": what, "hint": hint}
                for name, what, hint in self._parts.registered.commands
            ],
            "shortcuts": [{"callback_id": key, "name": name} for key, name in self._parts.registered.shortcuts],
            "global_shortcuts": [
                {"callback_id": key, "name": name, "description": what}
                for key, name, what in self._parts.registered.global_shortcuts
            ],
            "icon": bool(self._parts.registered.icon),
            "tour": self._tour(),
        }

    def _tour(self) -> Json | None:
        tour = self._parts.registered.tour
        if not tour.steps:
            return None
        steps = [
            {
                "title": step.title,
                "text": self._reader.resolve(parse_mrkdwn(step.text, automatic=False)),
                "moves": [{"label": move.label, "done": move in tour.ticked} for move in step.moves],
                "done": tour.is_done(step),
            }
            for step in tour.steps
        ]
        first = tour.steps[0].moves[0]
        return {
            "title": tour.title,
            "steps": steps,
            "end": self._reader.resolve(parse_mrkdwn(tour.end, automatic=False)),
            "start": {"as": first.person, "place": first.place},
        }

    def _channels(self) -> dict[str, Channel]:
        mine = (c for c in self._workspace.channels.values() if not c.peer)
        return {c.id: c for c in mine if self._me.id in c.members or not c.is_private}

    def _person(self, member: Member) -> Json:
        shown = {"id": member.id, "name": member.real_name, "handle": member.name, "title": member.title}
        return {**shown, "waiting": self._workspace.waiting(member.id), "is_bot": member.is_bot}

    def _channel(self, channel: Channel) -> Json:
        return {**self._place(channel), "unread": self._workspace.unread(self._me.id, channel.id)}

    def _place(self, channel: Channel) -> Json:
        return {
            "id": channel.id,
            "name": channel.name,
            "is_private": channel.is_private,
            "is_shared": channel.is_ext_shared,
            "is_archived": channel.is_archived,
            "is_dm": channel.peer is not None,
            "members": len(channel.members & set(self._workspace.members)),
            "has_app": self._workspace.identity.bot_user_id in channel.members,
        }

    def _messages(self, channel: Channel) -> list[Json]:
        return [self._message(post) for post in self._workspace.visible(channel.id, self._me.id)]

    def _message(self, post: Post) -> Json:
        at = datetime.fromtimestamp(float(post.ts), self._me.zone)
        kinds = {self._workspace.identity.bot_user_id: "app", SLACKBOT: "slackbot"}
        return {
            "ts": post.ts,
            "channel": post.channel,
            "author": {"id": post.author, "name": self._author(post.author), "kind": kinds.get(post.author, "person")},
            "day": f"{at:%A}, {at:%B} {at.day}",
            "time": clock(at),
            "ephemeral": post.ephemeral_to is not None,
            "edited": post.edited_ts is not None,
            "thread_ts": post.thread_ts if post.thread_ts != post.ts else None,
            "blocks": self.draw(post.blocks),
            "values": self._values(chosen_in(self._workspace, self._me.id, post)),
            "nodes": self._reader.resolve(parse_mrkdwn(post.text, automatic=post.author != SLACKBOT)),
            "files": [{"title": file.title, "url": f"/files/{file.id}"} for file in post.files],
            "reactions": [self._reaction(name, people) for name, people in post.reactions.items()],
        }

    def _reaction(self, name: str, people: list[str]) -> Json:
        names = [self._author(user) for user in people]
        return {"name": name, "count": len(people), "mine": self._me.id in people, "people": names}

    def _author(self, user: str) -> str:
        return "Slackbot" if user == SLACKBOT else self._reader.user_name(user)

    def view(self, view: LiveView) -> Json:
        """Return a modal or App Home with its blocks, its fields' values and its errors."""
        payload, stack = view.payload, self._parts.modals.stack(view.user)
        return {
            "id": view.id,
            "hash": view.hash,
            "type": payload["type"],
            "depth": stack.index(view) + 1 if view in stack else 0,
            "blocks": self.draw(payload["blocks"]),
            "values": self._values(view.values),
            "errors": view.errors,
            "conversations": {
                f"{block['block_id']}/{element['action_id']}": self._channels_of(element)
                for block, element in located(payload["blocks"])
                if element["type"] == "conversations_select"
            },
            "notice": view.notice,
            **{key: self.draw(payload[key]) for key in ("title", "submit", "close")},
        }

    def _channels_of(self, element: Json) -> list[str]:
        return [channel.id for channel in offered_conversations(self._workspace, self._me.id, element)]

    def _values(self, values: Values) -> Json:
        return {
            block_id: {action_id: self._value(state) for action_id, state in elements.items()}
            for block_id, elements in values.items()
        }

    def _value(self, state: Json) -> Any:
        value = value_of(state)
        match state["type"]:
            case "datetimepicker" if value:
                return f"{datetime.fromtimestamp(value, self._me.zone):%Y-%m-%dT%H:%M}"
            case "rich_text_input" if value:
                return self._reader.plain(nodes_of(value))
            case "static_select" | "radio_buttons" | "external_select" if value:
                return {"value": value["value"], "text": value["text"]["text"]}
            case "checkboxes" | "multi_static_select":
                return [option["value"] for option in value]
            case _:
                return value

    def draw(self, part: Any) -> Any:
        """Return a copy of a block, element or list of them in which each text is a list of nodes."""
        if isinstance(part, list):
            return [self.draw(inner) for inner in part]
        if is_text_tree(part):
            nodes = nodes_of(part)
            drawn = {"type": part["type"], "nodes": self._reader.resolve(nodes), "plain": self._reader.plain(nodes)}
            return drawn | ({"value": part["value"]} if "value" in part else {})  # a figure sorts by it
        if isinstance(part, dict):
            return {name: inner if name == "initial_value" else self.draw(inner) for name, inner in part.items()}
        return part
