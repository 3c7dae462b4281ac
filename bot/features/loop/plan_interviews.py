"""A planned panel as the rows of its interviews: who sits together, and what and when those in training see."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from rubrics.panel.loop import InterviewState
from rubrics.panel.parts import Part
from storage.columns import new_id
from storage.loops import InterviewRow

Focus = Mapping[str, Sequence[str]]
Times = Mapping[str, datetime | None]


def interview_rows(parts: Sequence[Part], focus: Focus, times: Times) -> list[InterviewRow]:
    """Return the interviews of a panel that no one has held yet, in its order."""
    sessions = sessions_of(parts, {})
    return [
        InterviewRow(
            id=new_id(),
            position=place,
            interviewer=part.interviewer,
            kind=part.kind,
            session=sessions.get(part.key),
            focus=list(focus_of(part, focus)),
            starts_at=time_of(part, times),
            minutes=part.minutes,
            exercise=part.exercise,
            state=InterviewState.DUE,
        )
        for place, part in enumerate(parts)
    ]


def sessions_of(parts: Sequence[Part], held: Mapping[str, str | None]) -> dict[str, str]:
    """Return, by key, the session of those parts that take place together; one that is `held` already stays."""
    sessions: dict[str, str] = {}
    for part in parts:
        if part.joins is not None:
            kept = sessions.get(part.joins) or held.get(part.joins) or held.get(part.key) or new_id()
            sessions[part.joins] = sessions[part.key] = kept
    return sessions


def focus_of(part: Part, focus: Focus) -> Sequence[str]:
    """Return what a part assesses; someone in training assesses what their trainer does."""
    return focus.get(part.key, ()) if part.counts or part.joins is None else focus.get(part.joins, ())


def time_of(part: Part, times: Times) -> datetime | None:
    """Return when a part takes place: those that join another, when that does."""
    return times.get(part.joins or part.key)
