"""The forms of a draft's level: what is expected at it and what it is called, and one that adds a level."""

from bot.features.authoring import level_form as form
from bot.features.authoring.edit_role import Editing
from bot.features.authoring.show_editor import about
from bot.features.authoring.show_forms import form_of, typed_or
from bot.slack.block_types import Modal
from bot.slack.blocks import context
from bot.slack.elements import button, confirmation
from bot.slack.forms import Field
from bot.wording.phrases import level_name
from bot.wording.words import plain_words, words
from rubrics.catalogue.levels import FIVE_LEVELS

LEVEL, NEW_LEVEL = "own_level", "own_new_level"
ADD_LEVEL, DROP_LEVEL = "rubric_level_add", "rubric_level_drop"


def level_form(editing: Editing) -> Modal:
    """Return the form of a level, with the ways to add another and to take this one out of the draft."""
    level = editing.level
    filled = typed_or(editing, LEVEL, form.level_filled(editing.written, level))
    after = form.after_menu(editing.written, level)
    fields: list[Field[str]] = [form.EXPECTATION, form.LEVEL_NAME]
    fields += [] if level.value in FIVE_LEVELS else [form.like_menu()]
    fields += [after] if after else []
    blocks = [each.block(filled.get(each.block_id), level=level_name(level)) for each in fields]
    add = button(_label("add_level"), ADD_LEVEL, about(editing))
    yes = _label("drop_level")
    sure = confirmation(_label("drop_level_sure"), _label("drop_level_what"), yes, "Cancel", danger=True)
    drop = button(yes, DROP_LEVEL, about(editing), confirm=sure)
    return form_of(editing, LEVEL, None, blocks, add, drop if len(editing.written["levels"]) > 1 else None)


def new_level_form(editing: Editing) -> Modal:
    """Return the form that adds a level, which begins as the one that is shown."""
    filled = typed_or(editing, NEW_LEVEL, {form.NEW_LIKE.block_id: editing.level.like or form.UNLIKE})
    fields = (form.NEW_LEVEL_NAME, form.like_menu(form.NEW_LIKE), form.NEW_EXPECTATION)
    blocks = [each.block(filled.get(each.block_id), level="") for each in fields]
    note = context(words("authoring.new_level", level=editing.level))
    return form_of(editing, NEW_LEVEL, None, [*blocks, note])


def _label(name: str) -> str:
    return plain_words(f"authoring_labels.{name}")
