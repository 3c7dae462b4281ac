"""An opening's interviews in figures: how long they took and how they ended; never a figure of one person's."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from rubrics.catalogue.model import Value
from rubrics.panel.loop import InterviewState
from rubrics.panel.loop_facts import RevealCause

FEWEST_PEOPLE = 3
"""Interviewers from which on how long scorecards took is no one's own figure."""


class HeldInterview(Value):
    """One interview that counts: whose it was, when it was over, and when its scorecard first came in."""

    interviewer: str
    state: InterviewState
    over_at: datetime
    submitted_at: datetime | None = None


class HeldLoop(Value):
    """One stage of a candidate's interviews: when it opened and was revealed, and how it was decided."""

    candidate: str
    opened_at: datetime
    revealed_at: datetime | None = None
    cause: RevealCause | None = None
    decided_at: datetime | None = None
    against_signal: bool = False


class Span(Value):
    """How long something took: the middle of so many, half took less."""

    median: timedelta
    number: int


class OpeningFigures(Value):
    """An opening in figures; None where there is nothing to count, or where a figure would be one person's."""

    to_scorecard: Span | None
    to_reveal: Span | None
    to_decision: Span | None
    submitted: int
    planned: int
    excused: int
    revealed: int
    overridden: int
    decided: int
    against_signal: int


def figures_of(interviews: Sequence[HeldInterview], loops: Sequence[HeldLoop]) -> OpeningFigures:
    """Return an opening's figures.

    A scorecard counts from the end of its interview, one that came in before at once; a decision from when the
    candidate's first stage opened.
    """
    cards = [each for each in interviews if each.submitted_at is not None]
    waits = [max(at - each.over_at, timedelta()) for each in cards if (at := each.submitted_at)]
    shows_waits = len({each.interviewer for each in cards}) >= FEWEST_PEOPLE
    begun: dict[str, datetime] = {}
    for loop in loops:
        begun[loop.candidate] = min(loop.opened_at, begun.get(loop.candidate, loop.opened_at))
    decided = {loop.candidate: loop for loop in loops if loop.decided_at is not None}
    revealed = [loop for loop in loops if loop.revealed_at is not None]
    ended = (InterviewState.EXCUSED, InterviewState.DID_NOT_HAPPEN)
    return OpeningFigures(
        to_scorecard=_span(waits) if shows_waits else None,
        to_reveal=_span([at - loop.opened_at for loop in revealed if (at := loop.revealed_at)]),
        to_decision=_span([at - begun[each.candidate] for each in decided.values() if (at := each.decided_at)]),
        submitted=len(cards),
        planned=len(interviews),
        excused=sum(each.state in ended for each in interviews),
        revealed=len(revealed),
        overridden=sum(loop.cause is RevealCause.OVERRIDE for loop in revealed),
        decided=len(decided),
        against_signal=sum(loop.against_signal for loop in decided.values()),
    )


def _span(taken: Sequence[timedelta]) -> Span | None:
    middle = median(each.total_seconds() for each in taken) if taken else 0
    return Span(median=timedelta(seconds=middle), number=len(taken)) if taken else None
