"""A planned loop between its second step and its opening: kept as it was filled in, and its gaps closed one by one."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal
from bot.features.doors import NEW_LOOP
from bot.features.loop.loop_request import LoopRequest, UnfitRequestError, checked_request
from bot.features.loop.panel_warnings import keys_of
from bot.features.loop.plan_loop import KIND, LoopPlan, plan_of
from bot.slack.seen_warnings import SeenWarnings
from bot.wiring import Actor, Workspace
from rubrics.panel.coverage import Focus, with_rater, without_gaps
from storage.forms import FormRow, form


def keep_plan(kept: FormRow, plan: LoopPlan) -> bool:
    """Keep who assesses what and when in the plan's form; tell whether all its warnings were shown before.

    From now on they count as shown.
    """
    seen, keys = SeenWarnings.of_mark(kept.content.get("warned", "")), keys_of(plan.warnings)
    times = {person: moment and moment.isoformat() for person, moment in plan.times.items()}
    focus = {person: list(ids) for person, ids in plan.focus.items()}
    kept.content = {**kept.content, "focus": focus, "times": times, "warned": seen.after(keys).mark}
    return not seen.unseen(keys)


def kept_plan(workspace: Workspace, actor: Actor, form_id: str) -> LoopPlan:
    """Return one's own plan as it was last kept; raises Refusal where it is kept no longer, or no longer fits.

    What time has made wrong meanwhile, such as a deadline that has passed, is an UnfitRequestError.
    """
    with workspace.reads() as session:
        return _plan(workspace, session, actor, _form(session, actor, form_id))


def close_gap(workspace: Workspace, actor: Actor, form_id: str, competency: str, person: str) -> LoopPlan:
    """Let one more of the panel assess a competency, and return the plan as it is then; twice is once."""
    with workspace.sessions.begin() as session:
        kept = _form(session, actor, form_id, lock=True)
        plan = _plan(workspace, session, actor, kept)
        return _rekept(workspace, session, actor, kept, with_rater(plan.rubric, plan.focus, competency, person))


def close_gaps(workspace: Workspace, actor: Actor, form_id: str) -> LoopPlan:
    """Close every gap that the panel has room for, and return the plan as it is then."""
    with workspace.sessions.begin() as session:
        kept = _form(session, actor, form_id, lock=True)
        plan = _plan(workspace, session, actor, kept)
        return _rekept(workspace, session, actor, kept, without_gaps(plan.rubric, plan.focus))


def _rekept(workspace: Workspace, session: Session, actor: Actor, kept: FormRow, focus: Focus) -> LoopPlan:
    kept.content = {**kept.content, "focus": {person: list(ids) for person, ids in focus.items()}}
    plan = _plan(workspace, session, actor, kept)
    keep_plan(kept, plan)
    return plan


def _plan(workspace: Workspace, session: Session, actor: Actor, kept: FormRow) -> LoopPlan:
    request = LoopRequest.model_validate(kept.content["request"])
    times = {person: moment and datetime.fromisoformat(moment) for person, moment in kept.content["times"].items()}
    try:
        rubric = checked_request(workspace, request)
    except FormRefusal as refusal:
        raise UnfitRequestError(request, refusal.fields) from refusal
    defined = {competency.id for competency in rubric.competencies}  # the definitions may be others by now
    focus = {person: [each for each in ids if each in defined] for person, ids in kept.content["focus"].items()}
    return plan_of(session, actor, kept.id, request, rubric, focus=focus, times=times)


def _form(session: Session, actor: Actor, form_id: str, *, lock: bool = False) -> FormRow:
    kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id, lock=lock)
    if kept is None or "focus" not in kept.content:
        raise Refusal("loop_refusals.form_is_gone", steps=(NEW_LOOP,))
    return kept
