"""Plans of openings: what a new one begins with, how it is changed, and the panel that a stage of it becomes."""

from datetime import UTC, datetime, timedelta

import pytest

from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Rubric
from rubrics.panel.coverage import GAPS, PanelFacts, WarningKey, coverage_warnings, without_gaps
from rubrics.panel.default_plan import PlanShape, default_plan
from rubrics.panel.plan import InterviewKind, PlannedInterview, StagePlan
from rubrics.panel.plan_changes import (
    mark_of,
    with_interview,
    with_people,
    with_stage,
    without_interview,
    without_stage,
)
from rubrics.panel.seating import ends_at, holders_among, planned_focus, seated_with, seating, times_from, usual_holders
from tests.built_in import CATALOGUE

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
RUBRICS = [CATALOGUE.rubric(role.id, level) for role in CATALOGUE.roles for level in CATALOGUE.levels(role.id)]


@pytest.fixture(params=RUBRICS, ids=lambda rubric: rubric.id)
def rubric(request: pytest.FixtureRequest) -> Rubric:
    return request.param


def planned(rubric: Rubric, shape: PlanShape) -> tuple[StagePlan, ...]:
    return default_plan(rubric, shape, screen="Screen", onsite="Onsite")


@pytest.mark.parametrize("shape", list(PlanShape))
def test_a_new_plan_leaves_no_gap_in_any_role(rubric: Rubric, shape: PlanShape) -> None:
    plan = planned(rubric, shape)
    first, *later = plan
    people = dict(enumerate(f"U{number}" for number in range(len(first.interviews))))
    seated = seating(first, people)
    warnings = coverage_warnings(rubric, seated.focus, PanelFacts(), planned_focus(later), first.minimum)
    assert warnings == ()
    assert all(stage.minimum <= len(stage.interviews) for stage in plan)


def test_a_screen_assesses_the_must_haves_that_weigh_most(rubric: Rubric) -> None:
    screen, _ = planned(rubric, PlanShape.TWO_STAGES)
    (interview,) = screen.interviews
    chosen = [rubric.competency(each) for each in interview.focus]
    others = [each for each in rubric.competencies if each not in chosen]
    assert max((each.must_have, each.weight) for each in others) <= min((e.must_have, e.weight) for e in chosen)


PLAN = (
    StagePlan(name="Screen", interviews=(PlannedInterview(focus=("a",), interviewer="U1"),)),
    StagePlan(
        name="Onsite",
        interviews=(
            PlannedInterview(focus=("a", "b"), interviewer="U2", alternates=("U3", "U4"), minutes=60),
            PlannedInterview(focus=(), interviewer="U9", kind=InterviewKind.SHADOW, minutes=60),
            PlannedInterview(focus=("c",), minutes=30),
        ),
        minimum=3,
    ),
)


def test_stages_and_interviews_are_added_changed_and_taken_out() -> None:
    added = with_stage(PLAN, 2, StagePlan(name="Values"))
    assert [stage.name for stage in added] == ["Screen", "Onsite", "Values"]
    assert without_stage(added, 2) == PLAN
    more = with_interview(added, (2, 0), PlannedInterview(focus=("c",)))
    assert more[2].interviews[0].focus == ("c",)
    assert mark_of(more) != mark_of(added) != mark_of(PLAN)
    fewer = without_interview(PLAN, (1, 0))
    assert (len(fewer[1].interviews), fewer[1].minimum) == (2, 2), "it asks for no more than there are"


def test_whoever_holds_an_interview_is_none_of_its_alternates() -> None:
    changed = with_people(PLAN, {(1, 0): "U3", (0, 0): None, (7, 0): "U5", (0, 7): "U5"})
    assert changed[1].interviews[0].interviewer == "U3"
    assert changed[1].interviews[0].alternates == ("U4",)
    assert changed[0].interviews[0].interviewer is None


def test_the_first_alternate_who_can_stands_in() -> None:
    assert usual_holders(PLAN[1]) == {0: "U2", 1: "U9", 2: None}
    assert usual_holders(PLAN[1], {"U2", "U3"})[0] == "U4"
    assert usual_holders(PLAN[1], {"U2", "U3", "U4"})[0] is None


def test_who_is_in_training_sits_with_the_interviewer_before_and_has_no_time_of_their_own() -> None:
    seated = seating(PLAN[1], {0: "U2", 1: "U9", 2: "U2"})
    assert [(part.key, part.joins, part.minutes) for part in seated.parts] == [
        ("U2", None, 60),
        ("U9", "U2", 60),
        ("U2.2", None, 30),
    ]
    assert seated.focus == {"U2": ("a", "b"), "U2.2": ("c",)}
    times = times_from(seated.parts, NOON)
    assert times == {"U2": NOON, "U2.2": NOON + timedelta(minutes=60)}
    assert ends_at(seated.parts, times) == NOON + timedelta(minutes=90)
    assert ends_at(seated.parts, times_from(seated.parts, None)) is None
    assert seating(PLAN[1], {0: "U2"}).vacant == (1, 2)


def test_what_later_stages_assess_is_no_gap_and_one_person_counts_once() -> None:
    rubric = CATALOGUE.rubric("ai-engineer", Level.SENIOR)
    every = tuple(each.id for each in rubric.competencies)
    seats = tuple(PlannedInterview(focus=every, interviewer=person) for person in ("U2", "U1"))
    ahead = planned_focus([StagePlan(name="Onsite", interviews=seats)])
    warnings = coverage_warnings(rubric, {"U1": every[:2]}, PanelFacts(), ahead, 1)
    assert not [warning for warning in warnings if warning.key in GAPS]
    only = planned_focus([StagePlan(name="Onsite", interviews=seats[1:])])
    alone = coverage_warnings(rubric, {"U1": every[:2]}, PanelFacts(), only, 1)
    musts = [each for each in rubric.competencies if each.must_have]
    assert sum(warning.key is WarningKey.ONE_RATER for warning in alone) == len(musts), "the same person, twice"
    assert without_gaps(rubric, {"U5": every[:1]}, ahead) == {"U5": every[:1]}


def test_whoever_was_chosen_for_a_stage_holds_what_is_planned_and_others_take_what_is_left_open() -> None:
    seat = PlannedInterview
    stage = StagePlan(
        name="Onsite",
        interviews=(
            seat(focus=("a",), interviewer="U1", minutes=60),
            seat(focus=("b",), interviewer="U2"),
            seat(focus=(), interviewer="U3", kind=InterviewKind.SHADOW),
            seat(focus=("c",), interviewer="U1"),
        ),
    )
    assert holders_among(stage, ["U1", "U2"], ["U3"]) == {0: "U1", 1: "U2", 2: "U3", 3: "U1"}
    assert holders_among(stage, ["U2", "U8", "U9"], []) == {0: "U8", 1: "U2", 2: None, 3: "U9"}
    seated = seated_with(stage, ["U8", "U2", "U9", "U7"], ["U6"])
    assert [part.interviewer for part in seated.parts] == ["U8", "U2", "U6", "U9", "U7"]
    assert [part.minutes for part in seated.parts] == [60, 45, 45, 45, None]
    assert {key: seated.focus[key] for key in ("U8", "U2", "U9")} == {"U8": ("a",), "U2": ("b",), "U9": ("c",)}
    twice = seated_with(stage, ["U1", "U2"], [])
    assert [part.key for part in twice.parts] == ["U1", "U2", "U1.2"]
