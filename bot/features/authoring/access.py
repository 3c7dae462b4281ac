"""Who may write rubrics of a team's own, and which drafts and versions someone may know of; asked first by each act."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.doors import RUBRICS
from bot.features.people.admins import admin_ids
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.authoring.proposals import RoleVersion, VersionState
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.role import Role
from rubrics.panel.permissions import Viewer
from storage.people import people_named
from storage.team_definitions import RoleDraftRow, draft_of, role_version


@dataclass(frozen=True)
class KnownVersion:
    """A version that the actor may know of, and what they may do about it."""

    version: RoleVersion
    asking: Viewer
    may_settle: bool
    """Whether they may approve it, or send it back: an admin who is not its author, or is the only one there is."""

    @property
    def is_own(self) -> bool:
        """Whether the actor proposed it."""
        return self.version.author == self.asking.user

    @property
    def is_waiting(self) -> bool:
        """Whether an admin is still to decide."""
        return self.version.state is VersionState.PROPOSED


def need_member(workspace: Workspace, session: Session, actor: Actor) -> Viewer:
    """Return the actor with their standing; refuses anyone who is no full member of the workspace."""
    asking = viewer(workspace, session, actor)
    if asking.is_outsider:
        raise Refusal("authoring_refusals.outsider", steps=(RUBRICS,))
    return asking


def own_draft(workspace: Workspace, session: Session, actor: Actor, role: str, *, lock: bool = False) -> RoleDraftRow:
    """Return the actor's own draft of a role; raises Refusal where there is none."""
    need_member(workspace, session, actor)
    draft = draft_of(session, actor.team, actor.user, role, lock=lock)
    if draft is None:
        raise Refusal("authoring_refusals.no_draft", steps=(RUBRICS,))
    return draft


def version_known_to(workspace: Workspace, session: Session, actor: Actor, version_id: str) -> KnownVersion:
    """Return a version of the workspace: any full member may read one; raises Refusal where it is not there."""
    asking = need_member(workspace, session, actor)
    version = role_version(session, actor.team, version_id)
    if version is None:
        raise Refusal("authoring_refusals.no_such_version", steps=(RUBRICS,))
    may_settle = asking.is_admin and (version.author != actor.user or is_only_admin(workspace, session, actor))
    return KnownVersion(version, asking, may_settle)


def admins_here(workspace: Workspace, session: Session) -> list[str]:
    """Return the admins who have not left the workspace, as far as Debrief knows."""
    admins = admin_ids(workspace, session)
    known = people_named(session, workspace.team, admins)
    return [admin for admin in admins if admin not in known or not known[admin].is_deleted]


def is_only_admin(workspace: Workspace, session: Session, actor: Actor) -> bool:
    """Tell whether no one else could approve what the actor proposes."""
    return admins_here(workspace, session) == [actor.user]


def known_role(catalogue: Catalogue, role: str) -> Role:
    """Return a role of the catalogue by its exact id; raises Refusal."""
    try:
        return catalogue.role(role)
    except UnknownNameError:
        raise Refusal("authoring_refusals.no_such_role", steps=(RUBRICS,)) from None
