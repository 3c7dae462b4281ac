"""What an interviewer says of their own interview, as a value; whether it counts is for others to say."""

from datetime import datetime
from enum import StrEnum

from rubrics.catalogue.model import Value


class Report(StrEnum):
    """What an interviewer says of their own interview; recruiter or opener accepts it before it counts."""

    CANNOT = "cannot"
    DID_NOT_HAPPEN = "did_not_happen"
    WAS_SHADOWING = "was_shadowing"
    SOMEONE_ELSE = "someone_else"


class InterviewReport(Value):
    """What an interviewer said of their interview; `stand_in` is who held it, where someone else did."""

    what: Report
    at: datetime
    note: str = ""
    stand_in: str | None = None
