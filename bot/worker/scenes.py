"""What a message about a loop is drawn from, and what a drawing is; draws nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.slack.block_types import Message
from bot.slack.shared_files import SharedFile
from bot.wiring import Workspace
from rubrics.panel.loop import Loop
from storage.message_lookups import messages_about, places_of
from storage.messages import MessageKind, MessageRow, PlaceRow, Problem


@dataclass(frozen=True)
class Drawn:
    """What a message says; empty where there is nothing to say.

    Where it is drawn in several ways (bot.slack.capabilities), the later ones are its `fallbacks`; `problem` is why
    it may not be said, and `look_at` when it is to be drawn again although no one asks. `thread_ts` is the
    post in whose thread it stands.
    """

    message: Message | None
    fallbacks: Sequence[Message] = ()
    problem: Problem | None = None
    look_at: datetime | None = None
    thread_ts: str | None = None
    file: SharedFile | None = None
    """What is attached; then it is the message's text alone that stands above it."""


@dataclass(frozen=True)
class Scene:
    """What a loop's messages are drawn from: the loop, who reads, when, and what channel it is."""

    workspace: Workspace
    session: Session
    row: MessageRow
    loop: Loop
    at: datetime
    is_private: bool


def standing_posts(scene: Scene) -> list[str]:
    """Return the ts of each place in the message's channel where a loop's signal stands, the newest last."""
    posts = [row for row in messages_about(scene.session, scene.row.team_id, scene.loop.id) if row.kind is _POST]
    places: list[PlaceRow] = [place for row in posts for place in places_of(scene.session, row.id)]
    here = [place for place in places if place.lost_at is None and place.channel == scene.row.recipient]
    return [place.ts for place in sorted(here, key=lambda place: place.posted_at)]


_POST = MessageKind.SIGNAL
