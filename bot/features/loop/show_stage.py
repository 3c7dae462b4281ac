"""The forms that end a revealed stage, and what a loop's details say of its stages; asks no one."""

from collections.abc import Sequence

from bot.features.doors import Door
from bot.features.loop.end_stage import NextStage, NextStep, panel_of, planned_next
from bot.features.loop.loop_form import (
    NEXT_FOCUS,
    NEXT_INTERVIEWERS,
    NEXT_MINUTES,
    NEXT_NAME,
    NEXT_START,
    OUTCOME,
    SHADOWS,
    WHY_OUTCOME,
)
from bot.features.loop.show_loop import LOOP_DETAILS, act_button
from bot.features.loop.show_parts import time_fields
from bot.features.loop.show_schedule import NOTHING_PASTED, Pasted, schedule_blocks
from bot.features.loop.show_warnings import warned_of
from bot.features.opening.show_plan import lengths
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import actions, modal, section
from bot.wording.words import plain_words, words
from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.loop import Loop
from rubrics.panel.plan import InterviewKind, PlannedInterview
from rubrics.panel.stage import StageOutcome

END = "stage_end"
NEXT = "stage_next"
PASTE = "stage_paste_schedule"
OUTCOMES = tuple(StageOutcome)


def end_form(loop: Loop) -> Modal:
    """Return the question how a stage ends."""
    following = planned_next(loop, StageOutcome.ADVANCE)
    options = [
        (plain_words(f"loop_form.outcome_{each}", following=following.name if following else ""), each.value)
        for each in OUTCOMES
    ]
    return modal(
        plain_words("loop_form.end_title"),
        [
            section(words("loop.end_stage", loop=loop), accessory=act_button(loop, "signal", Door.READ_SIGNAL)),
            OUTCOME.offering(options).block(StageOutcome.ADVANCE if following else None),
            WHY_OUTCOME.block(),
        ],
        callback_id=END,
        submit=plain_words("loop_form.next"),
        close=plain_words("loop_form.close"),
        private_metadata=loop.id,
    )


def proposed(step: NextStep, what: StageOutcome, why: str) -> NextStage:
    """Return the next stage as it is proposed: as planned where a plan holds one, else on what no one has assessed."""
    loop, plan = step.loop, step.plan
    seats = [(seat, step.holders.get(place)) for place, seat in enumerate(plan.interviews)] if plan else []
    planned = {each for seat, _ in seats for each in seat.focus}
    people = {counts: [who for seat, who in seats if who and _counts(seat) is counts] for counts in (True, False)}
    return NextStage(
        what=what,
        reason=why,
        name=plan.name if plan else plain_words(f"loop_form.stage_{what}", number=loop.stage.number + 1),
        interviewers=tuple(dict.fromkeys(people[True])),
        shadows=tuple(dict.fromkeys(people[False])),
        focus=tuple(each.id for each in loop.rubric.competencies if each.id in planned) or _gaps(loop),
    )


def next_form(
    form_id: str,
    loop: Loop,
    filled: NextStage,
    pasted: Pasted = NOTHING_PASTED,
    *,
    warnings: Sequence[CoverageWarning] = (),
    mark: str = "",
) -> Modal:
    """Return the form of the stage that follows, filled in; `warnings` stand on top, `mark` says they were shown."""
    options = [(plain_words("loop_form.offered", competency=each), each.id) for each in loop.rubric.competencies]
    return modal(
        plain_words("loop_form.next_stage_title"),
        [
            *warned_of("stage_warnings", warnings),
            section(words("loop.next_stage", loop=loop)),
            NEXT_NAME.block(filled.name),
            NEXT_INTERVIEWERS.block(filled.interviewers),
            NEXT_FOCUS.offering(options).block(filled.focus),
            *schedule_blocks(pasted, PASTE),
            *_times(loop, filled, pasted),
            SHADOWS.block(filled.shadows),
        ],
        callback_id=NEXT,
        submit=plain_words("loop_form.next" if pasted.asks else "loop_form.open_stage"),
        close=plain_words("loop_form.close"),
        private_metadata=f"{form_id}:{mark}",
    )


def _times(loop: Loop, filled: NextStage, pasted: Pasted) -> list[Block]:
    """Return when the stage begins, or when each of its interviews does where a schedule said so.

    A stage of the plan has its lengths from there.
    """
    if filled.times:
        parts, _ = panel_of(loop, filled)
        return time_fields(parts, filled.times, filling=pasted.filling)
    start = NEXT_START.block(filled.starts_at)
    if planned_next(loop, filled.what) is not None:
        return [start]
    return [start, NEXT_MINUTES.offering(lengths(filled.minutes)).block(str(filled.minutes))]


def _counts(seat: PlannedInterview) -> bool:
    return seat.kind is InterviewKind.FULL


def _gaps(loop: Loop) -> tuple[str, ...]:
    """Return what no one has assessed so far: the likeliest subject of one more interview."""
    assessed = {each for interview in loop.submitted for each in interview.focus}
    return tuple(each.id for each in loop.rubric.competencies if each.id not in assessed)


def drawn_for(private_metadata: str) -> tuple[str, str]:
    """Return the id that a form of the next stage is kept by, and the mark of what was shown."""
    form_id, _, mark = private_metadata.partition(":")
    return form_id, mark


def ended(loop: Loop, *, decides: bool = False) -> Modal:
    """Return what the modal says once a stage has ended or the next one is open."""
    is_stopped = loop.stage.outcome is not None and loop.stage.outcome.what is StageOutcome.STOP
    decide = act_button(loop, "decide", Door.DECIDE, primary=True) if decides and is_stopped else None
    text = words("loop.stage_ended" if loop.stage.outcome else "loop.stage_opened", loop=loop)
    return modal(
        plain_words("loop_form.ended_title"),
        [section(text), *actions(decide, act_button(loop, "show_loop", LOOP_DETAILS, said="details"))],
        callback_id="stage_ended",
        close=plain_words("loop_form.done"),
    )
