"""JDs that people were asked to approve: each text with its state and who approved it; judges nothing.

An approved text is kept with its opening; what was done about it stands in `storage.jd_entries`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.jd.versions import Approver, JdState, JdVersion
from storage.columns import Base, enum_of, new_id
from storage.inserting import add_unless_there
from storage.jd_entries import JdEntryRow
from storage.messages import MessageKind, MessageRow
from storage.people import PersonRow
from storage.plain_reading import read

LEFT = "left:"
"""Begins the occasion of the message that tells of an approver who has left; their id follows."""


class JdVersionRow(Base):
    """One text of a JD, as it was when people were asked to approve it; its words never change.

    `series` is its opening's id, or the id of the review that a JD without an opening began with. `digest` tells its
    words apart from others whatever their layout.
    """

    __tablename__ = "jd_versions"
    __table_args__ = (
        UniqueConstraint("team_id", "series", "version"),
        Index(None, "team_id", "digest"),
        Index(None, "team_id", "state", "asked_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    series: Mapped[str] = mapped_column(String(32))
    version: Mapped[int]
    opening_id: Mapped[str | None] = mapped_column(ForeignKey("openings.id"))
    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    given_title: Mapped[str | None]
    location: Mapped[str | None]
    digest: Mapped[str] = mapped_column(String(64))
    needed: Mapped[int]
    asked_by: Mapped[str] = mapped_column(String(32))
    asked_at: Mapped[datetime]
    state: Mapped[JdState] = mapped_column(enum_of(JdState))
    settled_at: Mapped[datetime | None]
    review_id: Mapped[str] = mapped_column(String(32))


class JdApproverRow(Base):
    """Someone who was asked to approve a version; `approved_at` is None until they do, and where they took it back."""

    __tablename__ = "jd_approvers"
    __table_args__ = (Index(None, "team_id", "person"),)

    jd_id: Mapped[str] = mapped_column(ForeignKey("jd_versions.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    approved_at: Mapped[datetime | None]


def jd_version_row(session: Session, team_id: str, jd_id: str, *, lock: bool = False) -> JdVersionRow | None:
    """Return a version of this workspace, held until the transaction ends with `lock`; None where it is not there."""
    asked = select(JdVersionRow).where(JdVersionRow.team_id == team_id, JdVersionRow.id == jd_id)
    return session.scalar(asked.with_for_update() if lock else asked, execution_options={"populate_existing": lock})


def jd_version_value(session: Session, row: JdVersionRow) -> JdVersion:
    """Return a version with those who were asked to approve it."""
    return _values(session, [row])[0]


def opening_jd(session: Session, team_id: str, opening_id: str) -> JdVersion | None:
    """Return the JD of an opening: the approved text, else the newest in review; None where no one was asked."""
    found = opening_jds(session, team_id, opening_id)
    return next((each for each in found if each.state is JdState.APPROVED), found[0] if found else None)


def opening_jds(session: Session, team_id: str, opening_id: str) -> list[JdVersion]:
    """Return the versions of an opening's JD that count: the one in review first, then the approved one."""
    return jds_of_series(session, team_id, opening_id, (JdState.IN_REVIEW, JdState.APPROVED))


def jds_of_series(session: Session, team_id: str, series: str, states: Sequence[JdState]) -> list[JdVersion]:
    """Return the versions of one JD that are in some states, the newest first."""
    rows = _of(team_id).where(JdVersionRow.series == series, JdVersionRow.state.in_(states))
    return _values(session, session.scalars(rows.order_by(JdVersionRow.version.desc())).all())


def jds_asked_by(session: Session, team_id: str, user: str, limit: int) -> list[JdVersion]:
    """Return what someone asked to have approved and what counts still, the newest first."""
    counts = JdVersionRow.state.in_((JdState.IN_REVIEW, JdState.APPROVED))
    rows = _of(team_id).where(JdVersionRow.asked_by == user, counts).order_by(JdVersionRow.asked_at.desc())
    return _values(session, session.scalars(rows.limit(limit)).all())


