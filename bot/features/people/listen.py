"""`/debrief people`: whom Debrief knows, and how senior they are; for admins."""

from typing import Any

from bot.features.people import show_people as view
from bot.features.people.admins import need_admin
from bot.features.people.known_people import known_people
from bot.features.people.set_seniority import set_seniority
from bot.slack.block_types import Modal
from bot.slack.commands import Line, Subcommand
from bot.slack.forms import check
from bot.slack.replying import Answer, Asked, on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.catalogue.levels import Level


def register(routes: Routes) -> None:
    """Listen to the form that records someone's seniority."""
    on_click(routes, view.SET_SENIORITY, on_set)
    on_submit(routes, view.SET_SENIORITY, on_saved)


def on_people(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/debrief people`."""
    return view.listing(known_people(workspace, asked.actor))


SUBCOMMANDS = (
    Subcommand(
        "/debrief",
        "people",
        on_people,
        lines=(Line("people", "shows admins whom Debrief knows, and how senior they are"),),
    ),
)


def on_set(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer the form that records someone's seniority."""
    need_admin(workspace, actor)
    return view.seniority_form()


def on_saved(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Record someone's seniority."""
    check(filled, view.FORM)
    user, chosen = view.WHO.need(filled), view.SENIORITY.need(filled)
    level = None if chosen == view.NOT_RECORDED else Level(chosen)
    set_seniority(workspace, actor, user, level)
    return view.saved(user, level)
