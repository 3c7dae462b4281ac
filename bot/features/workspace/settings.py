"""What a workspace has set, read once a transaction and asked by name: `settings_in(session, team)[REMINDS]`.

Read anew in each transaction, so that no process goes by what another one changed long ago.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.features.workspace.kinds import Setting
from storage.workspace_settings import Stored, kept_settings

Held = TypeVar("Held")
KEPT = "workspace_settings"
"""Where a session keeps what it has read, by team."""


class WorkspaceSettings:
    """The settings of one workspace; one that was never changed, or that this release cannot read, has its default."""

    def __init__(self, kept: Mapping[str, Stored]) -> None:
        self._kept = kept

    @property
    def mark(self) -> str:
        """What tells these settings from the same ones after a change."""
        return hashlib.sha256(json.dumps(self._kept, sort_keys=True).encode()).hexdigest()[:16]

    def __getitem__(self, setting: Setting[Held]) -> Held:
        if setting.name not in self._kept:
            return setting.default
        value = setting.loaded(self._kept[setting.name])
        return setting.default if value is None else value


def settings_in(session: Session, team: str) -> WorkspaceSettings:
    """Return what a workspace has set, as this transaction sees it."""
    read: dict[str, WorkspaceSettings] = session.info.setdefault(KEPT, {})
    if team not in read:
        read[team] = WorkspaceSettings(kept_settings(session, team))
    return read[team]


def settings_known(session: Session, team: str, kept: Mapping[str, Stored]) -> WorkspaceSettings:
    """Return what a workspace has set, as this transaction read it together with something else."""
    read: dict[str, WorkspaceSettings] = session.info.setdefault(KEPT, {})
    return read.setdefault(team, WorkspaceSettings(kept))


def forget_read(session: Session, team: str) -> None:
    """Have the next look read a workspace's settings again, since this transaction changes them."""
    session.info.get(KEPT, {}).pop(team, None)
