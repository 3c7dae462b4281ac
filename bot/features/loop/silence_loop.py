"""Turning a loop's reminders off, with a reason that its record keeps, and on again."""

from bot.errors import Refusal
from bot.features.loop.access import locked_loop_known_to, loop_of
from bot.features.loop.pleas import Act, may_not
from bot.features.loop.reasons import need_reason
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop
from rubrics.panel.loop_facts import Silence
from rubrics.panel.permissions import may_run
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.loops import loop_value


def silence_loop(workspace: Workspace, actor: Actor, loop_id: str, reason: str) -> Loop:
    """Have no one on a loop reminded, and no one told of what is late, until its reminders are turned on."""
    need_reason(reason)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        need_silenceable(loop, runs=may_run(loop, asking))
        if loop.silence is None:
            row.silence = Silence(by=actor.user, at=workspace.now, reason=reason).model_dump(mode="json")
            action = AuditAction.SILENCED
            record(session, loop.id, actor=actor.user, action=action, now=workspace.now, reason=reason)
        session.flush()
        return loop_value(row)


def end_silence(workspace: Workspace, actor: Actor, loop_id: str) -> Loop:
    """Have those on a loop reminded again, of what is due from now on and of what is late."""
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        need_silenceable(loop, runs=may_run(loop, asking))
        if loop.silence is not None:
            row.silence = None
            record(session, loop.id, actor=actor.user, action=AuditAction.ENDED_SILENCE, now=workspace.now)
        session.flush()
        return loop_value(row)


def need_silenceable(loop: Loop, *, runs: bool) -> None:
    """Raise Refusal unless the loop is open; `runs` says whether those who ask run it."""
    if not runs:
        raise may_not("may_not_silence", loop, Act.SILENCE)
    if not loop.is_open:
        raise Refusal("loop_refusals.nothing_to_remind", steps=(loop_of(loop),))
