"""Days, times, lengths and zones as people write them in the US and in most of Europe; guesses nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from rubrics.panel.schedule.values import LONGEST_MINUTES, Misread, MisreadError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ZONES = {
    **dict.fromkeys(("et", "est", "edt"), "America/New_York"),
    **dict.fromkeys(("ct", "cst", "cdt"), "America/Chicago"),
    **dict.fromkeys(("mt", "mst", "mdt"), "America/Denver"),
    **dict.fromkeys(("pt", "pst", "pdt"), "America/Los_Angeles"),
    **dict.fromkeys(("cet", "cest"), "Europe/Berlin"),
    **dict.fromkeys(("utc", "gmt", "z"), "UTC"),
}
"""Short names that mean one zone to the people who use them; IST and BST mean several, and none is guessed."""
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_NAMED_MONTH = r"(?P<month_name>[a-z]{3,9})\.?"
_DATES = tuple(
    re.compile(_WEEKDAY + pattern)
    for pattern in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})?",
        _NAMED_MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{4}))?",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+" + _NAMED_MONTH + r"(?:,?\s+(?P<year>\d{4}))?",
    )
)
_CLOCK = r"(?P<{0}hour>\d{{1,2}})(?:[:.](?P<{0}minute>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?)?\s*(?P<{0}half>[ap]\.?m\.?)?"
_TIME = re.compile(_CLOCK.format("") + r"(?:\s*(?:-|–|—|to|until)\s*" + _CLOCK.format("end_") + r")?")
_LENGTH = re.compile(
    r"(?:(?P<hours>\d)\s*(?:h|hr|hrs|hours?)\.?)?\s*(?:(?P<minutes>\d{1,3})\s*(?:m|min|mins|minutes?)?\.?)?"
)
_OFFSET = re.compile(r"(?:utc|gmt)?\s*(?P<sign>[+\-−])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?")
_JOINED = re.compile(r"(?P<day>.*?\d)(?:t|,?\s+at\s+|,?\s+)(?P<time>\d{1,2}(?:[:.]\d{2}|\s*[ap]\.?m\.?).*)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}")
_ZONED = re.compile(r"(?P<time>.*?(?:\d|[ap]\.?m\.?))\s*(?P<zone>(?:[+\-−]\d{1,2}:?\d{2}|\(?[a-z][a-z_/+\-0-9]+\)?|z))")
LIKE_A_ZONE = re.compile(r"\(?[A-Z]{2,5}\)?|.*[/+\-−\d].*")
"""How a zone is written: a short name in capitals, a path, an offset. “Ida” behind a time is none."""
_HOURS_OF_HALF = 12
_FARTHEST_OFFSET = timedelta(hours=15)
"""No clock is farther from UTC than fourteen hours."""


@dataclass(frozen=True)
class Clock:
    """A time of day, with the time it ends at and its zone where these were written beside it."""

    begins: time
    ends: time | None = None
    zone: tzinfo | None = None


def date_in(text: str, today: date) -> date | None:
    """Return the day that a text is, or None where it is none; without a year, the next such day."""
    folded = " ".join(text.lower().split())
    match = next(filter(None, (pattern.fullmatch(folded) for pattern in _DATES)), None)
    return _date_of(match.groupdict(), today) if match else None


def clock_in(text: str) -> Clock | None:
    """Return the time of day that a text is, such as “2 PM”, “14:00–14:45” or “10:00 PT”; None where it is none.

    A number alone is none: it may be a length. Raises MisreadError where what looks like a zone behind it is unknown;
    any other word there makes it none.
    """
    folded = " ".join(text.lower().split())
    if plain := _plain_clock(folded):
        return plain
    zoned = _ZONED.fullmatch(folded)
    plain = _plain_clock(zoned["time"].strip()) if zoned else None
    if zoned is None or plain is None:
        return None
    try:
        return Clock(plain.begins, plain.ends, zone_in(zoned["zone"].strip("()")))
    except MisreadError:
        if LIKE_A_ZONE.fullmatch(text.rsplit(maxsplit=1)[-1]):
            raise
        return None


def moment_in(text: str, today: date) -> tuple[date, Clock] | None:
    """Return the day and time that a text holds together, such as “2026-12-01T10:00Z”; None where it holds none."""
    if _ISO.match(text):  # 10:00-05:00 is a time and its zone here, and from ten to five elsewhere
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
        return moment.date(), Clock(moment.time(), zone=moment.tzinfo)
    match = _JOINED.fullmatch(" ".join(text.lower().split()))
    if match is None:
        return None
    day = date_in(match["day"].rstrip(","), today)
    clock = clock_in(match["time"]) if day else None
    return (day, clock) if day and clock else None


def minutes_in(text: str) -> int | None:
    """Return the minutes that a text is, such as “45”, “45 min” or “1h 30”; None where it is no length."""
    match = _LENGTH.fullmatch(text.lower().strip())
    if match is None or not (match["hours"] or match["minutes"]):
        return None
    return fit_minutes(int(match["hours"] or 0) * 60 + int(match["minutes"] or 0))


def fit_minutes(minutes: float) -> int:
    """Return whole minutes; raises MisreadError where no interview lasts so long, or none at all."""
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise MisreadError(Misread.LENGTH)
    return round(minutes)


def zone_in(text: str) -> tzinfo:
    """Return the zone of this name; raises MisreadError where it names none, or several."""
    folded = text.strip().lower()
    offset = _OFFSET.fullmatch(folded)
    if offset is not None:
        ahead = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        if ahead < _FARTHEST_OFFSET:
            return timezone(-ahead if offset["sign"] != "+" else ahead)
    name = ZONES.get(folded) or _zones().get(folded)
    if name is None:
        raise MisreadError(Misread.UNKNOWN_ZONE)
    return ZoneInfo(name)


@cache
def _zones() -> Mapping[str, str]:
    """Return every zone there is by its name in lower case; whatever is looked up here, no file is opened by it."""
    return {name.lower(): name for name in available_timezones() if "/" in name}


def instant(day: date, at: time, zone: tzinfo) -> datetime:
    """Return a moment in UTC; raises MisreadError where the clocks of a zone never show it."""
    try:
        local = datetime.combine(day, at, zone)
        there = local.astimezone(UTC)
        back = there.astimezone(zone)
    except (OverflowError, ValueError):
        raise MisreadError(Misread.NO_DATE) from None
    if back.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise MisreadError(Misread.NO_SUCH_TIME)
    return there


def _date_of(found: dict[str, str | None], today: date) -> date | None:
    month_name = found.get("month_name")
    if month_name is not None and month_name[:3] not in MONTHS:
        return None
    month = MONTHS.index(month_name[:3]) + 1 if month_name else int(found["month"] or 0)
    day = int(found["day"] or 0)
    if month > len(MONTHS) >= day:  # 24/12 is no month of the year: it was written the other way round
        month, day = day, month
    year = found.get("year")
    try:
        if year:
            return date(int(year) + (2000 if len(year) == len("26") else 0), month, day)
        named = date(today.year, month, day)
        return named if named >= today else date(today.year + 1, month, day)
    except ValueError:
        return None


def _plain_clock(text: str) -> Clock | None:
    match = _TIME.fullmatch(text)
    if match is None or not (match["minute"] or match["half"] or match["end_minute"] or match["end_half"]):
        return None
    ends = _time_of(match["end_hour"], match["end_minute"], match["end_half"]) if match["end_hour"] else None
    if match["end_hour"] and ends is None:
        return None
    half = match["half"] or (match["end_half"] if ends else None)
    begins = _time_of(match["hour"], match["minute"], half)
    if begins and ends and begins > ends and not match["half"]:  # “11–1 PM” begins before noon
        begins = _time_of(match["hour"], match["minute"], None) or begins
    return Clock(begins, ends) if begins else None


def _time_of(hour: str, minute: str | None, half: str | None) -> time | None:
    number = int(hour)
    if half:
        if not 1 <= number <= _HOURS_OF_HALF:
            return None
        number = number % _HOURS_OF_HALF + (_HOURS_OF_HALF if half.startswith("p") else 0)
    try:
        return time(number, int(minute or 0))
    except ValueError:
        return None
