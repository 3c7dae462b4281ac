"""Roles that a workspace wrote without files: its versions with who did what about them, and drafts; judges nothing.

A version is only ever added to, so that one can go back to any of them. Of each role at most one is approved.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, UniqueConstraint, bindparam, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.authoring.proposals import RoleVersion, VersionAct, VersionState
from storage.columns import Base, Facts, enum_of, new_id
from storage.inserting import add_unless_there
from storage.plain_reading import read


class RoleVersionRow(Base):
    """One version of a role as its author proposed it; `written` never changes but for who approved it."""

    __tablename__ = "role_versions"
    __table_args__ = (UniqueConstraint("team_id", "role", "number"), Index(None, "team_id", "state"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    role: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    written: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))
    begun_from: Mapped[str | None] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(String(32))
    proposed_at: Mapped[datetime]
    state: Mapped[VersionState] = mapped_column(enum_of(VersionState))
    settled_by: Mapped[str | None] = mapped_column(String(32))
    settled_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(String(500))


class RoleVersionEntryRow(Base):
    """One thing that was done about a version: by whom and when; entries are only ever added."""

    __tablename__ = "role_version_entries"

    version_id: Mapped[str] = mapped_column(ForeignKey("role_versions.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(32))
    act: Mapped[VersionAct] = mapped_column(enum_of(VersionAct))


class RoleDraftRow(Base):
    """A role as far as someone has changed it, theirs alone; one for each role.

    `typed` holds what stands in a form of it that was not saved yet, with the name of that form.
    """

    __tablename__ = "role_drafts"

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    author: Mapped[str] = mapped_column(String(32), primary_key=True)
    role: Mapped[str] = mapped_column(String(60), primary_key=True)
    written: Mapped[dict[str, Any]]
    begun_from: Mapped[str | None] = mapped_column(String(64))
    typed: Mapped[Facts]
    typed_at: Mapped[str] = mapped_column(String(32), default="")
    changed_at: Mapped[datetime] = mapped_column(index=True)


def approved_digests(session: Session, team_id: str) -> tuple[str, ...]:
    """Return what tells a workspace's approved roles from earlier ones, in the order of their ids."""
    return tuple(row.digest for row in read(session, _DIGESTS, {"team": team_id}))


def approved_roles(session: Session, team_id: str) -> list[RoleVersion]:
    """Return a workspace's approved roles, in the order of their ids."""
    rows = _of(team_id).where(RoleVersionRow.state == VersionState.APPROVED).order_by(RoleVersionRow.role)
    return [_value(row) for row in session.scalars(rows)]


def approved_role(session: Session, team_id: str, role: str) -> RoleVersion | None:
    """Return the approved version of one role, or None."""
    approved = _of(team_id).where(RoleVersionRow.role == role, RoleVersionRow.state == VersionState.APPROVED)
    row = session.scalars(approved).first()
    return _value(row) if row else None


def role_in_use_at(session: Session, team_id: str, role: str, moment: datetime, number: int) -> RoleVersion | None:
    """Return the version of a role that was in use when another, of this number, was proposed; None for none."""
    once = RoleVersionRow.state.in_((VersionState.APPROVED, VersionState.REPLACED))
    earlier = (RoleVersionRow.settled_at <= moment, RoleVersionRow.number < number)
    found = _of(team_id).where(RoleVersionRow.role == role, once, *earlier)
    newest = found.order_by(RoleVersionRow.settled_at.desc(), RoleVersionRow.number.desc())
    row = session.scalars(newest.limit(1)).first()
    return _value(row) if row else None


def role_versions(session: Session, team_id: str, role: str, limit: int) -> list[RoleVersion]:
    """Return the versions of one role, the newest first."""
    rows = _of(team_id).where(RoleVersionRow.role == role).order_by(RoleVersionRow.number.desc()).limit(limit)
    return [_value(row) for row in session.scalars(rows)]


def role_version(session: Session, team_id: str, version_id: str) -> RoleVersion | None:
    """Return a version of this workspace, or None."""
    row = session.scalar(_of(team_id).where(RoleVersionRow.id == version_id))
    return _value(row) if row else None


def locked_versions(session: Session, team_id: str, role: str) -> Sequence[RoleVersionRow]:
    """Return the versions of a role that are proposed or approved, held until the transaction ends."""
    counts = RoleVersionRow.state.in_((VersionState.PROPOSED, VersionState.APPROVED))
    rows = _of(team_id).where(RoleVersionRow.role == role, counts).order_by(RoleVersionRow.id).with_for_update()
    return session.scalars(rows, execution_options={"populate_existing": True}).all()


