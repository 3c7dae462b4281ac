"""Changing what a workspace has set, with a line in the list of changes for each; admins only."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.features.people.admins import need_admin_in
from bot.features.workspace.declared import SETTINGS
from bot.features.workspace.kinds import Setting
from bot.features.workspace.settings import forget_read, settings_in
from bot.wiring import Actor, Workspace
from storage.workspace_settings import change_setting

Changes = Mapping[Setting[Any], Any]


def change_settings(workspace: Workspace, actor: Actor, wanted: Changes) -> list[Setting[Any]]:
    """Set what differs from what is set now, and return it in the order it is shown; raises Refusal."""
    with workspace.sessions.begin() as session:
        need_admin_in(workspace, session, actor)
        return change_in(workspace, session, actor, wanted)


def change_in(workspace: Workspace, session: Session, actor: Actor, wanted: Changes) -> list[Setting[Any]]:
    """Do the same inside a transaction that is open already, for somebody who is known to be an admin."""
    now = settings_in(session, workspace.team)
    changed = [each for each in SETTINGS if each in wanted and wanted[each] != now[each]]
    for each in changed:
        change_setting(
            session,
            workspace.team,
            each.name,
            before=each.stored(now[each]),
            after=each.stored(wanted[each]),
            actor=actor.user,
            now=workspace.now,
        )
    forget_read(session, workspace.team)
    return changed
