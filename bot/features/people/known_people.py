"""The people Debrief knows in a workspace, and how senior they are; only admins may ask."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Level
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.loops import lock_loop, open_loops_with
from storage.people import name_people, people_named, people_of_team
from storage.tables import PersonRow

PERSON = "person"
"""The field of the form that says whose seniority is recorded."""


class Standing(StrEnum):
    """Why somebody cannot take part, as far as Slack was asked."""

    APP = "app"
    DEACTIVATED = "deactivated"
    OTHER_COMPANY = "other_company"
    GUEST = "guest"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class KnownPerson:
    """What Debrief knows of one person; `standing` says why they cannot take part, where they cannot."""

    user: str
    time_zone: str | None
    seniority: Level | None
    is_admin: bool
    standing: Standing | None


def known_people(workspace: Workspace, actor: Actor) -> list[KnownPerson]:
    """Return everybody who was ever named in this workspace, by name; raises Refusal for whoever is no admin."""
    with workspace.reads() as session:
        _need_admin(workspace, session, actor)
        return [_known(workspace, row) for row in people_of_team(session, actor.team)]


def need_admin(workspace: Workspace, actor: Actor) -> None:
    """Refuse whoever is no admin."""
    with workspace.reads() as session:
        _need_admin(workspace, session, actor)


def set_seniority(workspace: Workspace, actor: Actor, user: str, seniority: Level | None) -> None:
    """Record how senior somebody is, here and in the record of every open loop they are on; admins only."""
    with workspace.sessions.begin() as session:
        _need_admin(workspace, session, actor)
        name_people(session, actor.team, [user])
        person = people_named(session, actor.team, [user])[user]
        if person.is_bot:
            raise FormRefusal({PERSON: reason("people_refusals.is_app")})
        person.seniority = seniority
        for loop_id in open_loops_with(session, actor.team, user):
            lock_loop(session, actor.team, loop_id)
            facts = {"person": user, "seniority": seniority}
            record(session, loop_id, actor=actor.user, action=AuditAction.SET_SENIORITY, now=workspace.now, **facts)


def _need_admin(workspace: Workspace, session: Session, actor: Actor) -> None:
    if not viewer(workspace, session, actor).is_admin:
        raise Refusal("people_refusals.admins_only")


def _known(workspace: Workspace, row: PersonRow) -> KnownPerson:
    admins = workspace.settings.debrief_admins
    return KnownPerson(
        user=row.user_id,
        time_zone=row.time_zone,
        seniority=Level(row.seniority) if row.seniority else None,
        is_admin=row.user_id in admins if admins else row.is_owner,
        standing=_standing(row),
    )


def _standing(row: PersonRow) -> Standing | None:
    standings = (
        (row.is_bot, Standing.APP),
        (row.is_deleted, Standing.DEACTIVATED),
        (row.is_stranger, Standing.OTHER_COMPANY),
        (row.is_guest, Standing.GUEST),
        (row.fetched_at is None, Standing.UNKNOWN),
    )
    return next((standing for holds, standing in standings if holds), None)
