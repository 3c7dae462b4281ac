"""A stage of a plan with people in it: who holds each interview, what they assess and when; knows nobody's account."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from rubrics.catalogue.model import Value
from rubrics.panel.coverage import SECOND
from rubrics.panel.loop import USUAL_MINUTES
from rubrics.panel.parts import Part, new_part
from rubrics.panel.plan import InterviewKind, PlannedInterview, StagePlan

Holders = Mapping[int, str | None]
"""The place of an interview within its stage → who holds it, None while that is open."""


class Seating(Value):
    """A stage's interviews as the parts of a panel, and what each assesses; `vacant` are the places without anybody."""

    parts: tuple[Part, ...]
    focus: Mapping[str, tuple[str, ...]]
    vacant: tuple[int, ...] = ()


def usual_holders(stage: StagePlan, unavailable: Collection[str] = ()) -> dict[int, str | None]:
    """Return who holds each interview as planned; in place of whoever cannot, the first alternate who can."""
    return {place: _available(seat, unavailable) for place, seat in enumerate(stage.interviews)}


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

    What somebody in training puts down never counts.
    """
    seats = [seat for stage in stages for seat in stage.interviews if seat.kind is InterviewKind.FULL]
    return {f"{seat.interviewer or number}{SECOND}later{number}": seat.focus for number, seat in enumerate(seats)}


def _available(seat: PlannedInterview, unavailable: Collection[str]) -> str | None:
    people = [seat.interviewer, *seat.alternates]
    return next((each for each in people if each and each not in unavailable), None)


def _trainer(parts: Sequence[Part]) -> str | None:
    return next((part.key for part in reversed(parts) if part.counts), None)
