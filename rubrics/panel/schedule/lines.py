"""What one line of a schedule says: whom it names, and the day, time and length that stand among its words."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, tzinfo
from typing import Self, TypeVar

from rubrics.panel.candidate_names import MENTION
from rubrics.panel.schedule.times import Clock, clock_in, date_in, minutes_in
from rubrics.panel.schedule.values import Misread, MisreadError, Named

MOST_WORDS = 40
"""Of a line that is read word by word: what is longer is no line of a schedule."""
LONGEST_MOMENT = 5
"""Words of a day, or of a time with when it ends and its zone: “10:00 AM - 10:45 AM”."""
_ZONE = re.compile(r"\(?[A-Z]{2,5}\)?")
"""How a zone's short name looks behind a time, where no name in capitals goes on there."""

T = TypeVar("T")


@dataclass
class Found:
    """What a row's cells say so far."""

    people: list[Named] = field(default_factory=list)
    day: date | None = None
    begins: time | None = None
    ends: time | None = None
    ends_on: date | None = None
    minutes: int | None = None
    zone: tzinfo | None = None

    def take(self, clock: Clock, *, as_end: bool = False) -> Self:
        """Take a time: the first one begins the interview, the second ends it."""
        self.zone = clock.zone or self.zone
        if as_end or self.begins is not None:
            self.ends = self.ends or clock.begins
        else:
            self.begins, self.ends = clock.begins, clock.ends
        return self


def in_prose(text: str, today: date) -> Found:
    """Return what a line says whose parts nothing divides, such as “Tue Dec 1, 2–2:45 PM Ida Brandt”.

    Raises MisreadError where what stands behind the time looks like a zone that no one knows.
    """
    words = text.split()[:MOST_WORDS]
    found = Found()
    day, words, _ = _cut(words, lambda part: date_in(part.strip(",:"), today))
    clock, words, place = _cut(words, _clock)
    if clock is not None:
        behind, following = (*words[place : place + 2], "", "")[:2]
        if clock.zone is None and _ZONE.fullmatch(behind) and not following.isupper():
            raise MisreadError(Misread.UNKNOWN_ZONE)
        found.take(clock)
    minutes, words, _ = _cut(words, lambda part: minutes_in(part) if part[-1:].isalpha() else None)
    found.day, found.minutes = day, minutes
    found.people += people_in(" ".join(word.strip(":–—-") for word in words))
    return found


def _cut(words: Sequence[str], read: Callable[[str], T | None]) -> tuple[T | None, list[str], int]:
    """Return what the longest run of words says that says anything, the words without it, and where it stood."""
    for length in range(min(LONGEST_MOMENT, len(words)), 0, -1):
        for place in range(len(words) - length + 1):
            value = read(" ".join(words[place : place + length]))
            if value is not None:
                return value, [*words[:place], *words[place + length :]], place
    return None, list(words), len(words)


def _clock(text: str) -> Clock | None:
    try:
        return clock_in(text.strip(",:"))
    except MisreadError:  # a name behind a time is no zone
        return None


def people_in(cell: str) -> Iterator[Named]:
    """Return those whom a cell names, divided by semicolons, commas or “and”; mentions stand for themselves."""
    for mention in MENTION.finditer(cell):
        yield Named(account=mention[1], name=mention[2] or "")
    rest = MENTION.sub(";", cell).replace(" and ", ";").replace(" & ", ";").replace(",", ";").replace("/", ";")
    for part in filter(None, (each.strip(" \"'<>()@") for each in rest.split(";"))):
        yield _named(part)


def _named(text: str) -> Named:
    """Return someone by an address, by a name, or by both, as in “Ida Brandt <ida@example.com>”."""
    words = [word.strip("<>()\"'").removeprefix("mailto:") for word in text.split()]
    address = next((word for word in words if "@" in word[1:-1]), "")
    return Named(email=address, name=" ".join(word for word in words if word != address))
