"""`/rubric edit`: a team's own rubrics, changed in forms; and the buttons of a draft's page."""

from typing import Any

from bot.features.authoring import role_form as form
from bot.features.authoring import show_editor as page
from bot.features.authoring import show_forms as forms
from bot.features.authoring import show_level_forms as level_forms
from bot.features.authoring.add_competency import MOST_OFFERED, library
from bot.features.authoring.begun import under_way
from bot.features.authoring.edit_role import (
    Editing,
    begin_draft,
    change_draft,
    discard_draft,
    drop_level,
    read_draft,
)
from bot.features.authoring.paste_table import pasted
from bot.features.authoring.propose import propose_draft
from bot.features.authoring.read_proposal import proposal_of, versions_of
from bot.features.authoring.show_editor import about_of
from bot.features.authoring.show_preview import PREVIEW, preview
from bot.features.authoring.show_proposal import proposal, versions
from bot.features.authoring.show_start import START, start
from bot.features.authoring.start_role import begin_new
from bot.features.doors import Door
from bot.features.rubric import listen as rubric
from bot.features.rubric import show_menus as menus
from bot.features.rubric.find_role import Unclear, find_role
from bot.features.rubric.find_rubric import find_topic
from bot.features.rubric.hidden_roles import hidden_role_meant
from bot.features.rubric.show_page import MORE_WITH_VERSIONS, VERSIONS
from bot.features.rubric.topic import Kind
from bot.slack.block_types import Modal
from bot.slack.commands import Line, Subcommand
from bot.slack.payloads import UnreadableRefusal
from bot.slack.replying import Answer, Asked, on_click, on_page, on_submit, on_typing
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from rubrics.authoring.role_changes import (
    competency_at,
    moved_up,
    without_competency,
)
from rubrics.authoring.written_out import Written


def register(routes: Routes) -> None:
    """Listen to the buttons and forms of drafts."""
    on_click(routes, Door.EDIT_RUBRIC, on_edit)
    on_click(routes, MORE_WITH_VERSIONS, on_more)
    on_page(routes, page.ANOTHER_LEVEL, on_edit)
    on_page(routes, page.BACK, on_back)
    on_page(routes, page.PART, on_part)
    on_page(routes, page.ADD, on_add)
    on_page(routes, page.ROLE, on_role)
    on_page(routes, page.SCALE, on_scale)
    on_page(routes, page.SIGNAL, on_signal)
    on_page(routes, page.LEVEL, on_level)
    on_page(routes, level_forms.ADD_LEVEL, on_add_level)
    on_page(routes, level_forms.DROP_LEVEL, on_drop_level)
    on_page(routes, page.PASTE, on_paste)
    on_page(routes, page.PREVIEW, on_preview)
    on_page(routes, page.PROPOSE, on_propose)
    on_page(routes, page.DISCARD, on_discard)
    on_submit(routes, START, on_started)
    on_submit(routes, forms.TABLE, on_pasted)
    on_submit(routes, PREVIEW, on_previewed)
    on_typing(routes, form.LIBRARY.id, offered_competencies)


