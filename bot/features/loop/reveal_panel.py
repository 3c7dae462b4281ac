"""The one moment when a sealed panel opens, and the signals that follow it; runs inside its caller's transaction."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.features.loop.next_stage import follow_by_plan
from bot.wiring import Services, Workspace
from rubrics.panel.loop import ON_THE_PANEL, Loop, LoopState, is_complete
from rubrics.panel.loop_facts import RevealCause
from rubrics.panel.record import DEBRIEF, AuditAction
from rubrics.signal import HireSignal, summarize
from rubrics.signal.calibrated import CalibratedReading, calibrated_reading
from storage.audit import record
from storage.drafts import drop_dead_drafts
from storage.history import note_closed
from storage.loop_lists import open_loops_after
from storage.loops import LoopRow, history_value, lock_loop, loop_value
from storage.messages import MessageKind
from storage.outbox import want_edits, want_message, want_of_each
from storage.rubric_versions import rubrics_by_digest
from storage.scorecards import latest, versions_in
from storage.severity_fits import severity_fit_kept
from storage.signals import add_signal
from storage.stages import revealed_stages, stages_of

MOST_LOOKED_AT = 20
"""Open loops a pass, of all workspaces: a thousand are gone through in a minute."""
SHOW_THE_SIGNAL = (
    MessageKind.SIGNAL,
    MessageKind.SIGNAL_THREAD,
    MessageKind.SIGNAL_SHARE,
    MessageKind.REVEAL,
    MessageKind.MATRIX,
    MessageKind.DEBRIEF,
    MessageKind.DEBRIEF_OPEN,
)
"""What an amendment changes wherever it stands."""
IN_THE_CHANNEL = (
    MessageKind.SIGNAL,
    MessageKind.SIGNAL_THREAD,
    MessageKind.DEBRIEF,
    MessageKind.DEBRIEF_OPEN,
)
"""What says in a channel what a panel said."""
AFTER_THE_POST = timedelta(seconds=1)
"""People are told of the reveal a moment later, so that the channel's post stands when they look for it."""
SignalNow = Callable[[], HireSignal]
"""How a caller that knows the signal already, or most of it, hands it in."""


def reveal_if_complete(session: Session, row: LoopRow, now: datetime, signal: SignalNow | None = None) -> bool:
    """Reveal a locked, open loop if no one owes a scorecard any more; tell whether it did."""
    if row.state is not LoopState.OPEN or not is_complete(row.interviews):
        return False
    reveal(session, row, cause=RevealCause.COMPLETE, actor=DEBRIEF, now=now, signal=signal)
    return True


def reveal(
    session: Session,
    row: LoopRow,
    *,
    cause: RevealCause,
    actor: str,
    now: datetime,
    signal: SignalNow | None = None,
) -> None:
    """Open a locked loop's panel: its signal is computed and kept, and its messages are wanted."""
    row.state, row.revealed_at, row.reveal_cause = LoopState.REVEALED, now, cause
    revision = _add_signal(session, row, now, signal)
    record(session, row.id, actor=actor, action=AuditAction.REVEALED, now=now, cause=cause.value, revision=revision)
    want_message(session, team_id=row.team_id, kind=MessageKind.SIGNAL, subject=row.id, recipient=row.channel_id)
    want_of_each(
        session,
        team_id=row.team_id,
        kind=MessageKind.REVEAL,
        subject=row.id,
        recipients=_told(row),
        after=AFTER_THE_POST,
    )
    refresh_messages(session, row)
    tell_earlier_stages(session, row)
    drop_dead_drafts(session, row.id)
    follow_by_plan(session, row, now)


def tell_earlier_stages(session: Session, row: LoopRow) -> None:
    """Have the posts of the stages before a locked one say what they kept from the channel while it was sealed."""
    if row.stage_number == 1:
        return
    for stage in stages_of(session, row.team_id, row.first_stage_id):
        if stage != row.id:
            want_edits(session, team_id=row.team_id, kinds=IN_THE_CHANNEL, subject=stage)


def amend_signal(session: Session, row: LoopRow, now: datetime, signal: SignalNow | None = None) -> None:
    """Put an amended signal beside the original of a locked, revealed loop, and have its post edited."""
    _add_signal(session, row, now, signal)
    want_edits(session, team_id=row.team_id, kinds=SHOW_THE_SIGNAL, subject=row.id)


