"""`/jd draft`: a posting of a role at a level, or for an opening."""

from typing import Any

from bot.features.doors import Door
from bot.features.draft import show_draft as view
from bot.features.draft.draft_posting import draft_for_opening, draft_for_role
from bot.features.opening import opening_form as form
from bot.features.rubric.find_role import find_role_and_level
from bot.features.rubric.level_menus import levels_offered
from bot.slack.block_types import Modal
from bot.slack.commands import Line, Subcommand
from bot.slack.forms import check
from bot.slack.replying import Answer, Asked, on_click, on_submit
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to the button that drafts an opening's JD, and to the form that asks for a role."""
    on_click(routes, Door.DRAFT_JD, on_draft_for_opening)
    on_submit(routes, view.DRAFT, on_drafted)


def on_draft(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/jd draft ROLE LEVEL`; without them, with the form that asks for both."""
    if not asked.text:
        return view.draft_form(levels_offered(workspace.catalogue))
    role, level = find_role_and_level(workspace.catalogue, asked.words)
    return view.draft(
        draft_for_role(workspace, asked.actor, role.id, level or workspace.catalogue.usual_level(role.id))
    )


SUBCOMMANDS = (
    Subcommand(
        "/jd",
        "draft",
        on_draft,
        "[role level]",
        lines=(Line("draft ai-engineer senior", "writes a posting from the role's definition"),),
    ),
)


def on_draft_for_opening(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Draft the JD of an opening."""
    return view.draft(draft_for_opening(workspace, actor, value))


def on_drafted(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Draft a posting of the role that was chosen."""
    level = form.LEVEL.offering(levels_offered(workspace.catalogue))
    check(filled, [form.ROLE, level])
    return view.draft(draft_for_role(workspace, actor, form.ROLE.need(filled), level.need(filled)))
