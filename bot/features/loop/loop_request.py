"""What the first step of `/loop new` asks for, and whether its fields hold together; knows no one's account."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from pydantic import Field, field_serializer

from bot.errors import FormRefusal, Reason, reason
from bot.features.rubric.level_menus import no_rubric
from bot.wiring import Workspace
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.model import Rubric, Value
from rubrics.panel.candidate_names import name_key
from rubrics.panel.coverage import MOST_INTERVIEWERS
from rubrics.panel.links import UnfitLinkError, links_in
from rubrics.panel.plan import StagePlan
from rubrics.panel.seating import planned_focus
from storage.rubric_versions import rubrics_by_digest

MOST_ON_A_PANEL = 8
"""Twice as many as add anything to the signal: a larger panel is a mistake in the form."""
LONGEST_NAME = 80
"""Characters: anything longer is a text pasted into the wrong field, and no line of a list would show it whole."""
FARTHEST_DEADLINE = timedelta(days=365)
"""A deadline farther away is a slip of the year in the menu of dates."""


class LoopRequest(Value):
    """What the first step of /loop new asks for; people and the channel are Slack ids.

    For an opening with a plan `opening_id` names it, `rubric_digest` is the rubric pinned for it, and `stages` are
    what its plan held when the form began: the stage that opens, then those to come. `starts_at` is when the first
    interview begins.
    """

    opening: str = ""
    opening_id: str | None = None
    rubric_digest: str | None = None
    stages: tuple[StagePlan, ...] = ()
    starts_at: datetime | None = None
    candidate: str
    shows_name: bool = False
    candidate_user: str | None = None
    is_namesake: bool = False
    """Whether the name means someone else than the known candidate who is called so."""
    role: str
    level: str
    channel: str
    hiring_manager: str
    interviewers: tuple[str, ...] = Field(default=())
    shadows: tuple[str, ...] = ()
    deadline_at: datetime
    links: str = ""

    @property
    def candidate_typed(self) -> str:
        """The candidate's name or code, with single spaces between its words."""
        return " ".join(self.candidate.split())

    @property
    def panel_side(self) -> frozenset[str]:
        """Everybody who interviews, shadows or decides."""
        return frozenset({self.hiring_manager, *self.interviewers, *self.shadows})

    @property
    def ahead(self) -> Mapping[str, tuple[str, ...]]:
        """What the plan's later stages will assess."""
        return planned_focus(self.stages[1:])

    @property
    def least(self) -> int | None:
        """How many interviewers the stage that opens asks for; None where there is no plan."""
        return self.stages[0].minimum if self.stages else None

    @property
    def people(self) -> list[str]:
        """Everybody whom it names, the candidate too where they are a colleague."""
        return sorted(self.panel_side | ({self.candidate_user} if self.candidate_user else set()))

    @field_serializer("deadline_at")
    def _as_text(self, moment: datetime) -> str:
        return moment.isoformat()


class UnfitRequestError(FormRefusal):
    """The first step turned out wrong after it was taken: carries what was filled in, so that nothing is lost."""

    def __init__(self, request: LoopRequest, fields: Mapping[str, Reason | str]) -> None:
        self.request = request
        super().__init__(fields)


def checked_request(workspace: Workspace, request: LoopRequest) -> Rubric:
    """Return the rubric of a request whose fields hold together; raises FormRefusal."""
    problems = _problems(request, workspace.now)
    try:
        rubric = _rubric(workspace, request)
    except UnknownNameError:
        problems["level"] = no_rubric(workspace.catalogue, request.role)
    try:
        links_in(request.links)
    except UnfitLinkError as unfit:
        problems["links"] = reason("loop_refusals.unfit_link", line=unfit.line)
    if problems:
        raise FormRefusal(problems)
    return rubric


def _rubric(workspace: Workspace, request: LoopRequest) -> Rubric:
    if request.rubric_digest is None:
        return workspace.catalogue.rubric(request.role, request.level)
    with workspace.reads() as session:  # asks the database nothing where the process has read the rubric before
        return rubrics_by_digest(session, [request.rubric_digest])[request.rubric_digest]


def _problems(request: LoopRequest, now: datetime) -> dict[str, Reason | str]:
    """Return what is wrong, by field; of two problems with one field, the later one here."""
    too_long = reason("loop_refusals.too_long", most=LONGEST_NAME)
    number = len(request.interviewers)
    too_many = reason("loop_refusals.too_many_to_open", most=MOST_ON_A_PANEL, enough=MOST_INTERVIEWERS)
    checks = [
        ("candidate", not name_key(request.candidate), reason("loop_refusals.no_candidate")),
        ("candidate", len(request.candidate) > LONGEST_NAME, too_long),
        ("opening", len(request.opening) > LONGEST_NAME, too_long),
        ("interviewers", number == 0, reason("loop_refusals.no_interviewer")),
        ("interviewers", len(set(request.interviewers)) != number, reason("loop_refusals.interviewer_twice")),
        ("interviewers", number > MOST_ON_A_PANEL, too_many),
        *shadow_checks(request.interviewers, request.shadows),
        ("deadline", request.deadline_at <= now, reason("loop_refusals.time_has_passed")),
        ("deadline", request.deadline_at > now + FARTHEST_DEADLINE, reason("loop_refusals.too_far_ahead")),
    ]
    return {field: why for field, wrong, why in checks if wrong}


def shadow_checks(interviewers: Sequence[str], shadows: Sequence[str]) -> list[tuple[str, bool, Reason | str]]:
    """Return what may be wrong with who shadows a panel, by field, and whether it is."""
    too_many = reason("loop_refusals.too_many_shadows", most=MOST_ON_A_PANEL)
    return [
        ("shadows", bool(set(interviewers) & set(shadows)), reason("loop_refusals.shadows_and_interviews")),
        ("shadows", len(set(shadows)) != len(shadows), reason("loop_refusals.interviewer_twice")),
        ("shadows", len(shadows) > MOST_ON_A_PANEL, too_many),
    ]
