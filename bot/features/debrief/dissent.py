"""A dissent: that someone on the panel does not agree with a decision, in their own words; it changes nothing."""

from bot.errors import FormRefusal, Refusal, reason
from bot.features.debrief import decision_form as form
from bot.features.doors import Door, step
from bot.features.loop.access import loop_known_to, loop_of
from bot.features.loop.tell_news import in_charge, note_and_tell
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_dissent, may_know_decision
from rubrics.panel.record import AuditAction
from storage.columns import new_id
from storage.decisions import DissentRow, decision_numbered, dissents_of
from storage.stages import lock_stages


def dissent_form_for(workspace: Workspace, actor: Actor, loop_id: str) -> Loop:
    """Return the decided loop that someone may dissent on; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        _need_dissentable(workspace, loop, asking)
        return loop


def dissent(workspace: Workspace, actor: Actor, loop_id: str, text: str) -> Loop:
    """Add a dissent to the decision that stands; the same words twice are one.

    Who runs the loop is told that there is one, not what it says.
    """
    if len(text) > form.LONGEST_WHY:
        raise FormRefusal({form.DISSENT.block_id: reason("loop_refusals.too_long", most=form.LONGEST_WHY)})
    if not text.strip():
        raise FormRefusal({form.DISSENT.block_id: reason(form.DISSENT.missing)})
    with workspace.sessions.begin() as session:
        stages = lock_stages(session, actor.team, loop_id)
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        number = _need_dissentable(workspace, loop, asking)
        entry = decision_numbered(session, actor.team, loop.stage.first, number)
        assert entry is not None  # noqa: S101 – a loop holds the number of an entry that is there
        said = {(each.person, each.text) for each in dissents_of(session, [entry.id])}
        if (actor.user, text) in said:
            return loop
        row = next(each for each in stages if each.id == entry.loop_id)
        session.add(DissentRow(id=new_id(), decision_id=entry.id, person=actor.user, text=text, said_at=workspace.now))
        people = {*in_charge(row), entry.decided_by}
        facts = {"number": number, "text": text}
        note_and_tell(session, row, actor, AuditAction.DISSENTED, people=people, now=workspace.now, **facts)
        return loop


def _need_dissentable(workspace: Workspace, loop: Loop, asking: Viewer) -> int:
    """Return the number of the decision that someone may dissent on; raises Refusal."""
    if loop.decision is None or not may_know_decision(loop, asking, workspace.now):
        raise Refusal("decision_refusals.none_stands", steps=(loop_of(loop),))
    if not may_dissent(loop, asking):
        raise Refusal("decision_refusals.may_not_dissent", steps=(step("decision", loop.id, Door.DECISION),))
    return loop.decision.number
