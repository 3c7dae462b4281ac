"""The form that begins a draft: a role and a level to start from, or the name of a new role; or a table to paste."""

from dataclasses import replace

from bot.features.authoring.begun import UnderWay
from bot.features.authoring.role_form import NEW_ROLE
from bot.features.authoring.show_editor import PASTE
from bot.features.doors import Door
from bot.features.rubric.show_menus import LEVEL, ROLE
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import button
from bot.slack.limits import BUTTON_LABEL
from bot.wording.phrases import shortened
from bot.wording.words import plain_words, words
from rubrics.catalogue.role import Role

START = "own_start"
MOST_HIDDEN = 25
"""Buttons that Slack takes in one row; the others are found by `/rubric` and their names."""


def start(under_way: UnderWay, role: Role | None = None) -> Modal:
    """Return the form with the ways to what is under way, one role chosen already."""
    chosen = replace(ROLE, required=False, options=((role.name, role.id),) if role else ())
    return modal(
        plain_words("authoring_labels.start_title"),
        [
            *_under_way(under_way),
            section(words("authoring.start")),
            chosen.block(role.id if role else None),
            LEVEL.block(),
            NEW_ROLE.block(),
            *actions(button(plain_words("authoring_labels.paste"), PASTE, "-")),
            context(words("authoring.start_note")),
        ],
        callback_id=START,
        submit=plain_words("authoring_labels.begin"),
        close="Cancel",
    )


def _under_way(known: UnderWay) -> list[Block]:
    drafts = [
        button(_label("go_on", role=draft.name), f"{Door.EDIT_RUBRIC}:{number}", f"{draft.role} {draft.level}")
        for number, draft in enumerate(known.drafts)
    ]
    proposed = [
        button(_label("to_approve", role=each.name), f"{Door.RUBRIC_PROPOSAL}:{number}", each.version, primary=True)
        for number, each in enumerate(known.proposed)
    ]
    hidden = [
        button(_label("hidden_role", role=role.name), f"{Door.RUBRIC_VERSIONS}:{number}", role.id)
        for number, role in enumerate(known.hidden[:MOST_HIDDEN])
    ]
    return [*actions(*proposed), *actions(*drafts), *actions(*hidden)]


def _label(name: str, **values: object) -> str:
    return shortened(plain_words(f"authoring_labels.{name}", **values), BUTTON_LABEL)
