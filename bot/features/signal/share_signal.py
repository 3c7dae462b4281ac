"""Sharing a signal: having the worker post it anew in the loop's own channel, where that is allowed."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.loop.access import locked_loop_known_to
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_see_content
from rubrics.panel.record import AuditAction
from rubrics.signal import HireSignal
from storage.audit import record
from storage.message_lookups import newest_place
from storage.messages import MessageKind
from storage.outbox import want_another
from storage.people import channel_named
from storage.signals import newest_signals

SCROLLED_AWAY = timedelta(days=1)
"""After which a post of the signal is no longer what one sees in its channel: only then is another one offered."""
MANY = 2
"""Scorecards from which on a mean is no single person's."""


def share_signal(workspace: Workspace, actor: Actor, loop_id: str) -> Loop:
    """Have a revealed loop's signal posted in its private channel, by anyone who may read the panel; raises Refusal."""
    with workspace.sessions.begin() as session:
        _, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        signal = newest_signals(session, [loop.id]).get(loop.id)
        if refusal := why_not_shared(session, loop, asking, signal):
            raise refusal
        now = workspace.now
        kind, where = MessageKind.SIGNAL_SHARE, {"team_id": loop.team_id, "recipient": loop.channel}
        if want_another(session, kind=kind, subject=loop.id, actor=actor.user, **where):
            record(session, loop.id, actor=actor.user, action=AuditAction.SHARED, now=now, channel=loop.channel)
        return loop


def is_share_offered(session: Session, loop: Loop, asking: Viewer, signal: HireSignal | None, now: datetime) -> bool:
    """Tell whether this person may share the signal, and its channel has no post of it that still is in view."""
    if why_not_shared(session, loop, asking, signal) is not None:
        return False
    posts = (MessageKind.SIGNAL, MessageKind.SIGNAL_SHARE)
    newest = newest_place(session, loop.team_id, loop.id, posts, channel=loop.channel)
    return newest is None or newest < now - SCROLLED_AWAY


def why_not_shared(session: Session, loop: Loop, asking: Viewer, signal: HireSignal | None) -> Refusal | None:
    """Return why this person may not share this loop's newest signal now, or None: only to its own private channel."""
    if not may_see_content(loop, asking):
        return Refusal("signal_refusals.may_not_share")
    if not loop.is_told_in_channel:
        return Refusal("signal_refusals.kept_for_later")
    if signal is None or len(signal.by_interviewer) < MANY:
        return Refusal("signal_refusals.too_few_to_share")
    channel = channel_named(session, loop.team_id, loop.channel)
    if channel is None or not channel.is_private or channel.is_shared:
        return Refusal("signal_refusals.not_its_own_channel")
    if channel.is_archived or not channel.has_bot:
        return Refusal("signal_refusals.cannot_post")
    return None
