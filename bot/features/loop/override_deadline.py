"""Revealing a panel that lacks scorecards; never before its deadline, nor without a reason."""

from bot.errors import Refusal
from bot.features.loop.access import locked_loop_known_to
from bot.features.loop.reasons import need_reason
from bot.features.loop.reveal_panel import reveal
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop, RevealCause, may_run
from storage.loops import loop_value


def override_deadline(workspace: Workspace, actor: Actor, loop_id: str, reason: str) -> Loop:
    """Reveal a panel whose deadline has passed although scorecards are missing, with a reason that is shown."""
    need_reason(reason)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        now = workspace.now
        if not may_run(loop, asking):
            raise Refusal("loop_refusals.may_not_reveal")
        if not loop.is_open:
            raise Refusal("loop_refusals.no_longer_sealed")
        if not loop.is_late(now):
            raise Refusal("loop_refusals.deadline_ahead")
        row.override_by, row.override_reason = actor.user, reason
        reveal(session, row, cause=RevealCause.OVERRIDE, actor=actor.user, now=now)
        return loop_value(row)