def on_command(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/rubric edit`, with a role and a level or by asking for them."""
    if asked.text:
        try:
            topic = find_topic(workspace.catalogue, asked.text)
        except Unclear:
            if hidden := hidden_role_meant(workspace, asked.actor, asked.text):
                return versions(versions_of(workspace, asked.actor, hidden.id))
            raise
        if topic.kind is Kind.RUBRIC and topic.level is not None:
            return page.editor(begin_draft(workspace, asked.actor, topic.role, topic.level))
        if topic.kind is Kind.ROLE:
            return start(under_way(workspace, asked.actor), workspace.catalogue.role(topic.role))
    return start(under_way(workspace, asked.actor))


SUBCOMMANDS = (
    Subcommand(
        "/rubric",
        "edit",
        on_command,
        lines=(Line("edit ai-engineer senior", "lets you make a rubric your own; an admin approves it"),),
    ),
)


def on_edit(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show one's draft of a rubric, begun from what the team goes by; without one named, ask which."""
    role, _, level = value.partition(" ")
    if not level:
        return start(under_way(workspace, actor))
    return page.editor(begin_draft(workspace, actor, role, level))


def on_more(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the versions of a role, or do what else was chosen in the menu below a rubric."""
    verb, _, role = value.partition(" ")
    return (
        versions(versions_of(workspace, actor, role)) if verb == VERSIONS else rubric.on_more(workspace, actor, value)
    )


def on_started(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Begin a draft of the role that was chosen, or of a new one."""
    role, level = menus.ROLE.read(filled), menus.LEVEL.read(filled)
    name = form.NEW_ROLE.read(filled)
    if name or role is None:
        return page.editor(begin_new(workspace, actor, name, level))
    known = find_role(workspace.catalogue, role)
    levels = workspace.catalogue.levels(known.id)
    chosen = level if level is not None and level in levels else levels[len(levels) // 2]
    return page.editor(begin_draft(workspace, actor, known.id, str(chosen)))


def on_back(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the draft again."""
    return page.editor(_read(workspace, actor, value))


def on_part(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Do what was chosen in the ⋯ menu of a competency."""
    act, _, about = value.partition(" ")
    role, level, competency = about_of(about)
    match act:
        case "up":
            changed = change_draft(workspace, actor, role, level, lambda one: moved_up(one, level, competency))
            return page.editor(changed)
        case "remove":
            changed = change_draft(
                workspace, actor, role, level, lambda one: without_competency(one, level, competency)
            )
            return page.editor(changed)
        case "facts" | "anchors" | "questions":
            editing = read_draft(workspace, actor, role, level)
            drawn = {"facts": forms.facts_form, "anchors": forms.anchors_form, "questions": forms.questions_form}
            return drawn[act](editing, _need(editing, competency))
    raise UnreadableRefusal("act")


def on_add(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the form that adds a competency."""
    return forms.add_form(_read(workspace, actor, value))


def on_role(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the form of what is said once for the role."""
    return forms.role_form(_read(workspace, actor, value))


def on_scale(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the form of what the role is rated on."""
    return forms.scale_form(_read(workspace, actor, value))


def on_signal(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the form of what the role's signal goes by."""
    return forms.signal_form(_read(workspace, actor, value))


def on_level(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the form of the level."""
    return level_forms.level_form(_read(workspace, actor, value))


def on_add_level(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the form that adds a level, which begins as the one that is shown."""
    return level_forms.new_level_form(_read(workspace, actor, value))


def on_drop_level(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Take the level out of the draft, and show another one of it."""
    role, level, _ = about_of(value)
    return page.editor(drop_level(workspace, actor, role, level))


def on_paste(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer the form that takes a table."""
    return forms.table_form()


def on_pasted(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Make a draft of a table, or say row by row what is wrong with it."""
    made = pasted(workspace, actor, form.TABLE.need(filled))
    return page.editor(made) if isinstance(made, Editing) else forms.table_form(form.TABLE.need(filled), made)


def on_preview(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the scorecard that the draft leads to."""
    editing = _read(workspace, actor, value)
    return page.editor(editing) if editing.rubric is None else preview(editing, editing.rubric)


def on_previewed(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Lead back to the draft."""
    return page.editor(_read(workspace, actor, filled["private_metadata"]))


def on_propose(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Propose the draft, and show the version that it is now."""
    version = propose_draft(workspace, actor, about_of(value)[0])
    return proposal(proposal_of(workspace, actor, version.id))


def on_discard(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Throw the draft away, and show what there is of the role."""
    role = about_of(value)[0]
    discard_draft(workspace, actor, role)
    return versions(versions_of(workspace, actor, role))


def offered_competencies(workspace: Workspace, typed: str) -> list[Any]:
    """Return the competencies of the library that what was typed may mean."""
    return forms.competency_options(library(workspace.catalogue, typed)[:MOST_OFFERED])


def _read(workspace: Workspace, actor: Actor, value: str) -> Editing:
    role, level, _ = about_of(value)
    return read_draft(workspace, actor, role, level)


def _need(editing: Editing, competency: str) -> Written:
    one = competency_at(editing.written, editing.level, competency)
    if one is None:
        raise UnreadableRefusal("competency")
    return one
