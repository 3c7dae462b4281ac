"""An opening and its plan as values: the stages, who usually assesses what in each, and for how long."""

from datetime import datetime
from enum import StrEnum

from rubrics.catalogue.levels import Level, RoleLevel
from rubrics.catalogue.model import Value


class OpeningState(StrEnum):
    """Whether candidates are still interviewed for an opening."""

    OPEN = "open"
    ON_HOLD = "on_hold"
    CLOSED = "closed"


class InterviewKind(StrEnum):
    """Whether an interview's scorecard counts: those in training are kept for calibration and never do."""

    FULL = "full"
    SHADOW = "shadow"
    """In training, and watching."""
    REVERSE_SHADOW = "reverse_shadow"
    """In training, and leading, while the trainer watches."""


class PlannedInterview(Value):
    """One interview of a stage: what it assesses, who usually holds it and who may instead.

    `focus` are competencies' ids, `seniority` is the least that its interviewer should have.
    """

    focus: tuple[str, ...]
    interviewer: str | None = None
    alternates: tuple[str, ...] = ()
    minutes: int | None = None
    exercise: str = ""
    seniority: Level | None = None
    kind: InterviewKind = InterviewKind.FULL


class StagePlan(Value):
    """One stage of a plan; `asks_go` says that a named person decides whether the candidate goes on to the next."""

    name: str
    interviews: tuple[PlannedInterview, ...] = ()
    minimum: int = 1
    asks_go: bool = True


class Opening(Value):
    """A job to fill; people and the channel are Slack ids. Without stages, its loops are planned one by one.

    `bar` is its own, where it has one; `jd_review` is the review of its JD that was kept.
    """

    id: str
    team_id: str
    name: str
    role: str
    level: RoleLevel
    hiring_manager: str
    recruiter: str
    created_at: datetime
    state: OpeningState = OpeningState.OPEN
    place: str = ""
    channel: str | None = None
    bar: float | None = None
    rubric_digest: str | None = None
    jd_review: str | None = None
    stages: tuple[StagePlan, ...] = ()
