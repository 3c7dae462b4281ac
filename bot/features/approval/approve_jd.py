"""Approving a JD, and taking that back until enough people have: each by those who were asked, and no one else."""

from bot.errors import Refusal
from bot.features.approval.access import KnownJd, jd_known_to, need_review
from bot.features.approval.settle_jd import settle_if_enough
from bot.features.approval.tell_approval import redraw, tell_of_entry
from bot.wiring import Actor, Workspace
from rubrics.jd.versions import JdAct, JdState, JdVersion
from storage.jd_entries import note_jd_entry
from storage.jd_versions import jd_version_value, note_approval


def approve_jd(workspace: Workspace, actor: Actor, jd_id: str) -> JdVersion:
    """Approve a version, and return it; the last approval that is needed freezes its text. Twice is once."""
    with workspace.sessions.begin() as session:
        known = jd_known_to(workspace, session, actor, jd_id, lock=True)
        jd = _asked_of(known, actor)
        if jd.has_approved(actor.user) and jd.state in (JdState.IN_REVIEW, JdState.APPROVED):
            return jd
        need_review(session, jd)
        note_approval(session, jd.id, actor.user, workspace.now)
        number = note_jd_entry(session, jd.id, actor=actor.user, act=JdAct.APPROVED, now=workspace.now)
        after = settle_if_enough(workspace, session, known.row)
        if after.state is JdState.IN_REVIEW:
            redraw(session, after)
            tell_of_entry(session, after, known.opening, number, by=actor.user)
        return after


def take_back(workspace: Workspace, actor: Actor, jd_id: str) -> JdVersion:
    """Take one's approval of a version back, and return it; once it is settled that is refused. Twice is once."""
    with workspace.sessions.begin() as session:
        known = jd_known_to(workspace, session, actor, jd_id, lock=True)
        jd = _asked_of(known, actor)
        need_review(session, jd)
        if jd.waits_for(actor.user):
            return jd
        note_approval(session, jd.id, actor.user, None)
        number = note_jd_entry(session, jd.id, actor=actor.user, act=JdAct.TAKEN_BACK, now=workspace.now)
        after = jd_version_value(session, known.row)
        redraw(session, after)
        tell_of_entry(session, after, known.opening, number, by=actor.user)
        return after


def _asked_of(known: KnownJd, actor: Actor) -> JdVersion:
    """Return a version that the actor was asked to approve; its author is never asked. Raises Refusal."""
    jd = known.jd
    if not jd.names(actor.user) or actor.user == jd.asked_by:
        raise Refusal("approval_refusals.not_asked")
    return jd
