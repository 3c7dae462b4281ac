"""The forms that end a revealed stage, and what a loop's details say of its stages; asks no one."""

from collections.abc import Sequence

from bot.features.doors import Door
from bot.features.loop.end_stage import NextStage, NextStep, planned_next
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
from bot.features.loop.show_warnings import warned_of
from bot.features.opening.show_plan import lengths
from bot.slack.block_types import Modal
from bot.slack.blocks import actions, modal, section
from bot.wording.words import plain_words, words
from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.loop import Loop
from rubrics.panel.plan import InterviewKind, PlannedInterview
from rubrics.panel.stage import StageOutcome

END = "stage_end"
NEXT = "stage_next"
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
    """Return the next stage as it is proposed: as planned where a plan holds one, else on what nobody has assessed."""
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


def next_form(loop: Loop, filled: NextStage, warnings: Sequence[CoverageWarning] = (), mark: str = "") -> Modal:
    """Return the form of the stage that follows, filled in; `warnings` stand on top, `mark` says that they were shown.

    A stage of the plan has its lengths from there.
    """
    is_planned = planned_next(loop, filled.what) is not None
    options = [(plain_words("loop_form.offered", competency=each), each.id) for each in loop.rubric.competencies]
    return modal(
        plain_words("loop_form.next_stage_title"),
        [
            *warned_of("stage_warnings", warnings),
            section(words("loop.next_stage", loop=loop)),
            NEXT_NAME.block(filled.name),
            NEXT_INTERVIEWERS.block(filled.interviewers),
            NEXT_FOCUS.offering(options).block(filled.focus),
            NEXT_START.block(filled.starts_at),
            *([] if is_planned else [NEXT_MINUTES.offering(lengths(filled.minutes)).block(str(filled.minutes))]),
            SHADOWS.block(filled.shadows),
            WHY_OUTCOME.block(filled.reason),
        ],
        callback_id=NEXT,
        submit=plain_words("loop_form.open_stage"),
        close=plain_words("loop_form.close"),
        private_metadata=f"{loop.id}:{filled.what}:{mark}",
    )


def _counts(seat: PlannedInterview) -> bool:
    return seat.kind is InterviewKind.FULL


def _gaps(loop: Loop) -> tuple[str, ...]:
    """Return what nobody has assessed so far: the likeliest subject of one more interview."""
    assessed = {each for interview in loop.submitted for each in interview.focus}
    return tuple(each.id for each in loop.rubric.competencies if each.id not in assessed)


def drawn_for(private_metadata: str) -> tuple[str, StageOutcome, str]:
    """Return which stage a form is to follow, what was made of that, and the mark of what was shown."""
    loop_id, what, mark = f"{private_metadata}::".split(":")[:3]
    known = [each for each in OUTCOMES if each == what]
    return loop_id, known[0] if known else StageOutcome.ADVANCE, mark


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
