"""Localizes Slack's `<!date…>` tokens for one reader; knows only a moment, a zone and what day it is."""

import re
from datetime import UTC, datetime, tzinfo

_TOKEN = re.compile(r"\{(\w+)\}")


def _ordinal(day: int) -> str:
    if day % 100 in (11, 12, 13):
        return f"{day}th"
    return f"{day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th') }"


def _pretty(at: datetime, now: datetime, otherwise: str) -> str:
    distance = (at.date() - now.date()).days
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(distance, otherwise)


def _ago(at: datetime, now: datetime) -> str:
    seconds = int((now - at).total_seconds())
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        count = abs(seconds) // size
        if count:
            words = f"{count} {unit}{'s' if count > 1 else ''}"
            return f"{words} ago" if seconds > 0 else f"in {words}"
    return "just now"


def clock(at: datetime) -> str:
    """Return the time of day as a person reads it who has not asked for the 24-hour clock."""
    return f"{at.hour % 12 or 12}:{at:%M %p}"


def ahead(seconds: float) -> str:
    """Return by how much a clock was put forward, behind a comma; nothing where it was not."""
    days, hours = divmod(round(seconds / 3600), 24)
    parts = [f"{number} {name}" for number, name in ((days, "d"), (hours, "h")) if number]
    return f", {' '.join(parts)} ahead" if parts else ""


def localize(unix: int, layout: str, zone: tzinfo, now: float) -> str:
    """Return the layout with each known `{token}` filled in for the reader's zone."""
    at, today = datetime.fromtimestamp(unix, zone), datetime.fromtimestamp(now, zone)
    date = f"{at:%B} {_ordinal(at.day)}, {at.year}"
    short = f"{at:%b} {at.day}, {at.year}"
    words = {
        "date_num": f"{at:%Y-%m-%d}",
        "date": date,
        "date_short": short,
        "date_long": f"{at:%A}, {date}",
        "date_pretty": _pretty(at, today, date),
        "date_short_pretty": _pretty(at, today, short),
        "date_long_pretty": _pretty(at, today, f"{at:%A}, {date}"),
        "time": clock(at),
        "time_secs": f"{at.hour % 12 or 12}:{at:%M:%S %p}",
        "ago": _ago(at.astimezone(UTC), today.astimezone(UTC)),
    }
    return _TOKEN.sub(lambda token: words.get(token[1], token[0]), layout)
