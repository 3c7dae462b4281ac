"""Canceling an open loop: no one is asked for more, and what is in stays sealed."""

from bot.errors import Refusal
from bot.features.loop.access import locked_loop_known_to, loop_of, signal_of
from bot.features.loop.pleas import Act, may_not
from bot.features.loop.read_loop import is_cancelable
from bot.features.loop.reasons import need_reason
from bot.features.loop.reveal_panel import refresh_messages
from bot.features.loop.tell_interviewers import tell_of_change
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import InterviewState, Loop, LoopState
from rubrics.panel.permissions import may_run
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.drafts import drop_dead_drafts
from storage.loops import loop_value


def cancel_loop(workspace: Workspace, actor: Actor, loop_id: str, reason: str) -> Loop:
    """Cancel an open loop with a reason; its scorecards stay sealed."""
    need_reason(reason)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        need_cancelable(loop, runs=may_run(loop, asking))
        row.state, row.hold = LoopState.CANCELED, None
        record(session, loop.id, actor=actor.user, action=AuditAction.CANCELED, now=workspace.now, reason=reason)
        refresh_messages(session, row)
        due = [each for each in row.interviews if each.state is InterviewState.DUE]
        for interview in {each.interviewer: each for each in due}.values():  # one message a person
            tell_of_change(session, row, interview, workspace.now)
        drop_dead_drafts(session, row.id)
        return loop_value(row)


def need_cancelable(loop: Loop, *, runs: bool) -> None:
    """Raise Refusal unless the loop is open; `runs` says whether those who ask run it."""
    if not runs:
        raise may_not("may_not_cancel", loop, Act.CANCEL)
    if loop.state is LoopState.CANCELED:
        raise Refusal("loop_refusals.already_canceled", steps=(loop_of(loop),))
    if loop.state is LoopState.WITHDRAWN:
        raise Refusal("loop_refusals.over_withdrawn", steps=(loop_of(loop),))
    if not is_cancelable(loop):
        raise Refusal("loop_refusals.revealed_not_canceled", steps=(signal_of(loop), loop_of(loop)))
