"""A JD against a plan: both kinds of gaps, by what a person confirmed; a suggestion alone settles nothing."""

from rubrics.catalogue.levels import Level
from rubrics.panel.plan import InterviewKind, PlannedInterview, StagePlan
from rubrics.panel.trace import Confirmed, Demand, Seat, Standing, Trace, trace_of
from tests.built_in import KNOWLEDGE

RUBRIC = KNOWLEDGE.catalogue.rubric("ai-engineer", Level.SENIOR)
STAGES = (
    StagePlan(name="Screen", interviews=(PlannedInterview(focus=("software-engineering",), interviewer="U0IDA"),)),
    StagePlan(
        name="Onsite",
        interviews=(
            PlannedInterview(focus=("retrieval", "evaluation"), interviewer="U0IVAN"),
            PlannedInterview(focus=("retrieval",)),
            PlannedInterview(focus=("cost",), interviewer="U0OTTO", kind=InterviewKind.SHADOW),
        ),
    ),
)


def demand(digest: str, *suggested: str, elsewhere: str | None = None) -> Demand:
    return Demand(digest=digest, text=digest, kind="musts", suggested=suggested, elsewhere=elsewhere)


def traced(*demands: Demand, **confirmed: Confirmed) -> Trace:
    return trace_of(demands, confirmed, RUBRIC, STAGES)


def test_a_suggestion_stays_open_until_someone_confirms_it() -> None:
    (row,) = traced(demand("a", "retrieval")).rows
    assert (row.standing, row.is_confirmed) == (Standing.OPEN, False)
    assert row.link.competencies == ("retrieval",)


def test_a_confirmed_demand_says_where_it_is_assessed_and_by_whom() -> None:
    (row,) = traced(demand("a"), a=Confirmed(competencies=("retrieval",))).rows
    assert row.standing is Standing.ASSESSED
    assert row.seats == (Seat(stage="Onsite", interviewer="U0IVAN"), Seat(stage="Onsite"))


def test_what_no_interview_has_is_promised_and_never_assessed() -> None:
    nothing, no_one = traced(demand("a"), demand("b"), a=Confirmed(), b=Confirmed(competencies=("agents",))).rows
    assert nothing.standing is Standing.NEVER
    assert (no_one.standing, no_one.link.competencies) == (Standing.NEVER, ("agents",))


def test_an_interview_in_training_assesses_nothing() -> None:
    (row,) = traced(demand("a"), a=Confirmed(competencies=("cost",))).rows
    assert row.standing is Standing.NEVER


def test_a_degree_needs_no_interview() -> None:
    suggested, confirmed = traced(demand("a", elsewhere="degree"), demand("b"), b=Confirmed(elsewhere=True)).rows
    assert (suggested.standing, suggested.link.elsewhere) == (Standing.OPEN, True)
    assert confirmed.standing is Standing.ELSEWHERE


def test_what_is_assessed_and_no_demand_speaks_of_was_never_advertised() -> None:
    assert traced(demand("a", "retrieval")).unadvertised == ("software-engineering", "evaluation")
    everything = Confirmed(competencies=("software-engineering", "evaluation", "retrieval"))
    assert traced(demand("a"), a=everything).unadvertised == ()


def test_a_competency_that_the_rubric_lost_is_no_link() -> None:
    (row,) = traced(demand("a"), a=Confirmed(competencies=("gone",))).rows
    assert (row.standing, row.link.competencies) == (Standing.NEVER, ())
