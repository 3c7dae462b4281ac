"""A pasted schedule into what it says, whichever of its forms it has."""

from datetime import datetime, tzinfo

from rubrics.panel.schedule.events import events_in, is_calendar
from rubrics.panel.schedule.rows import rows_in
from rubrics.panel.schedule.values import LONGEST_TEXT, Misread, Schedule, Unread


def read_schedule(text: str, zone: tzinfo, now: datetime) -> Schedule:
    """Return who interviews when by a text, and what of it was not understood; raises nothing, whatever it holds.

    Nothing in it is run or followed: a formula is text, and an event that repeats is not unrolled.
    """
    if len(text) > LONGEST_TEXT:
        return Schedule(unread=(Unread(number=1, text="", why=Misread.TOO_LONG),))
    return events_in(text, zone) if is_calendar(text) else rows_in(text, zone, now)
