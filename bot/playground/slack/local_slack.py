"""LocalSlack, a small Slack of one workspace and one app: the demo in the browser and the double of every test.

It speaks to the real slack_sdk and Bolt, refuses what Slack refuses, and refuses what it does not know.
"""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

from bot.playground.slack.delivery import Deliveries, Delivery, Reply
from bot.playground.slack.faults import Call, Fault
from bot.playground.slack.file_methods import FileMethods
from bot.playground.slack.limits import NEWER
from bot.playground.slack.modals import Modals
from bot.playground.slack.moving_clock import MovingClock
from bot.playground.slack.page import Page
from bot.playground.slack.parts import Parts
from bot.playground.slack.person import Person
from bot.playground.slack.response_urls import ResponseUrls
from bot.playground.slack.screen import Message, message_seen
from bot.playground.slack.server import build_server, serving
from bot.playground.slack.tickets import Tickets
from bot.playground.slack.tour import Tour
from bot.playground.slack.web_api import WebApi
from bot.playground.slack.workspace import Channel, Clock, Identity, Member, NotOnScreenError, Post, Workspace

__all__ = ["Delivery", "LocalSlack", "NotOnScreenError", "Person", "Reply"]


class LocalSlack:
    """One workspace with one app in it."""

    def __init__(
        self,
        *,
        bot_token: str = "xoxb-local",  # noqa: S107 - a stand-in's token guards nothing
        signing_secret: str = "local-signing-secret",  # noqa: S107
        app_id: str = "A0DEBRIEF",
        app_name: str = "Debrief",
        team_id: str = "T0LOCAL",
        team_name: str = "Acme",
        clock: Clock = time.time,
        optional_scopes: Collection[str] = (),
    ) -> None:
        self.bot_token, self.signing_secret = bot_token, signing_secret
        self.clock = MovingClock(clock)
        clock = self.clock
        self.workspace = Workspace(
            team_id=team_id, team_name=team_name, identity=Identity(app_id, app_name), clock=clock
        )
        modals, tickets = Modals(self.workspace), Tickets(clock)
        answers = ResponseUrls(self.workspace, tickets)
        deliveries = Deliveries(signing_secret, clock)
        self.parts = Parts(self.workspace, modals, tickets, deliveries, answers, self.clock, base=lambda: self.url)
        self.workspace.optional_scopes = frozenset(optional_scopes)
        files = FileMethods(self.workspace, base=lambda: self.url)
        self.web_api = WebApi(self.workspace, modals, tickets, bot_token, files)
        self.server = build_server(self.web_api, answers, Page(self.parts), files)
        self.url = "http://local-slack.invalid"  # until it is served

    @property
    def base_url(self) -> str:
        """Return the Web API's address, for WebClient(base_url=…)."""
        return f"{self.url}/api/"

    @property
    def calls(self) -> list[Call]:
        """Return every Web API call received so far."""
        return list(self.web_api.calls)

    @property
    def complaints(self) -> list[str]:
        """Return why answers of the app were not taken, for anyone who develops it."""
        return list(self.parts.complaints)

    def add_person(
        self,
        user: str,
        *,
        name: str,
        real_name: str | None = None,
        tz: str = "Europe/London",
        is_owner: bool = False,
        is_admin: bool = False,
        is_bot: bool = False,
        is_restricted: bool = False,
        deleted: bool = False,
        team_id: str | None = None,
        title: str = "",
    ) -> Person:
        """Add a person to the workspace, or describe a known one anew."""
        member = Member(user, name, real_name or name.capitalize(), tz)
        member.is_owner, member.is_admin, member.is_bot = is_owner, is_admin, is_bot
        member.is_restricted, member.deleted = is_restricted, deleted
        member.team_id, member.title = team_id or self.workspace.team_id, title
        self.workspace.members[user] = member
        return Person(self.parts, user)

    def add_channel(
        self,
        channel: str,
        *,
        name: str,
        is_private: bool = False,
        members: Sequence[str] = (),
        bot_is_member: bool = True,
        is_ext_shared: bool = False,
        is_archived: bool = False,
    ) -> None:
        """Add a channel, or describe a known one anew; its messages stay."""
        inside = set(members) | ({self.workspace.identity.bot_user_id} if bot_is_member else set())
        self.workspace.channels[channel] = Channel(channel, name, is_private, inside, is_ext_shared, is_archived)
        self.workspace.touched()

    def connect(self, deliver: Callable[[Delivery], Reply]) -> None:
        """Deliver to an app in this process."""
        self.parts.deliveries.connect(deliver)

    def connect_http(self, url: str) -> None:
        """Deliver to an app over HTTP."""
        self.parts.deliveries.connect_http(url)

    @contextmanager
    def serving(self, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
        """Serve Web API, response urls and page until the block ends; yields the address."""
        with serving(self.server, host, port) as url:
            before, self.url = self.url, url
            try:
                yield url
            finally:
                self.url = before

    @contextmanager
    def being_set_up(self) -> Iterator[None]:
        """Until the block ends the page says that it is being set up, and anyone who acts in it waits."""
        self.parts.set_up.clear()
        try:
            yield
        finally:
            self.workspace.touched()
            self.parts.set_up.set()

    def person(self, user: str) -> Person:
        """Return an acting person; a deactivated one cannot act."""
        if self.workspace.member(user).deleted:
            raise NotOnScreenError(f"{user} is deactivated")
        return Person(self.parts, user)

    def join(self, user: str, channel: str) -> None:
        """Let someone, or the app itself, join a channel; the app is told of channels it is in."""
        self.workspace.channels[channel].members.add(user)
        self._moved("member_joined_channel", user, channel)

    def leave(self, user: str, channel: str) -> None:
        """Let someone leave a channel."""
        self.workspace.channels[channel].members.discard(user)
        self._moved("member_left_channel", user, channel)

    def deactivate(self, user: str) -> None:
        """Deactivate someone's account."""
        self._set_deleted(user, is_deleted=True)

    def reactivate(self, user: str) -> None:
        """Let someone's account work again."""
        self._set_deleted(user, is_deleted=False)

    def _set_deleted(self, user: str, *, is_deleted: bool) -> None:
        member = self.workspace.member(user)
        member.deleted = is_deleted
        self.workspace.touched()
        self.parts.deliveries.event(self.parts.payloads.changed(member))

    def _moved(self, event: str, user: str, channel: str) -> None:
        place = self.workspace.channel(channel)
        self.workspace.touched()
        if self.workspace.identity.bot_user_id in place.members:
            self.parts.deliveries.event(self.parts.payloads.moved(event, user, place))

    def post_as(self, user: str, channel: str, text: str) -> Message:
        """Let a person write a message."""
        post = Post(ts=self.workspace.stamp(), channel=channel, author=user, text=text, blocks=[])
        return message_seen(self.workspace, self.workspace.post(post), user)

    def react(self, user: str, channel: str, ts: str, name: str) -> None:
        """Let a person react to a message with an emoji, or take that back."""
        self.workspace.react(user, self.workspace.find(channel, ts), name)

    def messages(self, channel: str) -> list[Message]:
        """Return every message stored in a channel, private answers included."""
        return [message_seen(self.workspace, post, None) for post in self.workspace.posts.get(channel, [])]

    def all_read(self, but: str | None = None) -> None:
        """Let everybody, but one where one is given, have seen everything so far, as at the start of a demo."""
        for user in set(self.workspace.members) - {but}:
            for channel in list(self.workspace.channels):
                self.workspace.read(user, channel)

    def fail(
        self,
        method: str,
        *,
        error: str | None = None,
        status: int = 200,
        retry_after: int | None = None,
        times: int = 1,
        drop: bool = False,
        after: bool = False,
        hang: float = 0,
    ) -> None:
        """Let the next calls of a method fail: an error code, an HTTP status, or no answer; `after` doing the work.

        `hang` lets the caller wait for so many seconds first.
        """
        self.web_api.faults.add(Fault(method, error, status, retry_after, times, drop, after, hang))

    def lack(self, *kinds: str) -> None:
        """Refuse these kinds of blocks from now on, as a workspace does that does not have them yet; none: take all.

        Kinds are "table", "data_table", "data_visualization", "container", and "header.level" for that property.
        """
        if not NEWER.issuperset(kinds):
            raise ValueError(f"no workspace lacks these, only: {', '.join(sorted(NEWER))}")
        self.workspace.lacking = frozenset(kinds)

    def describe_commands(self, commands: Sequence[tuple[str, str, str]]) -> None:
        """Register (command, description, usage hint); any other command is then refused by Slack itself."""
        self.parts.registered.commands = list(commands)

    def describe_shortcuts(self, shortcuts: Sequence[tuple[str, str]]) -> None:
        """Register message shortcuts as (callback_id, name)."""
        self.parts.registered.shortcuts = list(shortcuts)

    def describe_global_shortcuts(self, shortcuts: Sequence[tuple[str, str, str]]) -> None:
        """Register global shortcuts as (callback_id, name, description)."""
        self.parts.registered.global_shortcuts = list(shortcuts)

    def describe_icon(self, svg: str) -> None:
        """Give the app its icon, as the text of an SVG."""
        self.parts.registered.icon = svg

    def describe_tour(self, tour: Tour) -> None:
        """Give the page a tour, at whose beginning someone new lands."""
        self.parts.registered.tour = tour
