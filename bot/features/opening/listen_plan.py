"""The buttons and forms of an opening's plan; each form takes the place of the one before it in the same modal."""

from collections.abc import Sequence
from typing import Any

from bot.errors import FormRefusal, reason
from bot.features.opening import edit_plan as edit
from bot.features.opening import opening_form as form
from bot.features.opening import show_plan as view
from bot.features.opening.opening_rubric import scored_for
from bot.features.opening.read_opening import OpeningPlan, plan_of_opening
from bot.slack.block_types import Modal
from bot.slack.form_fields import Menu
from bot.slack.forms import block_names, check
from bot.slack.payloads import Action, UnreadableRefusal, carried_number
from bot.slack.replying import on_change, on_click, on_page, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from bot.wording.words import plain_words
from rubrics.catalogue.levels import Level
from rubrics.panel.plan import InterviewKind, PlannedInterview
from rubrics.panel.plan_changes import Seat
from rubrics.panel.scored_exercises import Scored, named_in


def register(routes: Routes) -> None:
    """Listen to a plan, its stages and their interviews."""
    on_click(routes, view.PLAN, on_plan)
    on_page(routes, view.EDIT_PANEL, on_edit_panel)
    on_page(routes, view.EDIT_STAGE, on_edit_stage)
    on_page(routes, view.ADD_STAGE, on_add_stage)
    on_page(routes, view.REMOVE_STAGE, on_remove_stage)
    on_change(routes, view.EDIT_INTERVIEW, on_edit_interview)
    on_page(routes, view.REMOVE_INTERVIEW, on_remove_interview)
    on_page(routes, view.BACK, on_back)
    on_submit(routes, view.PANEL, on_panel)
    on_submit(routes, view.STAGE, on_stage)
    on_submit(routes, view.INTERVIEW, on_interview)


def on_plan(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show an opening's plan."""
    return view.plan_page(plan_of_opening(workspace, actor, value))


def on_back(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Go back to the plan."""
    return on_plan(workspace, actor, _read(value)[0].opening)


def on_edit_panel(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask who usually holds each interview."""
    return view.panel_form(plan_of_opening(workspace, actor, _read(value)[0].opening))


def on_panel(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Keep who usually holds each interview, and show the plan."""
    version, _ = _read(filled["private_metadata"])
    subjects = form.SEAT.subjects(block_names(filled))
    people = {_seat(subject.split("-")): form.SEAT.about(subject).read(filled) for subject in subjects}
    return view.plan_page(edit.assign_people(workspace, actor, version, people))


def on_edit_stage(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer to change a stage."""
    version, places = _read(value)
    return _stage(plan_of_opening(workspace, actor, version.opening), places)


def on_add_stage(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Add a stage, and offer to fill it in."""
    version, _ = _read(value)
    name = plain_words("opening_form.stage_new")
    plan = edit.add_stage(workspace, actor, version, name)
    return view.stage_form(plan, len(plan.opening.stages) - 1)


def on_remove_stage(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Take a stage out, and show the plan."""
    version, places = _read(value)
    return view.plan_page(edit.remove_stage(workspace, actor, version, _place(places, 0)))


def on_stage(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Keep a stage, and show the plan."""
    return view.plan_page(_stage_kept(workspace, actor, filled))


def on_edit_interview(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:
    """Keep what stands in the form of a stage, and offer to change one of its interviews or to add one."""
    at, place = _place(_read(drawn["private_metadata"])[1], 0), _place(_read(action.chosen)[1], 1)
    plan = _stage_kept(workspace, actor, drawn)
    return view.interview_form(plan, (at, place), _exercises(workspace, plan))


def _stage_kept(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> OpeningPlan:
    version, places = _read(filled["private_metadata"])
    minimum = form.MINIMUM.offering(view.minimums())
    goes = form.ASKS_GO.offering((name, name) for name in (view.DECIDED, view.EVERYONE))
    check(filled, [form.STAGE_NAME, minimum, goes])
    changes = {
        "name": form.STAGE_NAME.need(filled),
        "minimum": int(minimum.need(filled)),
        "asks_go": goes.need(filled) == view.DECIDED,
    }
    return edit.save_stage(workspace, actor, version, _place(places, 0), changes)


def on_remove_interview(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Take an interview out, and show its stage."""
    version, places = _read(value)
    return _stage(edit.remove_interview(workspace, actor, version, _seat(places)), places)


def on_interview(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Keep an interview, and show its stage."""
    version, places = _read(filled["private_metadata"])
    plan = plan_of_opening(workspace, actor, version.opening)
    interview = _interview(plan, filled, _exercises(workspace, plan))
    return _stage(edit.save_interview(workspace, actor, version, _seat(places), interview), places)


def _exercises(workspace: Workspace, plan: OpeningPlan) -> Sequence[Scored]:
    return scored_for(workspace, plan.opening.role, plan.opening.level)


def _interview(plan: OpeningPlan, filled: dict[str, Any], exercises: Sequence[Scored]) -> PlannedInterview:
    focus, kind = form.FOCUS.offering(view.competencies(plan)), form.KIND.offering(view.kinds())
    seniority = form.SENIORITY.offering(view.seniorities())
    rated = form.SCORED_EXERCISE.offering(view.rated(plan, exercises))
    check(filled, [focus, kind, seniority, rated, form.EXERCISE, form.MINUTES.offering(_any_length(filled))])
    known, level = {value for _, value in focus.options}, seniority.need(filled)
    chosen = tuple(each for each in focus.read(filled) or () if each in known)
    exercise = _exercise(filled, rated, exercises)
    if not chosen and named_in(exercise, exercises) is None:
        raise FormRefusal({focus.block_id: reason("opening_refusals.no_focus")})
    return PlannedInterview(
        focus=chosen,
        interviewer=form.INTERVIEWER.read(filled),
        alternates=form.ALTERNATES.read(filled) or (),
        minutes=int(form.MINUTES.read(filled) or view.LENGTHS[0]),
        exercise=exercise,
        seniority=None if level == view.ANY else Level(level),
        kind=InterviewKind(kind.need(filled)),
    )


def _exercise(filled: dict[str, Any], rated: Menu, exercises: Sequence[Scored]) -> str:
    """Return the name of the exercise that was chosen or typed; raises FormRefusal for both."""
    chosen, typed = rated.read(filled), form.EXERCISE.read(filled) or ""
    if chosen and typed:
        raise FormRefusal({form.EXERCISE.block_id: reason("opening_refusals.two_exercises")})
    return next((each.name for each in exercises if each.id == chosen), typed)


def _any_length(filled: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the lengths that may be chosen: those offered, and the one that stood in the form already."""
    chosen = form.MINUTES.read(filled) or ""
    return view.lengths(int(chosen) if chosen.isdecimal() and 0 < int(chosen) <= view.LENGTHS[-1] else None)


def _stage(plan: OpeningPlan, places: list[str]) -> Modal:
    """Return the form of a stage, or the plan where the stage is gone."""
    at = _place(places, 0)
    return view.stage_form(plan, at) if at < len(plan.opening.stages) else view.plan_page(plan)


def _read(value: str) -> tuple[edit.PlanVersion, list[str]]:
    opening_id, _, rest = value.partition(" ")
    mark, *places = rest.split() or [""]
    return edit.PlanVersion(opening_id, mark), places


def _seat(places: list[str]) -> Seat:
    return _place(places, 0), _place(places, 1)


def _place(places: list[str], number: int) -> int:
    if len(places) <= number:
        raise UnreadableRefusal("plan")
    return carried_number(places[number])
