"""A loop held for a write that read everything else before: what has changed since, and an interview that ends."""

from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session, object_session, selectinload

from rubrics.panel.loop import Interview, InterviewState, Loop
from storage.columns import Base
from storage.later_stages import later_stages
from storage.loop_members import note_interview
from storage.loops import InterviewRow, LoopRow, interview_value, stage_value
from storage.plain_reading import read, send

MOVING = ("state", "deadline_at", "revealed_at", "reveal_cause", "override_by", "override_reason")
"""What of a loop's own row changes as it runs, and stands in its value under the same name."""


def hold_loop(session: Session, team_id: str, loop_id: str) -> None:
    """Hold a workspace's loop until the transaction ends, like `lock_loop`, for a write that read everything before.

    On SQLite a transaction that writes holds the whole database from its beginning on.
    """
    if session.get_bind().dialect.name != "sqlite":
        read(session, _HOLD, {"team": team_id, "loop": loop_id})


def lock_panel(session: Session, team_id: str, loop_id: str) -> LoopRow | None:
    """Hold a workspace's loop until the transaction ends, like `lock_loop`, and return it with its interviews alone.

    For a write that read everything else before: `loop_as_locked` tells what has changed since.
    """
    asked = {"team": team_id, "loop": loop_id}
    return session.scalar(_PANEL, asked, execution_options={"populate_existing": True})


def loop_as_locked(loop: Loop, row: LoopRow) -> Loop:
    """Return a loop that was read before it was locked with what its row and its interviews say now."""
    now: dict[str, Any] = {name: getattr(row, name) for name in MOVING}
    session = object_session(row)
    if row.outcome and loop.stage.outcome is None and session:  # it has ended since, and others score behind it
        behind = later_stages(session, [(row.id, row.first_stage_id, row.stage_number)])[row.id]
        now |= {"stage": stage_value(row), **vars(behind)}
    return loop.model_copy(update={**now, "interviews": tuple(map(interview_value, row.interviews))})


def end_interview(session: Session, loop_id: str, interview: Interview, state: InterviewState) -> None:
    """Bring an interview of a loop that is held into another state; no row of it may be loaded yet."""
    send(session, _END, {"of_interview": interview.id, "to": state})
    note_interview(session, loop_id, interview.interviewer)


_THE_LOOP = (LoopRow.id == bindparam("loop"), LoopRow.team_id == bindparam("team"))
_HOLD = select(LoopRow.__table__.c.id).where(*_THE_LOOP).with_for_update()
_INTERVIEWS = Base.metadata.tables[InterviewRow.__tablename__]
_END = update(_INTERVIEWS).where(_INTERVIEWS.c.id == bindparam("of_interview")).values(state=bindparam("to"))
_PANEL = select(LoopRow).where(*_THE_LOOP).with_for_update().options(selectinload(LoopRow.interviews))
