"""What an app may post to a response_url: a private or public answer, a replacement, a deletion."""

from bot.playground.slack.chat_methods import content_of
from bot.playground.slack.tickets import ResponseUrl, Tickets
from bot.playground.slack.workspace import Json, Post, SlackRefusalError, Workspace

_KNOWN = {
    "text", "blocks", "attachments", "response_type", "replace_original", "delete_original", "thread_ts",
    "unfurl_links", "unfurl_media", "metadata",
}  # fmt: skip


class ResponseUrls:
    """Answers that need no membership in the channel."""

    def __init__(self, workspace: Workspace, tickets: Tickets) -> None:
        self._workspace, self._tickets = workspace, tickets

    def answer(self, token: str, payload: Json) -> None:
        """Do what the app posted, or refuse: unknown, used five times, older than 30 minutes, badly formed."""
        with self._workspace.lock:
            ticket = self._tickets.use_response_url(token)
            unknown = sorted(set(payload) - _KNOWN)
            if unknown:
                raise SlackRefusalError("invalid_payload", *unknown)
            original = self._original(ticket)
            if payload.get("delete_original"):
                self._delete(original)
            elif payload.get("replace_original") and original:
                self._replace(original, payload)
            else:
                self.say(ticket, payload)

    def say(self, ticket: ResponseUrl, payload: Json) -> Post:
        """Add a message: ephemeral unless `response_type` is in_channel."""
        text, blocks = content_of(payload, self._workspace.lacking)
        kind = payload.get("response_type", "ephemeral")
        if kind not in {"ephemeral", "in_channel"}:
            raise SlackRefusalError("invalid_response_type")
        return self._workspace.post(
            Post(
                ts=self._workspace.stamp(),
                channel=ticket.channel,
                author=self._workspace.identity.bot_user_id,
                text=text,
                blocks=blocks,
                thread_ts=payload.get("thread_ts"),
                ephemeral_to=None if kind == "in_channel" else ticket.user,
                answers=ticket.token,
            )
        )

    def _original(self, ticket: ResponseUrl) -> Post | None:
        posts = self._workspace.posts.get(ticket.channel, [])
        return next((post for post in posts if post.ts == ticket.original_ts), None)

    def _delete(self, original: Post | None) -> None:
        if original:
            self._workspace.remove(original)

    def _replace(self, original: Post, payload: Json) -> None:
        original.text, original.blocks = content_of(payload, self._workspace.lacking)
        if original.ephemeral_to is None:
            original.edited_ts = self._workspace.stamp()
        self._workspace.touched()
