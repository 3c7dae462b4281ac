"""Saying of one's own interview why there will be no scorecard: a request, which stops its reminders at once.

Recruiter or opener accepts it, or keeps the interviewer on the panel; never the interviewer alone, and never the
hiring manager. Accepting is excusing (`excuse_interview`).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.loop.access import interview_loop_known_to, locked_loop_known_to, loop_of, no_such_loop
from bot.features.loop.loop_form import STAND_IN
from bot.features.loop.pleas import Act, may_not
from bot.features.loop.reasons import need_reason
from bot.features.loop.snooze import own_due_interview
from bot.features.people.admins import admin_ids
from bot.features.people.unfit import unfit_people
from bot.wiring import Actor, Workspace
from rubrics.panel.interview_report import InterviewReport, Report
from rubrics.panel.loop import Interview, InterviewState, Loop
from rubrics.panel.permissions import may_excuse
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.loop_lookups import loop_of_interview
from storage.loops import InterviewRow, loop_value
from storage.messages import MessageKind
from storage.outbox import want_edit, want_once
from storage.people import name_people, people_named
from storage.reminders import reminder_of


@dataclass(frozen=True)
class Reported:
    """A report that waits for an answer: of which interview, and who was asked to give it."""

    loop: Loop
    interview: Interview
    asked: tuple[str, ...]


def reportable(workspace: Workspace, actor: Actor, interview_id: str) -> tuple[Loop, Interview]:
    """Return one's own interview whose scorecard is asked for; raises Refusal where there is none."""
    with workspace.reads() as session:
        loop, _ = interview_loop_known_to(workspace, session, actor, interview_id)
        return loop, own_due_interview(loop, actor, interview_id)


def report_interview(
    workspace: Workspace, actor: Actor, interview_id: str, what: Report, *, note: str, stand_in: str | None = None
) -> Reported:
    """Keep what an interviewer says of their interview, and ask those who may accept it; raises Refusal."""
    need_reason(note)
    with workspace.sessions.begin() as session:
        row, loop, _ = locked_loop_known_to(workspace, session, actor, _loop_id(session, actor, interview_id))
        interview = own_due_interview(loop, actor, interview_id)
        named = _checked_stand_in(session, actor, loop, stand_in) if what is Report.SOMEONE_ELSE else None
        now = workspace.now
        report = InterviewReport(what=what, at=now, note=note, stand_in=named)
        _row(row.interviews, interview_id).report = report.model_dump(mode="json")
        facts = {"interview": interview_id, "what": what.value, "reason": note, "person": named or ""}
        record(session, loop.id, actor=actor.user, action=AuditAction.REPORTED, now=now, **facts)
        asked = deciders(workspace, session, loop, interview)
        for person in asked:
            _ask(session, loop, interview, person, now)
        session.flush()
        return Reported(loop_value(row), interview, asked)


def decline_report(workspace: Workspace, actor: Actor, interview_id: str) -> Loop:
    """Keep an interviewer on the panel in spite of their report, and tell them; their reminders go on."""
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, _loop_id(session, actor, interview_id))
        interview = reported(loop, interview_id)
        if not may_excuse(loop, asking, interview):
            raise may_not("may_not_answer", loop, Act.ANSWER, interview_id)
        now = workspace.now
        _row(row.interviews, interview_id).report = None
        facts = {"interview": interview_id}
        record(session, loop.id, actor=actor.user, action=AuditAction.DECLINED_REPORT, now=now, **facts)
        team, occasion = loop.team_id, f"{interview_id}:{int(now.timestamp())}"
        kind, person = MessageKind.REPORT_DECLINED, interview.interviewer
        want_once(session, team_id=team, kind=kind, subject=loop.id, recipient=person, request=occasion)
        want_edit(session, team_id=team, kind=MessageKind.REPORT, subject=loop.id)
        session.flush()
        if (reminder := reminder_of(session, interview_id)) is not None:
            reminder.handled_at = now  # the message says what a reminder would; the next one comes in its time
        return loop_value(row)


def reported(loop: Loop, interview_id: str) -> Interview:
    """Return an interview whose report waits for an answer; raises Refusal where none does."""
    interview = next((each for each in loop.interviews if each.id == interview_id), None)
    if interview is None:
        raise no_such_loop()
    if interview.report is None or interview.state is not InterviewState.DUE or not loop.is_open:
        raise Refusal("loop_refusals.answered_already", steps=(loop_of(loop),))
    return interview


def deciders(workspace: Workspace, session: Session, loop: Loop, interview: Interview) -> tuple[str, ...]:
    """Return who is asked to accept a report: recruiter and opener, else the admins; none who may not."""
    admins, running = admin_ids(workspace, session), (loop.recruiter, loop.opened_by)
    known = people_named(session, loop.team_id, [*running, *admins])
    never = {loop.hiring_manager, loop.candidate_user, interview.interviewer}
    never |= {user for user, person in known.items() if person.is_deleted}
    for people in (running, admins):
        if able := [person for person in people if person not in never]:
            return tuple(dict.fromkeys(able))
    return ()


def _ask(session: Session, loop: Loop, interview: Interview, person: str, now: datetime) -> None:
    want_once(
        session,
        team_id=loop.team_id,
        kind=MessageKind.REPORT,
        subject=loop.id,
        recipient=person,
        request=f"{interview.id}:{int(now.timestamp())}",
    )


def _checked_stand_in(session: Session, actor: Actor, loop: Loop, stand_in: str | None) -> str:
    """Return who held the interview instead, if they may be on the panel; raises FormRefusal."""
    if not stand_in:
        raise FormRefusal({STAND_IN.block_id: reason("loop_refusals.fill_in")})
    if stand_in == actor.user:
        raise FormRefusal({STAND_IN.block_id: reason("loop_refusals.stands_in_for_oneself")})
    if stand_in == loop.candidate_user:
        raise FormRefusal({STAND_IN.block_id: reason("loop_refusals.candidate_interviews")})
    name_people(session, actor.team, [stand_in])
    if problem := unfit_people(session, actor, [stand_in]):
        raise FormRefusal({STAND_IN.block_id: problem})
    return stand_in


def _loop_id(session: Session, actor: Actor, interview_id: str) -> str:
    loop_id = loop_of_interview(session, actor.team, interview_id)
    if loop_id is None:
        raise no_such_loop()
    return loop_id


def _row(rows: list[InterviewRow], interview_id: str) -> InterviewRow:
    return next(row for row in rows if row.id == interview_id)
