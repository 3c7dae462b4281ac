"""Reading each person's ratings and their part of the sum; every reading is noted."""

from bot.features.loop.access import loop_known_to
from bot.features.signal.read_signal import why_sealed
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import may_see_content
from rubrics.panel.record import AuditAction
from rubrics.signal import HireSignal
from storage.access_log import note_access
from storage.signals import signals_of


def ratings_for(workspace: Workspace, actor: Actor, loop_id: str) -> HireSignal:
    """Return the newest signal with each person's ratings in it to somebody entitled, and note it; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        if not may_see_content(loop, asking):
            raise why_sealed(loop)
        signal = signals_of(session, loop.id)[-1]
    note_access(workspace.sessions, loop, actor.user, AuditAction.READ_RATINGS, workspace.now)
    return signal
