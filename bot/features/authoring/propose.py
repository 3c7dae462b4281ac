"""Proposing a version of a role: one's draft, an earlier version, or what Debrief came with; admins are asked."""

from sqlalchemy.orm import Session

from bot.errors import NextStep, Reason, Refusal
from bot.features.authoring.access import known_role, need_member, own_draft, version_known_to
from bot.features.authoring.tell_proposal import ask_admins, redraw
from bot.features.doors import Door
from bot.wiring import Actor, Workspace
from rubrics.authoring.proposals import RoleVersion, VersionAct, VersionState
from rubrics.authoring.team_layer import HIDDEN, digest_of, misfits_of
from rubrics.authoring.written_out import Written
from storage.team_definitions import (
    RoleVersionRow,
    add_version,
    approved_role,
    drop_draft,
    locked_versions,
    note_version_entry,
    version_value,
)

APPROVED = "approved"
"""The field of a role that says who approved it and when; what is proposed has none yet."""


def propose_draft(workspace: Workspace, actor: Actor, role: str) -> RoleVersion:
    """Propose the actor's draft, and return its version; raises Refusal while it lacks something, or says nothing new.

    What the actor proposed before for the same role is withdrawn: an admin reads one text of it.
    """
    with workspace.sessions.begin() as session:
        draft = own_draft(workspace, session, actor, role, lock=True)
        if misfits := misfits_of(workspace.definitions.base, draft.written):
            raise Refusal("authoring_refusals.not_ready", number=len(misfits))
        version = _proposed(workspace, session, actor, draft.written, begun_from=draft.begun_from)
        drop_draft(session, actor.team, actor.user, role)
        return version


def propose_again(workspace: Workspace, actor: Actor, version_id: str) -> RoleVersion:
    """Propose an earlier version anew, and return the new one."""
    with workspace.sessions.begin() as session:
        earlier = version_known_to(workspace, session, actor, version_id).version
        if misfits_of(workspace.definitions.base, earlier.written):
            raise Refusal("authoring_refusals.fits_no_more")
        return _proposed(workspace, session, actor, earlier.written, begun_from=None)


def propose_built_in(workspace: Workspace, actor: Actor, role: str) -> RoleVersion:
    """Propose to go back to what Debrief came with, and return that version; raises Refusal for a team's own role."""
    known_role(workspace.definitions.base, role)
    with workspace.sessions.begin() as session:
        need_member(workspace, session, actor)
        return _proposed(workspace, session, actor, {"id": role}, begun_from=None)


def _proposed(
    workspace: Workspace, session: Session, actor: Actor, written: Written, *, begun_from: str | None
) -> RoleVersion:
    said = {name: value for name, value in written.items() if name not in (APPROVED, HIDDEN)}
    standing = approved_role(session, actor.team, said["id"])
    live = standing.written if standing else {"id": said["id"]}
    if digest_of(said) == digest_of({name: value for name, value in live.items() if name != APPROVED}):
        raise Refusal("authoring_refusals.nothing_new", steps=(_versions(said["id"]),))
    for row in locked_versions(session, actor.team, said["id"]):
        if row.state is VersionState.PROPOSED and row.author == actor.user:
            row.state = VersionState.WITHDRAWN
            note_version_entry(session, row.id, actor=actor.user, act=VersionAct.WITHDRAWN, now=workspace.now)
            redraw(session, version_value(row))
    row = RoleVersionRow(
        team_id=actor.team,
        role=said["id"],
        written=said,
        digest=digest_of(said),
        begun_from=begun_from,
        author=actor.user,
        proposed_at=workspace.now,
        state=VersionState.PROPOSED,
    )
    version = add_version(session, row)
    note_version_entry(session, version.id, actor=actor.user, act=VersionAct.PROPOSED, now=workspace.now)
    ask_admins(workspace, session, version)
    return version


def _versions(role: str) -> NextStep:
    return NextStep(Reason("authoring_labels.versions"), Door.RUBRIC_VERSIONS, role)
