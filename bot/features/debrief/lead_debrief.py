"""What anyone who leads a debrief may do besides opening it: give more time to read, or call it off."""

from datetime import timedelta

from bot.features.debrief.standing import Standing, need_lead, running, standing_of
from bot.features.debrief.tell_debrief import tell_of_end, tell_of_progress
from bot.wiring import Actor, Workspace
from rubrics.panel.debrief import Debrief
from rubrics.panel.loop import Loop
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.debriefs import debrief_of, debrief_row

MORE_TIME = timedelta(minutes=5)
"""As long again as the reading usually is."""


def mark_of(debrief: Debrief) -> str:
    """Return what a menu carries of the end of the reading that it was drawn with."""
    return f"{debrief.reads_until.timestamp():.0f}"


def standing_to_lead(workspace: Workspace, actor: Actor, loop_id: str) -> Standing:
    """Return a debrief that runs to someone who leads it; raises Refusal."""
    with workspace.sessions.begin() as session:
        _, loop, asking, debrief = running(workspace, session, actor, loop_id)
        need_lead(session, loop, asking, debrief)
        return standing_of(session, loop, debrief, workspace.now, asking)


def prolong_reading(workspace: Workspace, actor: Actor, loop_id: str, seen: str) -> Standing:
    """Give five more minutes to read; `seen` is the end that was in view, as `mark_of` puts it, so that twice is once.

    Raises Refusal.
    """
    with workspace.sessions.begin() as session:
        _, loop, asking, debrief = running(workspace, session, actor, loop_id)
        need_lead(session, loop, asking, debrief)
        if mark_of(debrief) == seen:
            until = max(debrief.reads_until, workspace.now) + MORE_TIME
            debrief_row(session, debrief.id).reads_until = until
            facts = {"until": until.isoformat()}
            record(session, loop.id, actor=actor.user, action=AuditAction.PROLONGED_READING, now=workspace.now, **facts)
            tell_of_progress(session, loop)
        return standing_of(session, loop, debrief_of(session, loop.id) or debrief, workspace.now, asking)


def cancel_debrief(workspace: Workspace, actor: Actor, loop_id: str) -> Loop:
    """Call a debrief off: its re-votes stay sealed for good, and another one may be started. Raises Refusal."""
    with workspace.sessions.begin() as session:
        _, loop, asking, debrief = running(workspace, session, actor, loop_id)
        need_lead(session, loop, asking, debrief)
        debrief_row(session, debrief.id).canceled_at = workspace.now
        record(session, loop.id, actor=actor.user, action=AuditAction.CANCELED_DEBRIEF, now=workspace.now)
        tell_of_end(session, loop)
        return loop
