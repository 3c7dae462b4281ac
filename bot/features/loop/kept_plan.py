"""A planned loop between its second step and its opening: kept as it was filled in, and its gaps closed one by one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal
from bot.features.doors import NEW_LOOP
from bot.features.loop.loop_request import LoopRequest, UnfitRequestError, checked_request
from bot.features.loop.panel_warnings import keys_of
from bot.features.loop.plan_loop import KIND, LoopPlan, as_kept, kept_parts, plan_of
from bot.features.loop.show_parts import Chosen
from bot.slack.seen_warnings import SeenWarnings
from bot.wiring import Actor, Workspace
from rubrics.panel.coverage import Focus, WarningKey, with_rater, without_gaps
from rubrics.panel.parts import changed_parts
from storage.forms import FormRow, form


def keep_plan(kept: FormRow, plan: LoopPlan, *, is_shown: bool = True) -> bool:
    """Keep who assesses what and when in the plan's form; tell whether all its warnings were shown before.

    From now on they count as shown, unless the plan goes back to the step before them. What the JD promises stops no
    one: the form for an opening says it already.
    """
    seen, keys = SeenWarnings.of_mark(kept.content.get("warned", "")), keys_of(plan.warnings)
    stopping = keys_of([each for each in plan.warnings if each.key is not WarningKey.PROMISED])
    kept.content = {**keep_planned(kept.content, plan), "warned": (seen.after(keys) if is_shown else seen).mark}
    return not seen.unseen(stopping)


def keep_planned(content: Mapping[str, Any], plan: LoopPlan) -> dict[str, Any]:
    """Return a form's content with who assesses what and when in its plan."""
    times = {key: moment and moment.isoformat() for key, moment in plan.times.items()}
    focus = {key: list(ids) for key, ids in plan.focus.items()}
    return {**content, "parts": as_kept(plan.parts), "focus": focus, "times": times}


def change_part(workspace: Workspace, actor: Actor, form_id: str, act: str, key: str, *, chosen: Chosen) -> LoopPlan:
    """Give someone a second interview or take it away, or have two take place together; what was chosen is kept."""
    with workspace.sessions.begin() as session:
        kept = kept_form(session, actor, form_id)
        request = LoopRequest.model_validate(kept.content["request"])
        rubric = checked_request(workspace, request)
        parts = changed_parts(kept_parts(kept.content), chosen.joins, act, key)
        plan = plan_of(
            workspace,
            session,
            actor,
            request,
            rubric,
            form_id=form_id,
            parts=parts,
            focus=chosen.focus,
            times=chosen.times,
        )
        keep_plan(kept, plan, is_shown=False)
        return plan


def kept_plan(workspace: Workspace, actor: Actor, form_id: str) -> LoopPlan:
    """Return one's own plan as it was last kept; raises Refusal where it is kept no longer, or no longer fits.

    What time has made wrong meanwhile, such as a deadline that has passed, is an UnfitRequestError.
    """
    with workspace.reads() as session:
        return _plan(workspace, session, actor, _form(session, actor, form_id))


def turn_namesake(workspace: Workspace, actor: Actor, form_id: str) -> LoopPlan:
    """Take a plan's candidate for someone else of the same name, or for the known one again; return it as it is then.

    Only where that is in question: someone who may not know of the other is never asked.
    """
    with workspace.sessions.begin() as session:
        kept = _form(session, actor, form_id, lock=True)
        plan = _plan(workspace, session, actor, kept)
        if not any(warning.key is WarningKey.SAME_NAME for warning in plan.warnings):
            return plan
        request = plan.request.model_copy(update={"is_namesake": not plan.request.is_namesake})
        kept.content = {**kept.content, "request": request.model_dump(mode="json")}
        return _rekept(workspace, session, actor, kept, plan.focus)


def close_gap(workspace: Workspace, actor: Actor, form_id: str, competency: str, key: str) -> LoopPlan:
    """Let one more of the panel assess a competency, and return the plan as it is then; twice is once."""
    with workspace.sessions.begin() as session:
        kept = _form(session, actor, form_id, lock=True)
        plan = _plan(workspace, session, actor, kept)
        return _rekept(workspace, session, actor, kept, with_rater(plan.rubric, plan.focus, competency, key))


def close_gaps(workspace: Workspace, actor: Actor, form_id: str) -> LoopPlan:
    """Close every gap that the panel has room for, and return the plan as it is then."""
    with workspace.sessions.begin() as session:
        kept = _form(session, actor, form_id, lock=True)
        plan = _plan(workspace, session, actor, kept)
        return _rekept(workspace, session, actor, kept, without_gaps(plan.rubric, plan.focus, plan.request.ahead))


def _rekept(workspace: Workspace, session: Session, actor: Actor, kept: FormRow, focus: Focus) -> LoopPlan:
    kept.content = {**kept.content, "focus": {key: list(ids) for key, ids in focus.items()}}
    plan = _plan(workspace, session, actor, kept)
    keep_plan(kept, plan)
    return plan


def _plan(workspace: Workspace, session: Session, actor: Actor, kept: FormRow) -> LoopPlan:
    request = LoopRequest.model_validate(kept.content["request"])
    times = {key: moment and datetime.fromisoformat(moment) for key, moment in kept.content["times"].items()}
    try:
        rubric = checked_request(workspace, request)
    except FormRefusal as refusal:
        raise UnfitRequestError(request, refusal.fields) from refusal
    defined = {competency.id for competency in rubric.competencies}  # the definitions may be others by now
    focus = {key: [each for each in ids if each in defined] for key, ids in kept.content["focus"].items()}
    parts = kept_parts(kept.content)
    return plan_of(workspace, session, actor, request, rubric, form_id=kept.id, parts=parts, focus=focus, times=times)


def kept_form(session: Session, actor: Actor, form_id: str) -> FormRow:
    """Hold one's own form of a new loop until the transaction ends; raises Refusal where it is kept no longer."""
    return _form(session, actor, form_id, lock=True, has_focus=False)


def _form(session: Session, actor: Actor, form_id: str, *, lock: bool = False, has_focus: bool = True) -> FormRow:
    kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id, lock=lock)
    if kept is None or (has_focus and "focus" not in kept.content):
        raise Refusal("loop_refusals.form_is_gone", steps=(NEW_LOOP,))
    return kept
