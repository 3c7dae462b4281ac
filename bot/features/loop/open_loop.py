"""Opening a planned loop: its rows, its rubric pinned, and the messages it wants; in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal
from bot.features.doors import NEW_LOOP
from bot.features.loop.check_people import refuse_unfit
from bot.features.loop.kept_plan import keep_plan
from bot.features.loop.loop_request import LoopRequest, UnfitRequestError, checked_request
from bot.features.loop.plan_interviews import interview_rows
from bot.features.loop.plan_loop import CHECKED, KIND, LoopPlan, chosen_focus, kept_parts, plan_of
from bot.features.loop.tell_interviewers import invite
from bot.features.opening.access import opening_for_loop
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Rubric
from rubrics.panel.coverage import WarningKey
from rubrics.panel.links import links_in
from rubrics.panel.loop import Loop
from rubrics.panel.parts import Joins, settled
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.candidates import CandidateRow, another_candidate, candidate_like
from storage.columns import new_id
from storage.forms import form
from storage.history import to_pin
from storage.loops import LoopRow, lock_loop, loop_of_form, loop_value
from storage.messages import MessageKind
from storage.openings import OpeningRow, opening_like
from storage.outbox import want_message
from storage.people import channel_named
from storage.rubric_versions import pin_rubric


def open_loop(
    workspace: Workspace,
    actor: Actor,
    form_id: str,
    focus: Mapping[str, Sequence[str]],
    times: Mapping[str, datetime | None],
    *,
    joins: Joins | None = None,
) -> Loop | LoopPlan:
    """Open the planned loop, or return its plan with warnings that were not shown yet.

    Everything goes by the keys of the plan's parts; what joins what is as it was kept where nothing is handed in.
    Submitting the same warnings again opens it anyway, and the record says so. Submitting a form that has opened
    its loop already returns that loop.
    """
    with workspace.sessions.begin() as session:
        # Held, so that the second of two clicks on Open waits and then finds the loop of the first.
        kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id, lock=True)
        opened = loop_of_form(session, actor.team, form_id)
        if opened is not None and opened.opened_by == actor.user:
            return loop_value(opened)
        if kept is None:
            raise Refusal("loop_refusals.form_is_gone", steps=(NEW_LOOP,))
        request = LoopRequest.model_validate(kept.content["request"])
        rubric = _still_fit(workspace, session, actor, request)
        parts = settled(kept_parts(kept.content), joins or {})
        chosen = chosen_focus(rubric, parts, focus)
        plan = plan_of(
            workspace, session, actor, request, rubric, form_id=form_id, parts=parts, focus=chosen, times=times
        )
        if not keep_plan(kept, plan):
            return plan
        is_checked = bool(kept.content.get(CHECKED))
        return loop_value(_open(workspace, session, actor, plan, is_channel_checked=is_checked))


def is_in_channel(workspace: Workspace, loop: Loop) -> bool | None:
    """Tell whether Debrief is in a loop's channel; None while Slack has not told."""
    with workspace.reads() as session:
        channel = channel_named(session, loop.team_id, loop.channel)
        return channel.has_bot if channel is not None and channel.fetched_at is not None else None


def _still_fit(workspace: Workspace, session: Session, actor: Actor, request: LoopRequest) -> Rubric:
    try:
        refuse_unfit(workspace, session, actor, request)
        return checked_request(workspace, request)
    except FormRefusal as refusal:
        raise UnfitRequestError(request, refusal.fields) from refusal


def _open(workspace: Workspace, session: Session, actor: Actor, plan: LoopPlan, *, is_channel_checked: bool) -> LoopRow:
    now, request = workspace.now, plan.request
    pinned = to_pin(session, actor.team)
    opening = _opening(workspace, session, actor, plan)
    row = LoopRow(
        id=new_id(),
        team_id=actor.team,
        form_id=plan.form_id,
        opening=opening,
        candidate=_candidate(session, actor, request, now),
        rubric_digest=pin_rubric(session, plan.rubric, now),
        channel_id=request.channel,
        hiring_manager=request.hiring_manager,
        recruiter=opening.recruiter if request.opening_id else actor.user,
        opened_by=actor.user,
        opened_at=now,
        deadline_at=request.deadline_at,
        shows_name=request.shows_name,
        is_channel_checked=is_channel_checked,
        # Whom the name means is settled by opening, and nothing to have opened in spite of.
        warnings=[each.model_dump(mode="json") for each in plan.warnings if each.key is not WarningKey.SAME_NAME],
        stage_name=request.stages[0].name if request.stages else "",
        stage_plan=request.stages[0].model_dump(mode="json") if request.stages else None,
        later_stages=[stage.model_dump(mode="json") for stage in request.stages[1:]],
        history=pinned.history.model_dump(mode="json") if pinned.history else None,
        severity_fit_id=pinned.severity_fit_id,
        links=[link.model_dump() for link in links_in(request.links)],
        interviews=interview_rows(plan.parts, plan.focus, plan.times),
    )
    session.add(row)
    session.flush()
    _announce(session, row)
    facts: dict[str, Any] = {"rubric": plan.rubric.id, "digest": plan.rubric.digest, "warnings": row.warnings}
    if row.history:
        facts["history"] = row.history
    record(session, row.id, actor=actor.user, action=AuditAction.OPENED, now=now, **facts)
    locked = lock_loop(session, row.team_id, row.id)
    assert locked is not None  # noqa: S101 – written in this very transaction
    return locked


def _announce(session: Session, row: LoopRow) -> None:
    kind, team = MessageKind.ANNOUNCEMENT, row.team_id
    want_message(session, team_id=team, kind=kind, subject=row.id, recipient=row.channel_id)
    for interview in row.interviews:
        invite(session, row, interview)


def _opening(workspace: Workspace, session: Session, actor: Actor, plan: LoopPlan) -> OpeningRow:
    request, rubric = plan.request, plan.rubric
    if request.opening_id is not None:
        return opening_for_loop(workspace, session, actor, request.opening_id).row
    wanted = OpeningRow(
        team_id=actor.team,
        name=request.opening.strip() or rubric.title,
        role=rubric.role,
        level=rubric.level.value,
        hiring_manager=request.hiring_manager,
        recruiter=actor.user,
        created_at=workspace.now,
    )
    return opening_like(session, wanted)


def _candidate(session: Session, actor: Actor, request: LoopRequest, now: datetime) -> CandidateRow:
    found = another_candidate if request.is_namesake else candidate_like
    candidate = found(session, actor.team, request.candidate_typed, now)
    candidate.user_id = request.candidate_user or candidate.user_id
    return candidate
