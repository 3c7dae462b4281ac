"""The two steps of changing a running loop: who and until when, then focus and times of those who still score."""

from bot.features.loop.loop_form import NEW_DEADLINE, NEW_INTERVIEWERS, SHADOWS
from bot.features.loop.plan_edit import EditPlan
from bot.features.loop.show_loop import to_loop
from bot.features.loop.show_parts import part_fields
from bot.features.loop.show_progress import progress
from bot.features.loop.show_schedule import NOTHING_PASTED, Pasted, schedule_blocks
from bot.features.loop.show_warnings import warned_or_ready
from bot.slack.block_types import Modal
from bot.slack.blocks import modal, section
from bot.wording.words import plain_words, words
from rubrics.panel.loop import ON_THE_PANEL, Loop

STEP_ONE = "loop_edit_panel"
STEP_TWO = "loop_edit_focus"
PART = "loop_edit_part"
"""The ⋯ menu beside each interview of the second step."""
PASTE = "loop_edit_paste_schedule"


def step_one(loop: Loop, mark: str, *, may_remove: bool) -> Modal:
    """Return the first step, filled with the panel and the deadline as they are; `mark` tells how the loop stands."""
    standing = [i for i in loop.interviews if i.state in ON_THE_PANEL]
    shadows = dict.fromkeys(i.interviewer for i in standing if not i.counts)
    blocks = [
        section(words("loop.edit", loop=loop)),
        NEW_INTERVIEWERS.block(loop.panel, may_remove=may_remove),
        SHADOWS.block(tuple(shadows)),
        NEW_DEADLINE.block(loop.deadline_at),
    ]
    return modal(
        plain_words("loop_form.change_title"),
        blocks,
        callback_id=STEP_ONE,
        submit=plain_words("loop_form.next"),
        close=plain_words("loop_form.close"),
        private_metadata=f"{loop.id}:{mark}",
    )


def drawn_for(private_metadata: str) -> tuple[str, str]:
    """Return which loop a first step was drawn for, and how that stood then."""
    loop_id, _, mark = private_metadata.partition(":")
    return loop_id, mark


def step_two(plan: EditPlan, pasted: Pasted = NOTHING_PASTED) -> Modal:
    """Return the second step: focus and time of those who still owe a scorecard."""
    loop, warnings = plan.loop, plan.warnings
    blocks = [section(words("loop.edit", loop=loop)), *warned_or_ready(warnings)]
    return modal(
        plain_words("loop_form.focus_title"),
        [
            *blocks,
            *schedule_blocks(pasted, PASTE),
            *part_fields(
                loop.rubric, plan.parts, plan.focus, plan.times, names=plan.names, menu=PART, filling=pasted.filling
            ),
        ],
        callback_id=STEP_TWO,
        submit=plain_words(f"loop_form.{'next' if pasted.asks else 'change_anyway' if warnings else 'change'}"),
        close=plain_words("loop_form.close"),
        private_metadata=plan.form_id,
    )


def edited(loop: Loop) -> Modal:
    """Return what the modal says once the loop is changed."""
    text = words("loop.edited", loop=loop, progress=progress(loop))
    return modal(
        plain_words("loop_form.changed_title"),
        [section(text), *to_loop(loop)],
        callback_id="loop_edited",
        close=plain_words("loop_form.done"),
    )
