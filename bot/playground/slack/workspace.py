"""What the local Slack remembers: people, channels and messages; knows nothing of HTTP, of modals or of the app."""

import pickle
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

Json = dict[str, Any]
Clock = Callable[[], float]
Copied = TypeVar("Copied", Json, list[Json])

SLACKBOT = "USLACKBOT"


def copied(data: Copied) -> Copied:
    """Return a copy of something that came as JSON."""
    copy: Copied = pickle.loads(pickle.dumps(data))  # noqa: S301 – our own, and deepcopy takes six times as long
    return copy


class SlackRefusalError(Exception):
    """Slack says no: `code` is its error code, `details` are the lines of `response_metadata.messages`."""

    def __init__(self, code: str, *details: str) -> None:
        self.code, self.details = code, details
        super().__init__(": ".join((code, *details)))


class NotOnScreenError(LookupError):
    """A person tried to use something that is not in front of them."""


@dataclass
class Member:
    """Someone of the workspace, as users.info describes them."""

    id: str
    name: str
    real_name: str
    tz: str = "Europe/London"
    is_owner: bool = False
    is_admin: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    deleted: bool = False
    team_id: str = ""
    title: str = ""

    @property
    def zone(self) -> tzinfo:
        """Return the time zone in which this person reads dates."""
        return ZoneInfo(self.tz)


@dataclass
class Channel:
    """A channel, or the direct messages between one person (`peer`) and the app."""

    id: str
    name: str
    is_private: bool = False
    members: set[str] = field(default_factory=set)
    is_ext_shared: bool = False
    is_archived: bool = False
    peer: str | None = None


@dataclass
class StoredFile:
    """A file as Slack stores it; it is shared once it has a title."""

    id: str
    name: str
    length: int
    content: bytes | None = None
    title: str | None = None


@dataclass
class Post:
    """One message as Slack stores it; `ephemeral_to` names the only person who can see it."""

    ts: str
    channel: str
    author: str
    text: str
    blocks: list[Json]
    thread_ts: str | None = None
    ephemeral_to: str | None = None
    edited_ts: str | None = None
    answers: str | None = None  # the response_url (its token) through which the message came
    metadata: Json | None = None
    files: tuple["StoredFile", ...] = ()
    reactions: dict[str, list[str]] = field(default_factory=dict)
    """Who reacted with which emoji, in the order in which they did."""


@dataclass(frozen=True)
class Notice:
    """One line on someone's lock screen, and the message it came from."""

    channel: str
    ts: str
    line: str


@dataclass
class Identity:
    """Who the app is in this workspace."""

    app_id: str
    app_name: str
    bot_user_id: str = "U0BOT"
    bot_id: str = "B0BOT"


class Workspace:
    """The state of one Slack workspace; every reader and writer holds `lock`."""

    def __init__(self, *, team_id: str, team_name: str, identity: Identity, clock: Clock) -> None:
        self.team_id, self.team_name, self.identity, self.clock = team_id, team_name, identity, clock
        self.lock = threading.RLock()
        self.members: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self.posts: dict[str, list[Post]] = {}
        self.notices: dict[str, list[Notice]] = {}
        self.read_until: dict[tuple[str, str], str] = {}
        self.chosen: dict[tuple[str, str, str], dict[str, dict[str, Json]]] = {}
        """What someone has chosen in a message, by person, channel and ts: each sees their own choices alone."""
        self.files: dict[str, StoredFile] = {}
        self.optional_scopes: frozenset[str] = frozenset()
        """Those of the app's optional scopes that this workspace granted."""
        self.lacking: frozenset[str] = frozenset()
        """Kinds of blocks that this workspace does not have yet."""
        self.version = 0
        self._latest_tick = 0

    @property
    def domain(self) -> str:
        """Return the workspace's subdomain."""
        return self.team_name.lower().replace(" ", "-")

    def touched(self) -> None:
        """Note that something visible changed, so that open pages draw themselves anew."""
        with self.lock:
            self.version += 1

    def stamp(self) -> str:
        """Return a new `ts`: the clock's time, and never the same twice."""
        with self.lock:
            self._latest_tick = max(int(self.clock() * 1_000_000), self._latest_tick + 1)
            return f"{self._latest_tick // 1_000_000}.{self._latest_tick % 1_000_000:06d}"

    def mint(self, prefix: str) -> str:
        """Return a new id; random, because a database may outlive this process and must not meet an id again."""
        return f"{prefix}0{secrets.token_hex(5).upper()}"

    def member(self, user: str) -> Member:
        """Return the person, or refuse with user_not_found."""
        if user not in self.members:
            raise SlackRefusalError("user_not_found")
        return self.members[user]

    def channel(self, channel: str) -> Channel:
        """Return the channel, or refuse with channel_not_found."""
        if channel not in self.channels and f"U{channel[1:]}" in self.members and channel.startswith("D"):
            return self.direct(f"U{channel[1:]}")
        if channel not in self.channels:
            raise SlackRefusalError("channel_not_found")
        return self.channels[channel]

    def direct(self, user: str) -> Channel:
        """Return the direct messages of this person with the app; the id is stable from one run to the next."""
        with self.lock:
            dm = Channel(
                id=f"D{user[1:]}",
                name="directmessage",
                is_private=True,
                members={user, self.identity.bot_user_id},
                peer=user,
            )
            return self.channels.setdefault(dm.id, dm)

    def post(self, post: Post) -> Post:
        """Store a new message."""
        with self.lock:
            self.posts.setdefault(post.channel, []).append(post)
            self.version += 1
            return post

    def find(self, channel: str, ts: str) -> Post:
        """Return a message that everyone in the channel sees, or refuse with message_not_found."""
        for post in self.posts.get(channel, []):
            if post.ts == ts and post.ephemeral_to is None:
                return post
        raise SlackRefusalError("message_not_found")

    def react(self, user: str, post: Post, name: str) -> None:
        """Add a person's reaction to a message, or take it back."""
        with self.lock:
            people = post.reactions.setdefault(name, [])
            if user in people:
                people.remove(user)
            else:
                people.append(user)
            if not people:
                del post.reactions[name]
            self.version += 1

    def remove(self, post: Post) -> None:
        """Take a message away."""
        with self.lock:
            kept = [other for other in self.posts[post.channel] if other is not post]
            self.posts[post.channel] = kept
            self.version += 1

    def read(self, user: str, channel: str) -> None:
        """Note that a person has seen everything in a channel."""
        with self.lock:
            latest = max((post.ts for post in self.visible(channel, user)), default="")
            if latest > self.read_until.get((user, channel), ""):
                self.read_until[user, channel] = latest
                self.version += 1

    def unread(self, user: str, channel: str) -> int:
        """Return how many messages by others a person has not seen in a channel; replies in threads do not count."""
        seen = self.read_until.get((user, channel), "")
        mains = (post for post in self.visible(channel, user) if post.thread_ts in {None, post.ts})
        return sum(post.ts > seen and post.author != user for post in mains)

    def waiting(self, user: str) -> int:
        """Return how many of the messages that called a person are still unread."""
        notices = self.notices.get(user, [])
        return sum(notice.ts > self.read_until.get((user, notice.channel), "") for notice in notices)

    def visible(self, channel: str, user: str) -> Iterator[Post]:
        """Yield what this person sees in the channel, in order."""
        with self.lock:
            for post in list(self.posts.get(channel, [])):
                if post.ephemeral_to in {None, user}:
                    yield post
