"""The stage that follows a revealed one: its people as planned, its rows and messages; in its caller's transaction.

A stage whose plan asks no one for a go is followed at its reveal, by Debrief itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.features.loop.plan_interviews import interview_rows
from bot.features.loop.tell_interviewers import invite
from bot.features.loop.usual_deadline import deadline_for
from bot.features.people.unfit import unfit_people
from bot.wiring import Actor
from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.loop import Loop
from rubrics.panel.parts import Part
from rubrics.panel.plan import StagePlan
from rubrics.panel.record import DEBRIEF, AuditAction
from rubrics.panel.seating import seating, usual_holders
from rubrics.panel.stage import Outcome, StageOutcome
from storage.audit import record
from storage.columns import new_id
from storage.loops import LoopRow, lock_loop, loop_value, stage_value
from storage.messages import MessageKind
from storage.outbox import want_message


@dataclass(frozen=True)
class Following:
    """A stage that is about to follow: what it was asked for as, its parts, and by their keys what each assesses.

    One follows each stage: a further one has a `form_id` and a `number` of its own.
    """

    what: StageOutcome
    by: str
    name: str
    parts: Sequence[Part]
    focus: Mapping[str, Sequence[str]]
    times: Mapping[str, datetime | None]
    reason: str = ""
    warnings: Sequence[CoverageWarning] = ()
    form_id: str = ""
    number: int | None = None


def holders_now(session: Session, actor: Actor, stage: StagePlan, candidate: str | None) -> dict[int, str | None]:
    """Return who holds each interview of a stage: alternates in place of those who left, or are interviewed."""
    people = {person for seat in stage.interviews for person in (seat.interviewer, *seat.alternates) if person}
    gone = {person for person in people if unfit_people(session, actor, [person])}
    return usual_holders(stage, gone | ({candidate} if candidate else set()))


def follow_by_plan(session: Session, row: LoopRow, now: datetime) -> bool:
    """Open the stage that a locked one's plan goes on to without asking anyone; tell whether it did.

    Where an interview of it is held by no one yet, it waits for someone to name them, like any other stage.
    """
    if not row.stage_plan or not stage_value(row).goes_on_by_itself:
        return False
    session.flush()
    whole = lock_loop(session, row.team_id, row.id)
    assert whole is not None  # noqa: S101 – the caller holds it
    loop = loop_value(whole)
    plan = loop.stage.later[0]
    seated = seating(plan, holders_now(session, Actor(row.team_id, DEBRIEF), plan, loop.candidate_user))
    known = {each.id for each in loop.rubric.competencies}
    focus = {key: [each for each in ids if each in known] for key, ids in seated.focus.items()}
    if seated.vacant or not focus or not all(focus.values()):
        return False
    follow(session, whole, loop, Following(StageOutcome.ADVANCE, DEBRIEF, plan.name, seated.parts, focus, {}), now)
    return True


def follow(session: Session, row: LoopRow, loop: Loop, following: Following, now: datetime) -> LoopRow:
    """End a locked, revealed stage and open the one that follows it, sealed by itself; return that one's row.

    An additional interview leaves the plan as it was: what was to come next still is.
    """
    opened = _row(session, row, loop, following, now)
    end_stage(session, row, by=following.by, what=following.what, why=following.reason, now=now, following=opened.id)
    session.add(opened)
    session.flush()
    _announce(session, row, opened, following.by, now)
    locked = lock_loop(session, row.team_id, opened.id)
    assert locked is not None  # noqa: S101 – written in this very transaction
    return locked


def end_stage(
    session: Session,
    row: LoopRow,
    *,
    by: str,
    what: StageOutcome,
    why: str,
    now: datetime,
    following: str | None = None,
) -> None:
    """Note on a locked stage how it ended, and in its record; its messages are for the caller to have edited."""
    row.outcome = Outcome(what=what, by=by, at=now, reason=why).model_dump(mode="json")
    facts = {"outcome": what.value, "reason": why, "following": following}
    record(session, row.id, actor=by, action=AuditAction.STAGE_ENDED, now=now, **facts)


def form_after(loop: Loop) -> str:
    """Return what the next stage is found by, however often it is asked for: one follows each stage."""
    return f"after:{loop.id}"


def _row(session: Session, row: LoopRow, loop: Loop, following: Following, now: datetime) -> LoopRow:
    """Return the row of the next stage: the same candidate, people, channel and rubric under a seal of its own."""
    by_plan = following.what is StageOutcome.ADVANCE
    later = row.later_stages[1:] if by_plan else row.later_stages
    return LoopRow(
        id=new_id(),
        team_id=row.team_id,
        form_id=following.form_id or form_after(loop),
        opening_id=row.opening_id,
        candidate_id=row.candidate_id,
        rubric_digest=row.rubric_digest,
        channel_id=row.channel_id,
        hiring_manager=row.hiring_manager,
        recruiter=row.recruiter,
        delegate=row.delegate,
        decision_post=row.decision_post,
        opened_by=row.opened_by if following.by == DEBRIEF else following.by,
        opened_at=now,
        deadline_at=deadline_for(session, Actor(loop.team_id, loop.opened_by), following.parts, following.times, now),
        shows_name=row.shows_name,
        is_channel_checked=row.is_channel_checked,
        warnings=[each.model_dump(mode="json") for each in following.warnings],
        links=row.links,
        history=row.history,
        severity_fit_id=row.severity_fit_id,
        first_stage_id=row.first_stage_id,
        stage_number=following.number or row.stage_number + 1,
        stage_name=following.name,
        stage_plan=row.later_stages[0] if by_plan and row.later_stages else None,
        later_stages=later,
        interviews=interview_rows(following.parts, following.focus, following.times),
    )


def _announce(session: Session, before: LoopRow, row: LoopRow, by: str, now: datetime) -> None:
    """Want the messages of a new stage; the first entry of its record carries the head of the stage before."""
    kind = MessageKind.ANNOUNCEMENT
    want_message(session, team_id=row.team_id, kind=kind, subject=row.id, recipient=row.channel_id)
    for interview in row.interviews:
        invite(session, row, interview)
    facts: dict[str, Any] = {"rubric": before.rubric_version.rubric.id, "digest": row.rubric_digest}
    facts |= {
        "warnings": row.warnings,
        "stage": row.stage_name,
        "number": row.stage_number,
        "after": before.id,
        "head": before.record_head,
    }
    if row.history:
        facts["history"] = row.history
    record(session, row.id, actor=by, action=AuditAction.OPENED, now=now, **facts)
