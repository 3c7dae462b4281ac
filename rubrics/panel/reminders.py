"""When an interviewer is reminded of a scorecard, and when those who run the loop hear; knows no clock and no words.

Each interview has a ladder: the kit before it, the first reminder when it is over (or when the scorecard is due, where
no time is known), further ones some hours later, one at the deadline where that is later still, and in the end the
status for recruiter and hiring manager.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum

from rubrics.catalogue.model import Value
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState

KIT_BEFORE = timedelta(minutes=15)
"""Long enough to read one's questions, short enough to be still in mind when the interview begins."""
READY_AFTER = timedelta(minutes=5)
"""After the end of an interview: they overrun, and evidence fades from then on."""
SNOOZE = timedelta(hours=1)
LATE_AFTER = timedelta(hours=1)
"""Within the first hour a scorecard is due, not late: a reminder is read some time after it was sent."""
SATURDAY, SUNDAY = 5, 6
HOURS_TO_TRY = 8 * 24
"""Of a week and a day: where none of its hours is free, no hour ever is."""


class ReminderStep(StrEnum):
    """The rungs of the ladder; the last one tells recruiter and hiring manager that a card is late."""

    KIT = "kit"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    DUE = "due"
    SNOOZED = "snoozed"
    STATUS = "status"


class Rung(Value):
    """One step of an interview's ladder, and when it comes."""

    step: ReminderStep
    at: datetime


class QuietHours(Value):
    """When no one is written to, by their own clock: from one full hour to another, and on some days of the week.

    Days count from 0, Monday. Where both hours are the same, none is quiet.
    """

    start: int = 19
    end: int = 8
    weekend: tuple[int, ...] = (SATURDAY, SUNDAY)

    def holds(self, local: datetime) -> bool:
        """Tell whether a moment of someone's own clock is quiet."""
        hour = local.hour
        if local.weekday() in self.weekend:
            return True
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


class Cadence(Value):
    """How soon reminders follow one another, in a workspace; each counts from the first one."""

    reminds: bool = True
    second_after: timedelta = timedelta(hours=4)  # the same working day: evidence is still in mind
    third_after: timedelta = timedelta(hours=20)  # the next morning, a little earlier in the day
    status_after: timedelta = timedelta(hours=24)  # after the deadline: a day in which to do it untold
    quiet: QuietHours = QuietHours()
    digest_at: int = 9


class Due(Value):
    """What of a ladder is due at a moment: the newest rung for the interviewer, and whether status is."""

    reminder: Rung | None = None
    status: Rung | None = None
    next_at: datetime | None = None


def is_running(loop: Loop, interview: Interview) -> bool:
    """Tell whether there is anything left to remind of in an interview, be it later, after a hold."""
    return loop.state in (LoopState.OPEN, LoopState.ON_HOLD) and interview.state is InterviewState.DUE


def is_resting(loop: Loop, interview: Interview) -> bool:
    """Tell whether reminders of an interview rest: on hold, silenced, or reported as not to be scored."""
    return loop.state is LoopState.ON_HOLD or loop.silence is not None or interview.report is not None


def ready_at(interview: Interview, deadline_at: datetime) -> datetime:
    """Return when an interview can be scored: soon after its end, or at the deadline where its time is not known."""
    return interview.ends_at + READY_AFTER if interview.ends_at else deadline_at


def due_at(interview: Interview, deadline_at: datetime) -> datetime:
    """Return when its scorecard is due: at the deadline, and never before it can be written."""
    return max(ready_at(interview, deadline_at), deadline_at)


def lateness(interview: Interview, deadline_at: datetime, now: datetime) -> timedelta | None:
    """Return for how long a scorecard has been due; None before."""
    late = now - due_at(interview, deadline_at)
    return late if late >= timedelta(0) else None


def ladder(
    interview: Interview, deadline_at: datetime, cadence: Cadence, snoozed_until: datetime | None = None
) -> tuple[Rung, ...]:
    """Return the rungs of an interview, the earliest first; one that never counts is only prepared for."""
    rungs: list[Rung] = []
    if interview.starts_at is not None:
        rungs.append(Rung(step=ReminderStep.KIT, at=interview.starts_at - KIT_BEFORE))
    if interview.counts and cadence.reminds:
        rungs += _of_scorecard(interview, deadline_at, cadence, snoozed_until)
    return tuple(sorted(rungs, key=lambda rung: rung.at))


