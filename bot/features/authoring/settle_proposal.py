"""What becomes of a proposal: an admin approves it or sends it back, its author withdraws it; roles hidden and shown.

Approving is the one moment when a team's rubrics change: new loops go by them from then on, open ones keep theirs.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.authoring.access import KnownVersion, known_role, version_known_to
from bot.features.authoring.propose import APPROVED
from bot.features.authoring.tell_proposal import redraw, tell_author
from bot.features.people.admins import admin_names, need_admin_in
from bot.wiring import Actor, Workspace
from rubrics.authoring.proposals import RoleVersion, VersionAct, VersionState
from rubrics.authoring.team_layer import HIDDEN, digest_of, misfits_of
from rubrics.authoring.written_out import Written
from storage.people import people_named
from storage.team_definitions import (
    RoleVersionRow,
    add_version,
    approved_role,
    locked_versions,
    note_version_entry,
    version_value,
)

MOST_NAMED = 3
"""Admins whom a refusal names: one is enough to ask."""


def approve_proposal(workspace: Workspace, actor: Actor, version_id: str) -> RoleVersion:
    """Approve a version, and return it; the one before is replaced. Twice is once. Raises Refusal."""
    with workspace.sessions.begin() as session:
        known, rows = _locked(workspace, session, actor, version_id)
        if known.version.state is VersionState.APPROVED:
            return known.version
        row = _waiting(known, rows)
        _need_settler(workspace, session, known)
        if misfits_of(workspace.definitions.base, row.written):
            raise Refusal("authoring_refusals.fits_no_more")
        row.written = _signed(workspace, session, actor, row.written)
        row.digest = digest_of(row.written)
        _replace_before(workspace, session, actor, rows, row.id)
        version = _settled(workspace, session, actor, row, VersionState.APPROVED)
    workspace.definitions.changed()
    return version


def send_back(workspace: Workspace, actor: Actor, version_id: str, note: str) -> RoleVersion:
    """Send a version back to its author with what to change, and return it. Raises Refusal."""
    with workspace.sessions.begin() as session:
        known, rows = _locked(workspace, session, actor, version_id)
        row = _waiting(known, rows)
        _need_settler(workspace, session, known)
        row.note = note
        return _settled(workspace, session, actor, row, VersionState.RETURNED)


def withdraw_proposal(workspace: Workspace, actor: Actor, version_id: str) -> RoleVersion:
    """Withdraw one's own proposal, and return it. Raises Refusal."""
    with workspace.sessions.begin() as session:
        known, rows = _locked(workspace, session, actor, version_id)
        if not known.is_own:
            raise Refusal("authoring_refusals.not_yours")
        row = _waiting(known, rows)
        return _settled(workspace, session, actor, row, VersionState.WITHDRAWN)


def hide_role(workspace: Workspace, actor: Actor, role: str, *, hidden: bool) -> RoleVersion:
    """Offer a role nowhere in this workspace, or offer it again, and return the version that says so. Twice is once.

    Admins alone do it, at once: nothing that is assessed changes. Open loops and openings keep their rubrics.
    """
    with workspace.sessions.begin() as session:
        need_admin_in(workspace, session, actor)
        rows = locked_versions(session, actor.team, role)
        standing = approved_role(session, actor.team, role)
        written = standing.written if standing else {"id": known_role(workspace.definitions.base, role).id}
        if standing and bool(written.get(HIDDEN)) is hidden:
            return standing
        changed = {name: value for name, value in written.items() if name != HIDDEN} | (
            {HIDDEN: True} if hidden else {}
        )
        _replace_before(workspace, session, actor, rows, "")
        version = add_version(session, _approved(workspace, actor, changed))
        act = VersionAct.HIDDEN if hidden else VersionAct.SHOWN
        note_version_entry(session, version.id, actor=actor.user, act=act, now=workspace.now)
    workspace.definitions.changed()
    return version


def _approved(workspace: Workspace, actor: Actor, written: Written) -> RoleVersionRow:
    return RoleVersionRow(
        team_id=actor.team,
        role=written["id"],
        written=written,
        digest=digest_of(written),
        author=actor.user,
        proposed_at=workspace.now,
        state=VersionState.APPROVED,
        settled_by=actor.user,
        settled_at=workspace.now,
    )


def _locked(
    workspace: Workspace, session: Session, actor: Actor, version_id: str
) -> tuple[KnownVersion, Sequence[RoleVersionRow]]:
    """Return a version with all of its role that count, held until the transaction ends."""
    role = version_known_to(workspace, session, actor, version_id).version.role
    rows = locked_versions(session, actor.team, role)
    return version_known_to(workspace, session, actor, version_id), rows


def _waiting(known: KnownVersion, rows: Sequence[RoleVersionRow]) -> RoleVersionRow:
    row = next((each for each in rows if each.id == known.version.id and each.state is VersionState.PROPOSED), None)
    if row is None:
        raise Refusal("authoring_refusals.settled_already", state=known.version.state.value)
    return row


def _need_settler(workspace: Workspace, session: Session, known: KnownVersion) -> None:
    if not known.may_settle:
        names = admin_names(workspace, session)
        raise Refusal("authoring_refusals.not_to_settle", is_own=known.is_own, names=names[:MOST_NAMED])


def _signed(workspace: Workspace, session: Session, actor: Actor, written: Written) -> Written:
    """Return a role that says who approved it and when, as files do; by no name that is not known."""
    person = people_named(session, actor.team, [actor.user]).get(actor.user)
    if person is None or not person.name or set(written) <= {"id"}:
        return written
    return {**written, APPROVED: {"by": person.name[:75], "on": workspace.now.date().isoformat()}}


def _replace_before(
    workspace: Workspace, session: Session, actor: Actor, rows: Sequence[RoleVersionRow], version_id: str
) -> None:
    for row in rows:
        if row.state is VersionState.APPROVED and row.id != version_id:
            row.state = VersionState.REPLACED
            note_version_entry(session, row.id, actor=actor.user, act=VersionAct.REPLACED, now=workspace.now)


def _settled(
    workspace: Workspace, session: Session, actor: Actor, row: RoleVersionRow, state: VersionState
) -> RoleVersion:
    row.state, row.settled_by, row.settled_at = state, actor.user, workspace.now
    note_version_entry(session, row.id, actor=actor.user, act=VersionAct(state.value), now=workspace.now)
    version = version_value(row)
    redraw(session, version)
    tell_author(session, version, by=actor.user)
    return version
