"""What the pages of a version are drawn from: what it changes, what its reader may do, and all of a role."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.features.authoring.access import is_only_admin, need_member, version_known_to
from bot.wiring import Actor, Workspace
from bot.wording.phrases import at_level
from rubrics.authoring.proposals import RoleVersion, VersionState
from rubrics.authoring.team_layer import HIDDEN, misfits_of, with_role
from rubrics.authoring.version_changes import VersionChange, changes_between
from rubrics.authoring.written_out import Written, rubric_at
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.model import Rubric
from storage.team_definitions import approved_role, role_in_use_at, role_versions

MOST_LISTED = 20
"""Versions of one role on a page, the newest: with a button each they still fit a modal."""


@dataclass(frozen=True)
class ProposalShown:
    """A version as its page shows it; `changes` are against what the team went by when it was proposed.

    Of one that waits they are against what the team goes by now on the page that its approver reads.

    `is_overtaken` says that another version was approved after its author began.
    """

    version: RoleVersion
    name: str
    changes: Sequence[VersionChange]
    levels: Sequence[str]
    """The levels that it is written for, by their ids."""
    is_new: bool
    is_overtaken: bool
    is_own: bool
    may_settle: bool
    is_only_admin: bool
    is_showing: bool = False
    """Whether all that it does is to offer a hidden role again."""
    rubrics: Sequence[Rubric] = ()
    """Those of a new role, which differ from nothing."""

    @property
    def is_built_in(self) -> bool:
        """Whether it returns to what Debrief came with, and says nothing of its own."""
        return set(self.version.written) == {"id"}

    @property
    def is_hiding(self) -> bool:
        """Whether it offers the role nowhere."""
        return bool(self.version.written.get(HIDDEN))

    @property
    def is_waiting(self) -> bool:
        """Whether an admin is still to decide."""
        return self.version.state is VersionState.PROPOSED


@dataclass(frozen=True)
class VersionsShown:
    """All versions of a role, the newest first."""

    role: str
    name: str
    versions: Sequence[ProposalShown]
    is_admin: bool
    is_hidden: bool
    is_built_in: bool


def proposal_of(workspace: Workspace, actor: Actor, version_id: str) -> ProposalShown:
    """Return a version as its page shows it; raises Refusal."""
    with workspace.reads() as session:
        return proposal_in(workspace, session, actor, version_id)


def proposal_in(
    workspace: Workspace, session: Session, actor: Actor, version_id: str, *, listed: bool = False
) -> ProposalShown:
    """Return the same inside a transaction that is open already, `listed` among all versions of its role or alone."""
    known = version_known_to(workspace, session, actor, version_id)
    version = known.version
    standing = approved_role(session, actor.team, version.role)
    before = standing
    if listed or not known.is_waiting:
        before = role_in_use_at(session, actor.team, version.role, version.proposed_at, version.number)
    live = standing.digest if standing else None
    changes = _changes(workspace, before, version)
    was_hidden = before is not None and bool(before.written.get(HIDDEN))
    is_new = _is_new(workspace, before, version)
    return ProposalShown(
        version=version,
        name=name_of(workspace, version),
        changes=changes,
        levels=[*version.written.get("levels", {})],
        is_new=is_new,
        is_overtaken=known.is_waiting and version.begun_from not in (None, live),
        is_own=known.is_own,
        may_settle=known.may_settle,
        is_only_admin=known.may_settle and known.is_own and is_only_admin(workspace, session, actor),
        is_showing=was_hidden and not changes and not version.written.get(HIDDEN),
        rubrics=_rubrics(workspace, version) if is_new and not version.written.get(HIDDEN) else (),
    )


def rubric_proposed(workspace: Workspace, actor: Actor, version_id: str, level: str) -> Rubric | None:
    """Return the rubric that a version gives at a level, or None; raises Refusal."""
    with workspace.reads() as session:
        version = version_known_to(workspace, session, actor, version_id).version
    return rubric_at(with_role(workspace.definitions.base, version.written), version.role, level)


def versions_of(workspace: Workspace, actor: Actor, role: str) -> VersionsShown:
    """Return the versions of a role with what each changed; raises Refusal for anyone who is no full member."""
    with workspace.reads() as session:
        asking = need_member(workspace, session, actor)
        found = role_versions(session, actor.team, role, MOST_LISTED)
        standing = approved_role(session, actor.team, role)
        shown = [proposal_in(workspace, session, actor, each.id, listed=True) for each in found]
    base = {each.id: each.name for each in workspace.definitions.base.roles}
    own = str(standing.written.get("name", "")) if standing else ""
    return VersionsShown(
        role=role,
        name=own or base.get(role) or (shown[0].name if shown else role),
        versions=shown,
        is_admin=asking.is_admin,
        is_hidden=bool(standing and standing.written.get(HIDDEN)),
        is_built_in=role in base,
    )


def name_of(workspace: Workspace, version: RoleVersion) -> str:
    """Return what a version calls its role, at its level where it is written for one."""
    known = {each.id: each.name for each in workspace.definitions.base.roles}
    name = str(version.written.get("name") or known.get(version.role, version.role))
    levels = [RoleLevel(each, said.get("name")) for each, said in version.written.get("levels", {}).items()]
    return at_level(name, levels[0]) if len(levels) == 1 else name


def _rubrics(workspace: Workspace, version: RoleVersion) -> list[Rubric]:
    """Return the rubrics that a version gives; none where a later release asks for more than it says."""
    base = workspace.definitions.base
    if misfits_of(base, version.written):
        return []
    whole = with_role(base, version.written)
    found = (rubric_at(whole, version.role, level) for level in version.written.get("levels", {}))
    return [rubric for rubric in found if rubric is not None]


def _without_hidden(written: Written) -> Written:
    return {name: said for name, said in written.items() if name != HIDDEN}


def _changes(workspace: Workspace, before: RoleVersion | None, version: RoleVersion) -> Sequence[VersionChange]:
    if version.written.get(HIDDEN):
        return ()
    base = workspace.definitions.base
    # A hidden role keeps what it says, so that what came after it is still told apart from that.
    one = base if before is None else with_role(base, _without_hidden(before.written))
    return changes_between(one, with_role(base, version.written), version.role)


def _is_new(workspace: Workspace, before: RoleVersion | None, version: RoleVersion) -> bool:
    return before is None and all(role.id != version.role for role in workspace.definitions.base.roles)
