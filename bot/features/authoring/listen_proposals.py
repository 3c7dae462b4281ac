"""The buttons and forms of versions: approving, sending back, withdrawing, going back to one, hiding a role."""

from typing import Any

from bot.features.authoring import show_proposal as view
from bot.features.authoring.propose import propose_again, propose_built_in
from bot.features.authoring.read_proposal import proposal_of, rubric_proposed, versions_of
from bot.features.authoring.role_form import NOTE
from bot.features.authoring.settle_proposal import approve_proposal, hide_role, send_back, withdraw_proposal
from bot.features.authoring.show_preview import PREVIEW_OF_VERSION, preview_of_version
from bot.features.doors import Door
from bot.slack.block_types import Modal
from bot.slack.replying import on_click, on_page, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the buttons and forms of versions."""
    on_click(routes, Door.RUBRIC_PROPOSAL, on_open)
    on_click(routes, Door.RUBRIC_VERSIONS, on_versions)
    on_page(routes, view.APPROVE, on_approve)
    on_page(routes, view.SEND_BACK, on_send_back)
    on_page(routes, view.WITHDRAW, on_withdraw)
    on_page(routes, view.AGAIN, on_again)
    on_page(routes, view.BUILT_IN, on_built_in)
    on_page(routes, view.HIDE, on_hide)
    on_page(routes, view.SHOW, on_show)
    on_page(routes, view.PREVIEW, on_preview)
    on_submit(routes, view.SEND_BACK, on_sent_back)
    on_submit(routes, PREVIEW_OF_VERSION, on_previewed)


def on_open(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a version with what it changes."""
    return view.proposal(proposal_of(workspace, actor, value))


def on_versions(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show all versions of a role."""
    return view.versions(versions_of(workspace, actor, value))


def on_approve(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Approve a version, and show it."""
    return on_open(workspace, actor, approve_proposal(workspace, actor, value).id)


def on_send_back(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask what is to be changed."""
    return view.send_back_form(proposal_of(workspace, actor, value))


def on_sent_back(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Send a version back, and show it."""
    version = send_back(workspace, actor, filled["private_metadata"], NOTE.need(filled))
    return on_open(workspace, actor, version.id)


def on_withdraw(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Withdraw one's own proposal, and show it."""
    return on_open(workspace, actor, withdraw_proposal(workspace, actor, value).id)


def on_again(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Propose an earlier version anew, and show the new one."""
    return on_open(workspace, actor, propose_again(workspace, actor, value).id)


def on_built_in(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Propose what Debrief came with, and show that."""
    return on_open(workspace, actor, propose_built_in(workspace, actor, value).id)


def on_hide(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer a role nowhere, and show its versions."""
    return on_versions(workspace, actor, hide_role(workspace, actor, value, hidden=True).role)


def on_show(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer a hidden role again, and show its versions."""
    return on_versions(workspace, actor, hide_role(workspace, actor, value, hidden=False).role)


def on_preview(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the scorecard that a version leads to."""
    version, _, level = value.partition(" ")
    shown, rubric = proposal_of(workspace, actor, version), rubric_proposed(workspace, actor, version, level)
    return view.proposal(shown) if rubric is None else preview_of_version(shown.version, rubric)


def on_previewed(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Lead back to the version."""
    return on_open(workspace, actor, filled["private_metadata"])
