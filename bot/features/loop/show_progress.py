"""How far a loop is, in the same words everywhere; tells nothing of what was rated."""

from datetime import datetime

from bot.wording.pictures import progress_dots
from bot.wording.words import plain_words
from rubrics.panel.card_step import card_step
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState

ENDED = {LoopState.CANCELED: "canceled", LoopState.WITHDRAWN: "withdrawn"}
"""The states in which no one has to score any more, by their words."""


def progress(loop: Loop) -> str:
    """Return how many scorecards are in, such as “1 of 4 scorecards is in”; anything else by its state."""
    if loop.state in ENDED:
        return plain_words(f"loop_progress.{ENDED[loop.state]}")
    expected = loop.expected
    if not expected:
        return plain_words("loop_progress.nobody_scores")
    rests = loop.state is LoopState.ON_HOLD
    return plain_words("loop_progress.scorecards", rests=rests, submitted=len(loop.submitted), expected=expected)


def dots(loop: Loop) -> str:
    """Return the same as a picture, `●●●○`; an empty text where no one scores, or no one has to any more."""
    return progress_dots(len(loop.submitted), loop.expected) if loop.state not in ENDED else ""


def interview_state(loop: Loop, interview: Interview, now: datetime) -> str:
    """Return where one interview stands: in, to come, late, missing, excused, no longer needed."""
    return plain_words(f"loop_progress.{_state(loop, interview, now)}")


def verb_for(loop: Loop, interview: Interview, *, begun: bool) -> str:
    """Return what the button that opens a scorecard says: score, continue, amend, or add after the reveal."""
    return plain_words(f"card_steps.{card_step(loop, interview, begun=begun)}")


def late_for(due_at: datetime, now: datetime) -> str | None:
    """Return how long something is late, in whole hours or days, so that Home changes once an hour at most."""
    if now <= due_at:
        return None
    hours = int((now - due_at).total_seconds() // 3600)
    return plain_words("loop_progress.late_for", hours=hours, days=hours // 24)


def _state(loop: Loop, interview: Interview, now: datetime) -> str:
    if interview.state is not InterviewState.DUE:
        return interview.state
    if loop.state in ENDED:
        return "no_longer_needed"
    if loop.is_revealed:
        return "missing"
    if loop.state is LoopState.ON_HOLD:
        return "on_hold"
    return "late" if loop.is_late(now) else interview.state
