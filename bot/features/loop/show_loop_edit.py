"""The two steps of changing a running loop: who and until when, then focus and times of those who still score."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from slack_sdk.models.blocks.block_elements import UserMultiSelectElement

from bot.features.loop.show_loop_form import panel_fields
from bot.features.loop.show_progress import progress
from bot.features.loop.show_warnings import warned_or_ready
from bot.slack.blocks import Modal, field, modal, section, time_input
from bot.wording.words import words
from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.loop import InterviewState, Loop

STEP_ONE = "loop_edit_panel"
STEP_TWO = "loop_edit_focus"
INTERVIEWERS, DEADLINE = "interviewers", "deadline"
TAKES_OFF = "Whoever you leave out is excused."
TAKES_NOBODY_OFF = "Nobody can be left out here: a hiring manager takes nobody off the panel."


def step_one(loop: Loop, mark: str, *, may_take_off: bool) -> Modal:
    """Return the first step, filled with the panel and the deadline as they are; `mark` tells how the loop stands."""
    on_panel = [i.interviewer for i in loop.interviews if i.state in (InterviewState.DUE, InterviewState.SUBMITTED)]
    panel = UserMultiSelectElement(action_id=INTERVIEWERS, initial_users=on_panel or None)
    hint = f"{TAKES_OFF if may_take_off else TAKES_NOBODY_OFF} Whoever is new is invited."
    blocks = [
        section(words("loop.edit", loop=loop)),
        field(INTERVIEWERS, "Interviewers", panel, hint=hint),
        field(DEADLINE, "Scorecards due", time_input(DEADLINE, loop.deadline_at)),
    ]
    return modal(
        "Change the loop",
        blocks,
        callback_id=STEP_ONE,
        submit="Next",
        close="Cancel",
        private_metadata=f"{loop.id}:{mark}",
    )


def drawn_for(private_metadata: str) -> tuple[str, str]:
    """Return which loop a first step was drawn for, and how that stood then."""
    loop_id, _, mark = private_metadata.partition(":")
    return loop_id, mark


def step_two(
    form_id: str,
    loop: Loop,
    *,
    focus: Mapping[str, Sequence[str]],
    times: Mapping[str, datetime | None],
    warnings: Sequence[CoverageWarning],
) -> Modal:
    """Return the second step: focus and time of those who still owe a scorecard."""
    blocks = [section(words("loop.edit", loop=loop)), *warned_or_ready(warnings)]
    return modal(
        "Who assesses what",
        [*blocks, *panel_fields(loop.rubric, focus, times)],
        callback_id=STEP_TWO,
        submit="Change anyway" if warnings else "Change the loop",
        close="Cancel",
        private_metadata=form_id,
    )


def edited(loop: Loop) -> Modal:
    """Return what the modal says once the loop is changed."""
    return modal(
        "Loop changed", [section(words("loop.edited", loop=loop, progress=progress(loop)))], callback_id="loop_edited"
    )
