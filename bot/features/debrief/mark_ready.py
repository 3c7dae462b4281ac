"""Saying that one has read both sides; the silent reading is over as soon as everybody has."""

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.debrief.standing import Standing, running, standing_of
from bot.features.debrief.start_debrief import recommendations_in
from bot.features.debrief.tell_debrief import tell_of_progress
from bot.features.loop.access import signal_of
from bot.wiring import Actor, Workspace
from rubrics.panel.debrief import Debrief, ReVote
from rubrics.panel.loop import Loop
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.debriefs import add_voter, debrief_of, own_revote, revote_row


def mark_ready(workspace: Workspace, actor: Actor, loop_id: str) -> Standing:
    """Note that someone has read what there is to read, and return the debrief; twice is once. Raises Refusal."""
    with workspace.sessions.begin() as session:
        _, loop, asking, debrief = running(workspace, session, actor, loop_id)
        own = own_part(session, loop, debrief, actor)
        if own.ready_at is None:
            revote_row(session, debrief.id, actor.user).ready_at = workspace.now
            record(session, loop.id, actor=actor.user, action=AuditAction.READY, now=workspace.now)
            tell_of_progress(session, loop)
        return standing_of(session, loop, debrief_of(session, loop.id) or debrief, workspace.now, asking)


def own_part(session: Session, loop: Loop, debrief: Debrief, actor: Actor) -> ReVote:
    """Return someone's own part in a debrief of a locked loop; raises Refusal where they have no vote.

    Anyone who handed in a scorecard since it started has one from now on.
    """
    own = own_revote(session, debrief.id, actor.user)
    if own is None:
        late = dict(recommendations_in(session, loop)).get(actor.user)
        if late is None:
            raise Refusal("debrief_refusals.no_vote", steps=(signal_of(loop),))
        add_voter(session, debrief.id, actor.user, late)
        session.flush()
        own = ReVote(person=actor.user, before=late)
    return own
