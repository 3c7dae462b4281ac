"""Recording how senior somebody is as an interviewer; only admins may."""

from bot.errors import FormRefusal, reason
from bot.features.people.admins import need_admin_in
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Level
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.loops import lock_loop, open_loops_with
from storage.people import name_people, people_named

PERSON = "person"
"""The field of the form that says whose seniority is recorded."""


def set_seniority(workspace: Workspace, actor: Actor, user: str, seniority: Level | None) -> None:
    """Record how senior somebody is, here and in the record of every open loop they are on; admins only."""
    with workspace.sessions.begin() as session:
        need_admin_in(workspace, session, actor)
        name_people(session, actor.team, [user])
        person = people_named(session, actor.team, [user])[user]
        if person.is_bot:
            raise FormRefusal({PERSON: reason("people_refusals.is_app")})
        person.seniority = seniority
        for loop_id in open_loops_with(session, actor.team, user):
            lock_loop(session, actor.team, loop_id)
            facts = {"person": user, "seniority": seniority}
            record(session, loop_id, actor=actor.user, action=AuditAction.SET_SENIORITY, now=workspace.now, **facts)
