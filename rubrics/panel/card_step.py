"""What an interviewer may do next about a scorecard, and which of their interviews is meant where none is named."""

from collections.abc import Iterable
from enum import StrEnum

from rubrics.panel.loop import ON_THE_PANEL, Interview, InterviewState, Loop


class CardStep(StrEnum):
    """What an interviewer may do next about the scorecard of one interview."""

    SCORE = "score"
    CONTINUE = "continue"
    AMEND = "amend"
    ADD_LATE = "add_late"


def card_step(loop: Loop, interview: Interview, *, begun: bool) -> CardStep:
    """Return what an interviewer may do next about their scorecard; `begun` says that a draft of it is kept."""
    if interview.state is InterviewState.SUBMITTED:
        return CardStep.AMEND
    if loop.is_revealed:
        return CardStep.ADD_LATE
    return CardStep.CONTINUE if begun else CardStep.SCORE


def first_to_act_on(interviews: Iterable[Interview]) -> Interview | None:
    """Return which of someone's interviews in a loop is meant where none is named: the first due, else the last in."""
    taking = [each for each in interviews if each.state in ON_THE_PANEL]
    due = [each for each in taking if each.state is InterviewState.DUE]
    return next(iter(due), None) or next(reversed(taking), None)