def refresh_messages(session: Session, row: LoopRow | Loop) -> None:
    """Have the announcement and the invitations of a locked loop, and what was asked of colleagues, show its state."""
    kinds = (MessageKind.ANNOUNCEMENT, MessageKind.INVITATION, MessageKind.PLEA)
    want_edits(session, team_id=row.team_id, kinds=kinds, subject=row.id)


def refresh_signal(session: Session, row: LoopRow) -> None:
    """Have what shows a revealed loop's signal offer what may be done now: nothing is debriefed while it rests."""
    if row.revealed_at is not None:
        want_edits(session, team_id=row.team_id, kinds=SHOW_THE_SIGNAL, subject=row.id)


def reveal_forgotten(services: Services, after: str = "") -> tuple[int, str]:
    """Reveal what is complete but still sealed among the next few open loops, behind the one that is named.

    Every change that completes a panel reveals it in the same transaction, so that nothing is left but what someone
    changed by hand. Return how many there were and where to go on, "" for from the beginning: going through all in
    turn, a pass costs the same however many are open.
    """
    with services.reads() as session:
        looked_at = open_loops_after(session, after, MOST_LOOKED_AT)
    revealed = sum(_reveal_one(services.workspace(loop.team_id), loop.id) for loop in looked_at if not loop.is_owed)
    return revealed, looked_at[-1].id if len(looked_at) == MOST_LOOKED_AT else ""


def _reveal_one(workspace: Workspace, loop_id: str) -> bool:
    with workspace.sessions.begin() as session:
        row = lock_loop(session, workspace.team, loop_id)
        return row is not None and reveal_if_complete(session, row, workspace.now)


def _told(row: LoopRow) -> list[str]:
    """Return who may have to be told of the reveal; whether they may read the panel is judged when it is drawn."""
    panel = (each.interviewer for each in row.interviews if each.state in ON_THE_PANEL)  # the trained ones, too
    deciders = [row.hiring_manager, *([row.delegate] if row.delegate else [])]
    return [*dict.fromkeys([*deciders, *panel])]


def _add_signal(session: Session, row: LoopRow, now: datetime, signal: SignalNow | None) -> int:
    note_closed(session, row.team_id, row.first_stage_id, now)
    current = signal() if signal else _signal_of(session, row)
    # Beside "not enough evidence" nothing stands: an adjustment would only tell of the few people behind it.
    calibrated = None if current.shortfalls else _calibrated(session, row)
    return add_signal(session, row.id, current, now, overall=_overall(session, row), calibrated=calibrated)


def _signal_of(session: Session, row: LoopRow) -> HireSignal:
    cards = latest(versions_in(session, row.id))
    loop = loop_value(row)
    return summarize([card.scorecard for card in cards], loop.assessed, loop.history)


def _calibrated(session: Session, row: LoopRow) -> CalibratedReading | None:
    """Return the panel with strictness taken out, by what was known when the candidate's interviews opened."""
    known = severity_fit_kept(session, row.team_id, row.severity_fit_id) if row.severity_fit_id else None
    if known is None:
        return None
    session.flush()
    whole = lock_loop(session, row.team_id, row.id)
    assert whole is not None  # noqa: S101 – the caller holds it
    cards = latest(versions_in(session, row.id))
    return calibrated_reading([card.scorecard for card in cards], loop_value(whole).assessed, known)


def _overall(session: Session, row: LoopRow) -> HireSignal | None:
    """Return what all revealed stages say together by the whole rubric, this one too; None where it is the only one.

    A stage at another level stays out: its ratings mean what other anchors say.
    """
    if not (row.stage_number > 1 or row.later_stages or row.outcome):
        return None
    session.flush()
    stages = revealed_stages(session, row.team_id, row.first_stage_id, row.rubric_digest)
    cards = [card for stage in stages for card in latest(versions_in(session, stage))]
    rubric = rubrics_by_digest(session, [row.rubric_digest])[row.rubric_digest]
    return summarize([card.scorecard for card in cards], rubric, history_value(row))
