"""Ticking a topic off as discussed, and taking that back, in a debrief whose re-votes are open."""

from bot.errors import Refusal
from bot.features.debrief.standing import Standing, need_debriefable, not_readable, not_running, standing_of
from bot.features.debrief.tell_debrief import tell_of_progress
from bot.features.loop.access import locked_loop_known_to
from bot.wiring import Actor, Workspace
from rubrics.panel.permissions import may_see_content
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.debriefs import debrief_of, topic_row


def tick_topic(workspace: Workspace, actor: Actor, loop_id: str, competency: str, *, is_discussed: bool) -> Standing:
    """Note that a topic was discussed, or that it was not after all; what is so already stays so. Raises Refusal."""
    with workspace.sessions.begin() as session:
        _, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        if not may_see_content(loop, asking):
            raise not_readable(session, loop, asking)
        need_debriefable(loop)
        debrief = debrief_of(session, loop.id)
        if debrief is None or not debrief.is_open:
            raise not_running(loop, debrief)
        topic = debrief.topic(competency)
        if topic is None:
            raise Refusal("debrief_refusals.no_such_topic")
        if topic.is_discussed is not is_discussed:
            row = topic_row(session, debrief.id, competency)
            row.discussed_by = actor.user if is_discussed else None
            row.discussed_at = workspace.now if is_discussed else None
            facts = {"competency": competency, "taken_back": not is_discussed}
            record(session, loop.id, actor=actor.user, action=AuditAction.DISCUSSED, now=workspace.now, **facts)
            tell_of_progress(session, loop)
        return standing_of(session, loop, debrief_of(session, loop.id) or debrief, workspace.now, asking)
