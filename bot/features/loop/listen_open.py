"""Both steps of `/loop new`, from what was filled in to the opened loop."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.features.doors import NO_OPENING
from bot.features.loop import loop_form as form
from bot.features.loop import show_coverage as coverage_view
from bot.features.loop import show_loop_form as view
from bot.features.loop.kept_plan import change_part, close_gap, close_gaps, kept_plan, turn_namesake
from bot.features.loop.listen_planned_form import again, begin_planned
from bot.features.loop.loop_request import LoopRequest, UnfitRequestError
from bot.features.loop.open_loop import is_in_channel, open_loop
from bot.features.loop.paste_schedule import as_chosen, schedule_planned
from bot.features.loop.plan_loop import LoopPlan, plan_loop
from bot.features.loop.show_loop import START_LOOP
from bot.features.loop.show_parts import Chosen, chosen_parts, part_act
from bot.features.loop.show_schedule import Pasted, asking
from bot.features.loop.usual_deadline import usual_deadline
from bot.features.rubric.level_menus import levels_offered
from bot.features.workspace.who_opens import need_opener
from bot.slack.block_types import Modal
from bot.slack.channel_members import Members
from bot.slack.forms import block_names, check
from bot.slack.payloads import Action
from bot.slack.replying import on_asking_submit, on_change, on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from bot.wording.refusals import field_errors


def register(routes: Routes) -> None:
    """Listen to both steps of opening a loop, and to the buttons that begin it."""
    on_click(routes, START_LOOP, on_start)
    on_asking_submit(routes, view.STEP_ONE, on_step_one)
    on_submit(routes, view.STEP_TWO, on_step_two)
    on_submit(routes, coverage_view.COVERAGE, on_open_anyway)
    on_change(routes, view.PART, on_part)
    on_change(routes, view.PASTE, on_paste)
    on_change(routes, coverage_view.CLOSE_GAP, on_close_gap)
    on_change(routes, coverage_view.CLOSE_GAPS, on_close_gaps)
    on_change(routes, coverage_view.NAMESAKE, on_namesake)
    on_change(routes, coverage_view.CHANGE_FOCUS, on_change_focus)
    on_change(routes, coverage_view.CHANGE_PANEL, on_change_panel)


def first_step(workspace: Workspace, actor: Actor, filled: Mapping[str, Any] | None = None) -> Modal:
    """Return the first step, with what is known already filled in; raises Refusal for anyone who may open no loop."""
    need_opener(workspace, actor)
    with workspace.reads() as session:
        usual = usual_deadline(session, actor, workspace.now)
    return view.step_one(_choices(workspace), usual, filled)


def begin(workspace: Workspace, actor: Actor, value: str = "", *, channel: str = "", candidate: str = "") -> Modal:
    """Return the one step for an opening: that of the value, else the channel's, else the latest.

    Someone who runs none, or wants none, gets the first of two steps.
    """
    opening = value if value not in ("", "-", NO_OPENING) else None
    planned = begin_planned(workspace, actor, opening, channel, candidate) if value != NO_OPENING else None
    return planned or first_step(workspace, actor, {"candidate": candidate} if candidate else None)


def on_start(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the first step of opening a loop."""
    return begin(workspace, actor, value)


def on_step_one(workspace: Workspace, actor: Actor, filled: dict[str, Any], members: Members) -> Modal:
    """Check who and when, and go on to who assesses what."""
    return _step_two(plan_loop(workspace, actor, _request(workspace, filled), members))


