"""App Home, drawn anew when someone opens it and anything has changed; its lists in full; /debrief; the shortcuts."""

import secrets
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.features.doors import NEW_LOOP, REVIEW_A_JD, RUBRICS, SCORE, SIGNALS, Door
from bot.features.home import show_home as view
from bot.features.home import show_list as list_view
from bot.features.home.read_desk import Group
from bot.features.home.read_home import home_facts
from bot.features.home.read_list import list_in_full
from bot.features.loop.access import candidates_offered
from bot.features.loop.listen_open import begin
from bot.features.loop.listen_running import on_details
from bot.features.scorecard.listen import on_score
from bot.slack.block_types import Modal, Option
from bot.slack.commands import Command, Line, Shortcut
from bot.slack.event_payloads import HomeOpened, home_opened
from bot.slack.payloads import UnreadableRefusal, carried_number
from bot.slack.replying import Asked, on_click, on_event, on_page, on_persons_typing, on_shortcut
from bot.slack.routes import Request, Routes
from bot.wiring import Actor, Workspace
from storage.database_trouble import is_database_trouble

COMMAND = Command(
    "/debrief",
    "Everything Debrief can do",
    "*Debrief takes your panel from the JD to the signal.* What's next?",
    title="Debrief",
    ways=(REVIEW_A_JD, NEW_LOOP, SCORE, RUBRICS, SIGNALS),
    arguments="score | loop | jd | rubric | signal",
    lines=(
        Line("score [candidate]", "opens your scorecard"),
        Line("loop help", "helps with loops; every command has a help"),
    ),
    leads_to_all=True,
)
SCORE_SHORTCUT, LOOP_SHORTCUT = "score_shortcut", "loop_shortcut"
SHORTCUTS = (
    Shortcut(SCORE_SHORTCUT, "Score a candidate", "Open your scorecard, or choose one", everywhere=True),
    Shortcut(LOOP_SHORTCUT, "Open a loop", "Set up one candidate's interviews", everywhere=True),
)
NOT_NEEDED = frozenset({"hash_conflict", "user_not_found"})
"""Errors of views.publish that ask for nothing: another one drew Home just now, or the person is gone."""
EVENTS = ("app_home_opened",)


log = structlog.get_logger(__name__)


def register(routes: Routes) -> None:
    """Listen to the opening of App Home, to the buttons that open its lists, and to the shortcuts."""
    on_event(routes, "app_home_opened", on_home_opened)
    on_click(routes, Door.DESK_LIST, on_list)
    on_page(routes, list_view.TURN, on_list_page)
    on_click(routes, list_view.FIND, on_details)
    on_persons_typing(routes, list_view.FIND, on_candidate_typed)
    on_click(routes, view.TOUR, on_tour)
    on_shortcut(routes, SCORE_SHORTCUT, on_score_shortcut)
    on_shortcut(routes, LOOP_SHORTCUT, on_loop_shortcut)


def on_home_opened(request: Request) -> None:
    """Draw Home, unless another of its tabs was opened."""
    opened = home_opened(request.body)
    if opened.tab != "home":
        return
    _publish(request.client, opened, _drawn(request, opened.actor))


def _drawn(request: Request, actor: Actor) -> dict[str, Any]:
    workspace = request.services.workspace(actor.team)
    try:
        facts = home_facts(workspace, actor)
    except SQLAlchemyError as error:
        if not is_database_trouble(error):
            raise
        reference = secrets.token_hex(4)
        log.exception("home not drawn: the database can't be reached", reference=reference)
        return view.unavailable(reference)
    return view.home(facts, workspace.now, workspace.catalogue)


def on_list(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a list of Home's from its first page on."""
    return _list(workspace, actor, value, 0)


def on_list_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of it."""
    name, _, page = value.partition(":")
    return _list(workspace, actor, name, carried_number(page))


def _list(workspace: Workspace, actor: Actor, name: str, page: int) -> Modal:
    if name not in tuple(Group):
        raise UnreadableRefusal("list")
    group = Group(name)
    shown, page = list_in_full(workspace, actor, group, page)
    return list_view.list_in_full(group, shown, page, workspace.now)


def on_candidate_typed(workspace: Workspace, actor: Actor, typed: str) -> list[Option]:
    """Return the candidates that what was typed may mean, of those whom the person may know of."""
    return list_view.candidate_options(candidates_offered(workspace, actor, typed))


def on_tour(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show how Debrief works."""
    return list_view.tour()


def on_score_shortcut(workspace: Workspace, actor: Actor) -> Modal:
    """Open the scorecard that is due; where there are several, or none, show the list of them."""
    answer = on_score(workspace, Asked(actor, "", ""))
    if isinstance(answer, dict) and answer.get("type") == "modal":
        return answer
    return _list(workspace, actor, Group.DUE, 0)


def on_loop_shortcut(workspace: Workspace, actor: Actor) -> Modal:
    """Offer the first step of opening a loop."""
    return begin(workspace, actor)


def _publish(client: WebClient, opened: HomeOpened, home: dict[str, Any]) -> None:
    """Draw Home unless it stands like this already; of two that draw at once, the one with the stale hash loses."""
    if opened.private_metadata == home["private_metadata"]:
        return
    try:
        client.views_publish(user_id=opened.actor.user, view=home, hash=opened.hash)
    except SlackApiError as failure:
        if failure.response["error"] not in NOT_NEEDED:
            raise
