"""`/opening`: making openings, listing them, and what those who run one may do about it."""

from typing import Any

from bot.features.doors import NEW_OPENING, YOUR_OPENINGS, Door
from bot.features.opening import listen_plan, listen_trace
from bot.features.opening import opening_form as form
from bot.features.opening import show_opening as view
from bot.features.opening import show_opening_form as forms
from bot.features.opening import show_openings as lists
from bot.features.opening.access import RUNNING
from bot.features.opening.begin_for_jd import begun_for
from bot.features.opening.edit_opening import OpeningChange, edit_opening, set_state, use_new_rubric
from bot.features.opening.new_opening import new_opening
from bot.features.opening.opening_request import OpeningRequest
from bot.features.opening.read_opening import (
    NO_JD,
    candidates_page,
    edit_choices,
    opening_list,
    opening_meant,
    opening_shown,
    plan_of_opening,
    plans_offered,
    running_loops,
)
from bot.features.opening.read_trace import jd_trace
from bot.features.opening.show_plan import panel_form
from bot.features.rubric.level_menus import levels_offered
from bot.features.workspace.who_opens import need_opener
from bot.slack.block_types import Message, Modal
from bot.slack.commands import Command, Line, Subcommand
from bot.slack.forms import check
from bot.slack.payloads import UnreadableRefusal, carried_number
from bot.slack.replying import Answer, Asked, ClickHandler, on_click, on_page, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.panel.plan import OpeningState

NO_REVIEW = ("", "-")
"""What the button of a new opening carries that is for no JD."""


def register(routes: Routes) -> None:
    """Listen to the buttons of openings and their forms, and to those of their plans."""
    on_click(routes, Door.NEW_OPENING, on_new)
    on_click(routes, Door.OPENING, on_open)
    on_page(routes, lists.LIST, on_list_page)
    on_page(routes, view.CANDIDATES, on_candidates)
    on_click(routes, view.MORE, on_more)
    on_page(routes, view.USE_RUBRIC, on_use_rubric)
    on_submit(routes, forms.NEW, on_made)
    on_submit(routes, forms.EDIT, on_edited)
    on_submit(routes, view.CLOSE, on_closed)
    listen_plan.register(routes)
    listen_trace.register(routes)


def _list(workspace: Workspace, asked: Asked) -> Answer:
    return lists.listing(opening_list(workspace, asked.actor))


def _new(workspace: Workspace, asked: Asked) -> Answer:
    return on_new(workspace, asked.actor, "")


def _show(workspace: Workspace, asked: Asked) -> Message:
    if not asked.text:
        return lists.listing(opening_list(workspace, asked.actor))
    opening = opening_meant(workspace, asked.actor, asked.text)
    return view.page(opening_shown(workspace, asked.actor, opening.id), jd_trace(workspace, asked.actor, opening.id))


def _edit(workspace: Workspace, asked: Asked) -> Answer:
    if not asked.text:
        return _list(workspace, asked)
    return on_edit(workspace, asked.actor, opening_meant(workspace, asked.actor, asked.text).id)


def _close(workspace: Workspace, asked: Asked) -> Answer:
    if not asked.text:
        return _list(workspace, asked)
    return on_close(workspace, asked.actor, opening_meant(workspace, asked.actor, asked.text).id)


COMMAND = Command(
    "/opening",
    "Jobs to fill, each with its plan",
    "the jobs to fill: who runs them, and the plan that every candidate's interviews follow.",
    handler=_list,
    title="Openings",
    ways=(NEW_OPENING, YOUR_OPENINGS),
    subcommands=(
        Subcommand("/opening", "new", _new, lines=(Line("new", "sets up a job with its plan"),)),
        Subcommand("/opening", "list", _list, lines=(Line("list", "shows the openings you run"),)),
        Subcommand(
            "/opening",
            "show",
            _show,
            "[name]",
            (Line("show [name]", "shows its candidates, its plan and its JD, and what you can do about them"),),
        ),
        Subcommand(
            "/opening",
            "edit",
            _edit,
            "[name]",
            (Line("edit [name]", "changes its people, channel, place, bar and JD"),),
        ),
        Subcommand(
            "/opening",
            "close",
            _close,
            "[name]",
            (Line("close [name]", "takes no more loops; those that run can be finished"),),
        ),
    ),
)


