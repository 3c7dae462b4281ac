"""A command about a loop that names none asks which, and each answer is one click from what was asked for."""

from collections.abc import Callable

import pytest

from bot.playground.slack.local_slack import Person
from bot.playground.slack.screen import Message
from bot.wiring import Services
from tests.conftest import Clock
from tests.stories.acting import ON_SQLITE, PANEL, chosen, close_all, first_step, modal, said, score

OpenLoop = Callable[..., None]


def buttons_of(answer: Message, action_id: str) -> list[str]:
    """Return what each button of this id carries."""
    return [value or "" for action, _, value in answer.buttons if action == action_id]


@pytest.mark.parametrize(
    ("act", "action_id", "title"),
    [
        ("cancel", "loop_cancel", "Cancel the loop"),
        ("edit", "loop_edit", "Change the loop"),
        ("record", "signal_record", "Record C-"),
    ],
)
def test_each_loop_offered_is_one_click_from_the_act(
    rita: Person, open_loop: OpenLoop, act: str, action_id: str, title: str
) -> None:
    open_loop()
    open_loop(candidate="Sam Reed")
    answer = rita.command("/loop", act).messages[0]
    assert "Which loop?" in answer.plain
    assert len(buttons_of(answer, action_id)) == 2
    for value in buttons_of(answer, action_id):
        rita.click(answer, action_id, value)
        assert modal(rita).title.startswith(title)
        close_all(rita)


def test_only_open_loops_that_one_runs_are_offered_to_change(
    rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    for person in panel:
        score(person, 4)
    open_loop(candidate="Sam Reed")
    open_loop(candidate="Kim Reyes")
    assert "Dana Fox" not in said(rita.command("/loop", "cancel"))
    assert "Dana Fox" in said(rita.command("/loop", "record"))
    assert "You don't run any open loops." in said(panel[0].command("/loop", "cancel"))
    assert "A revealed loop can't be canceled." in said(rita.command("/loop", "cancel Dana Fox"))


def test_the_only_loop_is_meant(rita: Person, open_loop: OpenLoop) -> None:
    open_loop()
    rita.command("/loop", "cancel")
    assert modal(rita).title == "Cancel the loop"


def test_roles_behind_diff_are_one_click_from_their_rubrics(rita: Person, open_loop: OpenLoop) -> None:
    open_loop()
    answer = rita.command("/rubric", "diff ai-engineer senior staff").messages[0]
    assert [text for _, text, _ in answer.buttons] == ["Senior AI Engineer", "Staff AI Engineer"]
    rita.click(answer, "run_command:1")
    assert "AI Engineer" in modal(rita).plain


@ON_SQLITE
def test_gaps_are_closed_by_a_click_and_a_change_of_mind_leads_back_filled_in(
    rita: Person, services: Services, worker: Callable[[], None]
) -> None:
    first_step(rita, services, interviewers=list(PANEL[:3]), opening="Support")
    rita.submit()
    worker()
    starts_at = int(services.now().timestamp()) + 3600
    rita.fill({"focus:U0IVAN": ["retrieval"], "time:U0IVAN": starts_at})
    rita.submit()
    assert "in this panel" in modal(rita).title
    before = modal(rita).title
    first = next(value for action, _, value in modal(rita).buttons if action == "loop_close_gap")
    rita.click(modal(rita), "loop_close_gap", first)
    assert modal(rita).title != before

    rita.click(modal(rita), "loop_change_focus")
    assert modal(rita).title == "Who assesses what"
    (state,) = modal(rita).state["focus:U0IVAN"].values()
    assert len(state["selected_options"]) == 2, "with what the click added"
    (time,) = modal(rita).state["time:U0IVAN"].values()
    assert time["selected_date_time"] == starts_at
    rita.submit()
    assert "is open" in modal(rita).plain, "its gaps were shown before"
    assert "Show loop" in modal(rita).plain
    rita.click(modal(rita), "loop_details")
    assert "0 of 3 scorecards are in" in modal(rita).plain


@ON_SQLITE
@pytest.mark.parametrize("press", ["loop_close_gap", "loop_close_gaps", "loop_change_focus", "loop_change_panel", ""])
def test_a_deadline_that_passed_over_the_gaps_leads_back_to_the_first_step_which_is_filled_in(
    rita: Person, services: Services, now: Clock, press: str
) -> None:
    first_step(rita, services, interviewers=list(PANEL[:3]), opening="Support")
    rita.submit()
    rita.fill({"focus:U0IVAN": ["retrieval"]})
    rita.fill({"focus:U0IDA": ["retrieval"]})
    rita.submit()
    assert "in this panel" in modal(rita).title
    now.tick(days=3)
    if press:
        rita.click(modal(rita), press, next(value for action, _, value in modal(rita).buttons if action == press))
    else:
        rita.submit()
    assert modal(rita).title == "New loop"
    assert "Not opened yet. Please change:" in modal(rita).plain
    assert [chosen(rita, field) for field in ("candidate", "opening")] == ["Dana Fox", "Support"]


@ON_SQLITE
def test_a_panel_with_gaps_is_changed_on_the_first_step_which_is_filled_in(rita: Person, services: Services) -> None:
    first_step(rita, services, interviewers=["U0IVAN"], opening="Support", shown_as="name")
    rita.submit()
    rita.submit()
    assert "Before you open it" in modal(rita).title
    rita.click(modal(rita), "loop_change_panel")
    assert modal(rita).title == "New loop"
    assert [chosen(rita, field) for field in ("candidate", "opening", "shown_as")] == ["Dana Fox", "Support", "name"]
    rita.fill({"interviewers": list(PANEL)})
    rita.submit()
    rita.submit()
    assert "is open" in modal(rita).plain
