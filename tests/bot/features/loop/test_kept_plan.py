"""A planned loop with gaps: kept as it was filled in, its gaps closed by a click, and opened as it then is."""

from collections.abc import Callable
from functools import partial

import pytest

from bot.errors import Refusal
from bot.features.loop.kept_plan import close_gap, close_gaps, kept_plan
from bot.features.loop.open_loop import open_loop
from bot.features.loop.plan_loop import KIND, LoopPlan
from bot.features.loop.show_coverage import CHANGE_FOCUS, CLOSE_GAP, CLOSE_GAPS, coverage, first_names
from bot.features.loop.show_loop_form import step_two
from bot.features.loop.show_warnings import warned
from rubrics.panel.coverage import GAPS, WarningKey
from rubrics.panel.loop import Loop
from storage.forms import form
from tests.bot.features.loop.desk import HANA, PANEL, RITA, Desk

ONE_EACH = {"U0IVAN": ["retrieval"], "U0IDA": ["retrieval"], "U0IMRAN": ["retrieval"]}


@pytest.fixture
def gaps(desk: Desk) -> LoopPlan:
    """A plan whose panel leaves all but one competency to no one, as it stands after its second step."""
    for number, name in enumerate(("Ivan Petrov", "Ida Lindqvist", "Imran Qureshi")):
        desk.knows(PANEL[number], name=name)
    outcome = open_loop(desk.workspace, RITA, desk.plan().form_id, ONE_EACH, {})
    assert isinstance(outcome, LoopPlan)
    return outcome


def pressed(plan: LoopPlan, action_id: str) -> list[tuple[str, str]]:
    """Return the buttons of this id in the view of a plan: what each says, and what it carries."""
    blocks = coverage(plan)["blocks"]
    elements = [element for block in blocks for element in (block.get("accessory", {}), *block.get("elements", ()))]
    return [(each["text"]["text"], each["value"]) for each in elements if each.get("action_id") == action_id]


def test_a_plan_is_kept_as_it_was_filled_in(desk: Desk, gaps: LoopPlan) -> None:
    assert kept_plan(desk.workspace, RITA, gaps.form_id) == gaps
    assert {person: list(ids) for person, ids in gaps.focus.items()} == ONE_EACH


def test_each_gap_has_a_button_that_closes_it_and_the_loop_opens_with_what_was_closed(
    desk: Desk, gaps: LoopPlan
) -> None:
    (text, value), *others = pressed(gaps, CLOSE_GAP)
    competency, person = value.split()
    assert text == "Add Ivan"
    assert len(others) + 1 == sum(warning.key in GAPS for warning in gaps.warnings)
    closed = close_gap(desk.workspace, RITA, gaps.form_id, competency, person)
    assert competency in closed.focus[person]
    assert close_gap(desk.workspace, RITA, gaps.form_id, competency, person).focus == closed.focus, "twice is once"
    opened = open_loop(desk.workspace, RITA, closed.form_id, closed.focus, closed.times)
    assert isinstance(opened, Loop), "what is left of the gaps was shown with the button"
    assert {i.interviewer: i.focus for i in opened.interviews} == closed.focus
    assert opened.warnings == closed.warnings


def test_the_second_step_shows_all_there_is_to_know_of_the_panel(desk: Desk, gaps: LoopPlan) -> None:
    assert len(gaps.warnings) > 1
    step = step_two(gaps)
    shown = [block["text"]["text"] for block in step["blocks"] if block["type"] == "section"]
    assert all(any(warned(warning) in text for text in shown) for warning in gaps.warnings)
    assert step["submit"]["text"] == "Next"
    assert "Nothing is missing" in str(step_two(gaps.model_copy(update={"warnings": ()})))
    assert ("Change who assesses what", gaps.form_id) in pressed(gaps, CHANGE_FOCUS)


def test_a_competency_that_is_defined_no_more_is_left_out_of_a_kept_plan(desk: Desk, gaps: LoopPlan) -> None:
    with desk.services.sessions.begin() as session:
        kept = form(session, team_id=RITA.team, user=RITA.user, kind=KIND, form_id=gaps.form_id, lock=True)
        assert kept is not None
        kept.content = {**kept.content, "focus": {**ONE_EACH, "U0IVAN": ["retrieval", "gone"]}}
    assert kept_plan(desk.workspace, RITA, gaps.form_id).focus == gaps.focus
    closed = close_gap(desk.workspace, RITA, gaps.form_id, gaps.rubric.competencies[-1].id, "U0IVAN")
    assert closed.focus["U0IVAN"] == ("retrieval", gaps.rubric.competencies[-1].id)


def test_all_gaps_are_closed_at_once_as_far_as_the_panel_has_room(desk: Desk, gaps: LoopPlan) -> None:
    (one,) = pressed(gaps, CLOSE_GAPS)
    assert one[0].startswith("Close ")
    closed = close_gaps(desk.workspace, RITA, gaps.form_id)
    assert pressed(closed, CLOSE_GAP) == pressed(closed, CLOSE_GAPS) == []
    assert closed.warnings == ()
    assert coverage(closed)["title"]["text"] == "No gaps left"
    assert coverage(closed)["submit"]["text"] == "Open loop"


def test_a_gap_that_nobody_has_room_for_has_no_button(desk: Desk) -> None:
    plan = desk.plan(interviewers=("U0IVAN",))
    assert any(warning.key is WarningKey.NOBODY_ASSESSES for warning in plan.warnings)
    assert pressed(plan, CLOSE_GAP) == pressed(plan, CLOSE_GAPS) == []
    assert coverage(plan)["submit"]["text"] == "Open anyway"


def test_a_gap_of_a_panel_without_names_is_closed_all_the_same(desk: Desk) -> None:
    plan = open_loop(desk.workspace, RITA, desk.plan().form_id, ONE_EACH, {})
    assert isinstance(plan, LoopPlan)
    assert {text for text, _ in pressed(plan, CLOSE_GAP)} == {"Close gap"}


def test_people_go_by_first_names_and_two_of_one_by_their_whole_names() -> None:
    names = {"U1": "Ada Byron", "U2": "Ada Yonath", "U3": "Grace Hopper", "U4": " "}
    assert first_names(names) == {"U1": "Ada Byron", "U2": "Ada Yonath", "U3": "Grace"}


def test_a_plan_is_its_owners_and_there_is_none_before_the_second_step(desk: Desk, gaps: LoopPlan) -> None:
    for actor, form_id in ((HANA, gaps.form_id), (RITA, desk.plan().form_id), (RITA, "0" * 32)):
        steps: list[Callable[[], LoopPlan]] = [
            partial(kept_plan, desk.workspace, actor, form_id),
            partial(close_gaps, desk.workspace, actor, form_id),
            partial(close_gap, desk.workspace, actor, form_id, "retrieval", "U0IDA"),
        ]
        for step in steps:
            with pytest.raises(Refusal) as refusal:
                step()
            assert refusal.value.reason.key == "loop_refusals.form_is_gone"
