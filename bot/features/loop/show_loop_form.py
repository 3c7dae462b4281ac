"""The two steps of `/loop new`: who and when, then who assesses what; typed values come back as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.features.loop import loop_form as form
from bot.features.loop.plan_loop import LoopPlan
from bot.features.loop.show_loop import LOOP_DETAILS, START_LOOP
from bot.features.loop.show_parts import part_fields
from bot.features.loop.show_schedule import NOTHING_PASTED, Pasted, schedule_blocks
from bot.features.loop.show_warnings import warned, warned_of
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import actions, modal, section, sections
from bot.slack.elements import button
from bot.slack.limits import MENU_OPTIONS
from bot.wording.words import plain_words, words
from rubrics.panel.coverage import WarningKey
from rubrics.panel.loop import Loop

STEP_ONE = "loop_form"
STEP_TWO = "loop_focus"
OPENED = "loop_opened"
PART = "loop_part"
"""The ⋯ menu beside each interview of the second step."""
PASTE = "loop_paste_schedule"
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


def _about_candidate(values: Mapping[str, Any]) -> list[Block]:
    kinds = [(plain_words(f"loop_form.shown_as_{kind}"), kind) for kind in (CODE, NAME)]
    return [
        form.CANDIDATE.block(values.get("candidate")),
        form.SHOWN_AS.offering(kinds).block(values["shown_as"]),
    ]


def _about_opening(choices: Choices, values: Mapping[str, Any]) -> list[Block]:
    return [
        _roles(choices, values.get("role")),
        form.LEVEL.offering(choices.levels).block(values.get("level")),
        form.OPENING.block(values.get("opening")),
        form.CHANNEL.block(values.get("channel")),
    ]


def _roles(choices: Choices, chosen: str | None) -> Block:
    """Return the menu of roles; one that holds more than Slack takes is filled as someone types, as in `/rubric`."""
    if len(choices.roles) <= MENU_OPTIONS:
        return form.ROLE.offering(choices.roles).block(chosen)
    return replace(form.MANY_ROLES, options=tuple(choices.roles)).block(chosen)


def _about_panel(values: Mapping[str, Any]) -> list[Block]:
    return [
        form.HIRING_MANAGER.block(values.get("hiring_manager")),
        form.INTERVIEWERS.block(values.get("interviewers")),
        form.SHADOWS.block(values.get("shadows")),
        form.DEADLINE.block(values["deadline"]),
        form.CANDIDATE_USER.block(values.get("candidate_user")),
        form.LINKS.block(values.get("links") or None),
    ]


def step_two(plan: LoopPlan, pasted: Pasted = NOTHING_PASTED) -> Modal:
    """Return the second step: focus and time per interview, under what there is to know of the panel so far.

    Where anyone who decides is the only one to interview, that is said before anything else.
    """
    rubric, warnings = plan.rubric, plan.warnings
    first = [warning for warning in warnings if warning.key is WarningKey.MANAGER_ALONE]
    others = [warning for warning in warnings if warning not in first]
    intro = [section(words("loop.warning", warning=warned(warning))) for warning in first]
    intro.append(section(words("loop.step_two", candidate=plan.request.candidate, rubric=rubric)))
    intro += warned_of("stage_warnings", others) if warnings else [section(words("loop.ready"))]
    return modal(
        plain_words("loop_form.focus_title"),
        [
            *intro,
            *schedule_blocks(pasted, PASTE),
            *part_fields(
                rubric, plan.parts, plan.focus, plan.times, names=plan.names, menu=PART, filling=pasted.filling
            ),
        ],
        callback_id=STEP_TWO,
        submit=plain_words("loop_form.next" if warnings or pasted.asks else "loop_form.open"),
        close=plain_words("loop_form.close"),
        private_metadata=plan.form_id,
    )


def opened(loop: Loop, *, is_there: bool | None) -> Modal:
    """Return what the modal says once the loop is open; `is_there` says whether Debrief is in its channel, if known."""
    label = plain_words("loop_labels.details_of", code=loop.candidate_code)
    show = button(plain_words("loop_labels.show_loop"), LOOP_DETAILS, loop.id, label=label, primary=True)
    another = button(plain_words("loop_labels.new_loop"), START_LOOP)
    blocks = [
        section(words("loop.opened", loop=loop)),
        *([] if loop.is_channel_checked else [section(words("loop.channel_checked", loop=loop))]),
        *([] if is_there else [section(words("loop.not_there", loop=loop, is_there=is_there))]),
        *actions(show, another),
    ]
    return modal(plain_words("loop_form.opened_title"), blocks, callback_id=OPENED, close=plain_words("loop_form.done"))
