"""The two steps of `/loop new`: who and when, then who assesses what; typed values come back as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import Block, ConversationFilter, ConversationSelectElement, UserSelectElement
from slack_sdk.models.blocks.block_elements import UserMultiSelectElement

from bot.features.loop.show_warnings import warned_or_ready
from bot.slack.blocks import (
    Modal,
    divider,
    field,
    modal,
    multi_select,
    radio,
    section,
    sections,
    select,
    text_input,
    time_input,
)
from bot.wording.words import words
from rubrics.catalogue.model import Rubric
from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.loop import Loop

STEP_ONE = "loop_form"
STEP_TWO = "loop_focus"
FOCUS = "focus"
TIME = "time"
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
"""The fields of the first step; each is its block's id and its element's action id."""

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
    given = {"shown_as": CODE, "deadline": deadline, **(filled or {})}
    blocks: list[Block] = []
    if problems:
        blocks += sections(words("loop.problems", sentences=problems))
    blocks += [*_about_candidate(given), *_about_opening(choices, given), *_about_panel(given)]
    return modal("Open a loop", blocks, callback_id=STEP_ONE, submit="Next", close="Cancel")


def _about_candidate(given: Mapping[str, Any]) -> list[Block]:
    shown = radio(
        "shown_as", [("A code that Debrief makes", CODE), ("The name or code above", NAME)], given["shown_as"]
    )
    return [
        field(
            "candidate",
            "Candidate",
            text_input("candidate", initial=given.get("candidate"), placeholder="Name or code", longest=80),
            hint="A candidate who has a code in Debrief already goes by that code.",
        ),
        field("shown_as", "What may the channel see?", shown),
    ]


def _about_opening(choices: Choices, given: Mapping[str, Any]) -> list[Block]:
    opening = text_input("opening", initial=given.get("opening"), placeholder="Such as: Payments team", longest=80)
    return [
        field("role", "Role", select("role", choices.roles, given.get("role"))),
        field("level", "Level", select("level", choices.levels, given.get("level"))),
        field("opening", "Opening", opening, hint="Left empty, it is called by role and level.", optional=True),
        field("channel", "Channel", _channel(given.get("channel")), hint="Best a private one that Debrief is in."),
    ]


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


def _about_panel(given: Mapping[str, Any]) -> list[Block]:
    manager = UserSelectElement(action_id="hiring_manager", initial_user=given.get("hiring_manager"))
    panel = UserMultiSelectElement(action_id="interviewers", initial_users=given.get("interviewers") or None)
    insider = UserSelectElement(action_id="candidate_user", initial_user=given.get("candidate_user"))
    return [
        field("hiring_manager", "Hiring manager", manager),
        field("interviewers", "Interviewers", panel, hint="Four are usually enough."),
        field("deadline", "Scorecards due", time_input("deadline", given["deadline"])),
        field(
            "candidate_user",
            "Is the candidate a colleague?",
            insider,
            hint="Then choose their account: they never see their own loop.",
            optional=True,
        ),
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
    blocks = [intro, *warned_or_ready(warnings), *panel_fields(rubric, focus, times)]
    submit = "Open anyway" if warnings else "Open the loop"
    return modal(
        "Who assesses what", blocks, callback_id=STEP_TWO, submit=submit, close="Cancel", private_metadata=form_id
    )


def panel_fields(
    rubric: Rubric, focus: Mapping[str, Sequence[str]], times: Mapping[str, datetime | None]
) -> list[Block]:
    """Return the fields for each interviewer's focus competencies and time."""
    options = [(competency.name, competency.id) for competency in rubric.competencies]
    return [
        block
        for person, chosen in focus.items()
        for block in (
            divider(),
            section(words("loop.interviewer", person=person)),
            field(f"{FOCUS}:{person}", "Focus competencies", multi_select(FOCUS, options, chosen)),
            field(f"{TIME}:{person}", "Interview", time_input(TIME, times.get(person)), optional=True),
        )
    ]


def opened(loop: Loop, *, is_there: bool | None) -> Modal:
    """Return what the modal says once the loop is open; `is_there` says whether Debrief is in its channel, if known."""
    told = words("loop.opened", loop=loop, is_there=is_there)
    return modal("Loop opened", [section(told)], callback_id="loop_opened")
