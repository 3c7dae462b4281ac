"""What is on someone's screen at one moment, as values to look at and to act upon."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground.slack.modals import LiveView, Modals
from bot.playground.slack.reading import Reader
from bot.playground.slack.shown import view_json
from bot.playground.slack.state_values import Values, located
from bot.playground.slack.workspace import Json, Post, Workspace, copied


def buttons_of(blocks: list[Json]) -> list[tuple[str, str, str | None]]:
    """Return (action_id, text, value) of every button, in reading order."""
    elements = (element for _, element in located(blocks))
    return [(e["action_id"], e["text"]["text"], e.get("value")) for e in elements if e["type"] == "button"]


@dataclass(frozen=True)
class Message:
    """A message as one reader saw it when they looked."""

    ts: str
    channel: str
    author: str
    text: str
    blocks: list[Json]
    ephemeral: bool
    edited: bool
    thread_ts: str | None
    plain: str
    files: dict[str, bytes] = field(default_factory=dict)
    """What is attached, by name."""

    @property
    def buttons(self) -> list[tuple[str, str, str | None]]:
        """Return (action_id, text, value) of every button."""
        return buttons_of(self.blocks)


@dataclass(frozen=True)
class View:
    """A modal or App Home as someone saw it when they looked."""

    id: str
    type: str
    callback_id: str
    title: str
    blocks: list[Json]
    private_metadata: str
    state: Values
    hash: str
    depth: int
    submit: str | None
    plain: str
    errors: dict[str, str]
    notice: str
    shown: Json = field(repr=False, compare=False, default_factory=dict)

    @property
    def buttons(self) -> list[tuple[str, str, str | None]]:
        """Return (action_id, text, value) of every button."""
        return buttons_of(self.blocks)


def message_seen(workspace: Workspace, post: Post, user: str | None) -> Message:
    """Return the message as this reader sees it."""
    blocks = copied(post.blocks)
    return Message(
        ts=post.ts,
        channel=post.channel,
        author=post.author,
        text=post.text,
        blocks=blocks,
        ephemeral=post.ephemeral_to is not None,
        edited=post.edited_ts is not None,
        thread_ts=post.thread_ts,
        plain="\n".join(
            [Reader(workspace, user).plain_message(post.text, blocks), *(str(file.title) for file in post.files)]
        ),
        files={file.name: file.content or b"" for file in post.files},
    )


def view_seen(workspace: Workspace, modals: Modals, view: LiveView) -> View:
    """Return the view as its person sees it."""
    payload, shown = view.payload, copied(view_json(workspace, view))
    stack = modals.stack(view.user)
    return View(
        id=view.id,
        type=payload["type"],
        callback_id=payload["callback_id"],
        title=_words(payload["title"]) or "",
        blocks=shown["blocks"],
        private_metadata=payload["private_metadata"],
        state=shown["state"]["values"],
        hash=view.hash,
        depth=stack.index(view) + 1 if view in stack else 0,
        submit=_words(payload["submit"]),
        plain=Reader(workspace, view.user).plain_of(payload),
        errors=dict(view.errors),
        notice=view.notice,
        shown=shown,
    )


def _words(text: Any) -> str | None:
    return text["text"] if text else None
