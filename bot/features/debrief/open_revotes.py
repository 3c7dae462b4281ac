"""The one moment when a debrief's re-votes open, all together: after the last one, or when anyone who leads says so."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.debrief.standing import (
    Standing,
    need_debriefable,
    need_lead,
    not_readable,
    not_running,
    standing_of,
)
from bot.features.debrief.tell_debrief import tell_of_opening
from bot.features.loop.access import locked_loop_known_to
from bot.wiring import Actor, Services, Workspace
from rubrics.panel.debrief import Debrief, away_from, why_not_debriefed
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_see_content
from rubrics.panel.record import DEBRIEF, AuditAction
from storage.audit import record
from storage.debriefs import debrief_of, debrief_row, debriefs_waiting_for_nobody
from storage.loops import LoopRow, lock_loop, loop_value
from storage.people import people_named

MOST_AT_ONCE = 20
"""Debriefs every ten minutes, of all workspaces: people leave one by one."""


def open_revotes(workspace: Workspace, actor: Actor, loop_id: str) -> Standing:
    """Open a debrief's re-votes before everybody has voted; those open already stay so. Raises Refusal."""
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        if not may_see_content(loop, asking):
            raise not_readable(session, loop, asking)
        debrief = debrief_of(session, loop.id)
        if debrief is None or not debrief.is_open:
            need_debriefable(loop)
            need_lead(session, loop, asking, debrief)
            if debrief is None or not debrief.is_running:
                raise not_running(loop, debrief)
            debrief = open_revotes_in(session, row, loop, debrief, now=workspace.now, actor=actor.user)
        return standing_of(session, loop, debrief, workspace.now, asking)


def open_revotes_in(
    session: Session, row: LoopRow, loop: Loop, debrief: Debrief, *, now: datetime, actor: str
) -> Debrief:
    """Open the re-votes of a locked loop's running debrief, have everybody told, and return it as it is then.

    `actor` is Debrief itself where the last vote opened them.
    """
    kept = debrief_row(session, debrief.id)
    kept.opened_at, kept.opened_by = now, None if actor == DEBRIEF else actor
    opened = debrief_of(session, loop.id) or debrief
    votes = [
        {"person": each.person, "before": each.before, "after": each.after, "line": each.line} for each in opened.votes
    ]
    record(session, row.id, actor=actor, action=AuditAction.OPENED_REVOTES, now=now, votes=votes)
    tell_of_opening(session, loop, opened, actor)
    return opened


def open_forgotten(services: Services) -> int:
    """Open the debriefs in which no one is waited for any more; return how many there were.

    Every vote that completes one opens it in the same transaction; what is left is where the last who had not voted
    has left the company since.
    """
    with services.reads() as session:
        complete = debriefs_waiting_for_nobody(session, MOST_AT_ONCE)
    return sum(_open_if_complete(services.workspace(team), loop) for team, loop in complete)


def _open_if_complete(workspace: Workspace, loop_id: str) -> bool:
    with workspace.sessions.begin() as session:
        row = lock_loop(session, workspace.team, loop_id)
        debrief = debrief_of(session, loop_id)
        if row is None or debrief is None or _waits(session, loop_value(row), debrief):
            return False
        open_revotes_in(session, row, loop_value(row), debrief, now=workspace.now, actor=DEBRIEF)
        return True


def _waits(session: Session, loop: Loop, debrief: Debrief) -> bool:
    """Tell whether a debrief is not to be opened now: someone is waited for, or it is over."""
    if not debrief.is_running or why_not_debriefed(loop) is not None:
        return True
    known = people_named(session, loop.team_id, [each.person for each in debrief.votes])
    return bool(debrief.missing(away_from(loop, {user for user, person in known.items() if person.is_deleted})))
