"""Application deadlines that a text names with a day, and whether that day has passed; knows no law."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import islice

from rubrics.jd.reading.reading import Reading
from rubrics.jd.values import Finding

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = (
    re.compile(rf"\b{_DAY}(?: of)? {_MONTH},? (?P<year>20\d\d)\b"),
    re.compile(rf"\b{_MONTH} {_DAY},? (?P<year>20\d\d)\b"),
    re.compile(r"\b(?P<year>20\d\d)-(?P<number>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<one>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<year>20\d\d)\b"),
)
_DEADLINE = re.compile(
    r"\b(?:appl(?:y|ications?)[^.\n]{0,40}(?:by|before|until|close[sd]?|end[s]?|due|accepted)"
    r"|(?:application|closing|posting)[^.\n]{0,30}(?:deadline|date|window|close[sd]?|end[s]?)"
    r"|deadline (?:to apply|for applications)|expected to (?:end|close))[^.\n]{0,30}$"
)
_YEAR = re.compile(r"20(?<!\w20)\d\d\b")
"""A pattern that begins with what is literal is found fast."""
_SPOKEN = ("deadline", "appl", "clos", "end")
_REACH, _AFTER = 110, 8
"""So far before a year its deadline is looked for, and so far behind it the rest of its date."""


def deadline_findings(reading: Reading) -> Iterator[Finding]:
    """Yield the first application deadline that lies in the past by every way to read it."""
    yield from islice(past_deadlines(reading), 1)


def past_deadlines(reading: Reading) -> Iterator[Finding]:
    """Yield every application deadline that lies in the past by every way to read it."""
    folded = reading.document.text.folded
    for year in _YEAR.finditer(folded):
        line = folded.rfind("\n", max(0, year.start() - _REACH), year.start()) + 1
        start = max(line, year.start() - _REACH)
        day = _dated(folded, start, min(len(folded), year.end() + _AFTER))
        passed = day and max(_readings(day), default=reading.today) < reading.today
        if day and passed and _DEADLINE.search(folded[start : day.start()]):
            yield reading.finding("deadline-past", day.span())


def _dated(folded: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first day named between two offsets that speak of a deadline at all."""
    if not any(word in folded[start:end] for word in _SPOKEN):
        return None
    return next((day for pattern in _DATES if (day := pattern.search(folded, start, end))), None)


def _readings(day: re.Match[str]) -> list[date]:
    """Return the days a date may mean: 06/03/2024 is two."""
    named = day.groupdict()
    year = int(named["year"])
    if named.get("one"):
        pairs = [(int(named["one"]), int(named["other"])), (int(named["other"]), int(named["one"]))]
    else:
        month = _MONTHS.index(named["month"]) + 1 if named.get("month") else int(named["number"])
        pairs = [(month, int(named["day"]))]
    return [
        date(year, month, day) for month, day in pairs if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    ]
