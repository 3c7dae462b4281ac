"""Canceling an open loop: nobody is asked for more, and what is in stays sealed."""

from bot.errors import Refusal
from bot.features.loop.access import locked_loop_known_to
from bot.features.loop.reasons import need_reason
from bot.features.loop.reveal_panel import refresh_messages
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop, LoopState, may_run
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.drafts import drop_dead_drafts
from storage.loops import loop_value


def cancel_loop(workspace: Workspace, actor: Actor, loop_id: str, reason: str) -> Loop:
    """Cancel an open loop with a reason; its scorecards stay sealed."""
    need_reason(reason)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        if not may_run(loop, asking):
            raise Refusal("loop_refusals.may_not_cancel")
        if not loop.is_open:
            raise Refusal("loop_refusals.not_open")
        row.state = LoopState.CANCELED
        record(session, loop.id, actor=actor.user, action=AuditAction.CANCELED, now=workspace.now, reason=reason)
        refresh_messages(session, row)
        drop_dead_drafts(session, row.id)
        return loop_value(row)
