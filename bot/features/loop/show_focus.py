"""The fields of who assesses what and when, alike where a loop is opened and where it is changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.features.loop.loop_form import FOCUS, TIME
from bot.slack.block_types import Block
from bot.slack.blocks import section
from bot.slack.forms import block_names
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Rubric


def panel_fields(
    rubric: Rubric, focus: Mapping[str, Sequence[str]], times: Mapping[str, datetime | None]
) -> list[Block]:
    """Return the fields for each interviewer's focus competencies and time."""
    options = [(plain_words("loop_form.offered", competency=each), each.id) for each in rubric.competencies]
    return [
        block
        for person, chosen in focus.items()
        for block in (
            section(words("loop.interviewer", person=person)),
            FOCUS.about(person).offering(options).block(tuple(chosen)),
            TIME.about(person).block(times.get(person)),
        )
    ]


def chosen_parts(filled: dict[str, Any]) -> tuple[dict[str, list[str]], dict[str, datetime | None]]:
    """Return what was filled in of each interviewer: the competencies they assess, and when they interview."""
    people = FOCUS.subjects(block_names(filled))
    focus = {person: list(FOCUS.about(person).read(filled) or ()) for person in people}
    return focus, {person: TIME.about(person).read(filled) for person in people}
