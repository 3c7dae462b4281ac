"""Recording how senior someone is as an interviewer; the records of their open loops follow in the background."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, reason
from bot.features.people.admins import need_admin_in
from bot.wiring import Actor, Services, Workspace
from rubrics.catalogue.levels import Level
from rubrics.panel.loop import LoopState
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.loop_lists import open_interviews_of
from storage.loops import lock_loop
from storage.people import name_people, people_named
from storage.seniority_changes import (
    SeniorityChangeRow,
    add_seniority_change,
    lock_seniority_change,
    oldest_seniority_change,
)

PERSON = "person"
"""The field of the form that says whose seniority is recorded."""
MOST_A_PASS = 20
"""Loops a pass; each takes its loop's lock for a moment, and posts wait behind it."""
BEGINNING = datetime.min.replace(tzinfo=UTC)


def set_seniority(workspace: Workspace, actor: Actor, user: str, seniority: Level | None) -> None:
    """Record how senior someone is, and have the record of every open loop they are on say so; admins only."""
    with workspace.sessions.begin() as session:
        need_admin_in(workspace, session, actor)
        name_people(session, actor.team, [user])
        person = people_named(session, actor.team, [user])[user]
        if person.is_bot:
            raise FormRefusal({PERSON: reason("people_refusals.is_app")})
        person.seniority = seniority
        add_seniority_change(
            session, team_id=actor.team, person=user, seniority=seniority, actor=actor.user, now=workspace.now
        )


def record_seniority(services: Services) -> int:
    """Add the change of seniority that waits longest to the next few open loops it concerns; return how many steps.

    A loop that ended meanwhile is left out, and one that opened since knew the change already.
    """
    with services.reads() as session:
        change = oldest_seniority_change(session)
    if change is None:
        return 0
    return sum(_record_next(services, change) for _ in range(MOST_A_PASS))


def _record_next(services: Services, change_id: str) -> bool:
    """Add a change to one loop's record, and note in the same transaction that it is there; drop it after the last."""
    with services.sessions.begin() as session:
        change = lock_seniority_change(session, change_id)
        if change is None:
            return False
        behind = (change.opened_at or BEGINNING, change.loop_id)
        loops = open_interviews_of(session, change.team_id, change.person, after=behind, until=change.at, limit=1)
        if not loops:
            session.delete(change)
            return True
        ((change.opened_at, change.loop_id),) = loops
        _record_in(session, change)
        return True


def _record_in(session: Session, change: SeniorityChangeRow) -> None:
    loop = lock_loop(session, change.team_id, change.loop_id)
    if loop is not None and loop.state is LoopState.OPEN:
        facts = {"person": change.person, "seniority": change.seniority}
        record(session, loop.id, actor=change.actor, action=AuditAction.SET_SENIORITY, now=change.at, **facts)
