"""Once no one may undo a decision any more: those concerned are told, and what it closed stays closed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.debrief.tell_channel import want_line
from bot.features.debrief.tell_debrief import tell_of_end
from bot.features.loop.reveal_panel import IN_THE_CHANNEL, refresh_messages
from bot.features.loop.tell_news import due, in_charge
from bot.wiring import Services
from rubrics.panel.decision import DecisionPost
from rubrics.panel.loop import LoopState
from rubrics.panel.record import AuditAction
from storage.audit import last_entry
from storage.clock import time_of
from storage.debriefs import debrief_row, debriefs_of
from storage.decisions import DecisionRow, decisions_to_settle, settling
from storage.drafts import drop_dead_drafts
from storage.loops import LoopRow, loop_value
from storage.messages import MessageKind
from storage.outbox import want_edits, want_message
from storage.stages import lock_stages

MOST_A_PASS = 20


def settle_decisions(services: Services) -> int:
    """Settle the decisions that are ten minutes old; return how many there were."""
    with services.reads() as session:
        pending = decisions_to_settle(session, time_of(session), MOST_A_PASS)
    return sum(_settle_one(services, team, loop, entry) for team, loop, entry in pending)


def _settle_one(services: Services, team: str, loop_id: str, entry_id: str) -> bool:
    with services.sessions.begin() as session:
        stages = lock_stages(session, team, loop_id)
        entry, now = settling(session, entry_id), time_of(session)
        if entry is None or entry.settles_at is None or entry.settles_at > now:  # undone, or another worker's
            return False
        settle(session, stages, entry, now)
        return True


def settle(session: Session, stages: Sequence[LoopRow], entry: DecisionRow, now: datetime) -> None:
    """Tell of a decision of locked stages, and let go of what was kept for an undo."""
    entry.settles_at = None
    told = {entry.decided_by}
    for row in sorted(stages, key=lambda each: each.id != entry.loop_id):
        if row.decision is None or row.decision["number"] != entry.number:
            continue
        told |= _tell(session, row, entry, told)
        # From now on a stage that it canceled keeps no one from reading those before.
        row.decision = {**row.decision, "is_settled": True} if row.state is LoopState.DECIDED else None
        _close_debrief(session, row, now)
        drop_dead_drafts(session, row.id)
        refresh_messages(session, row)
        want_edits(session, team_id=row.team_id, kinds=IN_THE_CHANNEL, subject=row.id)
        if row.id == entry.loop_id and row.decision_post is DecisionPost.AFTER_UNDO:
            want_line(session, row, entry)


def _tell(session: Session, row: LoopRow, entry: DecisionRow, told: set[str]) -> set[str]:
    """Tell who runs a loop what was decided, and who owes a scorecard that none is needed; each of them once."""
    decided_here = row.id == entry.loop_id
    people = due(row) | ({*in_charge(row), row.delegate or row.hiring_manager} if decided_here else set())
    actions = (AuditAction.DECIDED,) if decided_here else (AuditAction.CANCELED, AuditAction.CLOSED)
    noted = [said for action in actions if (said := last_entry(session, row.id, action))]
    if not noted:
        return set()
    about = str(max(each.number for each in noted))
    people -= {*told, row.candidate.user_id or ""}
    team, kind = row.team_id, MessageKind.NEWS
    for person in sorted(people):
        want_message(session, team_id=team, kind=kind, subject=row.id, recipient=person, occasion=about)
    return people


def _close_debrief(session: Session, row: LoopRow, now: datetime) -> None:
    """Close a debrief that is still running, and have no message offer one any more."""
    debrief = debriefs_of(session, [row.id]).get(row.id)
    if debrief is None:
        return
    if debrief.is_running:
        debrief_row(session, debrief.id).canceled_at = now
    tell_of_end(session, loop_value(row))
