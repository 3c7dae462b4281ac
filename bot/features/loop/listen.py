"""`/loop`: opening loops, listing them, and what those in charge may do about one."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from slack_bolt import App

from bot.errors import FormRefusal, Refusal
from bot.features.loop import show_loop as view
from bot.features.loop import show_loop_form as loop_form
from bot.features.loop.excuse_interview import ExcusePlan, cancel_loop, excuse_interview, override_deadline
from bot.features.loop.listen_edit import on_edit_command
from bot.features.loop.open_loop import is_in_channel, open_loop
from bot.features.loop.plan_loop import LoopPlan, LoopRequest, UnfitRequestError, plan_loop
from bot.features.loop.read_loop import loop_details, my_loops
from bot.features.rubric import show_rubric as rubric_view
from bot.slack import fields
from bot.slack.blocks import Message, Modal
from bot.slack.commands import Command, Line, Subcommand
from bot.slack.replying import Answer, Asked, on_click, on_submit
from bot.wiring import Actor, Services, Workspace
from bot.wording.refusals import field_errors
from rubrics.catalogue.model import Level

MISSING = "Fill this in."
USUAL_DEADLINE = timedelta(days=3)


def register(app: App, services: Services) -> None:
    """Listen to both steps of opening a loop, and to the buttons of a loop's details."""
    on_submit(app, services, loop_form.STEP_ONE, on_step_one)
    on_submit(app, services, loop_form.STEP_TWO, on_step_two)
    on_click(app, services, view.START_LOOP, on_start)
    on_click(app, services, view.LOOP_DETAILS, on_details)
    on_click(app, services, view.EXCUSE, on_excuse)
    on_click(app, services, view.OVERRIDE, on_override)
    on_click(app, services, view.CANCEL, on_cancel)
    on_click(app, services, view.LOOP_RUBRIC, on_pinned_rubric)
    on_submit(app, services, view.EXCUSE, on_excused)
    on_submit(app, services, view.OVERRIDE, on_overridden)
    on_submit(app, services, view.CANCEL, on_cancelled)


def _new(workspace: Workspace, asked: Asked) -> Answer:
    typed = {"candidate": asked.text} if asked.text else None
    return loop_form.step_one(_choices(workspace), _usual_deadline(workspace), typed)


def _list(workspace: Workspace, asked: Asked) -> Answer:
    return view.listing(my_loops(workspace, asked.actor), workspace.now)


def _show(workspace: Workspace, asked: Asked) -> Message:
    loops = my_loops(workspace, asked.actor, asked.text)
    if len(loops) != 1:
        return view.listing(loops, workspace.now)
    found = loop_details(workspace, asked.actor, loops[0].id)
    return view.details(found, workspace.now)


def _cancel(workspace: Workspace, asked: Asked) -> Answer:
    loops = my_loops(workspace, asked.actor, asked.text)
    if len(loops) != 1:
        return view.listing(loops, workspace.now)
    return on_cancel(workspace, asked.actor, loops[0].id)


COMMAND = Command(
    "/loop",
    "Open and run one candidate’s interviews",
    "runs the interviews for one candidate.",
    subcommands=(
        Subcommand(
            "/loop", "new", _new, lines=(Line("new", "opens a loop in two steps and announces it in its channel"),)
        ),
        Subcommand("/loop", "list", _list, lines=(Line("list", "shows the loops you are on"),)),
        Subcommand(
            "/loop",
            "show",
            _show,
            "[candidate]",
            (
                Line(
                    "show C-K7P2",
                    "shows who is in, leads to the signal, evidence and record of a panel that is revealed, and lets "
                    "those in charge change the loop, excuse an interviewer, reveal the panel once the deadline has "
                    "passed, or cancel",
                ),
            ),
        ),
        Subcommand(
            "/loop",
            "edit",
            on_edit_command,
            "[candidate]",
            (Line("edit C-K7P2", "changes who is on a running loop, what they assess, and when"),),
        ),
        Subcommand(
            "/loop",
            "cancel",
            _cancel,
            "[candidate]",
            (Line("cancel C-K7P2", "ends a loop with a reason; scorecards that are in stay sealed"),),
        ),
    ),
)


