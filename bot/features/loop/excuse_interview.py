"""Excusing an interview that still owes a scorecard, or noting that it did not happen; may reveal the panel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.loop.access import interview_loop_known_to, locked_loop_known_to, loop_of
from bot.features.loop.excusers import excusers_in, may_not_excuse
from bot.features.loop.panel_warnings import facts_of, keys_of
from bot.features.loop.pleas import Act, may_not
from bot.features.loop.read_loop import LoopDetails
from bot.features.loop.reasons import need_reason
from bot.features.loop.report_interview import reported
from bot.features.loop.reveal_panel import refresh_messages, reveal_if_complete
from bot.features.loop.tell_interviewers import invite, tell_of_change
from bot.slack.seen_warnings import SeenWarnings
from bot.wiring import Actor, Workspace
from rubrics.panel.coverage import CoverageWarning, coverage_warnings, last_one_warning
from rubrics.panel.interview_report import InterviewReport, Report
from rubrics.panel.loop import ON_THE_PANEL, ExcuseReason, Interview, InterviewState, Loop
from rubrics.panel.parts import keyed
from rubrics.panel.permissions import Viewer, may_excuse
from rubrics.panel.plan import InterviewKind
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.columns import new_id
from storage.loops import InterviewRow, LoopRow, loop_value
from storage.messages import MessageKind
from storage.outbox import want_edit

_REASONS: Mapping[Report | None, ExcuseReason] = {
    Report.CANNOT: ExcuseReason.CANNOT,
    Report.SOMEONE_ELSE: ExcuseReason.SOMEONE_ELSE,
}
"""Why an interview ended whose interviewer said so; accepting what they say is excusing them."""


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

    Returns the plan instead where the panel would lose something that was not shown yet; `seen` marks what was.
    With `happened` False, the record says that the interview did not happen rather than that someone was excused.
    """
    need_reason(reason)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        excused = _excusable(workspace, session, loop, asking, interview_id)
        plan = _plan(session, actor, loop, excused)
        if SeenWarnings.of_mark(seen).unseen(_losses(excused, plan.warnings)):
            return plan
        now, interview = workspace.now, next(i for i in row.interviews if i.id == interview_id)
        action = _end_interview(actor, interview, excused, reason, happened=happened)
        if excused.report is not None:
            _follow_report(session, row, excused, excused.report)
        tell_of_change(session, row, interview, now)
        record(session, loop.id, actor=actor.user, action=action, now=now, interview=interview_id, reason=reason)
        if not reveal_if_complete(session, row, now):
            refresh_messages(session, row)
        return loop_value(row)


def _end_interview(
    actor: Actor, interview: InterviewRow, excused: Interview, reason: str, *, happened: bool
) -> AuditAction:
    """Have an interview of a locked loop owe no scorecard that counts; return by which action the record tells it."""
    what = excused.report.what if excused.report else None
    if what is Report.WAS_SHADOWING:  # they were there and saw it: what they put down is kept for calibration
        interview.kind, interview.report = InterviewKind.SHADOW, None
        return AuditAction.NOTED_SHADOWING
    happened = happened and what is not Report.DID_NOT_HAPPEN
    interview.state = InterviewState.EXCUSED if happened else InterviewState.DID_NOT_HAPPEN
    interview.excuse_reason = _REASONS.get(what, ExcuseReason.OTHER) if happened else ExcuseReason.DID_NOT_HAPPEN
    interview.excused_by, interview.excuse_note = actor.user, reason
    return AuditAction.EXCUSED if happened else AuditAction.DID_NOT_HAPPEN


def plan_of_report(workspace: Workspace, actor: Actor, interview_id: str) -> ExcusePlan:
    """Return what accepting an interviewer's report would lose; raises Refusal where it is not theirs to do."""
    with workspace.reads() as session:
        loop, asking = interview_loop_known_to(workspace, session, actor, interview_id)
        return _plan(session, actor, loop, _acceptable(loop, asking, interview_id))


