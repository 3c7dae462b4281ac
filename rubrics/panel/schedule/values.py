"""What a schedule says, line by line or event by event: who interviews when, or why a line was not understood."""

from datetime import datetime
from enum import StrEnum

from rubrics.catalogue.model import Value

LONGEST_TEXT = 100_000
"""Characters: a calendar of a hundred events with their zones. A day of interviews is a tenth of that."""
MOST_ENTRIES = 100
"""Lines or events: more than any panel has interviews, and what one look can check."""
LONGEST_MINUTES = 480
"""A working day: what lasts longer is a holiday or a mistyped end, not an interview."""


class Misread(StrEnum):
    """Why a line or an event says nothing of a panel's interviews."""

    NO_DATE = "no_date"
    NO_TIME = "no_time"
    NO_SUCH_TIME = "no_such_time"
    """The clocks go forward over it."""
    UNKNOWN_ZONE = "unknown_zone"
    LENGTH = "length"
    """It ends before it begins, or lasts longer than a day's work."""
    NO_ONE = "no_one"
    ALL_DAY = "all_day"
    REPEATS = "repeats"
    CANCELED = "canceled"
    NOT_A_CALENDAR = "not_a_calendar"
    NO_EVENTS = "no_events"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    NOT_ON_PANEL = "not_on_panel"
    AMBIGUOUS = "ambiguous"
    """It names someone as more than one of the panel are called."""
    TAKEN = "taken"
    """Each of their interviews has another time by now."""
    IS_IN = "is_in"
    """Their scorecard is in, and when they interviewed stays as it was."""


class Named(Value):
    """Someone as a schedule names them: by account, by address, by what they are called."""

    account: str = ""
    email: str = ""
    name: str = ""


class Slot(Value):
    """A line or event that says when someone interviews; `organizer` is meant only where none of the others is.

    `number` counts lines or events from 1; `text` is what stood there, to be shown.
    """

    number: int
    text: str
    people: tuple[Named, ...]
    starts_at: datetime
    minutes: int | None = None
    organizer: Named | None = None


class Unread(Value):
    """A line or event that was not understood, and why."""

    number: int
    text: str
    why: Misread


class Schedule(Value):
    """A schedule as it was read; `is_calendar` says that it was iCalendar, whose events are counted and not lines."""

    slots: tuple[Slot, ...] = ()
    unread: tuple[Unread, ...] = ()
    is_calendar: bool = False


class MisreadError(ValueError):
    """Part of a line or event that cannot be understood; carries why."""

    def __init__(self, why: Misread) -> None:
        self.why = why
        super().__init__(why)
