"""Taking a decision back within ten minutes: every stage stands again as it did, and the record says so."""

from bot.errors import Refusal
from bot.features.debrief.close_stages import reopen
from bot.features.debrief.read_decision import not_theirs
from bot.features.debrief.tell_channel import want_line
from bot.features.doors import Door, step
from bot.features.loop.access import loop_known_to, loop_of
from bot.features.loop.reveal_panel import refresh_messages
from bot.wiring import Actor, Workspace
from rubrics.panel.decision import DecisionPost
from rubrics.panel.loop import Loop
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.decisions import decision_numbered
from storage.loops import loop_value
from storage.stages import lock_stages


def undo_decision(workspace: Workspace, actor: Actor, loop_id: str, number: int) -> Loop:
    """Take back the decision of this number; twice is once; raises Refusal for anyone else, or too late."""
    with workspace.sessions.begin() as session:
        stages = lock_stages(session, actor.team, loop_id)
        loop, _ = loop_known_to(workspace, session, actor, loop_id)
        entry = decision_numbered(session, actor.team, loop.stage.first, number)
        if entry is not None and entry.undone_at is not None and entry.decided_by == actor.user:
            return loop
        if entry is None or loop.decision is None or loop.decision.number != number:
            raise Refusal("decision_refusals.none_stands", steps=(loop_of(loop),))
        if loop.decision.by != actor.user:
            raise not_theirs(session, loop)
        if not loop.decision.may_be_undone(actor.user, workspace.now):
            raise Refusal("decision_refusals.undo_over", steps=(step("decide_anew", loop.id, Door.DECIDE),))
        reopen(session, stages, entry, actor, workspace.now)
        entry.undone_at, entry.settles_at = workspace.now, None
        row = next(each for each in stages if each.id == entry.loop_id)
        action = AuditAction.DECISION_UNDONE
        record(session, row.id, actor=actor.user, action=action, now=workspace.now, number=number)
        session.flush()
        if row.decision_post is DecisionPost.AT_ONCE:
            want_line(session, row, entry, undone=True)
        for each in stages:
            refresh_messages(session, each)
        return loop_value(next(each for each in stages if each.id == loop_id))
