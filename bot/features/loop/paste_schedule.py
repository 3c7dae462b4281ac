"""Filling in a panel's times from a pasted schedule: nothing is opened or changed until the form is submitted."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.doors import YOUR_LOOPS
from bot.features.loop.access import loop_known_to
from bot.features.loop.kept_plan import change_part, keep_plan, kept_form
from bot.features.loop.loop_request import FARTHEST_DEADLINE, LoopRequest, checked_request
from bot.features.loop.panel_warnings import edit_warnings
from bot.features.loop.plan_edit import KIND as EDIT_KIND
from bot.features.loop.plan_edit import EditPlan, change_held_part, edit_plan, owed
from bot.features.loop.plan_loop import LoopPlan, as_kept, kept_parts, plan_of
from bot.features.loop.show_parts import Chosen
from bot.features.loop.usual_deadline import deadline_for
from bot.features.people.zones import zones_of
from bot.wiring import Actor, Workspace
from rubrics.panel.parts import Part, settled
from rubrics.panel.schedule.fitting import ScheduleFit, fit_schedule
from rubrics.panel.schedule.reading import read_schedule
from storage.forms import form
from storage.people import people_named

NO_ACT = ("", "")
"""Done with no part: what was chosen is kept, and that is all."""


def as_chosen(workspace: Workspace, actor: Actor, form_id: str, chosen: Chosen) -> LoopPlan:
    """Return one's own plan of a new loop as it was chosen, which is kept."""
    return change_part(workspace, actor, form_id, *NO_ACT, chosen=chosen)


def held_as_chosen(workspace: Workspace, actor: Actor, form_id: str, chosen: Chosen) -> EditPlan:
    """Return one's own change of a running loop as it was chosen, which is kept."""
    return change_held_part(workspace, actor, form_id, *NO_ACT, chosen=chosen)


def schedule_planned(
    workspace: Workspace, actor: Actor, form_id: str, chosen: Chosen, text: str
) -> tuple[LoopPlan, ScheduleFit]:
    """Fill in the times of a loop that is planned, and say what of the schedule was understood.

    Times that it says nothing of stay as they were chosen. For an opening, whose form asks for no deadline, scorecards
    are due a day after the last interview.
    """
    with workspace.sessions.begin() as session:
        kept = kept_form(session, actor, form_id)
        request = LoopRequest.model_validate(kept.content["request"])
        fit = fit_of(workspace, session, actor, settled(kept_parts(kept.content), chosen.joins), text)
        times: dict[str, datetime | None] = {**chosen.times, **fit.times}
        due = deadline_for(session, actor, fit.parts, times, workspace.now)
        request = _due_after(request, due, workspace.now)
        if request.opening_id is not None:
            kept.content = {**kept.content, "request": request.model_dump(mode="json")}
        rubric = checked_request(workspace, request)
        plan = plan_of(
            workspace,
            session,
            actor,
            request,
            rubric,
            form_id=form_id,
            parts=fit.parts,
            focus=chosen.focus,
            times=times,
        )
        keep_plan(kept, plan, is_shown=False)
        return plan, fit


def schedule_held(
    workspace: Workspace, actor: Actor, form_id: str, chosen: Chosen, text: str
) -> tuple[EditPlan, ScheduleFit]:
    """Fill in the times of a running loop that is to be changed, and say what of the schedule was understood."""
    with workspace.sessions.begin() as session:
        kept = form(session, team_id=actor.team, user=actor.user, kind=EDIT_KIND, form_id=form_id, lock=True)
        if kept is None:
            raise Refusal("loop_refusals.form_is_gone", steps=(YOUR_LOOPS,))
        loop, _ = loop_known_to(workspace, session, actor, kept.content["loop"])
        fit = fit_of(workspace, session, actor, settled(kept_parts(kept.content), chosen.joins), text)
        kept.content = {**kept.content, "parts": as_kept(fit.parts)}
        focus = {part.key: chosen.focus.get(part.key, ()) for part in owed(fit.parts)}
        times: dict[str, datetime | None] = {**chosen.times, **fit.times}
        warnings = edit_warnings(session, actor, loop, fit.parts, focus)
        plan = edit_plan(session, actor, form_id, loop, fit.parts, focus=focus, times=times, warnings=warnings)
        return plan, fit


def _due_after(request: LoopRequest, due: datetime, now: datetime) -> LoopRequest:
    """Return what was asked for, due then where it is for an opening and a schedule of long ago is not meant."""
    fits = request.opening_id is not None and now < due <= now + FARTHEST_DEADLINE
    return request.model_copy(update={"deadline_at": due}) if fits else request


def fit_of(workspace: Workspace, session: Session, actor: Actor, parts: tuple[Part, ...], text: str) -> ScheduleFit:
    """Return what a pasted text says of a panel, times without a zone being in that of anyone who pasted it."""
    zone = zones_of(session, actor.team, actor.user)[actor.user]
    known = people_named(session, actor.team, [part.interviewer for part in parts])
    names = {user: person.name for user, person in known.items() if person.name}
    return fit_schedule(read_schedule(text, zone, workspace.now), parts, names)
