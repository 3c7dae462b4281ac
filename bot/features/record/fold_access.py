"""Folding readings into the records of their loops, so that the chain holds them; runs in the worker."""

from sqlalchemy.orm import Session

from bot.wiring import Services, Workspace
from rubrics.panel.record import AuditAction
from storage.access_log import loops_to_fold, unfolded
from storage.audit import record
from storage.loops import lock_loop

MOST_A_PASS = 20
"""Loops a pass; each takes its loop's lock for a moment, and posts wait behind it."""


def fold_access(services: Services) -> int:
    """Add every reading that was noted to its loop's record; return how many."""
    with services.reads() as session:
        waiting = loops_to_fold(session, MOST_A_PASS)
    return sum(_fold_one(services.workspace(team), loop_id) for team, loop_id in waiting)


def fold_into(session: Session, loop_id: str) -> int:
    """Add a locked loop's readings to its record, each with the moment when it was; return how many."""
    readings = unfolded(session, loop_id)
    for reading in readings:
        reading.number = record(
            session, loop_id, actor=reading.actor, action=AuditAction(reading.action), now=reading.at
        )
    return len(readings)


def _fold_one(workspace: Workspace, loop_id: str) -> int:
    with workspace.sessions.begin() as session:
        return fold_into(session, loop_id) if lock_loop(session, workspace.team, loop_id) else 0
