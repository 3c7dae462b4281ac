"""Telling those concerned what happened to a loop: a direct message of its own, drawn from the record's entry."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.features.loop.reveal_panel import refresh_messages
from bot.wiring import Actor
from rubrics.panel.loop import ON_THE_PANEL, InterviewState
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.loops import LoopRow
from storage.messages import MessageKind
from storage.outbox import want_message


def note_and_tell(
    session: Session,
    row: LoopRow,
    actor: Actor,
    action: AuditAction,
    *,
    people: Iterable[str],
    now: datetime,
    **facts: Any,
) -> None:
    """Add what happened to a locked loop's record, tell these people, and have its messages show the present state.

    Neither who did it is told, nor the candidate.
    """
    number = record(session, row.id, actor=actor.user, action=action, now=now, **facts)
    kind, team, about = MessageKind.NEWS, row.team_id, str(number)
    for person in sorted(set(people) - {actor.user, row.candidate.user_id or ""}):
        want_message(session, team_id=team, kind=kind, subject=row.id, recipient=person, occasion=about)
    refresh_messages(session, row)


def in_charge(row: LoopRow) -> set[str]:
    """Return who runs a loop."""
    return {row.hiring_manager, row.recruiter, row.opened_by}


def due(row: LoopRow) -> set[str]:
    """Return who owes a scorecard."""
    return {each.interviewer for each in row.interviews if each.state is InterviewState.DUE}


def panel(row: LoopRow) -> set[str]:
    """Return who owes a scorecard or has submitted one."""
    return {each.interviewer for each in row.interviews if each.state in ON_THE_PANEL}
