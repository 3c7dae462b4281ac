"""Noting that a candidate withdrew: every stage that is not decided ends, and its scorecards open or stay sealed."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.loop.access import loop_known_to, loop_of
from bot.features.loop.pleas import Act, may_not
from bot.features.loop.reasons import LONGEST_REASON
from bot.features.loop.reveal_panel import refresh_signal
from bot.features.loop.tell_news import in_charge, note_and_tell, panel
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop, LoopState
from rubrics.panel.loop_facts import Withdrawal, WithdrawalReason
from rubrics.panel.permissions import may_run
from rubrics.panel.record import AuditAction
from storage.drafts import drop_dead_drafts
from storage.history import note_closed
from storage.loops import LoopRow, loop_value
from storage.stages import lock_stages

OVER: Mapping[LoopState, str] = {
    LoopState.CANCELED: "over_canceled",
    LoopState.WITHDRAWN: "over_withdrawn",
    LoopState.DECIDED: "over_decided",
}
"""Why a loop that has come to its end is not changed, by its state."""


def withdraw_candidate(
    workspace: Workspace, actor: Actor, loop_id: str, why: WithdrawalReason, note: str, *, opens: bool
) -> Loop:
    """End a candidate's interviews because they withdrew, and tell the panel and who runs them.

    `opens` says whether scorecards that are in may be read by whom a reveal would have opened them to.
    """
    if len(note) > LONGEST_REASON:
        raise FormRefusal({"reason": reason("loop_refusals.too_long", most=LONGEST_REASON)})
    withdrawal = Withdrawal(reason=why, by=actor.user, at=workspace.now, note=note)
    with workspace.sessions.begin() as session:
        stages = lock_stages(session, actor.team, loop_id)
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        need_undecided(loop, runs=may_run(loop, asking))
        for row in stages:
            if loop_value(row).is_undecided:
                _withdraw(session, row, actor, withdrawal, opens=opens)
        return loop_value(next(row for row in stages if row.id == loop_id))


def need_undecided(loop: Loop, *, runs: bool, act: Act = Act.WITHDRAW) -> None:
    """Raise Refusal unless the loop is still to come to an end; `runs` says whether those who ask run it."""
    if not runs:
        raise may_not("may_not_change", loop, act)
    if not loop.is_undecided:
        raise Refusal(f"loop_refusals.{OVER[loop.state]}", steps=(loop_of(loop),))


def _withdraw(session: Session, row: LoopRow, actor: Actor, withdrawal: Withdrawal, *, opens: bool) -> None:
    row.state, row.hold, row.opens_if_withdrawn = LoopState.WITHDRAWN, None, opens
    row.withdrawal = withdrawal.model_dump(mode="json")
    facts = {"reason": withdrawal.reason.value, "note": withdrawal.note, "opens": opens}
    people, now = in_charge(row) | panel(row), withdrawal.at
    note_and_tell(session, row, actor, AuditAction.WITHDRAWN, people=people, now=now, **facts)
    refresh_signal(session, row)
    note_closed(session, row.team_id, row.first_stage_id, now)
    drop_dead_drafts(session, row.id)
