"""The forms of a draft: what is typed is kept as one goes, and saved where it fits."""

from collections.abc import Callable
from typing import Any

from bot.features.authoring import level_form as level_fields
from bot.features.authoring import role_form as form
from bot.features.authoring import show_editor as page
from bot.features.authoring import show_forms as forms
from bot.features.authoring import show_level_forms as level_forms
from bot.features.authoring.add_competency import added
from bot.features.authoring.edit_role import change_draft, keep_typed, read_draft
from bot.features.authoring.scale_form import rescaled
from bot.features.authoring.show_editor import about_of
from bot.features.authoring.signal_form import with_signal
from bot.slack.block_types import Modal
from bot.slack.forms import autosaved
from bot.slack.payloads import Action, UnreadableRefusal
from bot.slack.replying import on_change, on_submit
from bot.slack.routes import Body, Routes
from bot.wiring import Actor, Workspace
from rubrics.authoring.role_changes import changed_role, competency_at, place_of, with_changed, with_level
from rubrics.authoring.scale_changes import scale_in, scale_of_one
from rubrics.authoring.team_layer import competency_misfits, misfits_of
from rubrics.authoring.written_out import Written
from rubrics.catalogue.model import Arithmetic

Values = form.Filled


def register(routes: Routes) -> None:
    """Listen to the forms of drafts."""
    for name in autosaved(form.FORM):
        on_change(routes, name, on_typed)
    on_submit(routes, forms.FACTS, on_facts)
    on_submit(routes, forms.ANCHORS, on_anchors)
    on_submit(routes, forms.QUESTIONS, on_questions)
    on_submit(routes, forms.ROLE, on_role)
    on_submit(routes, forms.SCALE, on_scale)
    on_submit(routes, forms.SIGNAL, on_signal)
    on_submit(routes, forms.ADD, on_added)
    on_submit(routes, level_forms.LEVEL, on_level)
    on_submit(routes, level_forms.NEW_LEVEL, on_new_level)


def on_typed(workspace: Workspace, actor: Actor, view: Body, action: Action) -> None:
    """Keep what is typed into a form as one goes."""
    role, level, competency = about_of(view["private_metadata"])
    name = f"{level} {view['callback_id']} {competency}".strip()
    typed = {"form": name, "values": form.filled_in(view)}
    keep_typed(workspace, actor, role, typed, at=action.action_ts)


def on_facts(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Save a competency's name, weight and must-have, and whether it is rated or answered."""
    level = about_of(filled["private_metadata"])[1]

    def read(values: Values, one: Written, written: Written) -> Written:
        return form.with_facts(values, one, level, scale_in(written))

    return _competency_saved(workspace, actor, filled, read)


def on_anchors(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Save a competency's anchors."""

    def read(values: Values, one: Written, written: Written) -> Written:
        return form.with_anchors(values, one, scale_of_one(written, one), needed=needs_anchors(written, one))

    return _competency_saved(workspace, actor, filled, read)


def needs_anchors(written: Written, one: Written) -> bool:
    """Tell whether a competency of a role must have anchors: not where it is answered, or nothing is added up."""
    return not one.get("yes_or_no") and written.get("arithmetic") != Arithmetic.NONE


def on_questions(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Save a competency's questions."""

    def read(values: Values, one: Written, written: Written) -> Written:
        return form.with_questions(values, one, scale_of_one(written, one))

    return _competency_saved(workspace, actor, filled, read)


def on_role(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Save what is said once for the role."""
    level = about_of(filled["private_metadata"])[1]
    return _role_saved(workspace, actor, filled, lambda values, one: changed_role(one, level, form.role_of(values)))


def on_scale(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Save what the role is rated on, and its bar; on another scale all of its levels become part of the draft."""
    role, catalogue = about_of(filled["private_metadata"])[0], workspace.catalogue

    def change(values: Values, written: Written) -> Written:
        changed = rescaled(written, values)
        if scale_in(changed) == scale_in(written):
            return changed
        for level in catalogue.levels(role) if any(each.id == role for each in catalogue.roles) else ():
            written = with_level(written, catalogue, level.value)
        return rescaled(written, values)

    return _role_saved(workspace, actor, filled, change)


def on_signal(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Save what the role's signal goes by."""
    return _role_saved(workspace, actor, filled, lambda values, written: with_signal(written, values))


def on_level(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Save what is said of the level."""
    role, level, _ = about_of(filled["private_metadata"])
    levels = read_draft(workspace, actor, role, level).levels
    own = next(each for each in levels if each == level)

    def change(values: Values, written: Written) -> Written:
        return level_fields.relabeled(written, own, values, levels)

    return _role_saved(workspace, actor, filled, change)


def on_new_level(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Add a level that begins as the one that was shown, and show it."""
    role, level, _ = about_of(filled["private_metadata"])
    levels, values = read_draft(workspace, actor, role, level).levels, form.filled_in(filled)
    pattern = next(each for each in levels if each == level)

    def change(written: Written) -> Written:
        changed = level_fields.with_level_named(written, pattern, values, levels)
        form.refuse_at_fields(misfits_of(workspace.definitions.base, changed), list(values))
        return changed

    change_draft(workspace, actor, role, level, change)
    return page.editor(read_draft(workspace, actor, role, level_fields.id_of_level(values)))


def on_added(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Add a competency, and show the draft with it."""
    role, level, _ = about_of(filled["private_metadata"])
    values = {field.block_id: field.read(filled) for field in (form.LIBRARY, form.NEW_NAME)}
    catalogue = workspace.catalogue
    return page.editor(
        change_draft(workspace, actor, role, level, lambda written: added(written, level, catalogue, values))
    )


def _role_saved(
    workspace: Workspace, actor: Actor, filled: dict[str, Any], change: Callable[[Values, Written], Written]
) -> Modal:
    role, level, _ = about_of(filled["private_metadata"])
    values = form.filled_in(filled)

    def changed(written: Written) -> Written:
        made = change(values, written)
        form.refuse_at_fields(misfits_of(workspace.definitions.base, made), list(values))
        return made

    return page.editor(change_draft(workspace, actor, role, level, changed))


def _competency_saved(
    workspace: Workspace,
    actor: Actor,
    filled: dict[str, Any],
    read: Callable[[Values, Written, Written], Written],
) -> Modal:
    role, level, competency = about_of(filled["private_metadata"])
    values = form.filled_in(filled)

    def change(written: Written) -> Written:
        if competency_at(written, level, competency) is None:
            raise UnreadableRefusal("competency")
        changed = with_changed(written, level, competency, lambda one: read(values, one, written))
        place = place_of(changed, level, competency)
        form.refuse_at_fields(competency_misfits(changed["competencies"][place]), list(values))
        return changed

    return page.editor(change_draft(workspace, actor, role, level, change))
