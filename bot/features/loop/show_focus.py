"""The fields of who assesses what and when, alike where a loop is opened and where it is changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import Block

from bot.slack import fields
from bot.slack.blocks import divider, field, multi_select, section, time_input
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Rubric

FOCUS = "focus"
TIME = "time"


def panel_fields(
    rubric: Rubric, focus: Mapping[str, Sequence[str]], times: Mapping[str, datetime | None]
) -> list[Block]:
    """Return the fields for each interviewer's focus competencies and time."""
    options = [(competency.name, competency.id) for competency in rubric.competencies]
    label, interview = plain_words("loop_form.focus"), plain_words("loop_form.time")
    return [
        block
        for person, chosen in focus.items()
        for block in (
            divider(),
            section(words("loop.interviewer", person=person)),
            field(f"{FOCUS}:{person}", label, multi_select(FOCUS, options, chosen)),
            field(f"{TIME}:{person}", interview, time_input(TIME, times.get(person)), optional=True),
        )
    ]


def chosen_parts(filled: dict[str, Any]) -> tuple[dict[str, list[str]], dict[str, datetime | None]]:
    """Return what was filled in of each interviewer: the competencies they assess, and when they interview."""
    focus = {person: fields.options(filled, f"{FOCUS}:{person}") for person in fields.names(filled, f"{FOCUS}:")}
    return focus, {person: fields.moment(filled, f"{TIME}:{person}") for person in focus}
