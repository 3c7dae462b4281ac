"""iCalendar: each event of a pasted .ics into who and when; what repeats, was canceled or lasts a day is none."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from itertools import islice

from icalendar import Calendar, Component
from icalendar.prop import vCalAddress, vDDDTypes

from rubrics.panel.schedule.rows import LONGEST_SHOWN
from rubrics.panel.schedule.times import fit_minutes, instant
from rubrics.panel.schedule.values import MOST_ENTRIES, Misread, MisreadError, Named, Schedule, Slot, Unread

REPEATING = ("RRULE", "RDATE")
NOT_PEOPLE = frozenset(("ROOM", "RESOURCE"))
DECLINED = "DECLINED"


def events_in(text: str, zone: tzinfo) -> Schedule:
    """Return what the events of a calendar say; a time without a zone is in `zone`."""
    slots: list[Slot] = []
    unread: list[Unread] = []
    try:
        calendars = Calendar.from_ical(text.strip(), multiple=True)
    except ValueError:
        return _nothing(Misread.NOT_A_CALENDAR)
    events = ((event, calendar.get("METHOD")) for calendar in calendars for event in calendar.walk("VEVENT"))
    for number, (event, method) in enumerate(islice(events, MOST_ENTRIES + 1), start=1):
        shown = " ".join(str(event.get("SUMMARY", "")).split())[:LONGEST_SHOWN]
        try:
            if number > MOST_ENTRIES:
                raise MisreadError(Misread.TOO_MANY)
            if "CANCEL" in (method, str(event.get("STATUS", ""))[: len("CANCEL")].upper()):
                raise MisreadError(Misread.CANCELED)
            slots.append(_slot(number, shown, event, zone))
        except MisreadError as misread:
            unread.append(Unread(number=number, text=shown, why=misread.why))
    if not (slots or unread):
        return _nothing(Misread.NO_EVENTS)
    return Schedule(slots=tuple(slots), unread=tuple(unread), is_calendar=True)


def _nothing(why: Misread) -> Schedule:
    return Schedule(unread=(Unread(number=1, text="", why=why),), is_calendar=True)


def _slot(number: int, shown: str, event: Component, zone: tzinfo) -> Slot:
    if any(name in event for name in REPEATING):
        raise MisreadError(Misread.REPEATS)
    starts_at = _moment(event.get("DTSTART"), zone)
    people = tuple(_people(event))
    organizer = next(_addresses(event, "ORGANIZER"), None)
    minutes = _minutes(event, starts_at, zone)
    return Slot(number=number, text=shown, people=people, organizer=organizer, starts_at=starts_at, minutes=minutes)


def _moment(prop: object, zone: tzinfo) -> datetime:
    """Return when something is, in UTC; raises MisreadError where it is no moment, or in a zone that no one knows."""
    if not isinstance(prop, vDDDTypes):
        raise MisreadError(Misread.NO_TIME)
    moment = prop.dt
    if not isinstance(moment, datetime):
        raise MisreadError(Misread.ALL_DAY)
    if moment.tzinfo is None and "TZID" in prop.params:
        raise MisreadError(Misread.UNKNOWN_ZONE)
    return instant(moment.date(), moment.time(), moment.tzinfo or zone)


def _minutes(event: Component, starts_at: datetime, zone: tzinfo) -> int | None:
    length = event.get("DURATION")
    if isinstance(length, vDDDTypes) and isinstance(length.dt, timedelta):
        return fit_minutes(length.dt / timedelta(minutes=1))
    if event.get("DTEND") is None:
        return None
    return fit_minutes((_moment(event["DTEND"], zone) - starts_at) / timedelta(minutes=1))


def _people(event: Component) -> Iterator[Named]:
    """Return who takes part; where a calendar names no one, the event's title may."""
    attending = list(_addresses(event, "ATTENDEE"))
    yield from attending or [Named(name=str(event.get("SUMMARY", "")))]


def _addresses(event: Component, name: str) -> Iterator[Named]:
    props = event.get(name)
    for prop in props if isinstance(props, list) else [props]:
        if not isinstance(prop, vCalAddress):
            continue
        kind, answer = (str(prop.params.get(each, "")).upper() for each in ("CUTYPE", "PARTSTAT"))
        if kind not in NOT_PEOPLE and answer != DECLINED:
            address = str(prop)
            email = address[len("mailto:") :] if address.lower().startswith("mailto:") else ""
            yield Named(email=email, name=str(prop.params.get("CN", "")))
