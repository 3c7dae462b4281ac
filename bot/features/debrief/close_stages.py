"""What a decision closes and an undo opens again: every stage of a candidate's interviews, inside the caller's lock."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.wiring import Actor
from rubrics.panel.decision import Decided
from rubrics.panel.loop import LoopState
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.decisions import DecisionRow
from storage.loops import LoopRow, loop_value

HELD_BACK = ("state", "hold", "decision")
"""What of a stage's row a decision changes, and an undo brings back."""


def close_stages(
    session: Session, stages: Sequence[LoopRow], decided_on: str, actor: Actor, decided: Decided
) -> list[dict[str, Any]]:
    """Close every stage that is not over, and return how each stood.

    A revealed one is decided; one that is sealed is canceled, and keeps its drafts and its seal while that may be
    undone.
    """
    closed = []
    for row in stages:
        loop = loop_value(row)
        if not (loop.is_undecided or loop.state is LoopState.DECIDED):
            continue
        closed.append({"loop": row.id, **{name: getattr(row, name) for name in HELD_BACK}})
        row.state = LoopState.DECIDED if loop.is_revealed else LoopState.CANCELED
        row.hold, row.decision = None, decided.model_dump(mode="json")
        if row.id != decided_on:
            _note_closed(session, row, actor, decided, was=loop.state)
    return closed


def reopen(
    session: Session,
    stages: Sequence[LoopRow],
    entry: DecisionRow,
    actor: Actor,
    now: datetime,
) -> None:
    """Bring back how each stage stood before a decision that was undone."""
    rows = {row.id: row for row in stages}
    for before in entry.closed:
        row = rows[before["loop"]]
        row.state, row.hold, row.decision = LoopState(before["state"]), before["hold"], before["decision"]
        if row.id != entry.loop_id and row.state is not LoopState.DECIDED:
            record(session, row.id, actor=actor.user, action=AuditAction.REOPENED, now=now)


def reveal_again(session: Session, stages: Sequence[LoopRow], actor: Actor, now: datetime) -> None:
    """Take every decided stage back to where it was revealed: more is to be learned, and the decision is replaced."""
    for row in stages:
        if row.state is LoopState.DECIDED:
            row.state, row.decision = LoopState.REVEALED, None
            record(session, row.id, actor=actor.user, action=AuditAction.REOPENED, now=now)


def _note_closed(session: Session, row: LoopRow, actor: Actor, decided: Decided, *, was: LoopState) -> None:
    """Note on another stage that it was closed; on one that a decision closed before, that it is another one now."""
    facts: dict[str, Any] = {"decision": decided.number}
    action = AuditAction.CLOSED
    if row.state is LoopState.CANCELED:
        action, facts = AuditAction.CANCELED, facts | {"settles_at": decided.settles_at.isoformat()}
    record(session, row.id, actor=actor.user, action=action, now=decided.at, was=was.value, **facts)
