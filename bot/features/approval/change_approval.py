"""What someone who runs a JD's approval may change: who approves it, its text, and whether it is asked for at all."""

from bot.errors import FormRefusal, NextStep, Reason, Refusal, reason
from bot.features.approval.access import KnownJd, jd_known_to, need_review
from bot.features.approval.ask_approval import Asking, ask_approval, refuse_approvers, renamed
from bot.features.approval.tell_approval import redraw
from bot.features.doors import Door
from bot.features.jd.review_jd import TEXT, Pasted, review_text
from bot.features.people.unfit import unfit_people
from bot.wiring import Actor, Workspace
from rubrics.jd.versions import JdAct, JdState, JdVersion, text_digest
from storage.jd_entries import note_jd_entry
from storage.jd_versions import jd_version_value

LONGEST_EDITED = 20_000
"""Characters that a form takes: as JSON they take up to 12 bytes each, and a view takes 250 kB."""


def change_approvers(workspace: Workspace, actor: Actor, jd_id: str, asking: Asking) -> JdVersion:
    """Have other people approve a version in review; who stays keeps their approval. Raises FormRefusal."""
    with workspace.sessions.begin() as session:
        known = jd_known_to(workspace, session, actor, jd_id, lock=True)
        need_to_run(known)
        need_review(session, known.jd)
        refuse_approvers(session, actor, asking, author=known.jd.asked_by)
        return renamed(workspace, session, actor, known.row, asking)


def withdraw_jd(workspace: Workspace, actor: Actor, jd_id: str) -> JdVersion:
    """Ask no one any more to approve a version; an approved one stays approved. Twice is once."""
    with workspace.sessions.begin() as session:
        known = jd_known_to(workspace, session, actor, jd_id, lock=True)
        need_to_run(known)
        if known.jd.state is JdState.WITHDRAWN:
            return known.jd
        need_review(session, known.jd)
        known.row.state = JdState.WITHDRAWN
        note_jd_entry(session, known.jd.id, actor=actor.user, act=JdAct.WITHDRAWN, now=workspace.now)
        after = jd_version_value(session, known.row)
        redraw(session, after)
        return after


def jd_to_edit(workspace: Workspace, actor: Actor, jd_id: str) -> JdVersion:
    """Return a version whose text the actor may change: who asked, while it counts; raises Refusal."""
    with workspace.reads() as session:
        jd = jd_known_to(workspace, session, actor, jd_id).jd
        if actor.user != jd.asked_by:
            raise Refusal("approval_refusals.not_your_text")
        if jd.state is not JdState.APPROVED:
            need_review(session, jd)
    if len(jd.text) > LONGEST_EDITED:
        raise Refusal("approval_refusals.too_long_to_edit")
    return jd


def edit_jd(workspace: Workspace, actor: Actor, jd_id: str, text: str, *, submission: str) -> JdVersion:
    """Ask the same people anew for a changed text, and return its version: no approval of other words counts for it.

    Only who asked may; anyone else who runs the opening asks with a review of their own. Raises FormRefusal where
    nothing but the layout changed.
    """
    jd = jd_to_edit(workspace, actor, jd_id)
    if text_digest(text) == jd.digest:
        raise FormRefusal({TEXT: reason("approval_refusals.same_text")})
    reviewed = review_text(workspace, actor, Pasted(text, jd.given_title, jd.location, submission))
    with workspace.reads() as session:
        people = [each.person for each in jd.approvers if unfit_people(session, actor, [each.person]) is None]
    if not people:
        ask = NextStep(Reason("door_labels.ask_approval"), Door.ASK_APPROVAL, reviewed.kept.id)
        raise Refusal("approval_refusals.no_one_left", steps=(ask,))
    asking = Asking(people, min(jd.needed, len(people)), jd.opening)
    return ask_approval(workspace, actor, reviewed.kept.id, asking, series=jd.series)


def need_to_run(known: KnownJd) -> None:
    """Refuse anyone who neither asked for an approval nor runs its opening."""
    if not known.runs:
        raise Refusal("approval_refusals.not_yours", by=known.jd.asked_by)
