"""The two steps of `/loop new`: who and when, then who assesses what; typed values come back as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ConversationFilter,
    ConversationSelectElement,
    ExternalDataSelectElement,
    Option,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement, UserMultiSelectElement

from bot.features.loop.loop_request import LONGEST_NAME
from bot.features.loop.show_focus import panel_fields
from bot.features.loop.show_warnings import warned_or_ready
from bot.features.rubric import show_menus as rubric_menus
from bot.slack.blocks import (
    Modal,
    field,
    modal,
    plain,
    radio,
    section,
    sections,
    select,
    text_input,
    time_input,
)
from bot.wording.phrases import shortened
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Rubric
from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.loop import Loop

STEP_ONE = "loop_form"
STEP_TWO = "loop_focus"
FIELDS = (
    "candidate",
    "shown_as",
    "opening",
    "role",
    "level",
    "channel",
    "hiring_manager",
    "interviewers",
    "deadline",
    "candidate_user",
)
"""The fields of the first step, by the id of each one's block."""

CODE, NAME = "code", "name"


@dataclass(frozen=True)
class Choices:
    """What the menus of the first step offer, as (text, value) pairs."""

    roles: Sequence[tuple[str, str]]
    levels: Sequence[tuple[str, str]]


def step_one(
    choices: Choices, deadline: datetime, filled: Mapping[str, Any] | None = None, problems: Sequence[str] = ()
) -> Modal:
    """Return the first step, empty or as it was filled; `problems` stand on top where a later step found them."""
    values = {"shown_as": CODE, "deadline": deadline, **(filled or {})}
    blocks: list[Block] = []
    if problems:
        blocks += sections(words("loop.problems", sentences=problems))
    blocks += [*_about_candidate(values), *_about_opening(choices, values), *_about_panel(values)]
    return modal(
        plain_words("loop_form.open_title"),
        blocks,
        callback_id=STEP_ONE,
        submit=plain_words("loop_form.next"),
        close=plain_words("loop_form.close"),
    )


def _field(name: str, element: InputInteractiveElement, *, hint: bool = False, optional: bool = False) -> Block:
    """Return a field of the first step, with the label and the hint that stand beside its name in loop_form."""
    label = plain_words(f"loop_form.{name}")
    return field(name, label, element, hint=plain_words(f"loop_form.{name}_hint") if hint else None, optional=optional)


def _text(name: str, values: Mapping[str, Any]) -> InputInteractiveElement:
    example = plain_words(f"loop_form.{name}_example")
    return text_input(name, initial=values.get(name), placeholder=example, longest=LONGEST_NAME)


def _about_candidate(values: Mapping[str, Any]) -> list[Block]:
    kinds = [(plain_words(f"loop_form.shown_as_{kind}"), kind) for kind in (CODE, NAME)]
    return [
        _field("candidate", _text("candidate", values), hint=True),
        _field("shown_as", radio("shown_as", kinds, values["shown_as"])),
    ]


def _about_opening(choices: Choices, values: Mapping[str, Any]) -> list[Block]:
    return [
        _field("role", _roles(choices, values.get("role"))),
        _field("level", select("level", choices.levels, values.get("level"))),
        _field("opening", _text("opening", values), hint=True, optional=True),
        _field("channel", _channel(values.get("channel")), hint=True),
    ]


def _roles(choices: Choices, chosen: str | None) -> InputInteractiveElement:
    """Return the menu of roles; one that holds more than Slack takes is filled as somebody types, as in `/rubric`."""
    if len(choices.roles) <= rubric_menus.MOST_OPTIONS:
        return select("role", choices.roles, chosen)
    initial = (Option(text=plain(shortened(name)), value=role) for name, role in choices.roles if role == chosen)
    return ExternalDataSelectElement(
        action_id=rubric_menus.ROLE,  # what is typed into this menu is answered by the room of rubrics already
        placeholder=plain(plain_words("loop_form.role_example")),
        initial_option=next(initial, None),
        min_query_length=0,
    )


def _channel(chosen: str | None) -> ConversationSelectElement:
    own = ConversationFilter(
        include=["private", "public"], exclude_bot_users=True, exclude_external_shared_channels=True
    )
    return ConversationSelectElement(
        action_id="channel",
        filter=own,
        initial_conversation=chosen,
        default_to_current_conversation=None if chosen else True,
    )


def _about_panel(values: Mapping[str, Any]) -> list[Block]:
    manager = UserSelectElement(action_id="hiring_manager", initial_user=values.get("hiring_manager"))
    panel = UserMultiSelectElement(action_id="interviewers", initial_users=values.get("interviewers") or None)
    insider = UserSelectElement(action_id="candidate_user", initial_user=values.get("candidate_user"))
    return [
        _field("hiring_manager", manager),
        _field("interviewers", panel, hint=True),
        _field("deadline", time_input("deadline", values["deadline"])),
        _field("candidate_user", insider, hint=True, optional=True),
    ]


def step_two(
    form_id: str,
    rubric: Rubric,
    candidate: str,
    *,
    focus: Mapping[str, Sequence[str]],
    times: Mapping[str, datetime | None],
    warnings: Sequence[CoverageWarning],
) -> Modal:
    """Return the second step: focus and time per interviewer, and what to know before opening."""
    intro = section(words("loop.step_two", candidate=candidate, rubric=rubric))
    return modal(
        plain_words("loop_form.focus_title"),
        [intro, *warned_or_ready(warnings), *panel_fields(rubric, focus, times)],
        callback_id=STEP_TWO,
        submit=plain_words("loop_form.open_anyway" if warnings else "loop_form.open"),
        close=plain_words("loop_form.close"),
        private_metadata=form_id,
    )


def opened(loop: Loop, *, is_there: bool | None) -> Modal:
    """Return what the modal says once the loop is open; `is_there` says whether Debrief is in its channel, if known."""
    text = words("loop.opened", loop=loop, is_there=is_there)
    return modal(plain_words("loop_form.opened_title"), [section(text)], callback_id="loop_opened")
