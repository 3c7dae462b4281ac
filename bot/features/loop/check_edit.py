"""Whether a running loop takes a change from someone: its state, their part in it, and the panel they want."""

import hashlib
from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.doors import step
from bot.features.loop.access import loop_of, signal_of
from bot.features.loop.loop_request import MOST_ON_A_PANEL, shadow_checks
from bot.features.loop.pleas import Act, may_not
from bot.features.people.unfit import unfit_people
from bot.wiring import Actor
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState
from rubrics.panel.permissions import Viewer, may_remove, may_run

ON_PANEL = (InterviewState.DUE, InterviewState.SUBMITTED)


def mark_of(loop: Loop) -> str:
    """Return what tells a loop as it stands from the same loop after a change of panel, focus, times or deadline.

    A scorecard that comes in changes nothing of that.
    """
    standing = [i for i in loop.interviews if i.state in ON_PANEL]
    panel = sorted(
        (i.interviewer, i.focus, str(i.starts_at), i.minutes or 0, i.kind, i.session or "") for i in standing
    )
    return hashlib.sha256(repr((panel, str(loop.deadline_at))).encode()).hexdigest()[:16]


def owing(loop: Loop, interviewers: Sequence[str]) -> list[str]:
    """Return those of a panel of whom no scorecard is in yet, in its order."""
    done = {i.interviewer for i in loop.submitted}
    return [person for person in interviewers if person not in done]


def need_editable(loop: Loop, asking: Viewer) -> None:
    """Raise Refusal unless the loop is open and run by anyone who asks."""
    if not may_run(loop, asking):
        raise may_not("may_not_change", loop, Act.EDIT)
    if not loop.is_open:
        raise closed_to_changes(loop)


def closed_to_changes(loop: Loop) -> Refusal:
    """Return why a loop that is no longer open takes no changes, and what can be done instead."""
    if loop.state is LoopState.CANCELED:
        return Refusal("loop_refusals.canceled_takes_no_changes")
    if loop.state is LoopState.WITHDRAWN:
        return Refusal("loop_refusals.withdrawn_takes_no_changes")
    if loop.state is LoopState.ON_HOLD:
        return Refusal("loop_refusals.on_hold_takes_no_changes", steps=(loop_of(loop),))
    another = step("new_loop", f"loop new {loop.candidate_code}")
    return Refusal("loop_refusals.revealed_takes_no_changes", steps=(another, signal_of(loop)))


def need_unchanged(loop: Loop, mark: str) -> None:
    """Raise Refusal where someone changed the loop since a form with this mark was drawn."""
    if mark_of(loop) != mark:
        raise Refusal("loop_refusals.changed_meanwhile", steps=(loop_of(loop),))


def check_panel(
    session: Session,
    actor: Actor,
    loop: Loop,
    asking: Viewer,
    interviewers: Sequence[str],
    *,
    shadows: Sequence[str] = (),
) -> None:
    """Raise FormRefusal where the loop cannot have this panel, or anyone who asks may not give it one."""
    gone = [i for i in loop.interviews if i.counts and i.interviewer not in interviewers]
    _check_shadows(session, actor, loop, interviewers, shadows)
    checks = [
        (not interviewers, reason("loop_refusals.no_interviewer")),
        (len(set(interviewers)) != len(interviewers), reason("loop_refusals.interviewer_twice")),
        (
            len(interviewers) > MOST_ON_A_PANEL,
            reason("loop_refusals.too_many_to_change", most=MOST_ON_A_PANEL),
        ),
        (loop.candidate_user in interviewers, reason("loop_refusals.candidate_interviews")),
        (any(i.state is InterviewState.SUBMITTED for i in gone), reason("loop_refusals.has_submitted")),
        (not _may_remove(loop, asking, gone), reason("loop_refusals.manager_removes_nobody")),
    ]
    # Anyone who has submitted stays, even if they left the company since: they cannot be taken off either.
    unfit = unfit_people(session, actor, owing(loop, interviewers))
    if problem := next((why for wrong, why in checks if wrong), unfit):
        raise FormRefusal({"interviewers": problem})


def _check_shadows(
    session: Session, actor: Actor, loop: Loop, interviewers: Sequence[str], shadows: Sequence[str]
) -> None:
    checks = [(wrong, why) for _, wrong, why in shadow_checks(interviewers, shadows)]
    checks.append((loop.candidate_user in shadows, reason("loop_refusals.candidate_interviews")))
    if problem := next((why for wrong, why in checks if wrong), unfit_people(session, actor, shadows)):
        raise FormRefusal({"shadows": problem})


def _may_remove(loop: Loop, asking: Viewer, gone: Sequence[Interview]) -> bool:
    return may_remove(loop, asking) or not any(i.state is InterviewState.DUE for i in gone)
