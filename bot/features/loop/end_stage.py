"""How a revealed stage ends: the next one opens, the interviews stop, or more evidence is asked for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Reason, Refusal, reason
from bot.features.loop.access import locked_loop_known_to, loop_known_to, loop_of
from bot.features.loop.loop_request import FARTHEST_DEADLINE, MOST_ON_A_PANEL
from bot.features.loop.plan_interviews import interview_rows
from bot.features.loop.pleas import Act, may_not
from bot.features.loop.reasons import LONGEST_REASON
from bot.features.loop.reveal_panel import IN_THE_CHANNEL, refresh_messages
from bot.features.loop.tell_interviewers import invite
from bot.features.people.unfit import unfit_people
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Value
from rubrics.panel.coverage import divide_focus
from rubrics.panel.loop import Loop, Outcome, StageOutcome
from rubrics.panel.parts import parts_for
from rubrics.panel.permissions import Viewer, may_decide_stage
from rubrics.panel.plan import StagePlan
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.columns import new_id
from storage.loops import LoopRow, lock_loop, loop_of_form, loop_value
from storage.outbox import MessageKind, want_edits, want_message
from storage.people import name_people


class NextStage(Value):
    """What the next stage is to be: its name, who holds it and what they assess between them, until when."""

    what: StageOutcome
    reason: str
    name: str
    interviewers: tuple[str, ...]
    focus: tuple[str, ...]
    deadline_at: datetime


def stage_to_end(workspace: Workspace, actor: Actor, loop_id: str) -> Loop:
    """Return a revealed stage that the actor may end now; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
    _need_endable(loop, asking)
    return loop


def stop_after_stage(workspace: Workspace, actor: Actor, loop_id: str, why: str) -> Loop:
    """End a candidate's interviews after a revealed stage, with a reason; twice is once."""
    if not why.strip():
        raise FormRefusal({"reason": reason("loop_refusals.no_reason")})
    _need_length(why)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        if loop.stage.outcome is not None and loop.stage.outcome.what is StageOutcome.STOP:
            return loop
        _need_endable(loop, asking)
        _end(session, row, actor, StageOutcome.STOP, why=why, now=workspace.now)
        return loop_value(row)


def open_next_stage(workspace: Workspace, actor: Actor, loop_id: str, wanted: NextStage) -> Loop:
    """Open the stage that follows a revealed one, sealed by itself, and return it; twice is once.

    An additional interview leaves the plan as it was: what was to come next still is.
    """
    _need_length(wanted.reason)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        opened = loop_of_form(session, actor.team, _form_id(loop))
        if opened is not None and loop.stage.outcome is not None and loop.stage.outcome.what is wanted.what:
            return loop_value(opened)
        _need_endable(loop, asking)
        name_people(session, actor.team, wanted.interviewers)
        _check(session, actor, loop, wanted, workspace.now)
        following = _following(row, loop, actor, wanted, workspace.now)
        _end(session, row, actor, wanted.what, why=wanted.reason, now=workspace.now, following=following.id)
        session.add(following)
        session.flush()
        _announce(session, actor, row, following, workspace.now)
        locked = lock_loop(session, row.team_id, following.id)
        assert locked is not None  # noqa: S101 – written in this very transaction
        return loop_value(locked)


def planned_next(loop: Loop, what: StageOutcome) -> StagePlan | None:
    """Return the stage that the plan holds next, where an outcome leads to it."""
    return next(iter(loop.stage.later), None) if what is StageOutcome.ADVANCE else None


def _need_endable(loop: Loop, asking: Viewer) -> None:
    if may_decide_stage(loop, asking):
        return
    if not loop.is_revealed:
        raise Refusal("loop_refusals.stage_is_sealed", steps=(loop_of(loop),))
    if loop.stage.outcome is not None:
        raise Refusal("loop_refusals.stage_has_ended", steps=(loop_of(loop),))
    raise may_not("may_not_end_stage", loop, Act.DECIDE)


def _need_length(why: str) -> None:
    if len(why) > LONGEST_REASON:
        raise FormRefusal({"reason": reason("loop_refusals.too_long", most=LONGEST_REASON)})


