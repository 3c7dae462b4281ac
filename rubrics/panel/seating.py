"""A stage of a plan with people in it: who holds each interview, what they assess and when; knows no one's account."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from rubrics.catalogue.model import Value
from rubrics.panel.coverage import SECOND
from rubrics.panel.loop import ON_THE_PANEL, USUAL_MINUTES, Loop
from rubrics.panel.parts import Part, new_part
from rubrics.panel.plan import InterviewKind, PlannedInterview, StagePlan

Holders = Mapping[int, str | None]
"""The place of an interview within its stage → who holds it, None while that is open."""


class Seating(Value):
    """A stage's interviews as the parts of a panel, and what each assesses; `vacant` are the places without anyone."""

    parts: tuple[Part, ...]
    focus: Mapping[str, tuple[str, ...]]
    vacant: tuple[int, ...] = ()


def usual_holders(stage: StagePlan, unavailable: Collection[str] = ()) -> dict[int, str | None]:
    """Return who holds each interview as planned; in place of anyone who cannot, the first alternate who can."""
    return {place: _available(seat, unavailable) for place, seat in enumerate(stage.interviews)}


def holders_among(stage: StagePlan, interviewers: Sequence[str], shadows: Sequence[str]) -> dict[int, str | None]:
    """Return who holds each interview where these people were chosen for a stage, `shadows` those in training.

    Those planned hold what is planned; the others take, in turn, what is left open by those who were not chosen.
    """
    holders: dict[int, str | None] = {}
    for people, counts in ((interviewers, True), (shadows, False)):
        places = [n for n, seat in enumerate(stage.interviews) if (seat.kind is InterviewKind.FULL) is counts]
        planned = {n: seat.interviewer for n in places if (seat := stage.interviews[n]).interviewer in people}
        others = iter([person for person in people if person not in planned.values()])
        holders |= {n: planned.get(n) or next(others, None) for n in places}
    return holders


def seating(stage: StagePlan, holders: Holders) -> Seating:
    """Return the panel that a stage gets with these people; who is in training sits with the interviewer before."""
    parts: list[Part] = []
    focus: dict[str, tuple[str, ...]] = {}
    for place, seat in enumerate(stage.interviews):
        person = holders.get(place)
        if person is None:
            continue
        part = new_part(person, [each.key for each in parts], seat.kind)
        joins = None if part.counts else _trainer(parts)
        planned = {"minutes": seat.minutes or USUAL_MINUTES, "exercise": seat.exercise, "joins": joins}
        parts.append(part.model_copy(update=planned))
        if part.counts:
            focus[part.key] = seat.focus
    vacant = tuple(place for place in range(len(stage.interviews)) if holders.get(place) is None)
    return Seating(parts=tuple(parts), focus=focus, vacant=vacant)


def seated_with(stage: StagePlan, interviewers: Sequence[str], shadows: Sequence[str]) -> Seating:
    """Return the panel that a stage gets where these people were chosen; more than it has interviews add theirs."""
    seated = seating(stage, holders_among(stage, interviewers, shadows))
    parts = list(seated.parts)
    for people, kind in ((interviewers, InterviewKind.FULL), (shadows, InterviewKind.SHADOW)):
        for person in people:
            if person in {part.interviewer for part in parts if part.counts is (kind is InterviewKind.FULL)}:
                continue
            part = new_part(person, [each.key for each in parts], kind)
            parts.append(part.model_copy(update={"joins": None if part.counts else _trainer(parts)}))
    return seated.model_copy(update={"parts": tuple(parts)})


def times_from(parts: Sequence[Part], start: datetime | None) -> dict[str, datetime | None]:
    """Return when each interview begins, one right after the other; those that join another have no time of their own.

    Nothing has a time where there is no first one.
    """
    times: dict[str, datetime | None] = {}
    at = start
    for part in parts:
        if part.joins is None:
            times[part.key] = at
            at = at and at + timedelta(minutes=part.minutes or USUAL_MINUTES)
    return times


def ends_at(parts: Sequence[Part], times: Mapping[str, datetime | None]) -> datetime | None:
    """Return when the last of these interviews is over; None where no time is set."""
    ends = [at + timedelta(minutes=part.minutes or USUAL_MINUTES) for part in parts if (at := times.get(part.key))]
    return max(ends, default=None)


def planned_focus(stages: Sequence[StagePlan]) -> dict[str, tuple[str, ...]]:
    """Return what stages to come will assess, by keys as of parts: one person counts once, each open seat as another.

    What someone in training puts down never counts.
    """
    seats = [seat for stage in stages for seat in stage.interviews if seat.kind is InterviewKind.FULL]
    return {f"{seat.interviewer or number}{SECOND}later{number}": seat.focus for number, seat in enumerate(seats)}


def held_focus(stages: Sequence[Loop]) -> dict[str, tuple[str, ...]]:
    """Return what stages before have assessed or still do, by keys as of parts: one person counts once."""
    held = [i for stage in stages for i in stage.interviews if i.kind is InterviewKind.FULL and i.state in ON_THE_PANEL]
    return {f"{each.interviewer}{SECOND}before{number}": each.focus for number, each in enumerate(held)}


def _available(seat: PlannedInterview, unavailable: Collection[str]) -> str | None:
    people = [seat.interviewer, *seat.alternates]
    return next((each for each in people if each and each not in unavailable), None)


def _trainer(parts: Sequence[Part]) -> str | None:
    return next((part.key for part in reversed(parts) if part.counts), None)