def newest_version(session: Session, team_id: str, series: str) -> int:
    """Return the number of the newest version of a JD, whatever became of it; 0 for none."""
    numbers = select(func.max(JdVersionRow.version))
    return session.scalar(numbers.where(JdVersionRow.team_id == team_id, JdVersionRow.series == series)) or 0


def add_jd_version(session: Session, row: JdVersionRow, approvers: Sequence[str]) -> JdVersionRow:
    """Add a version with its approvers and return it; where one of that number was just added, return that one."""
    row.id = new_id()
    values = {column.key: getattr(row, column.key) for column in JdVersionRow.__table__.columns}
    add_unless_there(session, JdVersionRow, [values])
    same = _of(row.team_id).where(JdVersionRow.series == row.series, JdVersionRow.version == row.version)
    found = session.scalars(same).one()
    if found.id == row.id:
        name_approvers(session, found, approvers)
    return found


def carry_jd(session: Session, team_id: str, opening_id: str, review_id: str | None) -> None:
    """Have an opening without a JD carry the one whose text a review has, if people were asked to approve that alone.

    The opening must be locked, or new.
    """
    alone = _of(team_id).where(JdVersionRow.review_id == review_id, JdVersionRow.opening_id.is_(None))
    found = session.scalar(alone.limit(1)) if review_id else None
    if found is None or newest_version(session, team_id, opening_id):
        return
    same = (JdVersionRow.team_id == team_id, JdVersionRow.series == found.series)
    session.execute(update(JdVersionRow).where(*same).values(series=opening_id, opening_id=opening_id))


def name_approvers(session: Session, row: JdVersionRow, people: Sequence[str]) -> None:
    """Have these people and no others approve a version; an approval that stands stays where its person does."""
    known = {each.person: each for each in session.scalars(_approvers([row.id]))}
    for person in known.keys() - set(people):
        session.delete(known[person])
    new = [person for person in people if person not in known]
    session.add_all(JdApproverRow(jd_id=row.id, person=person, team_id=row.team_id) for person in new)
    session.flush()


def note_approval(session: Session, jd_id: str, person: str, at: datetime | None) -> None:
    """Keep that someone approves a version, or does no longer; the version must be locked."""
    row = session.get_one(JdApproverRow, (jd_id, person))
    row.approved_at = at
    session.flush()


def jds_to_approve(session: Session, team_id: str, person: str, limit: int) -> list[JdVersion]:
    """Return the versions that wait for someone's approval, the longest waiting first."""
    # By id at first: every Home asks, and hardly any finds one.
    ids = [row.id for row in read(session, JDS_WAITING, {"team": team_id, "who": person, "most": limit})]
    if not ids:
        return []
    rows = _of(team_id).where(JdVersionRow.id.in_(ids)).order_by(JdVersionRow.asked_at, JdVersionRow.id)
    return _values(session, session.scalars(rows).all())


def approved_jds_like(session: Session, team_id: str, digest: str) -> list[JdVersion]:
    """Return the versions with these very words that were approved once, the newest first."""
    once = (JdState.APPROVED, JdState.REPLACED)
    rows = _of(team_id).where(
        JdVersionRow.digest == digest, JdVersionRow.state.in_(once), JdVersionRow.settled_at.is_not(None)
    )
    return _values(session, session.scalars(rows.order_by(JdVersionRow.settled_at.desc())).all())


def approved_jds(session: Session, team_id: str, limit: int) -> list[JdVersion]:
    """Return the approved JDs of a workspace, the newest first."""
    rows = _of(team_id).where(JdVersionRow.state == JdState.APPROVED)
    return _values(session, session.scalars(rows.order_by(JdVersionRow.asked_at.desc()).limit(limit)).all())


