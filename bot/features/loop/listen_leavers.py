"""The buttons and the form that find someone for an interview whose interviewer has left."""

from typing import Any

from bot.features.loop import show_leavers as view
from bot.features.loop.offer_interview import accept_offer, decline_offer, offer_interview, read_vacancy
from bot.features.loop.show_loop import FIND_STAND_IN
from bot.slack.block_types import Modal
from bot.slack.forms import check
from bot.slack.replying import on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to who asks for a replacement, and to who is asked."""
    on_click(routes, view.ASK, on_ask)
    on_click(routes, FIND_STAND_IN, on_replace)
    on_submit(routes, FIND_STAND_IN, on_chosen)
    on_click(routes, view.ACCEPT, on_accept)
    on_click(routes, view.DECLINE, on_decline)


def on_ask(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask one of the alternates."""
    interview_id, _, person = value.partition(" ")
    return view.asked(offer_interview(workspace, actor, interview_id, person), person)


def on_replace(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer to choose who is asked."""
    return view.replace_form(read_vacancy(workspace, actor, value))


def on_chosen(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Ask anyone who was chosen."""
    check(filled, [view.STAND_IN])
    person = view.STAND_IN.need(filled)
    return view.asked(offer_interview(workspace, actor, filled["private_metadata"], person), person)


def on_accept(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Take the interview over."""
    return view.accepted(accept_offer(workspace, actor, value))


def on_decline(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Say that one can't."""
    return view.declined(decline_offer(workspace, actor, value))
