"""A pasted schedule into what it says, whichever of its forms it has."""

from datetime import datetime, tzinfo
from importlib import import_module

from rubrics.panel.schedule.rows import rows_in
from rubrics.panel.schedule.values import LONGEST_TEXT, Misread, Schedule, Unread


def read_schedule(text: str, zone: tzinfo, now: datetime) -> Schedule:
    """Return who interviews when by a text, and what of it was not understood; raises nothing, whatever it holds.

    Nothing in it is run or followed: a formula is text, and an event that repeats is not unrolled.
    """
    if len(text) > LONGEST_TEXT:
        return Schedule(unread=(Unread(number=1, text="", why=Misread.TOO_LONG),))
    if is_calendar(text):
        # Imported when the first calendar comes: reading and writing them is a twentieth of a process's start.
        calendar: Schedule = import_module("rubrics.panel.schedule.events").events_in(text, zone)
        return calendar
    return rows_in(text, zone, now)


def is_calendar(text: str) -> bool:
    """Tell whether a text is iCalendar, or means to be."""
    return "BEGIN:VCALENDAR" in text.upper() or "BEGIN:VEVENT" in text.upper()
