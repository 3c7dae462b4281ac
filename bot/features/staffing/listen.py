"""The questions whether to hire, what they come to, and earlier answers; `/rubric hire` leads here by a button."""

from typing import Any

from bot.features.doors import Door
from bot.features.staffing import show_staffing as view
from bot.features.staffing import staffing_form
from bot.features.staffing.answer_questions import answer_questions, asking_for
from bot.features.staffing.read_checks import check_shown, my_checks
from bot.slack.block_types import Modal
from bot.slack.payloads import submission_of
from bot.slack.replying import on_click, on_page, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the form, and to the buttons of what it comes to."""
    on_click(routes, Door.STAFFING, on_ask)
    on_submit(routes, Door.STAFFING, on_answered)
    on_click(routes, Door.STAFFING_CHECK, on_check)
    on_click(routes, view.LIST, on_list)
    on_page(routes, view.WHY, on_why)
    on_page(routes, view.BACK, on_check)


def on_ask(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the questions; the value is the opening that the answers are about, if one's."""
    return staffing_form.form(asking_for(workspace, actor), value)


def on_answered(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Keep the answers, and show what they come to."""
    answers, opening = staffing_form.filled_in(asking_for(workspace, actor), filled)
    one = answer_questions(workspace, actor, answers, opening, submission=submission_of(filled))
    return view.outcome(workspace.catalogue, one)


def on_check(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what earlier answers come to."""
    return view.outcome(workspace.catalogue, check_shown(workspace, actor, value.partition(":")[0]))


def on_why(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what each answer says for or against a hire."""
    return view.why(workspace.catalogue, check_shown(workspace, actor, value.partition(":")[0]))


def on_list(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show earlier answers."""
    return view.listed(my_checks(workspace, actor))
