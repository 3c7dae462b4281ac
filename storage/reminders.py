"""When each interview's next reminder is due; a row an interview, gone when there is nothing left to remind of."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, enum_of


class ReminderStep(StrEnum):
    """The rungs of the ladder, in their order; the last one tells recruiter and hiring manager that a card is late."""

    KIT = "kit"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    STATUS = "status"


class ReminderRow(Base):
    """The next reminder of an interview: which one, and when."""

    __tablename__ = "reminders"
    __table_args__ = (Index(None, "due_at"), Index(None, "loop_id"))

    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"), primary_key=True)
    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"))
    team_id: Mapped[str] = mapped_column(String(32))
    step: Mapped[ReminderStep] = mapped_column(enum_of(ReminderStep))
    due_at: Mapped[datetime | None]


class DigestRow(Base):
    """When a person who runs loops next hears what is late and what waits for a decision."""

    __tablename__ = "digests"
    __table_args__ = (Index(None, "due_at"),)

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    due_at: Mapped[datetime]
