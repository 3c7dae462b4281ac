"""Who decides besides the hiring manager, and when the channel reads it: set on every stage of a candidate."""

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.debrief import decision_form as form
from bot.features.loop.access import loop_known_to, loop_of
from bot.features.loop.tell_news import note_and_tell
from bot.features.people.unfit import unfit_people
from bot.wiring import Actor, Workspace
from rubrics.panel.decision import DecisionPost
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_name_delegate, may_run
from rubrics.panel.record import AuditAction
from storage.loops import LoopRow, loop_value
from storage.messages import MessageKind
from storage.outbox import want_once
from storage.people import name_people
from storage.stages import lock_stages


def deciders_of(workspace: Workspace, actor: Actor, loop_id: str) -> tuple[Loop, bool]:
    """Return a loop whose deciding someone may set up, and whether they may name a delegate; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
    _need_settable(loop, asking)
    return loop, may_name_delegate(loop, asking)


def set_deciders(workspace: Workspace, actor: Actor, loop_id: str, delegate: str | None, post: DecisionPost) -> Loop:
    """Name who decides besides the hiring manager, and when the channel reads a decision; raises Refusal.

    Only the hiring manager names someone; of anyone who else runs the loop, `delegate` counts for nothing.
    """
    with workspace.sessions.begin() as session:
        stages = lock_stages(session, actor.team, loop_id)
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        _need_settable(loop, asking)
        names = may_name_delegate(loop, asking)
        wanted = (None if delegate == loop.hiring_manager else delegate) if names else loop.delegate
        if (wanted, post) == (loop.delegate, loop.decision_post):
            return loop
        _check(session, actor, loop, wanted)
        for row in stages:
            row.delegate, row.decision_post = wanted, post
        row = next(each for each in stages if each.id == loop_id)
        _note(workspace, session, actor, row, before=loop)
        return loop_value(row)


def _check(session: Session, actor: Actor, loop: Loop, delegate: str | None) -> None:
    if delegate is None:
        return
    name_people(session, actor.team, [delegate])
    if delegate == loop.candidate_user:
        raise FormRefusal({form.DELEGATE.block_id: reason("loop_refusals.candidate_decides")})
    if unfit := unfit_people(session, actor, [delegate]):
        raise FormRefusal({form.DELEGATE.block_id: unfit})


def _note(workspace: Workspace, session: Session, actor: Actor, row: LoopRow, before: Loop) -> None:
    """Note what was set; those who may decide now, or no longer, are told, and of a revealed panel how to read it."""
    changed = row.delegate != before.delegate
    people = {each for each in (row.delegate, before.delegate) if each} if changed else set()
    facts = {"person": row.delegate or "", "post": row.decision_post.value}
    action = AuditAction.NAMED_DELEGATE
    note_and_tell(session, row, actor, action, people=people, now=workspace.now, **facts)
    if changed and row.delegate and loop_value(row).is_revealed:
        team, kind = row.team_id, MessageKind.REVEAL
        want_once(session, team_id=team, kind=kind, subject=row.id, recipient=row.delegate, request="")


def _need_settable(loop: Loop, asking: Viewer) -> None:
    if not may_run(loop, asking):
        raise Refusal("loop_refusals.may_not_change", steps=(loop_of(loop),))
    if not loop.is_undecided:
        raise Refusal("decision_refusals.over", steps=(loop_of(loop),))