def accept_report(workspace: Workspace, actor: Actor, interview_id: str, seen: str) -> Loop | ExcusePlan:
    """Excuse an interviewer by what they said themselves; raises Refusal where that was answered already."""
    plan = plan_of_report(workspace, actor, interview_id)
    note = next(each.report.note for each in plan.loop.interviews if each.id == interview_id and each.report)
    return excuse_interview(workspace, actor, plan.loop.id, interview_id, note, seen=seen)


def _acceptable(loop: Loop, asking: Viewer, interview_id: str) -> Interview:
    interview = reported(loop, interview_id)
    if not may_excuse(loop, asking, interview):
        raise may_not("may_not_answer", loop, Act.ANSWER, interview_id)
    return interview


def _follow_report(session: Session, row: LoopRow, excused: Interview, report: InterviewReport) -> None:
    """Have anyone who held an interview instead be asked for its scorecard, and those who were asked see the answer."""
    kind, person = MessageKind.REPORT, report.stand_in
    want_edit(session, team_id=row.team_id, kind=kind, subject=row.id)
    on_panel = [each.interviewer for each in row.interviews if each.state in ON_THE_PANEL]
    if person is None or person in on_panel:
        return
    added = InterviewRow(
        id=new_id(),
        position=max(each.position for each in row.interviews) + 1,
        interviewer=person,
        focus=list(excused.focus),
        session=excused.session,
        starts_at=excused.starts_at,
        minutes=excused.minutes,
        exercise=excused.exercise,
        state=InterviewState.DUE,
    )
    row.interviews.append(added)
    invite(session, row, added)


def no_excuse(shown: LoopDetails, user: str) -> Refusal:
    """Return why the reader of a loop may excuse no one on it: it is over, nothing is due, or that is not theirs."""
    loop = shown.loop
    if not loop.is_open or not loop.due:
        return Refusal("loop_refusals.nobody_to_excuse", steps=(loop_of(loop),))
    return may_not_excuse(loop, user, shown.excusers, is_late=shown.may_override)


def _excusable(workspace: Workspace, session: Session, loop: Loop, asking: Viewer, interview_id: str) -> Interview:
    """Return the interview, if it owes a scorecard and may be excused by anyone who asks; raises Refusal."""
    interview = next((i for i in loop.interviews if i.id == interview_id), None)
    if interview is None:
        raise Refusal("loop_refusals.not_in_loop")
    if not may_excuse(loop, asking, interview):
        others = excusers_in(workspace, session, loop)
        is_late = loop.is_late(workspace.now)
        raise may_not_excuse(loop, asking.user, others, is_late=is_late, interview=interview_id)
    if not loop.is_open or interview.state is not InterviewState.DUE:
        raise Refusal("loop_refusals.owes_nothing")
    return interview


def _plan(session: Session, actor: Actor, loop: Loop, excused: Interview) -> ExcusePlan:
    """Say what the panel would lose by an excuse: of its coverage what is not amiss already, and its seal."""
    if not excused.counts:
        return ExcusePlan(loop, excused.id, (), SeenWarnings().mark)
    standing = {key: i for key, i in keyed(loop.interviews).items() if i.counts and i.state in ON_THE_PANEL}
    before = {key: i.focus for key, i in standing.items()}
    after = {key: i.focus for key, i in standing.items() if i.id != excused.id}
    facts = facts_of(session, actor, loop.candidate_code, loop.panel)
    known = coverage_warnings(loop.rubric, before, facts)
    lost = [warning for warning in coverage_warnings(loop.rubric, after, facts) if warning not in known]
    warnings = (*lost, *last_one_warning(len(loop.pending) - 1))
    return ExcusePlan(loop, excused.id, warnings, SeenWarnings().after(_losses(excused, warnings)).mark)


def _losses(excused: Interview, warnings: Sequence[CoverageWarning]) -> list[str]:
    """Return what is lost by excusing this one interviewer: having seen it of another says nothing."""
    return [f"{excused.id} {key}" for key in keys_of(warnings)]
