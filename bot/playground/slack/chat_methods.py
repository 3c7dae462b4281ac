"""chat.*: posting, editing and deleting messages, with the refusals Slack has for each."""

from collections.abc import Callable, Set

from bot.playground.slack.limits import accept_blocks, refuse_too_long
from bot.playground.slack.markup import parse_mrkdwn
from bot.playground.slack.reading import Reader, pinged
from bot.playground.slack.shown import message_json
from bot.playground.slack.workspace import Channel, Json, Notice, Post, SlackRefusalError, Workspace

TEXT_TRUNCATED = 40_000
TEXT_OF_UPDATE = 4_000  # chat.update answers msg_too_long beyond it

_CONTENT = {"channel", "text", "blocks", "attachments", "parse", "link_names", "mrkdwn", "metadata"}
_LAYOUT = {"unfurl_links", "unfurl_media", "thread_ts", "reply_broadcast", "as_user"}


def content_of(params: Json, lacking: Set[str]) -> tuple[str, list[Json]]:
    """Return text and blocks of a message payload, or refuse it as a workspace does that is `lacking` some blocks."""
    if params.get("attachments"):
        raise SlackRefusalError("invalid_arguments", "[ERROR] attachments are not part of this local Slack")
    text = params.get("text") or ""
    blocks = accept_blocks(params.get("blocks") or [], "message", lacking)
    if not text.strip() and not blocks:
        raise SlackRefusalError("no_text")
    return text[:TEXT_TRUNCATED], blocks


class ChatMethods:
    """The chat family of the Web API."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.methods: dict[str, tuple[Callable[[Json], Json], set[str]]] = {
            "chat.postMessage": (self.post_message, _CONTENT | _LAYOUT),
            "chat.postEphemeral": (self.post_ephemeral, _CONTENT | {"user", "thread_ts", "as_user"}),
            "chat.update": (self.update, _CONTENT | {"ts", "as_user", "reply_broadcast"}),
            "chat.delete": (self.delete, {"channel", "ts", "as_user"}),
        }

    def destination(self, target: str) -> Channel:
        """Return where a message to this channel or user id goes, or refuse."""
        workspace = self._workspace
        if target[:1] in {"U", "W"}:
            member = workspace.members.get(target)
            if member is None or member.deleted:
                raise SlackRefusalError("channel_not_found")
            if member.is_bot:
                raise SlackRefusalError("cannot_dm_bot")
            return workspace.direct(target)
        return self._channel_of_the_app(target)

    def _channel_of_the_app(self, target: str) -> Channel:
        channel = self._workspace.channel(target)
        outside = self._workspace.identity.bot_user_id not in channel.members
        if outside and channel.is_private:
            raise SlackRefusalError("channel_not_found")  # a private channel does not exist for those outside
        if channel.is_archived:
            raise SlackRefusalError("is_archived")
        if outside:
            raise SlackRefusalError("not_in_channel")
        return channel

    def post_message(self, params: Json) -> Json:
        """Post a message; a user id becomes that person's direct messages."""
        channel = self.destination(str(params.get("channel", "")))
        text, blocks = self._content(params)
        post = self._new(channel, text, blocks)
        post.thread_ts, post.metadata = params.get("thread_ts"), params.get("metadata")
        self._workspace.post(post)
        self.notify(post, link_names=bool(params.get("link_names")) or params.get("parse") == "full")
        return {"channel": channel.id, "ts": post.ts, "message": message_json(self._workspace, post)}

    def post_ephemeral(self, params: Json) -> Json:
        """Post what one person sees; its ts is good for nothing later."""
        channel = self._channel_of_the_app(str(params.get("channel", "")))
        user = self._workspace.members.get(str(params.get("user", "")))
        if user is None or user.id not in channel.members:
            raise SlackRefusalError("user_not_in_channel")
        text, blocks = self._content(params)
        post = self._new(channel, text, blocks)
        post.thread_ts, post.ephemeral_to = params.get("thread_ts"), user.id
        return {"message_ts": self._workspace.post(post).ts}

    def update(self, params: Json) -> Json:
        """Edit one of the app's own messages; text without blocks drops the blocks."""
        if str(params.get("channel", ""))[:1] in {"U", "W"}:
            raise SlackRefusalError("channel_not_found")  # only the D… id will do
        post = self._own(params, otherwise="cant_update_message")
        if len(params.get("text") or "") > TEXT_OF_UPDATE:
            raise SlackRefusalError("msg_too_long")
        post.text, post.blocks = self._content(params)
        post.metadata = params.get("metadata", post.metadata)
        post.edited_ts = self._workspace.stamp()
        self._workspace.touched()
        shown = message_json(self._workspace, post)
        return {"channel": post.channel, "ts": post.ts, "text": post.text, "message": shown}

    def delete(self, params: Json) -> Json:
        """Delete one of the app's own messages."""
        post = self._own(params, otherwise="cant_delete_message")
        self._workspace.remove(post)
        return {"channel": post.channel, "ts": post.ts}

    def _content(self, params: Json) -> tuple[str, list[Json]]:
        text, blocks = content_of(params, self._workspace.lacking)
        refuse_too_long(blocks)
        return text, blocks

    def _own(self, params: Json, *, otherwise: str) -> Post:
        channel = self._channel_of_the_app(str(params.get("channel", "")))
        post = self._workspace.find(channel.id, str(params.get("ts", "")))
        if post.author != self._workspace.identity.bot_user_id:
            raise SlackRefusalError(otherwise)
        return post

    def _new(self, channel: Channel, text: str, blocks: list[Json]) -> Post:
        author = self._workspace.identity.bot_user_id
        return Post(ts=self._workspace.stamp(), channel=channel.id, author=author, text=text, blocks=blocks)

    def notify(self, post: Post, *, link_names: bool) -> None:
        """Put a new message on the lock screens of those whom it calls."""
        channel = self._workspace.channel(post.channel)
        called = pinged(post, link_names=link_names)
        for user in channel.members & set(self._workspace.members):
            if channel.peer or user in called or called & {"channel", "here", "everyone"}:
                nodes = parse_mrkdwn(post.text, automatic=False)
                line = Reader(self._workspace, user).plain(nodes)
                self._workspace.notices.setdefault(user, []).append(Notice(channel.id, post.ts, line))