@dataclass(frozen=True, slots=True)
class LostApprover:
    """Someone who was asked to approve a version in review and has left since."""

    team: str
    jd: str
    person: str


def lost_approvers_untold(session: Session, limit: int) -> list[LostApprover]:
    """Return who has left whose approval is waited for, and of whom no one was told yet."""
    told = exists().where(
        MessageRow.team_id == JdVersionRow.team_id,
        MessageRow.subject == JdVersionRow.id,
        MessageRow.kind == MessageKind.JD_NEWS,
        MessageRow.occasion == LEFT + JdApproverRow.person,
    )
    left = (PersonRow.team_id == JdApproverRow.team_id, PersonRow.is_deleted)
    waits = (JdVersionRow.state == JdState.IN_REVIEW, JdApproverRow.approved_at.is_(None))
    found = (
        select(JdVersionRow.team_id, JdVersionRow.id, JdApproverRow.person)
        .join(JdApproverRow, JdApproverRow.jd_id == JdVersionRow.id)
        .join(PersonRow, PersonRow.user_id == JdApproverRow.person)
        .where(*left, *waits, ~told)
    )
    rows = session.execute(found.order_by(JdVersionRow.id, JdApproverRow.person).limit(limit))
    return [LostApprover(team, jd, person) for team, jd, person in rows]


def drop_unapproved_jds(session: Session, moment: datetime) -> int:
    """Delete the versions that were asked about before a moment and never approved, and return how many there were."""
    over = JdVersionRow.state.in_((JdState.WITHDRAWN, JdState.REPLACED))
    dead = select(JdVersionRow.id).where(over, JdVersionRow.settled_at.is_(None), JdVersionRow.asked_at <= moment)
    ids = session.scalars(dead).all()
    if not ids:
        return 0
    for table in (JdApproverRow, JdEntryRow):
        session.execute(delete(table).where(table.jd_id.in_(ids)))
    session.execute(delete(JdVersionRow).where(JdVersionRow.id.in_(ids)))
    return len(ids)


def _of(team_id: str) -> Select[JdVersionRow]:
    return select(JdVersionRow).where(JdVersionRow.team_id == team_id)


def _approvers(ids: Sequence[str]) -> Select[JdApproverRow]:
    return select(JdApproverRow).where(JdApproverRow.jd_id.in_(ids)).order_by(JdApproverRow.person)


def _values(session: Session, rows: Sequence[JdVersionRow]) -> list[JdVersion]:
    if not rows:
        return []
    named: dict[str, list[Approver]] = {row.id: [] for row in rows}
    for each in session.scalars(_approvers([*named])):
        named[each.jd_id].append(Approver(person=each.person, approved_at=each.approved_at))
    return [_value(row, named[row.id]) for row in rows]


def _value(row: JdVersionRow, approvers: Sequence[Approver]) -> JdVersion:
    return JdVersion(
        id=row.id,
        team_id=row.team_id,
        series=row.series,
        version=row.version,
        opening=row.opening_id,
        title=row.title,
        text=row.text,
        given_title=row.given_title,
        location=row.location,
        digest=row.digest,
        needed=row.needed,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        state=row.state,
        settled_at=row.settled_at,
        review=row.review_id,
        approvers=tuple(approvers),
    )


_VERSIONS, _APPROVERS = JdVersionRow.__table__.c, JdApproverRow.__table__.c
JDS_WAITING = (
    select(_VERSIONS.id)
    .join(JdApproverRow.__table__, _APPROVERS.jd_id == _VERSIONS.id)
    .where(
        _APPROVERS.team_id == bindparam("team"),
        _APPROVERS.person == bindparam("who"),
        _APPROVERS.approved_at.is_(None),
        _VERSIONS.state == JdState.IN_REVIEW,
    )
    .order_by(_VERSIONS.asked_at, _VERSIONS.id)
    .limit(bindparam("most"))
)
