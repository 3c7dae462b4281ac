"""Who is asking, with their standing in the workspace; knows no loop and refuses no one."""

from sqlalchemy.orm import Session

from bot.wiring import Actor, Workspace
from rubrics.panel.permissions import Viewer
from storage.people import Account, account_of


def viewer(workspace: Workspace, session: Session, actor: Actor) -> Viewer:
    """Return the actor with their standing: an admin by the settings, else an owner of the workspace.

    A guest, or anyone who else is no full member of the workspace, may know of no loop, named in it or not.
    """
    return viewer_with(workspace, actor, account_of(session, actor.team, actor.user))


def viewer_with(workspace: Workspace, actor: Actor, account: Account) -> Viewer:
    """Return the same for someone whose account was read already."""
    admins = workspace.settings.debrief_admins
    is_admin = actor.user in admins if admins else account.is_owner
    return Viewer(user=actor.user, is_admin=is_admin and not account.is_outsider, is_outsider=account.is_outsider)
