"""Voting again in a debrief: kept sealed, free to be changed until the re-votes open, which the last one does."""

from bot.features.debrief.mark_ready import own_part
from bot.features.debrief.open_revotes import open_revotes_in
from bot.features.debrief.standing import Standing, running, standing_of
from bot.features.debrief.tell_debrief import tell_of_progress
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Recommendation
from rubrics.panel.record import DEBRIEF, AuditAction
from storage.audit import record
from storage.debriefs import debrief_of, revote_row


def submit_revote(
    workspace: Workspace, actor: Actor, loop_id: str, recommendation: Recommendation, line: str
) -> Standing:
    """Keep someone's re-vote, and open all of them if no one else is waited for; raises Refusal.

    The same vote twice is one, and is noted once.
    """
    with workspace.sessions.begin() as session:
        row, loop, asking, debrief = running(workspace, session, actor, loop_id)
        own = own_part(session, loop, debrief, actor)
        if (own.after, own.line) != (recommendation, line):
            vote = revote_row(session, debrief.id, actor.user)
            vote.after, vote.line, vote.voted_at = recommendation, line, workspace.now
            vote.ready_at = vote.ready_at or workspace.now
            record(session, loop.id, actor=actor.user, action=AuditAction.REVOTED, now=workspace.now)
            tell_of_progress(session, loop)
        standing = standing_of(session, loop, debrief_of(session, loop.id) or debrief, workspace.now, asking)
        if not standing.missing:
            debrief = open_revotes_in(session, row, loop, standing.debrief, now=workspace.now, actor=DEBRIEF)
            standing = standing_of(session, loop, debrief, workspace.now, asking)
        return standing