def _check(session: Session, actor: Actor, loop: Loop, wanted: NextStage, now: datetime) -> None:
    people, number = wanted.interviewers, len(wanted.interviewers)
    checks: list[tuple[str, bool, Reason]] = [
        ("interviewers", number == 0, reason("loop_refusals.no_interviewer")),
        ("interviewers", loop.candidate_user in people, reason("loop_refusals.candidate_interviews")),
        ("interviewers", number > MOST_ON_A_PANEL, reason("loop_refusals.too_many_to_change", most=MOST_ON_A_PANEL)),
        ("focus", not wanted.focus, reason("loop_refusals.no_focus")),
        ("deadline", wanted.deadline_at <= now, reason("loop_refusals.time_has_passed")),
        ("deadline", wanted.deadline_at > now + FARTHEST_DEADLINE, reason("loop_refusals.too_far_ahead")),
    ]
    problems = {field: why for field, wrong, why in checks if wrong}
    if unfit := unfit_people(session, actor, people):
        problems.setdefault("interviewers", unfit)
    if problems:
        raise FormRefusal(problems)


def _following(row: LoopRow, loop: Loop, actor: Actor, wanted: NextStage, now: datetime) -> LoopRow:
    """Return the row of the next stage: the same candidate, people, channel and rubric under a seal of its own."""
    later = row.later_stages[1:] if wanted.what is StageOutcome.ADVANCE else row.later_stages
    return LoopRow(
        id=new_id(),
        team_id=row.team_id,
        form_id=_form_id(loop),
        opening_id=row.opening_id,
        candidate_id=row.candidate_id,
        rubric_digest=row.rubric_digest,
        channel_id=row.channel_id,
        hiring_manager=row.hiring_manager,
        recruiter=row.recruiter,
        opened_by=actor.user,
        opened_at=now,
        deadline_at=wanted.deadline_at,
        shows_name=row.shows_name,
        is_channel_checked=row.is_channel_checked,
        warnings=[],
        links=row.links,
        first_stage_id=row.first_stage_id,
        stage_number=row.stage_number + 1,
        stage_name=wanted.name,
        later_stages=later,
        interviews=interview_rows(parts_for(wanted.interviewers), divided(loop, wanted), {}),
    )


def divided(loop: Loop, wanted: NextStage) -> dict[str, Sequence[str]]:
    """Return who assesses what of the next stage: as its plan says of the people it names, else divided anew."""
    plan = planned_next(loop, wanted.what)
    seats = {seat.interviewer: seat.focus for seat in plan.interviews} if plan else {}
    named = {person: [each for each in seats.get(person, ()) if each in wanted.focus] for person in wanted.interviewers}
    if all(named.values()) and {each for ids in named.values() for each in ids} == set(wanted.focus):
        return dict(named)
    chosen = tuple(each for each in loop.rubric.competencies if each.id in wanted.focus)
    part = loop.rubric.model_copy(update={"competencies": chosen})
    return {person: ids or wanted.focus for person, ids in divide_focus(part, wanted.interviewers).items()}


def _end(
    session: Session,
    row: LoopRow,
    actor: Actor,
    what: StageOutcome,
    *,
    why: str,
    now: datetime,
    following: str | None = None,
) -> None:
    """Note on a locked stage how it ended; its posts say so, or keep to themselves what a later stage may not read."""
    row.outcome = Outcome(what=what, by=actor.user, at=now, reason=why).model_dump(mode="json")
    facts = {"outcome": what.value, "reason": why, "following": following}
    record(session, row.id, actor=actor.user, action=AuditAction.STAGE_ENDED, now=now, **facts)
    want_edits(session, team_id=row.team_id, kinds=IN_THE_CHANNEL, subject=row.id)
    refresh_messages(session, row)


def _announce(session: Session, actor: Actor, before: LoopRow, row: LoopRow, now: datetime) -> None:
    """Want the messages of a new stage; the first entry of its record carries the head of the stage before."""
    kind = MessageKind.ANNOUNCEMENT
    want_message(session, team_id=row.team_id, kind=kind, subject=row.id, recipient=row.channel_id)
    for interview in row.interviews:
        invite(session, row, interview)
    facts: dict[str, Any] = {"rubric": before.rubric_version.rubric.id, "digest": row.rubric_digest, "warnings": []}
    facts |= {"stage": row.stage_name, "number": row.stage_number, "after": before.id, "head": before.record_head}
    record(session, row.id, actor=actor.user, action=AuditAction.OPENED, now=now, **facts)


def _form_id(loop: Loop) -> str:
    """Return what the next stage is found by, however often it is asked for: one follows each stage."""
    return f"after:{loop.id}"