def on_start(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer the first step of opening a loop."""
    return loop_form.step_one(_choices(workspace), _usual_deadline(workspace))


def on_step_one(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Check who and when, and go on to who assesses what."""
    return _step_two(plan_loop(workspace, actor, _request(filled)))


def on_step_two(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Open the loop, or show warnings that are new; a problem of the first step leads back to it, filled in."""
    focus = {p: fields.options(filled, f"{loop_form.FOCUS}:{p}") for p in fields.names(filled, f"{loop_form.FOCUS}:")}
    times = {p: fields.moment(filled, f"{loop_form.TIME}:{p}") for p in focus}
    try:
        outcome = open_loop(workspace, actor, filled["private_metadata"], focus, times)
    except UnfitRequestError as unfit:
        return loop_form.step_one(
            _choices(workspace), unfit.request.deadline_at, _filled(unfit.request), list(field_errors(unfit).values())
        )
    if isinstance(outcome, LoopPlan):
        return _step_two(outcome)
    return loop_form.opened(outcome, is_there=is_in_channel(workspace, outcome))


def _step_two(plan: LoopPlan) -> Modal:
    return loop_form.step_two(
        plan.form_id,
        plan.rubric,
        plan.request.candidate,
        focus=plan.focus,
        times=plan.times,
        warnings=plan.warnings,
    )


def on_details(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show how a loop stands and what the reader may do about it."""
    found = loop_details(workspace, actor, value)
    return view.details_modal(found, workspace.now)


def on_pinned_rubric(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the rubric that a loop was opened with."""
    return rubric_view.pinned(loop_details(workspace, actor, value).loop.rubric)


def on_excuse(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer to excuse one of those who still owe a scorecard."""
    found = loop_details(workspace, actor, value)
    if not found.excusable:
        raise Refusal("There is nobody you could excuse here.", "Open the loop again to see how it stands.")
    return view.excuse_form(found.loop, found.excusable, found.names)


def on_override(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for the reason to reveal a panel after its deadline."""
    found = loop_details(workspace, actor, value)
    if not found.may_override:
        raise Refusal(
            "This panel cannot be revealed now.", "That takes a deadline that has passed, and to run the loop."
        )
    return view.override_form(found.loop)


def on_cancel(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for the reason to cancel a loop."""
    found = loop_details(workspace, actor, value)
    if not found.may_cancel:
        raise Refusal("This loop cannot be cancelled by you now.", "Only those who run it can, while it is open.")
    return view.cancel_form(found.loop)


def on_excused(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Excuse the chosen interviewer."""
    interview = fields.option(filled, view.INTERVIEW)
    if interview is None:
        raise FormRefusal({view.INTERVIEW: "Choose who is excused."})
    happened = fields.option(filled, view.HAPPENED) != view.DID_NOT_HAPPEN
    loop_id, seen = view.excuse_drawn_for(filled["private_metadata"])
    outcome = excuse_interview(workspace, actor, loop_id, interview, _reason(filled), happened=happened, seen=seen)
    if not isinstance(outcome, ExcusePlan):
        return on_details(workspace, actor, outcome.id)
    found = loop_details(workspace, actor, loop_id)
    kept = {view.INTERVIEW: interview, view.REASON: _reason(filled)}
    kept[view.HAPPENED] = view.EXCUSED if happened else view.DID_NOT_HAPPEN
    return view.excuse_form(
        found.loop, found.excusable, found.names, filled=kept, warnings=outcome.warnings, mark=outcome.mark
    )


def on_overridden(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Reveal the panel with the reason given."""
    loop = override_deadline(workspace, actor, filled["private_metadata"], _reason(filled))
    return on_details(workspace, actor, loop.id)


def on_cancelled(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Cancel the loop with the reason given."""
    loop = cancel_loop(workspace, actor, filled["private_metadata"], _reason(filled))
    return on_details(workspace, actor, loop.id)


def _reason(filled: dict[str, Any]) -> str:
    return (fields.text(filled, view.REASON) or "").strip()


def _request(filled: dict[str, Any]) -> LoopRequest:
    given: dict[str, Any] = {
        "candidate": fields.text(filled, "candidate"),
        "role": fields.option(filled, "role"),
        "level": fields.option(filled, "level"),
        "channel": fields.conversation(filled, "channel"),
        "hiring_manager": fields.user(filled, "hiring_manager"),
        "deadline": fields.moment(filled, "deadline"),
    }
    if missing := [name for name, value in given.items() if value is None]:
        raise FormRefusal(dict.fromkeys(missing, MISSING))
    return LoopRequest(
        candidate=given["candidate"],
        shows_name=fields.option(filled, "shown_as") == loop_form.NAME,
        opening=fields.text(filled, "opening") or "",
        role=given["role"],
        level=Level(given["level"]),
        channel=given["channel"],
        hiring_manager=given["hiring_manager"],
        interviewers=fields.users(filled, "interviewers"),
        deadline_at=given["deadline"],
        candidate_user=fields.user(filled, "candidate_user"),
    )


def _filled(request: LoopRequest) -> Mapping[str, Any]:
    shown_as = loop_form.NAME if request.shows_name else loop_form.CODE
    return {**request.model_dump(), "level": request.level.value, "deadline": request.deadline_at, "shown_as": shown_as}


def _choices(workspace: Workspace) -> loop_form.Choices:
    roles = [(role.name, role.id) for role in workspace.catalogue.roles]
    return loop_form.Choices(roles=roles, levels=[(level.value.capitalize(), level.value) for level in Level])


def _usual_deadline(workspace: Workspace) -> Any:
    return (workspace.now + USUAL_DEADLINE).replace(minute=0, second=0, microsecond=0)
