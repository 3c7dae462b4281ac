"""A stage of a candidate's interviews as values: where it stands in the plan, and what was made of it."""

from datetime import datetime
from enum import StrEnum

from rubrics.catalogue.model import Value
from rubrics.panel.plan import StagePlan


class StageOutcome(StrEnum):
    """What a named person makes of a stage once it is revealed."""

    ADVANCE = "advance"
    STOP = "stop"
    MORE_EVIDENCE = "more_evidence"


class Outcome(Value):
    """What was made of a revealed stage, by whom, and why."""

    what: StageOutcome
    by: str
    at: datetime
    reason: str = ""


class Stage(Value):
    """Which stage of a candidate's interviews this is; one without a name is the only one.

    `first` is the id of the first stage's loop. `plan` is what this one was planned as, where it was, and `later` what
    the plan still holds, as both were when the first opened.
    """

    first: str
    number: int = 1
    name: str = ""
    plan: StagePlan | None = None
    later: tuple[StagePlan, ...] = ()
    outcome: Outcome | None = None

    @property
    def is_part(self) -> bool:
        """Whether other stages assess what this one leaves out: it follows one, or its plan held more."""
        return self.number > 1 or bool(self.later)

    @property
    def goes_on_by_itself(self) -> bool:
        """Whether the next stage opens at the reveal, since the plan asks no one for a go."""
        return self.outcome is None and bool(self.later) and self.plan is not None and not self.plan.asks_go
