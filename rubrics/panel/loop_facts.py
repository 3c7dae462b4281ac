"""What may be noted of a loop at once, as values: why it was revealed, a withdrawal, silence, pages about someone."""

from datetime import datetime
from enum import StrEnum

from rubrics.catalogue.model import Value


class RevealCause(StrEnum):
    """Why a panel was revealed."""

    COMPLETE = "complete"
    OVERRIDE = "override"


class WithdrawalReason(StrEnum):
    """Why a candidate is no longer one; what was said besides stands in the note."""

    OTHER_OFFER = "other_offer"
    PAY = "pay"
    PLACE = "place"
    TIMING = "timing"
    NOT_THE_ROLE = "not_the_role"
    NO_ANSWER = "no_answer"
    OPENING_CLOSED = "opening_closed"
    OTHER = "other"


class Withdrawal(Value):
    """Why and when a candidate withdrew, and who noted it."""

    reason: WithdrawalReason
    by: str
    at: datetime
    note: str = ""


class Silence(Value):
    """Who turned a loop's reminders off, and why."""

    by: str
    at: datetime
    reason: str


class Link(Value):
    """A page about the candidate, such as a CV or a portfolio, as the kit shows it."""

    label: str
    url: str
