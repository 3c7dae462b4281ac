"""An interview written as iCalendar; knows nothing of whom it is sent to, or when."""

from datetime import UTC, datetime

from icalendar import Calendar, Event

from bot.wording.words import plain_words
from rubrics.panel.loop import Interview

PUBLISHER = "mailto:debrief@no-reply.invalid"
"""A cancellation has to name who published; an address that is reserved to be no one's."""


def calendar_content(interview: Interview, title: str, number: int, at: datetime, *, canceled: bool) -> bytes:
    """Return an interview as iCalendar: the same whenever it is made, so that it may be opened twice."""
    event = Event()
    event.add("UID", f"{interview.id}@debrief")
    event.add("SEQUENCE", number)
    event.add("DTSTAMP", at.astimezone(UTC))
    event.add("SUMMARY", title)
    event.add("DESCRIPTION", plain_words("loop_labels.calendar_details"))
    event.add("STATUS", "CANCELLED" if canceled else "CONFIRMED")
    event.add("CLASS", "PRIVATE")  # anyone who shares their calendar shares no candidate
    event.add("ORGANIZER", PUBLISHER)
    for name, moment in (("DTSTART", interview.starts_at), ("DTEND", interview.ends_at)):
        if moment is not None:
            event.add(name, moment.astimezone(UTC))
    calendar = Calendar()
    calendar.add("PRODID", "-//Debrief//Interviews//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "CANCEL" if canceled else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
