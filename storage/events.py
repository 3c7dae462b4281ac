"""What other systems may be told of: an event a row, written with what it is about; no one delivers them yet.

A row names the loop and what became of it, never a candidate, a rating or a reason: its deliverer looks up what
its reader may know. docs/events.md describes the kinds.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, ForeignKey, Index, String, bindparam, column, select, table
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.panel.record import AuditAction
from storage.columns import Base, enum_of
from storage.inserting import inserting_on


class EventKind(StrEnum):
    """What happened, by the name that other systems know it under; never renamed."""

    OPENED = "loop.opened"
    REVEALED = "loop.revealed"
    STAGE_ENDED = "loop.stage_ended"
    HELD = "loop.held"
    RESUMED = "loop.resumed"
    WITHDRAWN = "loop.withdrawn"
    CANCELED = "loop.canceled"
    DECIDED = "loop.decided"
    UNDECIDED = "loop.decision_undone"
    REOPENED = "loop.reopened"


TOLD: Mapping[str, tuple[EventKind, tuple[str, ...]]] = {
    AuditAction.OPENED: (EventKind.OPENED, ("number", "after")),
    AuditAction.REVEALED: (EventKind.REVEALED, ("cause",)),
    AuditAction.STAGE_ENDED: (EventKind.STAGE_ENDED, ("outcome", "following")),
    AuditAction.HELD: (EventKind.HELD, ("until",)),
    AuditAction.RESUMED: (EventKind.RESUMED, ("deadline_at",)),
    AuditAction.WITHDRAWN: (EventKind.WITHDRAWN, ()),
    AuditAction.CANCELED: (EventKind.CANCELED, ("decision", "settles_at")),
    AuditAction.DECIDED: (EventKind.DECIDED, ("number", "choice", "stance", "replaces", "settles_at")),
    AuditAction.DECISION_UNDONE: (EventKind.UNDECIDED, ("number",)),
    AuditAction.REOPENED: (EventKind.REOPENED, ()),
}
"""Which entries of a record are events, and which of their facts an event repeats: none that a person wrote."""


class EventRow(Base):
    """One event; `due_at` is when it may be told, later than `at` where it may still be taken back.

    `number` is the place of its entry in the loop's record, so that the events of a loop are in their order.
    """

    __tablename__ = "events"
    __table_args__ = (Index(None, "due_at"),)

    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[EventKind] = mapped_column(enum_of(EventKind))
    at: Mapped[datetime]
    due_at: Mapped[datetime]
    facts: Mapped[dict[str, Any]]


def note_event(
    connection: Connection, loop_id: str, number: int, *, action: AuditAction, at: datetime, payload: Mapping[str, Any]
) -> None:
    """Note an entry of a loop's record as an event, in the same transaction, where others may be told of it."""
    if action not in TOLD:
        return
    kind, named = TOLD[action]
    facts = {name: payload[name] for name in named if payload.get(name) is not None}
    due_at = datetime.fromisoformat(facts["settles_at"]) if "settles_at" in facts else at
    row = {
        "of_loop": loop_id,
        "loop_id": loop_id,
        "number": number,
        "kind": kind,
        "at": at,
        "due_at": due_at,
        "facts": facts,
    }
    connection.execute(_adding(connection.dialect.name), row)


def events_of(session: Session, loop_id: str) -> list[EventRow]:
    """Return the events of a loop in their order."""
    return list(session.scalars(select(EventRow).where(EventRow.loop_id == loop_id).order_by(EventRow.number)))


_LOOPS = table("loops", column("id"), column("team_id"))
# The workspace is the loop's own: looked up in the statement that writes, it is no further one.
_TEAM = select(_LOOPS.c.team_id).where(_LOOPS.c.id == bindparam("of_loop")).scalar_subquery()


@cache
def _adding(dialect: str) -> Executable:
    """Return what adds an event, of an entry that is none yet: one that is written anew tells no one anew."""
    return inserting_on(dialect, EventRow).values(team_id=_TEAM).on_conflict_do_nothing()
