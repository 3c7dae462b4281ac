"""Two people of one name: asked about before a loop opens, told to no one who may not know, and kept apart."""

from bot.features.loop.kept_plan import turn_namesake
from bot.features.loop.open_loop import open_loop
from bot.features.loop.plan_loop import LoopPlan
from bot.wiring import Actor
from rubrics.panel.coverage import CoverageWarning, WarningKey
from rubrics.panel.loop import Loop
from tests.bot.features.loop.desk import HANA, OTTO, RITA, Desk


def asked(plan: LoopPlan) -> list[CoverageWarning]:
    return [each for each in plan.warnings if each.key is WarningKey.SAME_NAME]


def shown(desk: Desk, actor: Actor, **changes: object) -> LoopPlan:
    """Return a plan as the last page before its loop opens shows it."""
    plan = desk.plan(actor, **changes)
    outcome = open_loop(desk.workspace, actor, plan.form_id, plan.focus, {})
    assert isinstance(outcome, LoopPlan), "there is something to know first"
    return outcome


def test_the_same_person_is_meant_unless_somebody_says_otherwise(desk: Desk) -> None:
    first = desk.open()
    (question,) = asked(shown(desk, HANA, role="ml-engineer"))
    assert question.values == {"code": first.candidate_code, "is_other": False}
    assert desk.open(HANA, role="ml-engineer").candidate_id == first.candidate_id


def test_somebody_else_of_the_same_name_becomes_another_candidate_and_is_no_duplicate(desk: Desk) -> None:
    first = desk.open()
    plan = shown(desk, HANA)
    other = turn_namesake(desk.workspace, HANA, plan.form_id)
    assert [each.values["is_other"] for each in asked(other)] == [True]
    assert not any(each.key is WarningKey.DUPLICATE_LOOP for each in other.warnings)
    loop = open_loop(desk.workspace, HANA, plan.form_id, other.focus, {})
    assert isinstance(loop, Loop)
    assert loop.candidate_id != first.candidate_id
    assert (loop.candidate_name, loop.candidate_code != first.candidate_code) == ("Dana Fox", True)
    assert not any(each.key is WarningKey.SAME_NAME for each in loop.warnings)


def test_saying_it_twice_takes_it_back(desk: Desk) -> None:
    desk.open()
    plan = shown(desk, HANA)
    for expected in (True, False):
        again = turn_namesake(desk.workspace, HANA, plan.form_id)
        assert again.request.is_namesake is expected


def test_a_colleague_of_neither_learns_no_code_and_of_a_colleague_who_is_a_candidate_nothing(desk: Desk) -> None:
    desk.open()
    (question,) = asked(desk.plan(OTTO))
    assert question.values["code"] == ""
    desk.open(candidate="Zoe Last", candidate_user="U0ZOE")
    plan = shown(desk, OTTO, candidate="Zoe Last", interviewers=("U0IVAN",))  # of whom one warning speaks
    assert asked(plan) == []
    assert not turn_namesake(desk.workspace, OTTO, plan.form_id).request.is_namesake, "not by a forged click either"


def test_a_code_asks_nothing(desk: Desk) -> None:
    first = desk.open()
    assert asked(desk.plan(RITA, candidate=first.candidate_code, role="ml-engineer")) == []
