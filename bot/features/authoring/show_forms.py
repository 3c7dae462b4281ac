"""The forms that change a draft: a competency's facts, anchors and questions, the role, its scale, what is added."""

from collections.abc import Sequence

from bot.features.authoring import role_form as form
from bot.features.authoring import scale_form as scales
from bot.features.authoring import signal_form as signals
from bot.features.authoring.edit_role import Editing
from bot.features.authoring.show_editor import BACK, about
from bot.slack.block_types import Block, Element, Modal, Option
from bot.slack.blocks import actions, context, modal, section, sections
from bot.slack.elements import button, option
from bot.wording.escaping import straight
from bot.wording.phrases import at_level
from bot.wording.problems import said
from bot.wording.words import plain_words, words
from rubrics.authoring.scale_changes import scale_of_one
from rubrics.authoring.written_out import Written
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.model import Competency, Rubric

FACTS, ANCHORS, QUESTIONS = "own_facts", "own_anchors", "own_questions"
ROLE, SCALE, SIGNAL, ADD, TABLE = "own_role", "own_scale", "own_signal", "own_add", "own_rows"
MOST_ROWS = 10
"""Problems of a table named at a time, the first: one fixes them in the sheet and pastes it again."""


def facts_form(editing: Editing, one: Written) -> Modal:
    """Return the form of a competency's name, meaning, kind, weight and must-have; a check is no must-have."""
    filled = typed_or(editing, f"{FACTS} {one['id']}", form.facts_filled(one, editing.level))
    fields = [form.NAME, form.MEANING, form.kind_menu()]
    fields += [form.WEIGHT] if editing.is_added_up else []
    fields += [] if one.get("yes_or_no") else [form.must_menu(one, editing.scale)]
    is_check = bool(one.get("yes_or_no"))
    blocks = [each.block(filled.get(each.block_id), is_check=is_check) for each in (*fields, form.SHORT_NAME)]
    return form_of(editing, FACTS, one, blocks)


def anchors_form(editing: Editing, one: Written) -> Modal:
    """Return the form of a competency's anchors, the highest first."""
    filled = typed_or(editing, f"{ANCHORS} {one['id']}", form.anchors_filled(one))
    scale = scale_of_one(editing.written, one)
    needed = editing.is_added_up and not one.get("yes_or_no")
    blocks = [
        field.block(filled.get(field.block_id), rating=point, point=scale.name(point))
        for point in form.ratings_of(scale)
        for field in form.anchor_fields(point, scale, needed=needed)
    ]
    return form_of(editing, ANCHORS, one, blocks)


def questions_form(editing: Editing, one: Written) -> Modal:
    """Return the form of a competency's questions, with room for more."""
    filled = typed_or(editing, f"{QUESTIONS} {one['id']}", form.questions_filled(one))
    fields = [form.QUESTION.about(name) for name in form.question_names(one)]
    blocks = [each.block(filled.get(each.block_id), number=number) for number, each in enumerate(fields, start=1)]
    return form_of(editing, QUESTIONS, one, [context(words("authoring.how_to_ask")), *blocks])


def role_form(editing: Editing) -> Modal:
    """Return the form of what is said once for a role."""
    filled = typed_or(editing, ROLE, form.role_filled(editing.written))
    blocks = [each.block(filled.get(each.block_id)) for each in (form.ROLE_NAME, form.SUMMARY)]
    return form_of(editing, ROLE, None, blocks)


def scale_form(editing: Editing) -> Modal:
    """Return the form of what a role is rated on; the bar is that of a score."""
    filled = typed_or(editing, SCALE, scales.scale_filled(editing.written))
    fields = [scales.scale_menu(editing.scale), scales.POINTS, scales.VALUES, scales.added_up_menu()]
    fields += [scales.BAR] if editing.is_added_up else []
    blocks = [each.block(filled.get(each.block_id), top=editing.scale.top) for each in fields]
    return form_of(editing, SCALE, None, blocks)


def signal_form(editing: Editing) -> Modal:
    """Return the form of what a role's signal goes by; recommendations have a part in a score alone."""
    filled = typed_or(editing, SIGNAL, signals.signal_filled(editing.written))
    fields = [signals.SHARE, signals.FEWEST] if editing.is_added_up else [signals.FEWEST]
    return form_of(editing, SIGNAL, None, [each.block(filled.get(each.block_id)) for each in fields])


def add_form(editing: Editing) -> Modal:
    """Return the form that adds a competency: one of the library's, or one of one's own."""
    return form_of(editing, ADD, None, [form.LIBRARY.block(), form.NEW_NAME.block()])


def table_form(text: str | None = None, problems: Sequence[Problem] = ()) -> Modal:
    """Return the form that takes a table, with what is wrong with the one that was pasted."""
    lines = [(each.line, said(each)) for each in problems[:MOST_ROWS]]
    wrong = words("authoring.rows", lines=lines, more=max(0, len(problems) - MOST_ROWS)) if lines else None
    return modal(
        plain_words(f"authoring_labels.{TABLE}"),
        [
            *(sections(wrong) if wrong else []),
            form.TABLE.block(straight(text) if text else None),
            context(words("authoring.table_note")),
        ],
        callback_id=TABLE,
        submit=plain_words("authoring_labels.make_draft"),
        close="Cancel",
    )


def competency_options(found: Sequence[tuple[str, Rubric, Competency]]) -> list[Option]:
    """Return the entries of the menu of the library."""
    return [option(f"{one.name} · {at_level(rubric.role_name, rubric.level)}", key) for key, rubric, one in found]


def typed_or(editing: Editing, name: str, at_first: form.Filled) -> form.Filled:
    """Return what stands in a form: what was typed and not saved, else what the draft has."""
    typed = editing.typed
    return {**at_first, **typed["values"]} if typed.get("form") == f"{editing.level} {name}" else at_first


def form_of(
    editing: Editing, callback_id: str, one: Written | None, blocks: Sequence[Block], *more: Element | None
) -> Modal:
    """Return a form of a draft, with the way back and what else it offers below."""
    heading = section(words("authoring.part_of", editing=editing, name=one.get("name", "") if one else ""))
    back = button(plain_words("authoring_labels.back"), BACK, about(editing))
    return modal(
        plain_words(f"authoring_labels.{callback_id}"),
        [heading, *blocks, *actions(back, *more)],
        callback_id=callback_id,
        submit=plain_words("authoring_labels.save"),
        close=plain_words("authoring_labels.close"),
        private_metadata=about(editing, one["id"] if one else ""),
    )
