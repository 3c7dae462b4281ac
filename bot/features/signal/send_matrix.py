"""Sending the matrix to anyone who asks for it: a direct message of the worker's, one for each state of the signal."""

from bot.features.loop.access import locked_loop_known_to
from bot.features.signal.read_ratings import Ratings, ratings_in
from bot.features.signal.read_signal import why_sealed
from bot.wiring import Actor, Workspace
from rubrics.panel.permissions import may_see_content
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.messages import MessageKind
from storage.outbox import want_message


def send_matrix(workspace: Workspace, actor: Actor, loop_id: str) -> Ratings:
    """Have a panel's ratings sent to someone entitled, and note that they read them; raises Refusal.

    Asked for again, the same message stands; only after an amendment is it a new one.
    """
    with workspace.sessions.begin() as session:
        _, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        if not may_see_content(loop, asking):
            raise why_sealed(session, loop, asking)
        ratings = ratings_in(session, loop)
        want_message(
            session,
            team_id=loop.team_id,
            kind=MessageKind.MATRIX,
            subject=loop.id,
            recipient=actor.user,
            occasion=f"{len(ratings.signals)}",
        )
        record(session, loop.id, actor=actor.user, action=AuditAction.READ_RATINGS, now=workspace.now)
    return ratings
