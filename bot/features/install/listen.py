"""What is left to set up, and what Slack says about the installation; deletes nothing when the app is removed."""

from collections.abc import Callable
from typing import Any

from bot.features.install import show_setup as view
from bot.features.install.setup import check_channel, worker_is_seen
from bot.features.people.admins import need_admin
from bot.slack.block_types import Modal
from bot.slack.forms import check
from bot.slack.replying import on_click, on_event, on_page, on_submit
from bot.slack.routes import Request, Routes
from bot.wiring import Actor, Workspace

EVENTS = ("app_uninstalled", "tokens_revoked")
FORMS: dict[str, Callable[[], Modal]] = {"channel": view.channel_form, "admins": view.admins_form}


def register(routes: Routes) -> None:
    """Listen to the buttons and forms of the setup, and to the app being removed."""
    for event in EVENTS:
        on_event(routes, event, on_removed)
    for name in FORMS:
        on_click(routes, f"{view.STEP}:{name}", on_form)
    on_click(routes, f"{view.STEP}:worker", on_worker)
    on_page(routes, view.WORKER_AGAIN, on_worker)
    on_submit(routes, view.CHANNEL_FORM, on_channel)
    on_submit(routes, view.ADMINS_FORM, on_admins)


def on_form(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer an admin the form of one step."""
    need_admin(workspace, actor)
    return FORMS.get(value, view.channel_form)()


def on_worker(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Say whether the worker is at work, and what to do where it isn't."""
    return view.worker_state(is_seen=worker_is_seen(workspace, actor))


def on_channel(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Look into the channel that was chosen."""
    check(filled, [view.CHANNEL])
    channel = view.CHANNEL.need(filled)
    return view.channel_checked(channel, is_there=check_channel(workspace, actor, channel))


def on_admins(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Show how the people who were chosen become admins."""
    need_admin(workspace, actor)
    check(filled, [view.ADMINS])
    return view.admins_chosen(view.ADMINS.need(filled))


def on_removed(request: Request) -> None:
    """Take note of nothing: what is stored stays until someone decides about it."""
