"""Reading the settings and who changed them, for the form; admins only."""

from collections.abc import Sequence

from bot.features.people.admins import need_admin_in
from bot.features.workspace.settings import WorkspaceSettings, settings_in
from bot.wiring import Actor, Workspace
from storage.workspace_settings import SettingChangeRow, changes_of

MOST_CHANGES = 20
"""Changes shown, the newest: years of them, as settings go."""


def read_settings(workspace: Workspace, actor: Actor) -> WorkspaceSettings:
    """Return the settings to an admin; raises Refusal."""
    with workspace.reads() as session:
        need_admin_in(workspace, session, actor)
        return settings_in(session, workspace.team)


def read_changes(workspace: Workspace, actor: Actor) -> Sequence[SettingChangeRow]:
    """Return the newest changes to an admin; raises Refusal."""
    with workspace.reads() as session:
        need_admin_in(workspace, session, actor)
        return changes_of(session, workspace.team, MOST_CHANGES)
