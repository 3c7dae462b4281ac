"""Rounds of calibration: the answers everybody rates, who was asked, and what each said; knows not who may.

What people said leaves this module by two ways alone: their own to themselves, and all that is handed in, together,
to anyone who has worked out that its reader may know (`finished_ratings`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.calibration.round import OwnPart, Part, Rated, Round
from rubrics.catalogue.samples import SampleSet
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


class CalibrationRaterRow(Base):
    """One person's part in a round; `asked_by` is who sent it to them, None where they began by themselves.

    Once `finished_at` is set their ratings count and stay as they are; `withdrawn_at` says that they deleted them.
    """

    __tablename__ = "calibration_raters"
    __table_args__ = (Index(None, "team_id", "person"),)

    round_id: Mapped[str] = mapped_column(ForeignKey("calibration_rounds.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    asked_by: Mapped[str | None] = mapped_column(String(32))
    finished_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class CalibrationRatingRow(Base):
    """What one person said of one answer so far; `acted_at` is Slack's time of the last change that counts."""

    __tablename__ = "calibration_ratings"

    round_id: Mapped[str] = mapped_column(ForeignKey("calibration_rounds.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer: Mapped[str] = mapped_column(String(60), primary_key=True)
    rating: Mapped[int | None]
    evidence: Mapped[str] = mapped_column(Text, default="")
    acted_at: Mapped[str] = mapped_column(String(32), default="")


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


def ask_raters(session: Session, team_id: str, round_id: str, people: Iterable[str], asked_by: str | None) -> None:
    """Give these people a part in a round; who has one already keeps it."""
    about = {"round_id": round_id, "team_id": team_id, "asked_by": asked_by}
    add_unless_there(session, CalibrationRaterRow, [about | {"person": person} for person in sorted(set(people))])


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
    ids = [row.id for row in read(session, _WAITING, {"team": team_id, "who": person, "at": now, "most": limit})]
    if not ids:
        return []
    rows = select(CalibrationRow).where(CalibrationRow.id.in_(ids))
    found = session.scalars(rows.order_by(CalibrationRow.closes_at, CalibrationRow.id)).all()
    parts = own_parts(session, person, [row.id for row in found])
    return [(each, parts[each.id]) for each in _values(session, found)]


def own_parts(session: Session, person: str, round_ids: Sequence[str]) -> dict[str, OwnPart]:
    """Return someone's own part in each of these rounds: what they said themselves, and nothing of others."""
    if not round_ids:
        return {}
    session.flush()
    raters = session.scalars(
        select(CalibrationRaterRow).where(
            CalibrationRaterRow.person == person, CalibrationRaterRow.round_id.in_(round_ids)
        )
    )
    ratings = session.scalars(
        select(CalibrationRatingRow).where(
            CalibrationRatingRow.person == person, CalibrationRatingRow.round_id.in_(round_ids)
        )
    )
    rated: dict[str, dict[str, Rated]] = {round_id: {} for round_id in round_ids}
    for row in ratings:
        rated[row.round_id][row.answer] = Rated(rating=row.rating, evidence=row.evidence)
    by_round = {row.round_id: row for row in raters}
    return {each: _own_part(by_round.get(each), rated[each]) for each in round_ids}


def _own_part(row: CalibrationRaterRow | None, rated: Mapping[str, Rated]) -> OwnPart:
    if row is None:
        return OwnPart()
    if row.withdrawn_at is not None:
        return OwnPart(part=Part.WITHDRAWN)
    part = Part.FINISHED if row.finished_at else Part.BEGUN if rated else Part.ASKED
    return OwnPart(part=part, rated=rated, finished_at=row.finished_at)


def keep_rating(session: Session, round_id: str, person: str, answer: str, *, rated: Rated, acted_at: str) -> None:
    """Keep what someone says of an answer, unless a later change is kept already; their part must be locked."""
    key = {"round_id": round_id, "person": person, "answer": answer}
    add_unless_there(session, CalibrationRatingRow, [{**key, "evidence": "", "acted_at": ""}])
    row = session.get_one(CalibrationRatingRow, (round_id, person, answer), populate_existing=True)
    if float(acted_at or 0) >= float(row.acted_at or 0):
        row.rating, row.evidence, row.acted_at = rated.rating, rated.evidence, acted_at
    session.flush()


def locked_part(session: Session, round_id: str, person: str) -> CalibrationRaterRow | None:
    """Lock someone's part in a round and return its row; None where they have none."""
    rows = select(CalibrationRaterRow).where(
        CalibrationRaterRow.round_id == round_id, CalibrationRaterRow.person == person
    )
    return session.scalar(rows.with_for_update(), execution_options={"populate_existing": True})


def finished_ratings(session: Session, round_id: str) -> dict[str, dict[str, int]]:
    """Return what those said who handed in all of theirs, by person and answer: for who may know, and to add up."""
    session.flush()
    ratings = select(CalibrationRatingRow.person, CalibrationRatingRow.answer, CalibrationRatingRow.rating)
    handed_in = ratings.join(
        CalibrationRaterRow,
        and_(
            CalibrationRaterRow.round_id == CalibrationRatingRow.round_id,
            CalibrationRaterRow.person == CalibrationRatingRow.person,
        ),
    ).where(CalibrationRatingRow.round_id == round_id, CalibrationRaterRow.finished_at.is_not(None))
    finished: dict[str, dict[str, int]] = {}
    for person, answer, rating in session.execute(handed_in.order_by(CalibrationRatingRow.person)):
        if rating is not None:
            finished.setdefault(person, {})[answer] = rating
    return finished


def finishers(session: Session, round_id: str) -> list[str]:
    """Return who handed in all of theirs, to be written to; shown to no one."""
    session.flush()
    found = select(CalibrationRaterRow.person).where(CalibrationRaterRow.round_id == round_id)
    return list(session.scalars(found.where(CalibrationRaterRow.finished_at.is_not(None)).order_by("person")))


def forget_ratings(session: Session, round_id: str, person: str) -> None:
    """Delete what someone said in a round."""
    theirs = (CalibrationRatingRow.round_id == round_id, CalibrationRatingRow.person == person)
    session.execute(delete(CalibrationRatingRow).where(*theirs), execution_options={"synchronize_session": False})


def rounds_to_close(session: Session, now: datetime, limit: int) -> list[tuple[str, str]]:
    """Return workspace and id of rounds whose time is over and that no one has closed yet."""
    due = (CalibrationRow.closed_at.is_(None), CalibrationRow.closes_at <= now)
    rows = select(CalibrationRow.team_id, CalibrationRow.id).where(*due).order_by(CalibrationRow.closes_at)
    return [(team, round_id) for team, round_id in session.execute(rows.limit(limit))]


def forget_rounds_before(session: Session, before: datetime, limit: int) -> int:
    """Delete rounds that closed before a moment, with all that was said in them; return how many."""
    old = select(CalibrationRow.id).where(CalibrationRow.closed_at < before).order_by(CalibrationRow.closed_at)
    ids = list(session.scalars(old.limit(limit)))
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
_WAITING = (
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