def _of_scorecard(
    interview: Interview, deadline_at: datetime, cadence: Cadence, snoozed_until: datetime | None
) -> list[Rung]:
    ready, due = ready_at(interview, deadline_at), due_at(interview, deadline_at)
    rungs = [
        Rung(step=ReminderStep.FIRST, at=ready),
        Rung(step=ReminderStep.SECOND, at=ready + cadence.second_after),
        Rung(step=ReminderStep.THIRD, at=ready + cadence.third_after),
    ]
    if due > max(rung.at for rung in rungs):
        rungs.append(Rung(step=ReminderStep.DUE, at=due))
    # No one is told on before they were told themselves.
    rungs.append(Rung(step=ReminderStep.STATUS, at=max(due + cadence.status_after, *(rung.at for rung in rungs))))
    if snoozed_until is not None:
        near = snoozed_until + SNOOZE  # what would come on its heels has been said by then
        rungs = [r for r in rungs if r.at > near or r.step in (ReminderStep.FIRST, ReminderStep.STATUS)]
        rungs.append(Rung(step=ReminderStep.SNOOZED, at=snoozed_until))
    return rungs


def due_of(rungs: Sequence[Rung], handled_at: datetime | None, now: datetime, interview: Interview) -> Due:
    """Return what is due of a ladder whose rungs up to `handled_at` are done; None: nothing was looked at yet.

    Of several that a pause has left behind only the newest is sent. Of an interview that is new, what lies in the
    past is not sent, but for the first reminder of one that took place already. A kit is worth nothing once the
    interview has begun.
    """
    behind = [rung for rung in rungs if rung.at <= now and _is_unhandled(rung, handled_at, interview)]
    mine = [rung for rung in behind if rung.step is not ReminderStep.STATUS and not _is_stale(rung, now, interview)]
    status = next((rung for rung in behind if rung.step is ReminderStep.STATUS), None)
    return Due(reminder=mine[-1] if mine else None, status=status, next_at=next_after(rungs, now))


def next_after(rungs: Iterable[Rung], now: datetime) -> datetime | None:
    """Return when the next rung comes, None after the last."""
    return min((rung.at for rung in rungs if rung.at > now), default=None)


def _is_unhandled(rung: Rung, handled_at: datetime | None, interview: Interview) -> bool:
    if handled_at is None:
        return rung.step is ReminderStep.FIRST and interview.starts_at is not None
    return rung.at > handled_at


def _is_stale(rung: Rung, now: datetime, interview: Interview) -> bool:
    return rung.step is ReminderStep.KIT and interview.starts_at is not None and now >= interview.starts_at


def digest_after(moment: datetime, zone: tzinfo, cadence: Cadence) -> datetime | None:
    """Return when someone's next digest comes, by their own clock; None where every day is one of rest."""
    for days in range(9):
        day = moment.astimezone(zone).date() + timedelta(days=days)
        at = datetime.combine(day, time(cadence.digest_at), tzinfo=zone).astimezone(UTC)
        if at > moment and day.weekday() not in cadence.quiet.weekend:
            return at
    return None


def takes_digest(now: datetime, zone: tzinfo, cadence: Cadence) -> bool:
    """Tell whether someone may be sent a digest now: on a working day, and not at night, unless that is its hour.

    One that is due while the worker rests may be looked at whenever that begins again; the next one tells the same.
    """
    there = now.astimezone(zone)
    if there.weekday() in cadence.quiet.weekend:
        return False
    return there.hour == cadence.digest_at or not cadence.quiet.holds(there)


def awake_at(moment: datetime, zone: tzinfo, quiet: QuietHours) -> datetime:
    """Return the first moment, from this one on, at which a person of this zone may be written to.

    Where a workspace has left no hour at all, it is the moment itself.
    """
    there = moment.astimezone(zone)
    if not quiet.holds(there):
        return moment
    past_the_hour = timedelta(minutes=there.minute, seconds=there.second, microseconds=there.microsecond)
    opens = moment - past_the_hour
    for _ in range(HOURS_TO_TRY):
        opens += timedelta(hours=1)
        if not quiet.holds(opens.astimezone(zone)):
            return opens
    return moment
