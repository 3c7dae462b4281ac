"""Rounds of calibration: the answers everybody rates, and which round waits for whom; knows not who may."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Index,
    String,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.calibration.round import OwnPart, Round
from rubrics.catalogue.samples import SampleSet
from storage.calibration_parts import CalibrationRaterRow, CalibrationRatingRow, own_parts
from storage.columns import Base, new_id
from storage.inserting import add_unless_there
from storage.plain_reading import read


class CalibrationRow(Base):
    """One round; `content` holds its answers with their anchors as they were when it began.

    Rounds about a set are numbered in a workspace, so that two who begin one at once begin the same.
    """

    __tablename__ = "calibration_rounds"
    __table_args__ = (
        UniqueConstraint("team_id", "set_id", "number"),
        Index(None, "team_id", "closes_at"),
        Index(None, "closed_at", "closes_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    set_id: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    opened_by: Mapped[str] = mapped_column(String(32))
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


def begun_round(
    session: Session, *, team_id: str, sample: SampleSet, opened_by: str, now: datetime, closes_at: datetime
) -> CalibrationRow:
    """Return the open round about a set of answers, locked; begins one where there is none.

    One that is open already keeps its answers, and the day on which it closes.
    """
    # Before the look: anyone who begins one in between is either seen by it, or has taken the number that follows.
    numbers = select(func.max(CalibrationRow.number))
    last = session.scalar(numbers.where(CalibrationRow.team_id == team_id, CalibrationRow.set_id == sample.id))
    row = _open_about(session, team_id, sample.id, now)
    if row is None:
        about = {"id": new_id(), "team_id": team_id, "set_id": sample.id, "number": (last or 0) + 1}
        times = {"opened_by": opened_by, "opened_at": now, "closes_at": closes_at}
        add_unless_there(session, CalibrationRow, [about | times | {"content": sample.model_dump(mode="json")}])
        row = _open_about(session, team_id, sample.id, now)
    assert row is not None  # noqa: S101 - it was there, or was added here or by someone else
    return row


def _open_about(session: Session, team_id: str, set_id: str, now: datetime) -> CalibrationRow | None:
    rows = select(CalibrationRow).where(CalibrationRow.team_id == team_id, CalibrationRow.set_id == set_id)
    newest = rows.where(_is_open(now)).order_by(CalibrationRow.number.desc()).limit(1)
    return session.scalar(newest.with_for_update(), execution_options={"populate_existing": True})


def round_row(session: Session, team_id: str, round_id: str, *, lock: bool = False) -> CalibrationRow | None:
    """Return a round of a workspace, locked for writing where that is asked; None where there is no such one."""
    found = select(CalibrationRow).where(CalibrationRow.id == round_id, CalibrationRow.team_id == team_id)
    return session.scalar(found.with_for_update() if lock else found)


def round_value(session: Session, row: CalibrationRow) -> Round:
    """Return a round as a value."""
    return _values(session, [row])[0]


def rounds_of(
    session: Session, team_id: str, person: str, now: datetime, limit: int, *, everyone: bool = False
) -> list[tuple[Round, OwnPart]]:
    """Return the newest rounds that are open or that someone has a part in, the open ones first; all for `everyone`.

    Of each with their own part in it.
    """
    theirs = and_(CalibrationRaterRow.round_id == CalibrationRow.id, CalibrationRaterRow.person == person)
    has_part = select(CalibrationRaterRow.round_id).where(theirs).exists()
    rows = select(CalibrationRow).where(CalibrationRow.team_id == team_id)
    rows = rows if everyone else rows.where(or_(_is_open(now), has_part, CalibrationRow.opened_by == person))
    ordered = rows.order_by(_is_open(now).desc(), CalibrationRow.opened_at.desc(), CalibrationRow.id)
    found = session.scalars(ordered.limit(limit)).all()
    parts = own_parts(session, person, [row.id for row in found])
    return [(each, parts[each.id]) for each in _values(session, found)]


def asked_rounds(session: Session, team_id: str, person: str, now: datetime, limit: int) -> list[tuple[Round, OwnPart]]:
    """Return the open rounds in which someone was asked, or has begun, and not finished; soonest to close first."""
    # By id at first: every Home asks, and hardly any finds one.
    ids = [row.id for row in read(session, ROUNDS_WAITING, {"team": team_id, "who": person, "at": now, "most": limit})]
    if not ids:
        return []
    rows = select(CalibrationRow).where(CalibrationRow.id.in_(ids))
    found = session.scalars(rows.order_by(CalibrationRow.closes_at, CalibrationRow.id)).all()
    parts = own_parts(session, person, [row.id for row in found])
    return [(each, parts[each.id]) for each in _values(session, found)]


def rounds_to_close(session: Session, now: datetime, limit: int) -> list[tuple[str, str]]:
    """Return workspace and id of rounds whose time is over and that no one has closed yet."""
    due = (CalibrationRow.closed_at.is_(None), CalibrationRow.closes_at <= now)
    rows = select(CalibrationRow.team_id, CalibrationRow.id).where(*due).order_by(CalibrationRow.closes_at)
    return [(team, round_id) for team, round_id in session.execute(rows.limit(limit))]


def forget_rounds_before(session: Session, before: datetime, limit: int) -> int:
    """Delete rounds that closed before a moment, with all that was said in them; return how many."""
    old = select(CalibrationRow.id).where(CalibrationRow.closed_at < before).order_by(CalibrationRow.closed_at)
    ids = list(session.scalars(old.limit(limit)))
    if not ids:
        return 0
    for table, column in (
        (CalibrationRatingRow, CalibrationRatingRow.round_id),
        (CalibrationRaterRow, CalibrationRaterRow.round_id),
        (CalibrationRow, CalibrationRow.id),
    ):
        session.execute(delete(table).where(column.in_(ids)), execution_options={"synchronize_session": False})
    return len(ids)


def _is_open(now: datetime) -> ColumnElement[bool]:
    return and_(CalibrationRow.closed_at.is_(None), CalibrationRow.closes_at > now)


def _values(session: Session, rows: Sequence[CalibrationRow]) -> list[Round]:
    if not rows:
        return []
    session.flush()
    ids = [row.id for row in rows]
    done = select(CalibrationRaterRow.round_id, func.count().label("number"))
    done = done.where(CalibrationRaterRow.finished_at.is_not(None))
    counted = session.execute(done.where(CalibrationRaterRow.round_id.in_(ids)).group_by(CalibrationRaterRow.round_id))
    finished: dict[str, int] = {row.round_id: row.number for row in counted}
    return [
        Round(
            id=row.id,
            sample=SampleSet.model_validate(row.content),
            opened_by=row.opened_by,
            opened_at=row.opened_at,
            closes_at=row.closes_at,
            closed_at=row.closed_at,
            finished=finished.get(row.id, 0),
        )
        for row in rows
    ]


_ROUNDS, _RATERS = CalibrationRow.__table__.c, CalibrationRaterRow.__table__.c
ROUNDS_WAITING = (
    select(_ROUNDS.id)
    .join(CalibrationRaterRow.__table__, _RATERS.round_id == _ROUNDS.id)
    .where(
        _RATERS.team_id == bindparam("team"),
        _RATERS.person == bindparam("who"),
        _RATERS.finished_at.is_(None),
        _RATERS.withdrawn_at.is_(None),
        _ROUNDS.closed_at.is_(None),
        _ROUNDS.closes_at > bindparam("at"),
    )
    .order_by(_ROUNDS.closes_at, _ROUNDS.id)
    .limit(bindparam("most"))
)
