"""Draws what is posted and sent of a debrief; a channel that may not read what a panel said reads no figure."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.features.debrief import show_posts
from bot.features.debrief.standing import Standing, standing_of
from bot.features.people.viewer import viewer
from bot.slack.block_types import Message
from bot.wiring import Actor
from bot.worker.scenes import Drawn, Scene, standing_posts
from rubrics.panel.debrief import DebriefPhase
from rubrics.panel.permissions import Viewer, may_see_content
from storage.debriefs import debrief_of
from storage.messages import MessageKind


def _thread(scene: Scene) -> Drawn:
    """Draw how far a debrief is; once the time to read has passed, it says so by itself."""
    standing = _standing(scene)
    if standing is None:
        return Drawn(None)
    reads = standing.is_running and standing.phase is DebriefPhase.READING
    look_at = standing.debrief.reads_until + timedelta(seconds=1) if reads else None
    return Drawn(show_posts.thread(standing), look_at=look_at, thread_ts=_thread_of(scene))


def _opened(scene: Scene) -> Drawn:
    standing = _standing(scene)
    if standing is None or not standing.debrief.is_open:
        return Drawn(None)
    is_told = scene.is_private and scene.loop.is_told_in_channel
    return Drawn(show_posts.opened(standing, is_told=is_told), thread_ts=_thread_of(scene))


def _direct(draw: Callable[[Standing], Message | None], *, asks: bool = False) -> Callable[[Scene], Drawn]:
    """Return what draws a direct message, to someone who may read the panel now.

    One that `asks` for something says so no longer once there is nothing to do.
    """

    def drawn(scene: Scene) -> Drawn:
        reader = _reader(scene)
        if reader.is_outsider or not may_see_content(scene.loop, reader):
            return Drawn(None)
        standing = _standing(scene)
        said = draw(standing) if standing else None
        if asks and said is None and standing is not None and not scene.row.fresh and not standing.is_running:
            said = show_posts.no_longer_asked(standing)
        return Drawn(said)

    return drawn


def _standing(scene: Scene) -> Standing | None:
    """Return the debrief that a message is about; None where another one took its place."""
    debrief = debrief_of(scene.session, scene.loop.id)
    if debrief is None or debrief.id != scene.row.occasion:
        return None
    reader = _reader(scene) if scene.row.recipient != scene.loop.channel else None
    return standing_of(scene.session, scene.loop, debrief, scene.at, reader)


def _reader(scene: Scene) -> Viewer:
    return viewer(scene.workspace, scene.session, Actor(scene.row.team_id, scene.row.recipient))


def _thread_of(scene: Scene) -> str | None:
    """Return the newest post of the signal in the channel; without one it stands in the channel itself."""
    return next(reversed(standing_posts(scene)), None)


DEBRIEF_DRAWERS: Mapping[MessageKind, Callable[[Scene], Drawn]] = {
    MessageKind.DEBRIEF: _thread,
    MessageKind.DEBRIEF_OPEN: _opened,
    MessageKind.DEBRIEF_ASK: _direct(show_posts.asked, asks=True),
    MessageKind.DEBRIEF_REMINDER: _direct(show_posts.reminded, asks=True),
    MessageKind.DEBRIEF_OPENED: _direct(show_posts.told_of_opening),
}