def on_new(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the form of a new opening to who may make one; for one of their JD reviews filled in as that reads."""
    need_opener(workspace, actor)
    begun = begun_for(workspace, actor, value) if value not in NO_REVIEW else None
    return forms.new_form(plans_offered(workspace, actor), levels_offered(workspace.catalogue), begun)


def on_made(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Make the opening, and go on to who interviews."""
    level = form.LEVEL.offering(levels_offered(workspace.catalogue))
    plan = form.PLAN.offering(plans_offered(workspace, actor))
    check(filled, [form.ROLE, level, form.NAME, form.HIRING_MANAGER, form.CHANNEL, form.PLACE, plan])
    request = OpeningRequest(
        name=form.NAME.need(filled),
        role=form.ROLE.need(filled),
        level=level.need(filled),
        hiring_manager=form.HIRING_MANAGER.need(filled),
        channel=form.CHANNEL.need(filled),
        place=form.PLACE.read(filled) or "",
        plan=plan.need(filled),
        jd_review=filled["private_metadata"],
    )
    opening = new_opening(workspace, actor, request)
    return panel_form(plan_of_opening(workspace, actor, opening.id))


def on_open(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show an opening."""
    return view.page_modal(opening_shown(workspace, actor, value), jd_trace(workspace, actor, value))


def on_list_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a page of the openings that run, or of the closed ones."""
    which, _, page = value.partition(":")
    states = {lists.RUNNING: RUNNING, lists.CLOSED: (OpeningState.CLOSED,)}.get(which)
    if states is None:
        raise UnreadableRefusal("list")
    return lists.list_modal(opening_list(workspace, actor, states, carried_number(page)), which)


def on_candidates(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a page of an opening's candidates."""
    opening_id, _, page = value.partition(":")
    return view.candidates_modal(candidates_page(workspace, actor, opening_id, carried_number(page)))


def on_more(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Do what was chosen in an opening's ⋯ menu."""
    act, _, opening_id = value.partition(" ")
    handlers = {
        "plan": listen_plan.on_plan,
        "edit": on_edit,
        "close": on_close,
        "hold": _in_state(OpeningState.ON_HOLD),
        "open": _in_state(OpeningState.OPEN),
    }
    if act not in handlers:
        raise UnreadableRefusal("act")
    return handlers[act](workspace, actor, opening_id)


def _in_state(state: OpeningState) -> ClickHandler:
    def change(workspace: Workspace, actor: Actor, opening_id: str) -> Modal:
        set_state(workspace, actor, opening_id, state)
        return on_open(workspace, actor, opening_id)

    return change


def on_edit(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer to change an opening."""
    choices = edit_choices(workspace, actor, value)
    return forms.edit_form(choices.opening, choices.rubric, choices.reviews)


def on_edited(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Change the opening, and show it."""
    opening_id = filled["private_metadata"]
    choices = edit_choices(workspace, actor, opening_id)
    bar, jd = forms.bar_menu(choices.rubric), form.JD.offering(choices.reviews)
    held = [bar] if bar else []
    check(filled, [form.NAME, form.HIRING_MANAGER, form.RECRUITER, form.CHANNEL, form.PLACE, *held, jd])
    chosen, review = bar.need(filled) if bar else forms.USUAL, jd.read(filled)
    change = OpeningChange(
        name=form.NAME.need(filled),
        hiring_manager=form.HIRING_MANAGER.need(filled),
        recruiter=form.RECRUITER.need(filled),
        channel=form.CHANNEL.need(filled),
        place=form.PLACE.read(filled) or "",
        bar=None if chosen == forms.USUAL else float(chosen),
        jd_review=None if review == NO_JD else review,
    )
    edit_opening(workspace, actor, opening_id, change)
    return on_open(workspace, actor, opening_id)


def on_use_rubric(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Let the opening's next loops go by today's rubric, and show it."""
    use_new_rubric(workspace, actor, value)
    return on_open(workspace, actor, value)


def on_close(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask whether to close an opening."""
    plan = plan_of_opening(workspace, actor, value)
    return view.close_form(plan, running_loops(workspace, actor, value))


def on_closed(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Close the opening, and show it."""
    opening_id = filled["private_metadata"]
    set_state(workspace, actor, opening_id, OpeningState.CLOSED)
    return on_open(workspace, actor, opening_id)
