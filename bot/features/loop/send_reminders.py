"""Looking at an interview that is due to be: what is due of its ladder is wanted, and when to look again is noted.

All of it is one transaction that holds the loop: one killed in it has done nothing, and one that comes second
finds it done.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.loop.cadence import cadence_of
from bot.features.people.zones import zones_of
from bot.wiring import Services
from rubrics.panel.loop import Interview, Loop
from rubrics.panel.reminders import (
    Cadence,
    ReminderStep,
    Rung,
    awake_at,
    due_of,
    is_resting,
    is_running,
    ladder,
    next_after,
)
from storage.clock import time_of
from storage.loops import lock_loop, loop_value
from storage.messages import MessageKind
from storage.outbox import want_once
from storage.people import people_named
from storage.reminders import ReminderRow, reminder_of, reminders_due

MOST_A_PASS = 20
"""Interviews looked at before the worker delivers again: fifty loops opened at once are through in ten passes."""


@dataclass(frozen=True)
class Look:
    """An interview that is to be looked at."""

    team: str
    loop: str
    interview: str


def looks_due(services: Services) -> list[Look]:
    """Return the interviews to be looked at now."""
    with services.reads() as session:
        return [Look(*due) for due in reminders_due(session, MOST_A_PASS)]


def look_at(services: Services, look: Look) -> bool:
    """Want what is due of an interview's ladder; tell whether it still had to be looked at."""
    with services.sessions.begin() as session:
        row = lock_loop(session, look.team, look.loop)
        reminder, now = reminder_of(session, look.interview), time_of(session)
        if row is None or reminder is None or reminder.due_at is None or reminder.due_at > now:
            return False
        loop = loop_value(row)
        interview = next(each for each in loop.interviews if each.id == look.interview)
        if not is_running(loop, interview):
            session.delete(reminder)
        elif is_resting(loop, interview):
            reminder.due_at = None
        else:
            _climb(session, reminder, loop, interview, now)
        return True


def _climb(session: Session, reminder: ReminderRow, loop: Loop, interview: Interview, now: datetime) -> None:
    cadence = cadence_of(session, loop.team_id)
    rungs = ladder(interview, loop.deadline_at, cadence, reminder.snoozed_until)
    due = due_of(rungs, reminder.handled_at, now, interview)
    is_kit = due.reminder is not None and due.reminder.step is ReminderStep.KIT
    if (due.reminder or due.status) and not is_kit:
        zone = zones_of(session, loop.team_id, interview.interviewer)[interview.interviewer]
        awake = awake_at(now, zone, cadence.quiet)
        if awake > now:  # a kit that comes before is not held up by it
            kits = [rung for rung in rungs if rung.step is ReminderStep.KIT]
            reminder.due_at = min(filter(None, (awake, next_after(kits, now))))
            return
    if due.reminder is not None and _is_there(session, loop, interview):
        _remind(session, loop, interview, due.reminder)
    if due.status is not None:
        _tell_status(session, loop, cadence, due.status, now)
    reminder.handled_at, reminder.due_at = now, due.next_at


def _is_there(session: Session, loop: Loop, interview: Interview) -> bool:
    """Tell whether an interviewer can be written to: one whose account is deactivated is not."""
    person = people_named(session, loop.team_id, [interview.interviewer]).get(interview.interviewer)
    return person is None or not person.is_deleted


def _remind(session: Session, loop: Loop, interview: Interview, rung: Rung) -> None:
    want_once(
        session,
        team_id=loop.team_id,
        kind=MessageKind.KIT if rung.step is ReminderStep.KIT else MessageKind.REMINDER,
        subject=loop.id,
        recipient=interview.interviewer,
        request=f"{interview.id}:{_stamp(rung.at)}",
    )


def _tell_status(session: Session, loop: Loop, cadence: Cadence, rung: Rung, now: datetime) -> None:
    """Have recruiter and hiring manager told, each when it is day with them; once for all who are late alike."""
    told = tuple(dict.fromkeys((loop.recruiter, loop.hiring_manager)))
    zones = zones_of(session, loop.team_id, *told)
    for person in told:
        want_once(
            session,
            team_id=loop.team_id,
            kind=MessageKind.STATUS,
            subject=loop.id,
            recipient=person,
            request=_stamp(rung.at),
            due_at=awake_at(now, zones[person], cadence.quiet),
        )


def _stamp(moment: datetime) -> str:
    return str(int(moment.timestamp()))
