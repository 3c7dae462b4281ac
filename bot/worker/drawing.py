"""Draws a message as it should read now, by its kind; sends nothing and judges no channel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.features.loop import show_notice as notice
from bot.features.loop.show_announcement import announcement, changed, invitation, plainly
from bot.features.signal import show_signal
from bot.slack.block_types import Message
from bot.slack.capabilities import drawings
from bot.wiring import Services
from bot.worker.draw_shares import draw_share, draw_share_notice
from rubrics.panel.loop import Loop
from storage.drafts import drafted
from storage.loops import loop_row, loop_value
from storage.outbox import SHARES, MessageKind, MessageRow, Problem, messages_about
from storage.signals import signals_of


@dataclass(frozen=True)
class Drawn:
    """What a message says; empty where there is nothing to say.

    Where it is drawn in several ways (bot.slack.capabilities), the later ones are its `fallbacks`; `problem` is why
    it may not be said, and `look_at` when it is to be drawn again although nobody asks.
    """

    message: Message | None
    fallbacks: Sequence[Message] = ()
    problem: Problem | None = None
    look_at: datetime | None = None


@dataclass(frozen=True)
class Scene:
    """What a loop's messages are drawn from: the loop, who reads, when, and what channel it is."""

    session: Session
    row: MessageRow
    loop: Loop
    at: datetime
    is_private: bool


def drawn(services: Services, session: Session, row: MessageRow, at: datetime, *, is_private: bool) -> Drawn:
    """Return what a message says at a moment; `is_private` is of its channel, and True for a direct message."""
    if row.kind in SHARES:
        shared = draw_share(services, row, at)
        return Drawn(shared.post, shared.fallbacks) if shared else Drawn(None, problem=Problem.GONE)
    if row.kind is MessageKind.SHARE_NOTICE:
        return Drawn(draw_share_notice(services, session, row, at))
    loop = loop_row(session, row.team_id, row.subject)
    if loop is None:
        return Drawn(None)
    return _DRAWERS.get(row.kind, _plainly)(Scene(session, row, loop_value(loop), at, is_private))


def _announcement(scene: Scene) -> Drawn:
    loop, at = scene.loop, scene.at
    # An open loop's announcement is drawn again when its deadline passes, so that it says so.
    look_at = loop.deadline_at + timedelta(seconds=1) if loop.is_open and loop.deadline_at > at else None
    return Drawn(announcement(loop, at, is_private=scene.is_private), look_at=look_at)


def _invitation(scene: Scene) -> Drawn:
    interview = scene.loop.interview_of(scene.row.recipient)
    if interview is None:
        return Drawn(None)
    return Drawn(invitation(scene.loop, interview, begun=bool(drafted(scene.session, [interview.id]))))


def _change(scene: Scene) -> Drawn:
    interview = scene.loop.interview_of(scene.row.recipient)
    return Drawn(changed(scene.loop, interview) if interview else None)


def _plainly(scene: Scene) -> Drawn:
    return Drawn(plainly(scene.row.kind, scene.loop, scene.row.recipient))


def _notice(scene: Scene) -> Drawn:
    return Drawn(notice.notice(scene.loop, _problems(scene.session, scene.loop)))


def _signal(scene: Scene) -> Drawn:
    if not scene.is_private:
        return Drawn(show_signal.public_post(scene.loop))
    signals = signals_of(scene.session, scene.loop.id)
    best, *others = drawings(*(show_signal.post(scene.loop, signals, with_table=wide) for wide in (True, False)))
    return Drawn(best, others)


def _signal_share(scene: Scene) -> Drawn:
    if not scene.is_private:
        return Drawn(None, problem=Problem.PUBLIC_CHANNEL)
    signals, row = signals_of(scene.session, scene.loop.id), scene.row
    best, *others = drawings(
        *(
            show_signal.shared(scene.loop, signals, by=row.actor or "", at=row.wanted_at, with_table=wide)
            for wide in (True, False)
        )
    )
    return Drawn(best, others)


def _problems(session: Session, loop: Loop) -> dict[str, list[str]]:
    """Return what keeps messages of a loop waiting, and whom each problem concerns; not of people who owe nothing."""
    owing = {interview.interviewer for interview in loop.pending}
    concerned: dict[str, list[str]] = {}
    for row in messages_about(session, loop.team_id, loop.id):
        counts = row.problem is not None and row.problem is not Problem.NO_ACCESS and row.kind is not MessageKind.NOTICE
        if counts and (row.recipient == loop.channel or row.recipient in owing):
            concerned.setdefault(str(row.problem), []).append(row.recipient)
    return concerned


_DRAWERS: Mapping[MessageKind, Callable[[Scene], Drawn]] = {
    MessageKind.ANNOUNCEMENT: _announcement,
    MessageKind.INVITATION: _invitation,
    MessageKind.CHANGE: _change,
    MessageKind.NOTICE: _notice,
    MessageKind.SIGNAL: _signal,
    MessageKind.SIGNAL_SHARE: _signal_share,
}
"""Kinds that are more than a text; any other one is drawn from its words alone (`direct.mrkdwn.j2`)."""
