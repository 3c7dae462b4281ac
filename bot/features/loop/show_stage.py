"""The forms that end a revealed stage, and what a loop's details say of its stages; asks no one."""

from datetime import datetime

from bot.features.loop.end_stage import planned_next
from bot.features.loop.loop_form import NEW_DEADLINE as NEXT_DEADLINE
from bot.features.loop.loop_form import NEXT_FOCUS, NEXT_INTERVIEWERS, NEXT_NAME, OUTCOME, WHY_OUTCOME
from bot.features.loop.show_loop import to_loop
from bot.slack.block_types import Modal
from bot.slack.blocks import modal, section
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Loop, StageOutcome

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
            section(words("loop.end_stage", loop=loop)),
            OUTCOME.offering(options).block(StageOutcome.ADVANCE if following else None),
            WHY_OUTCOME.block(),
        ],
        callback_id=END,
        submit=plain_words("loop_form.next"),
        close=plain_words("loop_form.close"),
        private_metadata=loop.id,
    )


def next_form(loop: Loop, what: StageOutcome, why: str, due: datetime) -> Modal:
    """Return the form of the stage that follows, filled in from the plan where that holds one."""
    plan = planned_next(loop, what)
    seats = plan.interviews if plan else ()
    planned = {each for seat in seats for each in seat.focus}
    options = [(plain_words("loop_form.offered", competency=each), each.id) for each in loop.rubric.competencies]
    focus = tuple(each.id for each in loop.rubric.competencies if each.id in planned)
    people = tuple(dict.fromkeys(seat.interviewer for seat in seats if seat.interviewer))
    name = plan.name if plan else plain_words(f"loop_form.stage_{what}", number=loop.stage.number + 1)
    return modal(
        plain_words("loop_form.next_stage_title"),
        [
            section(words("loop.next_stage", loop=loop)),
            NEXT_NAME.block(name),
            NEXT_INTERVIEWERS.block(people),
            NEXT_FOCUS.offering(options).block(focus or _gaps(loop)),
            NEXT_DEADLINE.block(due),
            WHY_OUTCOME.block(why),
        ],
        callback_id=NEXT,
        submit=plain_words("loop_form.open_stage"),
        close=plain_words("loop_form.close"),
        private_metadata=f"{loop.id}:{what}",
    )


def _gaps(loop: Loop) -> tuple[str, ...]:
    """Return what nobody has assessed so far: the likeliest subject of one more interview."""
    assessed = {each for interview in loop.submitted for each in interview.focus}
    return tuple(each.id for each in loop.rubric.competencies if each.id not in assessed)


def drawn_for(private_metadata: str) -> tuple[str, StageOutcome]:
    """Return which stage a form is to follow, and what was made of that."""
    loop_id, _, what = private_metadata.partition(":")
    known = [each for each in OUTCOMES if each == what]
    return loop_id, known[0] if known else StageOutcome.ADVANCE


def ended(loop: Loop) -> Modal:
    """Return what the modal says once a stage has ended or the next one is open."""
    text = words("loop.stage_ended" if loop.stage.outcome else "loop.stage_opened", loop=loop)
    return modal(
        plain_words("loop_form.ended_title"),
        [section(text), *to_loop(loop)],
        callback_id="stage_ended",
        close=plain_words("loop_form.done"),
    )
