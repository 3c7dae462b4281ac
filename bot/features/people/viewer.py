"""Who is asking, with their standing in the workspace; knows no loop and refuses nobody."""

from sqlalchemy.orm import Session

from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Viewer
from storage.people import is_outsider, is_owner


def viewer(workspace: Workspace, session: Session, actor: Actor) -> Viewer:
    """Return the actor with their standing: an admin by the settings, else an owner of the workspace.

    A guest, or whoever else is no full member of the workspace, may know of no loop, named in it or not.
    """
    admins = workspace.settings.debrief_admins
    is_admin = actor.user in admins if admins else is_owner(session, actor.team, actor.user)
    outsider = is_outsider(session, actor.team, actor.user)
    return Viewer(user=actor.user, is_admin=is_admin and not outsider, is_outsider=outsider)
