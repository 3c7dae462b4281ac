"""Excusing an interview, and overriding a deadline that has passed; both may reveal the panel."""

import hashlib
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal
from bot.features.loop.access import locked_loop_known_to
from bot.features.loop.plan_loop import facts_of, keys_of
from bot.features.loop.reveal_panel import refresh_messages, reveal, reveal_if_complete
from bot.wiring import Actor, Workspace
from rubrics.panel.coverage import CoverageWarning, coverage_warnings, last_one_warning
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState, RevealCause, may_excuse, may_run
from storage.audit import record
from storage.loops import loop_value

LONGEST_REASON = 500


@dataclass(frozen=True)
class ExcusePlan:
    """An excuse that is about to be made: what the panel would lose by it, and the mark that says it was shown."""

    loop: Loop
    interview_id: str
    warnings: tuple[CoverageWarning, ...]
    mark: str


def excuse_interview(
    workspace: Workspace,
    actor: Actor,
    loop_id: str,
    interview_id: str,
    reason: str,
    *,
    happened: bool = True,
    seen: str = "",
) -> Loop | ExcusePlan:
    """Excuse an interviewer who owes a scorecard, with a reason; raises Refusal where it is not theirs to do.

    Returns the plan instead where the panel would lose something and `seen` is not the mark of that very plan.
    With `happened` False, the record says that the interview did not happen rather than that somebody was excused.
    """
    _need_reason(reason)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        interview = next((i for i in row.interviews if i.id == interview_id), None)
        value = next((i for i in loop.interviews if i.id == interview_id), None)
        if interview is None or value is None:
            raise Refusal("This interview is not part of the loop.", "Open the loop again with /loop show.")
        if not may_excuse(loop, asking, value):
            raise Refusal(
                "You cannot excuse this interviewer.",
                "The person who opened the loop, the recruiter, an admin or the interviewer can. A hiring manager "
                "cannot, because they have a stake in the panel.",
            )
        if not loop.is_open or interview.state is not InterviewState.DUE:
            raise Refusal("This interview no longer owes a scorecard.", "There is nothing to excuse.")
        plan = _plan(session, actor, loop, value)
        if plan.warnings and plan.mark != seen:
            return plan
        now = workspace.now
        interview.state = InterviewState.EXCUSED if happened else InterviewState.DID_NOT_HAPPEN
        interview.excused_by, interview.excused_reason = actor.user, reason
        action = "excused" if happened else "did not happen"
        record(session, loop.id, actor=actor.user, action=action, now=now, interview=interview_id, reason=reason)
        if not reveal_if_complete(session, row, now):
            refresh_messages(session, row)
        return loop_value(row)


def _plan(session: Session, actor: Actor, loop: Loop, excused: Interview) -> ExcusePlan:
    """Say what the panel would lose by an excuse: of its coverage what is not amiss already, and its seal."""
    before = {i.interviewer: i.focus for i in (*loop.submitted, *loop.pending)}
    after = {person: focus for person, focus in before.items() if person != excused.interviewer}
    facts = facts_of(session, actor, loop.candidate_code, before)
    known = coverage_warnings(loop.rubric, before, facts)
    lost = [warning for warning in coverage_warnings(loop.rubric, after, facts) if warning not in known]
    warnings = (*lost, *last_one_warning(len(loop.pending) - 1))
    keys = [excused.id, *keys_of(warnings)]
    return ExcusePlan(loop, excused.id, warnings, hashlib.sha256(repr(keys).encode()).hexdigest()[:16])


def override_deadline(workspace: Workspace, actor: Actor, loop_id: str, reason: str) -> Loop:
    """Reveal a panel whose deadline has passed although scorecards are missing, with a reason that is shown."""
    _need_reason(reason)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        now = workspace.now
        if not may_run(loop, asking):
            raise Refusal(
                "You cannot reveal this panel.",
                "The hiring manager, the recruiter, the person who opened the loop or an admin can.",
            )
        if not loop.is_open:
            raise Refusal("This panel is no longer sealed.", "Read it with /signal.")
        if not loop.is_late(now):
            raise Refusal(
                "The deadline has not passed yet.",
                "Until then the panel opens only by itself, when the last scorecard is in.",
            )
        row.override_by, row.override_reason = actor.user, reason
        reveal(session, row, cause=RevealCause.OVERRIDE, actor=actor.user, now=now)
        return loop_value(row)


def cancel_loop(workspace: Workspace, actor: Actor, loop_id: str, reason: str) -> Loop:
    """Cancel an open loop with a reason; its scorecards stay sealed."""
    _need_reason(reason)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        if not may_run(loop, asking):
            raise Refusal(
                "You cannot cancel this loop.", "Those who run it can: opener, recruiter, hiring manager, admin."
            )
        if not loop.is_open:
            raise Refusal("Only an open loop can be cancelled.", "This one is past that.")
        row.state = LoopState.CANCELLED
        record(session, loop.id, actor=actor.user, action="cancelled", now=workspace.now, reason=reason)
        refresh_messages(session, row)
        return loop_value(row)


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise FormRefusal({"reason": "Give a reason. It is kept in the loop’s record."})
    if len(reason) > LONGEST_REASON:
        raise FormRefusal({"reason": f"Keep it under {LONGEST_REASON} characters."})