def versions_waiting(session: Session, team_id: str, author: str, limit: int, *, anyones: bool) -> list[RoleVersion]:
    """Return what someone proposed, or anyone, and an admin is still to decide, the longest waiting first."""
    # By id at first: every Home asks, and hardly any finds one.
    values = {"team": team_id, "most": limit} | ({} if anyones else {"author": author})
    ids = [row.id for row in read(session, VERSIONS_WAITING if anyones else OWN_WAITING, values)]
    if not ids:
        return []
    rows = _of(team_id).where(RoleVersionRow.id.in_(ids)).order_by(RoleVersionRow.proposed_at, RoleVersionRow.id)
    return [_value(row) for row in session.scalars(rows)]


def add_version(session: Session, row: RoleVersionRow) -> RoleVersion:
    """Add a version under the next number of its role, and return it; two at once have two numbers."""
    mine = (RoleVersionRow.team_id == row.team_id, RoleVersionRow.role == row.role)
    row.id = new_id()
    while True:
        row.number = (session.scalar(select(func.max(RoleVersionRow.number)).where(*mine)) or 0) + 1
        values = {column.key: getattr(row, column.key) for column in RoleVersionRow.__table__.columns}
        add_unless_there(session, RoleVersionRow, [values])
        if (added := session.get(RoleVersionRow, row.id)) is not None:
            return _value(added)


def version_value(row: RoleVersionRow) -> RoleVersion:
    """Return a version as a value."""
    return _value(row)


def note_version_entry(session: Session, version_id: str, *, actor: str, act: VersionAct, now: datetime) -> int:
    """Add what was done about a version to its entries, and return its number; the version is locked, or new."""
    entries = RoleVersionEntryRow.version_id == version_id
    last = session.scalar(select(func.max(RoleVersionEntryRow.number)).where(entries)) or 0
    session.add(RoleVersionEntryRow(version_id=version_id, number=last + 1, at=now, actor=actor, act=act))
    session.flush()
    return last + 1


def version_entries(session: Session, version_id: str) -> Sequence[RoleVersionEntryRow]:
    """Return what was done about a version, the oldest first."""
    entries = select(RoleVersionEntryRow).where(RoleVersionEntryRow.version_id == version_id)
    return session.scalars(entries.order_by(RoleVersionEntryRow.number)).all()


def draft_of(session: Session, team_id: str, author: str, role: str, *, lock: bool = False) -> RoleDraftRow | None:
    """Return someone's own draft of a role, held until the transaction ends with `lock`; None where they have none."""
    return session.get(RoleDraftRow, (team_id, author, role), with_for_update=lock, populate_existing=lock)


def drafts_by(session: Session, team_id: str, author: str, limit: int) -> Sequence[RoleDraftRow]:
    """Return someone's drafts, the one changed last first."""
    mine = select(RoleDraftRow).where(RoleDraftRow.team_id == team_id, RoleDraftRow.author == author)
    return session.scalars(mine.order_by(RoleDraftRow.changed_at.desc()).limit(limit)).all()


def begun_draft(session: Session, row: RoleDraftRow) -> RoleDraftRow:
    """Keep a draft and return it, locked; where its author has one of that role, that one."""
    values = {column.key: getattr(row, column.key) for column in RoleDraftRow.__table__.columns}
    values["typed_at"] = values["typed_at"] or ""
    add_unless_there(session, RoleDraftRow, [values])
    key = (row.team_id, row.author, row.role)
    return session.get_one(RoleDraftRow, key, with_for_update=True, populate_existing=True)


def drop_draft(session: Session, team_id: str, author: str, role: str) -> None:
    """Forget a draft: it was proposed, or its author threw it away."""
    mine = (RoleDraftRow.team_id == team_id, RoleDraftRow.author == author, RoleDraftRow.role == role)
    session.execute(delete(RoleDraftRow).where(*mine), execution_options={"synchronize_session": False})


def drop_drafts_before(session: Session, moment: datetime) -> int:
    """Delete the drafts that no one changed since a moment, and return how many there were."""
    old = delete(RoleDraftRow).where(RoleDraftRow.changed_at < moment).returning(RoleDraftRow.role)
    return len(session.scalars(old).all())


def _of(team_id: str) -> Select[RoleVersionRow]:
    return select(RoleVersionRow).where(RoleVersionRow.team_id == team_id)


def _value(row: RoleVersionRow) -> RoleVersion:
    fields = {name: getattr(row, name) for name in RoleVersion.model_fields}
    return RoleVersion(**fields)


_VERSIONS = RoleVersionRow.__table__.c
_DIGESTS = (
    select(_VERSIONS.digest)
    .where(_VERSIONS.team_id == bindparam("team"), _VERSIONS.state == VersionState.APPROVED)
    .order_by(_VERSIONS.role)
)
"""Every process asks it of each workspace in use every other second."""
VERSIONS_WAITING = (
    select(_VERSIONS.id)
    .where(_VERSIONS.team_id == bindparam("team"), _VERSIONS.state == VersionState.PROPOSED)
    .order_by(_VERSIONS.proposed_at, _VERSIONS.id)
    .limit(bindparam("most"))
)
OWN_WAITING = VERSIONS_WAITING.where(_VERSIONS.author == bindparam("author"))
