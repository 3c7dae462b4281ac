"""What an interviewer is reminded of before and after an interview, and what those who run the loop hear of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.features.doors import Door
from bot.features.loop.show_announcement import (
    card_button,
    opening_question,
    questions_button,
    something_changed,
)
from bot.features.loop.show_left_notes import left_notes
from bot.features.loop.show_links import links_line
from bot.features.loop.show_loop import LOOP_DETAILS, OVERRIDE, RESUME, SILENCE, act_button, to_loop
from bot.features.loop.show_progress import dots
from bot.slack.block_types import Message, Modal
from bot.slack.blocks import actions, message, modal, section
from bot.slack.elements import button
from bot.wording.phrases import mention
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Interview, Loop
from rubrics.panel.reminders import LATE_AFTER, due_at, is_resting, is_running, lateness
from rubrics.panel.scorecard import LeftNote

SNOOZE = "reminder_snooze"
DAYS_FROM = timedelta(hours=20)
"""From here on lateness is told in days: the last reminder comes then, and an hour more or less says nothing."""


def kit(loop: Loop, interview: Interview, now: datetime, notes: Sequence[LeftNote] = ()) -> Message | None:
    """Return what an interviewer reads shortly before: when, what to assess, what to open with, what others left."""
    if not is_running(loop, interview) or interview.starts_at is None or interview.starts_at <= now:
        return None
    focus = [loop.rubric.competency(competency) for competency in interview.focus]
    facts = {"loop": loop, "interview": interview, "focus": focus}
    blocks = [
        section(words("reminder.kit", **facts)),
        *links_line(loop, interview),
        *left_notes(notes, "next_note"),
        *opening_question(focus),
        *actions(questions_button(loop, interview), something_changed(interview)),
    ]
    return message(words("reminder.kit_fallback", **facts), blocks)


def reminder(loop: Loop, interview: Interview, now: datetime, *, begun: bool = False) -> Message | None:
    """Return the reminder of a scorecard as late as it is now; None where there is nothing to remind of any more."""
    if not is_running(loop, interview) or is_resting(loop, interview):
        return None
    facts = {"loop": loop, "due_at": due_at(interview, loop.deadline_at), "dots": dots(loop)}
    facts |= _late(interview, loop, now) | {"in_now": len(loop.submitted), "expected": loop.expected}
    facts |= {"is_last": len(loop.pending) == 1, "told": _told_of(loop)}
    snooze = button(
        plain_words("reminder_labels.snooze"),
        SNOOZE,
        interview.id,
        label=plain_words("reminder_labels.snooze_of", code=loop.candidate_code),
    )
    buttons = actions(card_button(loop, interview, begun=begun, primary=True), snooze, something_changed(interview))
    text = section(words("reminder.reminder", **facts))
    return message(words("reminder.reminder_fallback", **facts), [text, *buttons])


def status(loop: Loop, now: datetime, reader: str) -> Message | None:
    """Return which scorecards a loop lacks, for someone who runs it; None where none is late any more."""
    due = [each for each in loop.pending if each.interviewer != reader]
    late = [each for each in due if lateness(each, loop.deadline_at, now) is not None]
    if not late or not loop.is_open or loop.silence is not None:
        return None
    facts = {"loop": loop, "missing": [mention(each.interviewer) for each in late], "dots": dots(loop)}
    facts |= {"in_now": len(loop.submitted), "expected": loop.expected}
    buttons = actions(
        act_button(loop, "show_loop", LOOP_DETAILS, said="details", primary=True),
        act_button(loop, "override", OVERRIDE) if loop.is_late(now) else None,
        act_button(loop, "silence", SILENCE),
    )
    return message(words("reminder.status_fallback", **facts), [section(words("reminder.status", **facts)), *buttons])


def hold_over(loop: Loop, *, is_new: bool) -> Message | None:
    """Return the question to resume a loop whose hold was to end today; once it is answered, that it was."""
    if loop.hold is None or loop.hold.until is None:
        answered = words("reminder.hold_is_over", loop=loop)
        return None if is_new else message(answered, [section(answered), *to_loop(loop)])
    facts = {"loop": loop, "until": loop.hold.until}
    show = act_button(loop, "show_loop", LOOP_DETAILS, said="details")
    buttons = actions(act_button(loop, "resume", RESUME, primary=True), show)
    text = section(words("reminder.hold_over", **facts))
    return message(words("reminder.hold_over_fallback", **facts), [text, *buttons])


def snoozed(loop: Loop, interview_id: str, until: datetime) -> Modal:
    """Return what someone sees who has put a reminder off."""
    score = button(plain_words("loop_labels.score"), Door.OPEN_SCORECARD, interview_id, primary=True)
    text = section(words("reminder.snoozed", loop=loop, until=until))
    return modal(plain_words("reminder_labels.snoozed_title"), [text, *actions(score)], callback_id=SNOOZE)


def _late(interview: Interview, loop: Loop, now: datetime) -> dict[str, int | None]:
    """Return for how long a scorecard is late, as it is told: in hours within the day, then in days."""
    late = lateness(interview, loop.deadline_at, now)
    if late is None:
        return {"hours": None, "days": 0}
    if late >= DAYS_FROM:
        return {"hours": 0, "days": max(1, round(late / timedelta(days=1)))}
    return {"hours": round(late / timedelta(hours=1)) if late >= LATE_AFTER else 0, "days": 0}


def _told_of(loop: Loop) -> list[object]:
    return [mention(person) for person in dict.fromkeys((loop.hiring_manager, loop.recruiter))]
