"""People's parts in rounds of calibration: who was asked, and what each said; knows not who may.

What people said leaves this module by two ways alone: their own to themselves, and all that is handed in, together,
to anyone who has worked out that its reader may know (`finished_ratings`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, and_, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.calibration.round import OwnPart, Part, Rated
from storage.columns import Base
from storage.inserting import add_unless_there


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


def ask_raters(session: Session, team_id: str, round_id: str, people: Iterable[str], asked_by: str | None) -> None:
    """Give these people a part in a round; who has one already keeps it."""
    about = {"round_id": round_id, "team_id": team_id, "asked_by": asked_by}
    add_unless_there(session, CalibrationRaterRow, [about | {"person": person} for person in sorted(set(people))])


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
