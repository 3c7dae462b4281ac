"""Revealing a panel that lacks scorecards; never before its deadline, nor without a reason."""

from datetime import datetime

from bot.errors import Refusal
from bot.features.loop.access import locked_loop_known_to, loop_of, signal_of
from bot.features.loop.pleas import Act, may_not
from bot.features.loop.reasons import need_reason
from bot.features.loop.reveal_panel import reveal
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop, LoopState
from rubrics.panel.loop_facts import RevealCause
from rubrics.panel.permissions import may_run
from storage.loops import loop_value


def override_deadline(workspace: Workspace, actor: Actor, loop_id: str, reason: str) -> Loop:
    """Reveal a panel whose deadline has passed although scorecards are missing, with a reason that is shown."""
    need_reason(reason)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        now = workspace.now
        need_overridable(loop, now, runs=may_run(loop, asking))
        row.override_by, row.override_reason = actor.user, reason
        reveal(session, row, cause=RevealCause.OVERRIDE, actor=actor.user, now=now)
        return loop_value(row)


def need_overridable(loop: Loop, now: datetime, *, runs: bool) -> None:
    """Raise Refusal unless the loop is open and past its deadline; `runs` says whether those who ask run it."""
    if not runs:
        raise may_not("may_not_reveal", loop, Act.REVEAL)
    if loop.state is LoopState.CANCELED:
        raise Refusal("loop_refusals.already_canceled", steps=(loop_of(loop),))
    if loop.state is LoopState.WITHDRAWN:
        raise Refusal("loop_refusals.over_withdrawn", steps=(loop_of(loop),))
    if loop.state is LoopState.ON_HOLD:
        raise Refusal("loop_refusals.on_hold_not_revealed", steps=(loop_of(loop),))
    if not loop.is_open:
        raise Refusal("loop_refusals.no_longer_sealed", steps=(signal_of(loop),))
    if not loop.is_late(now):
        raise Refusal("loop_refusals.deadline_ahead", steps=(loop_of(loop),))
