"""What someone has under way: drafts, proposals that wait for an admin, and for one what is hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.authoring.access import is_only_admin, need_member
from bot.features.authoring.read_proposal import name_of
from bot.features.rubric.hidden_roles import HiddenRole, hidden_roles
from bot.wiring import Actor, Workspace
from rubrics.panel.permissions import Viewer
from storage.team_definitions import drafts_by, versions_waiting

MOST = 3
"""Of each sort: what was changed last is what one comes back for."""
MOST_WAITING = 20
"""Proposals that are counted: a workspace that lets more of them wait approves none."""


@dataclass(frozen=True)
class Begun:
    """A draft: its role, what it calls it, and one of its levels."""

    role: str
    name: str
    level: str


@dataclass(frozen=True)
class Waiting:
    """A version that waits for an admin, what it calls its role, who proposed it and when.

    `is_own` says that its reader proposed it and someone else is to decide.
    """

    version: str
    name: str
    author: str
    proposed_at: datetime
    is_own: bool


@dataclass(frozen=True)
class UnderWay:
    """Drafts of one's own, the one changed last first, what one may approve, the longest waiting first; all hidden."""

    drafts: Sequence[Begun] = ()
    proposed: Sequence[Waiting] = ()
    hidden: Sequence[HiddenRole] = ()


def under_way(workspace: Workspace, actor: Actor) -> UnderWay:
    """Return what the actor has under way; raises Refusal for anyone who is no full member."""
    known = {role.id: role.name for role in workspace.catalogue.roles}
    with workspace.reads() as session:
        asking = need_member(workspace, session, actor)
        rows = drafts_by(session, actor.team, actor.user, MOST)
        proposed = waiting_proposals(workspace, session, actor, asking) if asking.is_admin else []
    drafts = []
    for row in rows:
        name = str(row.written.get("name") or known.get(row.role, row.role))
        drafts.append(Begun(row.role, name, next(iter(row.written["levels"]))))
    return UnderWay(drafts, [each for each in proposed if not each.is_own][:MOST], hidden_roles(workspace, actor))


def waiting_proposals(workspace: Workspace, session: Session, actor: Actor, asking: Viewer) -> list[Waiting]:
    """Return what waits for an admin of this workspace, and of anyone else only their own, the longest waiting first.

    What the only admin proposed waits for them as well.
    """
    if asking.is_outsider:
        return []
    found = versions_waiting(session, actor.team, actor.user, MOST_WAITING, anyones=asking.is_admin)
    has_own = any(each.author == actor.user for each in found)
    decides_own = has_own and asking.is_admin and is_only_admin(workspace, session, actor)
    return [
        Waiting(
            version=each.id,
            name=name_of(workspace, each),
            author=each.author,
            proposed_at=each.proposed_at,
            is_own=each.author == actor.user and not decides_own,
        )
        for each in found
    ]
