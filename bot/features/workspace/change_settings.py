"""Changing what a workspace has set, with a line in the list of changes for each; admins only."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.doors import OPEN_SETTINGS
from bot.features.people.admins import need_admin_in
from bot.features.workspace.declared import CALIBRATED_SIGNAL, PINNED_HISTORY, SETTINGS
from bot.features.workspace.kinds import People, Setting
from bot.features.workspace.settings import WorkspaceSettings, forget_read, settings_in
from bot.wiring import Actor, Workspace
from storage.history import keep_history
from storage.people import name_people, people_named
from storage.workspace_settings import change_setting

Changes = Mapping[Setting[Any], Any]


def change_settings(
    workspace: Workspace, actor: Actor, wanted: Changes, *, mark: str | None = None
) -> list[Setting[Any]]:
    """Set what differs from what is set now, and return it in the order it is shown; raises Refusal.

    `mark` is that of the settings someone saw: what another admin changed since is not undone unseen.
    """
    with workspace.sessions.begin() as session:
        need_admin_in(workspace, session, actor)
        now = settings_in(session, workspace.team)
        if mark is not None and mark != now.mark:
            raise Refusal("workspace_refusals.changed_meanwhile", steps=(OPEN_SETTINGS,))
        _need_members(session, workspace.team, now, wanted)
        changed = [each for each in SETTINGS if each in wanted and wanted[each] != now[each]]
        for each in changed:
            before, after = each.stored(now[each]), each.stored(wanted[each])
            who, at = actor.user, workspace.now
            change_setting(session, workspace.team, each.name, before=before, after=after, actor=who, now=at)
        forget_read(session, workspace.team)
        if PINNED_HISTORY in changed or CALIBRATED_SIGNAL in changed:
            kept = settings_in(session, workspace.team)
            pins, calibrates = kept[PINNED_HISTORY], kept[CALIBRATED_SIGNAL]
            keep_history(session, workspace.team, pins=pins, calibrates=calibrates, now=workspace.now)
        return changed


def _need_members(session: Session, team: str, now: WorkspaceSettings, wanted: Changes) -> None:
    """Raise FormRefusal where someone is newly named who can open no loop, as far as Slack has told us."""
    for each, people in wanted.items():
        if not isinstance(each, People):
            continue
        added = {*people} - {*now[each]}
        name_people(session, team, added)
        for person in people_named(session, team, added).values():
            if person.is_guest or person.is_bot or person.is_deleted or person.is_stranger:
                raise FormRefusal({each.name: reason("workspace_refusals.not_a_member", name=person.name)})
