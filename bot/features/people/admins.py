"""Who may administer Debrief in a workspace; refuses everybody else."""

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from storage.people import PersonRow, people_named, people_of_team

MOST_NAMED = 3
"""Admins that a refusal names: one is enough to ask."""


def need_admin(workspace: Workspace, actor: Actor) -> None:
    """Refuse anyone who is no admin."""
    with workspace.reads() as session:
        need_admin_in(workspace, session, actor)


def need_admin_in(workspace: Workspace, session: Session, actor: Actor) -> None:
    """Refuse anyone who is no admin, inside a transaction that is open already."""
    if not viewer(workspace, session, actor).is_admin:
        raise Refusal("people_refusals.admins_only", names=admin_names(workspace, session)[:MOST_NAMED])


def admin_names(workspace: Workspace, session: Session) -> list[str]:
    """Return who the admins are, by name, as far as names are known and none who has left: whom to ask."""
    admins = admin_ids(workspace, session)
    known = people_named(session, workspace.team, admins)
    here = [known[admin] for admin in admins if admin in known and is_admin(workspace, known[admin])]
    return [admin.name for admin in here if admin.name]


def admin_ids(workspace: Workspace, session: Session) -> list[str]:
    """Return who the admins are: those named in the settings, else the owners as far as Debrief knows them."""
    named = workspace.settings.debrief_admins
    if named:
        return list(named)
    return [each.user_id for each in people_of_team(session, workspace.team) if is_admin(workspace, each)]


def is_admin(workspace: Workspace, person: PersonRow) -> bool:
    """Tell whether someone is an admin: named in the settings, else an owner; anyone who is no full member never is."""
    admins = workspace.settings.debrief_admins
    named = person.user_id in admins if admins else person.is_owner
    outsider = person.is_guest or person.is_bot or person.is_deleted or person.is_stranger
    return named and not outsider
