"""A table, or one interview a line: each row into who and when, by its columns' names or by what its cells are."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo

from rubrics.panel.schedule.lines import Found, in_prose, people_in
from rubrics.panel.schedule.times import clock_in, date_in, fit_minutes, instant, minutes_in, moment_in, zone_in
from rubrics.panel.schedule.values import MOST_ENTRIES, Misread, MisreadError, Schedule, Slot, Unread

DELIMITERS = ("\t", ";", ",", "|")
COLUMNS: Mapping[str, frozenset[str]] = {
    "who": frozenset(("interviewer", "interviewers", "name", "who", "person", "attendee", "attendees", "email")),
    "day": frozenset(("date", "day")),
    "start": frozenset(("start", "starts", "from", "time", "begin", "begins", "when", "start time", "starts at")),
    "end": frozenset(("end", "ends", "to", "until", "end time", "ends at")),
    "length": frozenset(("minutes", "duration", "length", "min", "mins")),
    "zone": frozenset(("zone", "timezone", "time zone", "tz")),
}
"""What each column may be called; any other column is passed over."""
LONGEST_SHOWN = 120
"""Characters of a row that are shown again: enough to find it by."""


def rows_in(text: str, zone: tzinfo, now: datetime) -> Schedule:
    """Return what the rows of a text say; a time without a zone is in `zone`, a day without a year comes next.

    A line that is a day and nothing else is that of the lines below it that name none.
    """
    today = now.astimezone(zone).date()
    slots: list[Slot] = []
    unread: list[Unread] = []
    columns: Mapping[int, str] | None = None
    heading: date | None = None
    for number, cells in enumerate(_rows(text), start=1):
        if not any(cells):
            continue
        if columns is None and not (slots or unread) and (named := _columns(cells)):
            columns = named
            continue
        whole = ", ".join(filter(None, cells))
        if columns is None and (day := date_in(whole, today)) is not None:
            heading = day
            continue
        shown = whole[:LONGEST_SHOWN]
        if len(slots) + len(unread) >= MOST_ENTRIES:
            unread.append(Unread(number=number, text=shown, why=Misread.TOO_MANY))
            break
        try:
            found = _by_columns(cells, columns, today) if columns else _by_content(cells, today)
            if columns is None and found.begins is None:
                found = in_prose(whole, today)
            found.day = found.day or heading
            slots.append(_slot(number, shown, found, zone))
        except MisreadError as misread:
            unread.append(Unread(number=number, text=shown, why=misread.why))
    return Schedule(slots=tuple(slots), unread=tuple(unread))


def _rows(text: str) -> Iterator[list[str]]:
    lines = text.splitlines()
    counts = {sign: sum(sign in line for line in lines) for sign in DELIMITERS}
    sign = max(DELIMITERS, key=lambda each: counts[each])
    for line in lines:
        # Each by itself: a quotation that never ends would swallow the lines after it, and no one would be told.
        cells = next(csv.reader([line.replace("\0", "").removeprefix("• ")], delimiter=sign, skipinitialspace=True), [])
        yield [" ".join(cell.split()) for cell in cells]


def _columns(cells: Sequence[str]) -> dict[int, str] | None:
    """Return which column is what, where a row is a heading: it names who, and a day or a time."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        kind = next((kind for kind, names in COLUMNS.items() if cell.lower().strip(" *:") in names), None)
        if kind is not None:
            found[place] = kind
    kinds = set(found.values())
    return found if "who" in kinds and kinds & {"day", "start"} else None


def _by_columns(cells: Sequence[str], columns: Mapping[int, str], today: date) -> Found:
    found = Found()
    for place, cell in enumerate(cells):
        kind = columns.get(place)
        if not cell or kind is None:
            continue
        if kind == "who":
            found.people += people_in(cell)
        elif kind == "zone":
            found.zone = zone_in(cell)
        elif kind == "length":
            found.minutes = minutes_in(cell)
        else:
            _take_time(found, cell, today, as_end=kind == "end")
    return found


def _by_content(cells: Sequence[str], today: date) -> Found:
    """Return what a row without named columns says, cell by cell; what is no time, length or zone may be a name."""
    found = Found()
    for cell in filter(None, cells):
        if _take_time(found, cell, today):
            continue
        if found.begins is not None and (minutes := minutes_in(cell)) is not None:
            found.minutes = minutes
        elif "/" in cell and " " not in cell and (zone := _zone_or_none(cell)) is not None:
            found.zone = zone
        else:
            found.people += people_in(cell)
    return found


def _take_time(found: Found, cell: str, today: date, *, as_end: bool = False) -> bool:
    """Take a cell that is a day, a time or both; tell whether it is any."""
    if (moment := moment_in(cell, today)) is not None:
        day, clock = moment
        if as_end:
            found.ends_on = day
        else:
            found.day = found.day or day
        found.take(clock, as_end=as_end)
    elif (only := date_in(cell, today)) is not None:
        found.day = found.day or only
    elif (at := clock_in(cell)) is not None:
        found.take(at, as_end=as_end)
    else:
        return False
    return True


def _zone_or_none(cell: str) -> tzinfo | None:
    try:
        return zone_in(cell)
    except MisreadError:
        return None


def _slot(number: int, shown: str, found: Found, zone: tzinfo) -> Slot:
    checks = [(found.people, Misread.NO_ONE), (found.day, Misread.NO_DATE), (found.begins is not None, Misread.NO_TIME)]
    for there, why in checks:
        if not there:
            raise MisreadError(why)
    assert found.day is not None  # noqa: S101 – checked above
    assert found.begins is not None  # noqa: S101
    zone = found.zone or zone
    starts_at = instant(found.day, found.begins, zone)
    minutes = found.minutes
    if minutes is None and found.ends is not None:
        ends_at = instant(found.ends_on or found.day, found.ends, zone)
        minutes = fit_minutes((ends_at - starts_at) / timedelta(minutes=1))
    return Slot(number=number, text=shown, people=tuple(found.people), starts_at=starts_at, minutes=minutes)
