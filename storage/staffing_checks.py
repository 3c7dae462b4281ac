"""How people answered whether to hire: by whom, when, for which opening; rows are only ever added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.catalogue.staffing import Answers, StaffingOption, StaffingQuestion, StaffingQuestions, StaffingRule
from storage.columns import Base, new_id
from storage.inserting import add_unless_there


class StaffingCheckRow(Base):
    """One set of answers, with the questions and rules as they were; `outcome` is what those came to.

    A form that is sent twice is kept once, by its `submission`.
    """

    __tablename__ = "staffing_checks"
    __table_args__ = (
        UniqueConstraint("team_id", "submission"),
        Index(None, "team_id", "answered_at"),
        Index(None, "opening_id", "answered_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    submission: Mapped[str] = mapped_column(String(32))
    opening_id: Mapped[str | None] = mapped_column(ForeignKey("openings.id"))
    questions: Mapped[dict[str, Any]]
    answers: Mapped[dict[str, Any]]
    outcome: Mapped[str] = mapped_column(String(20))
    answered_by: Mapped[str] = mapped_column(String(32))
    answered_at: Mapped[datetime]


@dataclass(frozen=True)
class StaffingCheck:
    """What someone answered, and the rule that decided, read from the questions as they were."""

    id: str
    team_id: str
    opening_id: str | None
    questions: StaffingQuestions
    answers: Answers
    answered_by: str
    answered_at: datetime

    @property
    def rule(self) -> StaffingRule:
        """The rule that decided."""
        return self.questions.rule_for(self.answers)

    @property
    def given(self) -> tuple[tuple[StaffingQuestion, StaffingOption], ...]:
        """Each question with the answer it was given, in their order."""
        return tuple((each, each.option(self.answers[each.id])) for each in self.questions.asks)


def keep_staffing_check(session: Session, row: StaffingCheckRow) -> StaffingCheck:
    """Keep a set of answers, and return it; what was sent twice is returned as it was kept first."""
    row.id = new_id()
    add_unless_there(
        session,
        StaffingCheckRow,
        [{column.key: getattr(row, column.key) for column in StaffingCheckRow.__mapper__.columns}],
    )
    same = (StaffingCheckRow.team_id == row.team_id, StaffingCheckRow.submission == row.submission)
    return _value(session.scalars(select(StaffingCheckRow).where(*same)).one())


def staffing_check(session: Session, team_id: str, check_id: str) -> StaffingCheck | None:
    """Return a set of answers of this workspace, or None."""
    asked = select(StaffingCheckRow).where(StaffingCheckRow.team_id == team_id, StaffingCheckRow.id == check_id)
    row = session.scalar(asked)
    return _value(row) if row is not None else None


def staffing_checks(session: Session, team_id: str | None, user: str | None, limit: int) -> Sequence[StaffingCheck]:
    """Return what someone answered, the latest first; everyone's for None, and every workspace's without one."""
    asked = _latest_first()
    if team_id is not None:
        asked = asked.where(StaffingCheckRow.team_id == team_id)
    if user is not None:
        asked = asked.where(StaffingCheckRow.answered_by == user)
    return [_value(row) for row in session.scalars(asked.limit(limit))]


def staffing_check_of_opening(session: Session, team_id: str, opening_id: str) -> StaffingCheck | None:
    """Return the latest answers that are about an opening, or None."""
    own = (StaffingCheckRow.team_id == team_id, StaffingCheckRow.opening_id == opening_id)
    row = session.scalar(_latest_first().where(*own).limit(1))
    return _value(row) if row is not None else None


def _latest_first() -> Select[StaffingCheckRow]:
    return select(StaffingCheckRow).order_by(StaffingCheckRow.answered_at.desc(), StaffingCheckRow.id)


def _value(row: StaffingCheckRow) -> StaffingCheck:
    return StaffingCheck(
        id=row.id,
        team_id=row.team_id,
        opening_id=row.opening_id,
        questions=StaffingQuestions.model_validate(row.questions),
        answers=row.answers,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )
