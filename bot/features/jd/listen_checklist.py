"""What answers `/jd checklist` and the choices on it: what a JD for a role must, should and must not say."""

from typing import Any

from bot.errors import Refusal
from bot.features.doors import Door
from bot.features.jd import show_checklist as view
from bot.features.rubric.find_role import find_role_and_level
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_checklist import item_modal
from bot.features.rubric.show_menus import role_options
from bot.features.rubric.show_page import as_modal
from bot.features.rubric.topic import NOTHING, Kind, Topic
from bot.slack.block_types import Modal
from bot.slack.ready_answers import ready
from bot.slack.replying import Answer, Asked, on_click, on_typing
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.catalogue.checklist import ChecklistItem
from rubrics.catalogue.errors import UnknownNameError


def register(routes: Routes) -> None:
    """Listen to an item of a checklist, and to the choice of a role."""
    on_click(routes, Door.CHECKLIST_ITEM, on_checklist_item)
    on_click(routes, view.CHECKLIST_FOR, on_checklist_for)
    on_typing(routes, view.CHECKLIST_FOR, on_role_typed)


def on_checklist(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/jd checklist` and `/jd checklist ROLE`."""
    if not asked.text:
        return ready(workspace, "checklists", lambda: view.checklist_offer(workspace.catalogue.roles))
    role, level = find_role_and_level(workspace.catalogue, asked.words)
    topic = Topic(kind=Kind.CHECKLIST, role=role.id)
    return ready(
        workspace, f"checklist {role.id} {level}", lambda: view.checklist(page_on(workspace.catalogue, topic), level)
    )


def on_checklist_item(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show why an item is on a role's checklist; without a role, on every role's."""
    role_id, _, item_id = value.partition(" ")
    catalogue = workspace.catalogue
    item = _item(workspace, role_id, item_id)
    return item_modal(item, [catalogue.source(mark) for mark in item.sources])


def _item(workspace: Workspace, role_id: str, item_id: str) -> ChecklistItem:
    catalogue = workspace.catalogue
    roles = [role_id] if role_id != NOTHING else [role.id for role in catalogue.roles[:1]]
    try:
        items = [item for role in roles for item in catalogue.checklist(role).items if item.id == item_id]
    except UnknownNameError:
        items = []
    if not items:
        raise Refusal("jd_refusals.item_gone")
    return items[0]


def on_checklist_for(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show the checklist of the role that was chosen."""
    try:
        return as_modal(page_on(workspace.catalogue, Topic(kind=Kind.CHECKLIST, role=value)))
    except UnknownNameError:
        raise Refusal("jd_refusals.item_gone") from None


def on_role_typed(workspace: Workspace, typed: str) -> list[Any]:
    """Offer the roles that what was typed may mean."""
    return role_options(workspace.catalogue.roles, typed)