def on_step_two(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Open the loop, or show what its panel lacks; a problem of the first step leads back to it, filled in."""
    form_id, chosen = filled["private_metadata"], chosen_parts(filled)
    if form.SCHEDULE.id in block_names(filled):
        pasted = form.SCHEDULE.read(filled) or ""
        return _or_first_step(workspace, actor, lambda: scheduled(workspace, actor, form_id, chosen, pasted))
    return _or_first_step(workspace, actor, lambda: opened_or_gaps(workspace, actor, form_id, chosen))


def on_paste(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:  # noqa: ARG001
    """Ask for a schedule; what was chosen stays."""
    form_id, chosen = drawn["private_metadata"], chosen_parts(drawn)
    return _or_first_step(
        workspace, actor, lambda: view.step_two(as_chosen(workspace, actor, form_id, chosen), asking(chosen))
    )


def scheduled(workspace: Workspace, actor: Actor, form_id: str, chosen: Chosen, text: str) -> Modal:
    """Return the second step with the times of a schedule filled in, and what of it was not understood."""
    if not text:
        return view.step_two(as_chosen(workspace, actor, form_id, chosen), Pasted(filling=chosen.filling))
    plan, fit = schedule_planned(workspace, actor, form_id, chosen, text)
    return view.step_two(plan, Pasted.of(fit, text, chosen))


def on_part(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:
    """Give an interviewer a second interview or take it away, or have two take place together; all else stays."""
    form_id, chosen = drawn["private_metadata"], chosen_parts(drawn)
    act, key = part_act(action.chosen)
    return _or_first_step(
        workspace,
        actor,
        lambda: view.step_two(
            change_part(workspace, actor, form_id, act, key, chosen=chosen), Pasted(filling=chosen.filling)
        ),
    )


def on_open_anyway(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Open the loop as it was last kept, with what its panel lacks."""

    def opened() -> Modal:
        plan = kept_plan(workspace, actor, filled["private_metadata"])
        return opened_or_gaps(workspace, actor, plan.form_id, Chosen(plan.focus, plan.times))

    return _or_first_step(workspace, actor, opened)


def opened_or_gaps(workspace: Workspace, actor: Actor, form_id: str, chosen: Chosen) -> Modal:
    """Return that the planned loop is open, or what its panel lacks."""
    outcome = open_loop(workspace, actor, form_id, chosen.focus, chosen.times, joins=chosen.joins)
    if isinstance(outcome, LoopPlan):
        return coverage_view.coverage(outcome)
    return view.opened(outcome, is_there=is_in_channel(workspace, outcome))


def on_close_gap(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:
    """Let one more of the panel assess a competency, and show what is left."""
    form_id, (competency, _, key) = drawn["private_metadata"], action.chosen.partition(" ")
    return _or_first_step(
        workspace, actor, lambda: coverage_view.coverage(close_gap(workspace, actor, form_id, competency, key))
    )


def on_namesake(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:  # noqa: ARG001
    """Take the candidate for someone else of the same name, or for the known one again."""
    form_id = drawn["private_metadata"]
    return _or_first_step(workspace, actor, lambda: coverage_view.coverage(turn_namesake(workspace, actor, form_id)))


def on_close_gaps(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:  # noqa: ARG001
    """Close every gap that the panel has room for, and show what is left."""
    form_id = drawn["private_metadata"]
    return _or_first_step(workspace, actor, lambda: coverage_view.coverage(close_gaps(workspace, actor, form_id)))


def on_change_focus(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:  # noqa: ARG001
    """Go back to who assesses what, filled in as it is."""
    form_id = drawn["private_metadata"]
    return _or_first_step(workspace, actor, lambda: _step_two(kept_plan(workspace, actor, form_id)))


def on_change_panel(workspace: Workspace, actor: Actor, drawn: dict[str, Any], action: Action) -> Modal:  # noqa: ARG001
    """Go back to the first step, filled in; what was chosen behind it is proposed anew."""
    form_id = drawn["private_metadata"]

    def first() -> Modal:
        return _first_step_again(workspace, actor, kept_plan(workspace, actor, form_id).request)

    return _or_first_step(workspace, actor, first)


def _or_first_step(workspace: Workspace, actor: Actor, draw: Callable[[], Modal]) -> Modal:
    """Return what is drawn, or the first step, filled in, where something in it holds no longer."""
    try:
        return draw()
    except UnfitRequestError as unfit:
        return _first_step_again(workspace, actor, unfit.request, list(field_errors(unfit).values()))


def _first_step_again(workspace: Workspace, actor: Actor, request: LoopRequest, problems: Sequence[str] = ()) -> Modal:
    if planned := again(workspace, actor, request, problems):
        return planned
    return view.step_one(_choices(workspace), request.deadline_at, _filled(request), problems)


def _step_two(plan: LoopPlan) -> Modal:
    return view.step_two(plan)


def _request(workspace: Workspace, filled: dict[str, Any]) -> LoopRequest:
    # The role is looked up by the use case, which knows which ones there are, however it was chosen.
    role, level = form.MANY_ROLES, form.LEVEL.offering(levels_offered(workspace.catalogue))
    check(filled, [form.CANDIDATE, role, level, form.CHANNEL, form.HIRING_MANAGER, form.DEADLINE])
    return LoopRequest(
        candidate=form.CANDIDATE.need(filled),
        shows_name=form.SHOWN_AS.read(filled) == view.NAME,
        opening=form.OPENING.read(filled) or "",
        role=role.need(filled),
        level=level.need(filled),
        channel=form.CHANNEL.need(filled),
        hiring_manager=form.HIRING_MANAGER.need(filled),
        interviewers=form.INTERVIEWERS.read(filled) or (),
        shadows=form.SHADOWS.read(filled) or (),
        deadline_at=form.DEADLINE.need(filled),
        candidate_user=form.CANDIDATE_USER.read(filled),
        links=form.LINKS.read(filled) or "",
    )


def _filled(request: LoopRequest) -> Mapping[str, Any]:
    shown_as = view.NAME if request.shows_name else view.CODE
    return {**request.model_dump(), "deadline": request.deadline_at, "shown_as": shown_as}


def _choices(workspace: Workspace) -> view.Choices:
    roles = [(role.name, role.id) for role in workspace.catalogue.roles]
    return view.Choices(roles=roles, levels=levels_offered(workspace.catalogue))
