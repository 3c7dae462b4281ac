"""When each interview's next reminder is looked at: a row an interview whose scorecard is due, kept by every change.

Whatever changes a loop or an interview has its rows looked at now, in the same transaction; the worker then sees what
is due and when to look again. Nothing here knows the ladder, nor what a reminder says.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from sqlalchemy import ForeignKey, Index, Select, String, bindparam, delete, event, inspect, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.panel.loop import InterviewState, LoopState
from storage.clock import NO_TIME, clock_name, moment, moment_by, times_of
from storage.columns import Base
from storage.inserting import inserting
from storage.loops import InterviewRow, LoopRow
from storage.plain_reading import read
from storage.workspace_settings import SettingChangeRow

TIMES_OF_LOOP = ("state", "deadline_at", "silence")
TIMES_OF_INTERVIEW = ("state", "kind", "starts_at", "minutes", "report")
"""What of a loop and an interview decides when someone is reminded."""
RUNNERS = ("hiring_manager", "recruiter", "opened_by")
REMINDED = (LoopState.OPEN, LoopState.ON_HOLD)


class ReminderRow(Base):
    """When an interview is looked at next for what is due; `due_at` None: it rests, or all was said.

    What of its ladder came up to `handled_at` is done; None where nothing was looked at yet.
    """

    __tablename__ = "reminders"
    __table_args__ = (Index(None, "due_at"), Index(None, "loop_id"))

    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"), primary_key=True)
    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"))
    team_id: Mapped[str] = mapped_column(String(32))
    due_at: Mapped[datetime | None]
    handled_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]


class DigestRow(Base):
    """When a person who runs loops next hears what is late and what waits for a decision; None: not planned yet."""

    __tablename__ = "digests"
    __table_args__ = (Index(None, "due_at"),)

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    due_at: Mapped[datetime | None]


def reminders_due(session: Session, limit: int) -> list[tuple[str, str, str]]:
    """Return team, loop and id of the interviews to be looked at now, the longest due first."""
    due = read(session, _looks(clock_name(session)), {"most": limit, **times_of(session, now=NO_TIME)})
    return [(team, loop, interview) for team, loop, interview in due]


def reminder_of(session: Session, interview_id: str) -> ReminderRow | None:
    """Return an interview's row as it is now; its loop must be locked."""
    return session.get(ReminderRow, interview_id, populate_existing=True)


def digests_due(session: Session, limit: int) -> list[tuple[str, str]]:
    """Return team and person of whose digest is due or was not planned yet."""
    due = read(session, _digests(clock_name(session)), {"most": limit, **times_of(session, now=NO_TIME)})
    return [(team, person) for team, person in due]


def lock_digest(session: Session, team_id: str, person: str) -> DigestRow | None:
    """Hold a person's row until the transaction ends, so that no digest is made twice."""
    return session.get(DigestRow, (team_id, person), with_for_update=True, populate_existing=True)


@cache
def _looks(clock: str) -> Select[str, str, str]:
    row = ReminderRow.__table__.c
    due = select(row.team_id, row.loop_id, row.interview_id).where(row.due_at <= moment_by(clock, NO_TIME, "now"))
    return due.order_by(row.due_at).limit(bindparam("most"))


@cache
def _digests(clock: str) -> Select[str, str]:
    row = DigestRow.__table__.c
    due = or_(row.due_at.is_(None), row.due_at <= moment_by(clock, NO_TIME, "now"))
    return select(row.team_id, row.person).where(due).order_by(row.due_at, row.person).limit(bindparam("most"))


def look_at_interviews(session: Session, interviews: Iterable[InterviewRow]) -> None:
    """Have these interviews looked at now, those that owe a scorecard; the others have nothing left to remind of."""
    rows = [row for row in interviews if row.state is InterviewState.DUE]
    over = [row.id for row in interviews if row.state is not InterviewState.DUE]
    if over:
        session.execute(delete(ReminderRow).where(ReminderRow.interview_id.in_(over)))
    teams = {row.loop_id: _team_of(session, row.loop_id) for row in rows}
    now = moment(session)
    for row in rows:
        facts = {"interview_id": row.id, "loop_id": row.loop_id, "team_id": teams[row.loop_id], "due_at": now}
        added = inserting(session, ReminderRow).values(facts)
        session.execute(added.on_conflict_do_update(index_elements=["interview_id"], set_={"due_at": now}))


@event.listens_for(Session, "after_flush")
def _follow_loops(session: Session, _context: object) -> None:
    """Have reminders follow every change of a loop or an interview, no matter who makes it, in the same transaction."""
    new = [row for row in session.new if isinstance(row, InterviewRow)]
    changed = [row for row in session.dirty if isinstance(row, InterviewRow) and _has_changed(row, TIMES_OF_INTERVIEW)]
    if new or changed:
        look_at_interviews(session, [*new, *changed])
    for row in session.dirty:
        if isinstance(row, LoopRow) and _has_changed(row, TIMES_OF_LOOP):
            _follow_loop(session, row)
    for row in session.new | session.dirty:
        if isinstance(row, LoopRow) and (row in session.new or _has_changed(row, RUNNERS)):
            _plan_digests(session, row)


@event.listens_for(Session, "after_flush")
def _follow_settings(session: Session, _context: object) -> None:
    """Have everything that is to come looked at anew when a workspace has set another cadence or other hours."""
    for team in {row.team_id for row in session.new if isinstance(row, SettingChangeRow)}:
        coming = (ReminderRow.team_id == team, ReminderRow.due_at.is_not(None))
        session.execute(update(ReminderRow).where(*coming).values(due_at=moment(session)))
        session.execute(update(DigestRow).where(DigestRow.team_id == team).values(due_at=None))


def _follow_loop(session: Session, row: LoopRow) -> None:
    mine = ReminderRow.loop_id == row.id
    if row.state in REMINDED:
        session.execute(update(ReminderRow).where(mine).values(due_at=moment(session)))
    else:
        session.execute(delete(ReminderRow).where(mine))


def _plan_digests(session: Session, row: LoopRow) -> None:
    people = dict.fromkeys(getattr(row, name) for name in RUNNERS)
    rows = [{"team_id": row.team_id, "person": person, "due_at": None} for person in people]
    session.execute(inserting(session, DigestRow).values(rows).on_conflict_do_nothing())


def _team_of(session: Session, loop_id: str) -> str:
    return session.execute(select(LoopRow.team_id).where(LoopRow.id == loop_id)).scalar_one()


def _has_changed(row: Base, names: Iterable[str]) -> bool:
    kept = inspect(row).attrs
    return any(kept[name].history.has_changes() for name in names)
