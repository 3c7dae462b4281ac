"""How far a loop is, in the same words everywhere; tells nothing of what was rated."""

from datetime import datetime

from bot.wording.phrases import count
from bot.wording.words import plain_words
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState, card_step

STATES = {
    InterviewState.DUE: "to come",
    InterviewState.SUBMITTED: "in",
    InterviewState.EXCUSED: "excused",
    InterviewState.DID_NOT_HAPPEN: "did not happen",
    InterviewState.SHADOW: "shadow",
}


def progress(loop: Loop) -> str:
    """Return how many scorecards are in, such as “1 of 4 scorecards is in”; anything else by its state."""
    if loop.state is LoopState.CANCELLED:
        return "Cancelled"
    if not loop.expected:
        return "No scorecards: everybody is excused"
    verb = "is" if 1 in (loop.expected, len(loop.submitted)) else "are"
    return f"{len(loop.submitted)} of {count(loop.expected, 'scorecard')} {verb} in"


def interview_state(loop: Loop, interview: Interview, now: datetime) -> str:
    """Return where one interview stands: in, to come, late, missing, excused, no longer needed."""
    if interview.state is not InterviewState.DUE:
        return STATES[interview.state]
    if loop.state is LoopState.CANCELLED:
        return "no longer needed"
    if loop.is_revealed:
        return "missing"
    return "late" if loop.is_late(now) else STATES[interview.state]


def verb_for(loop: Loop, interview: Interview, *, begun: bool) -> str:
    """Return what the button that opens a scorecard says: score, continue, amend, or add after the reveal."""
    return plain_words(f"card_steps.{card_step(loop, interview, begun=begun)}")
