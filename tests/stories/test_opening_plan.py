"""A plan edited as a recruiter would: who interviews, stages, competencies, minutes; saved step by step."""

from bot.playground.slack.local_slack import Person
from tests.stories.acting import close_all, modal, said
from tests.stories.openings import make_opening
from tests.stories.test_openings import choose


def edit_stage(person: Person, number: int) -> None:
    """Open the form of a stage, counted from 1."""
    values = [value for action, _, value in modal(person).buttons if action == "opening_edit_stage"]
    person.click(modal(person), "opening_edit_stage", values[number - 1])


def edit_interview(person: Person, number: int) -> None:
    """Open the form of an interview of the stage in front, counted from 1; one more than there are adds one."""
    values = [value for action, _, value in modal(person).buttons if action == "opening_edit_interview"]
    person.click(modal(person), "opening_edit_interview", values[number - 1])


def test_a_stage_and_its_interviews_are_changed_in_one_place(rita: Person) -> None:
    make_opening(rita)
    choose(rita, "plan")
    edit_stage(rita, 1)
    rita.fill({"stage_name": "Recruiter screen", "asks_go": "everyone"})
    edit_interview(rita, 1)
    assert modal(rita).title == "Interview", "what was typed about the stage is kept on the way"
    rita.fill(
        {
            "focus": ["software-engineering"],
            "minutes": "30",
            "exercise": "Walk through a pull request",
            "seniority": "senior",
            "alternates": ["U0IVAN", "U0INES"],
        }
    )
    rita.submit()
    stage = modal(rita).plain
    assert "30 min · senior or above · Walk through a pull request" in stage
    assert "Alternates: @Ivan Petrov @In" in stage
    rita.submit()
    plan = modal(rita).plain
    assert "1. Recruiter screen · 30 min" in plan
    assert "Everyone goes on" in plan


def test_stages_and_interviews_come_and_go(rita: Person) -> None:
    make_opening(rita)
    choose(rita, "plan")
    rita.click(modal(rita), "opening_add_stage")
    rita.fill({"stage_name": "Values"})
    edit_interview(rita, 1)
    assert rita.submit().errors, "an interview assesses something"
    rita.fill({"focus": ["agents"], "interviewer": "U0OTTO", "kind": "shadow"})
    rita.submit()
    assert "in training" in modal(rita).plain
    edit_interview(rita, 1)
    rita.click(modal(rita), "opening_remove_interview")
    assert "@Otto" not in modal(rita).plain
    rita.submit()
    assert "3. Values" in modal(rita).plain
    edit_stage(rita, 3)
    rita.click(modal(rita), "opening_remove_stage")
    assert "Values" not in modal(rita).plain
    for _ in range(1):
        edit_stage(rita, 1)
        rita.click(modal(rita), "opening_remove_stage")
    edit_stage(rita, 1)
    assert "opening_remove_stage" not in str(modal(rita).blocks), "one stage stays"


def test_nobody_saves_over_what_somebody_else_changed(rita: Person, hana: Person) -> None:
    make_opening(rita)
    choose(rita, "plan")
    edit_stage(rita, 1)
    choose(hana, "plan")
    edit_stage(hana, 1)
    hana.fill({"stage_name": "Phone screen"})
    hana.submit()
    rita.fill({"stage_name": "Recruiter screen"})
    rita.submit()
    assert "Someone changed this plan" in modal(rita).plain
    rita.click(modal(rita), "opening_plan:0")
    assert "Phone screen" in modal(rita).plain
    close_all(rita)
    assert "Phone screen" in said(rita.command("/opening", "show support product"))


def test_a_plan_is_copied_from_another_opening_of_the_role(rita: Person) -> None:
    make_opening(rita)
    choose(rita, "plan")
    edit_stage(rita, 1)
    rita.fill({"stage_name": "Recruiter screen"})
    rita.submit()
    close_all(rita)
    rita.command("/opening", "new")
    plans = next(block for block in modal(rita).blocks if block["block_id"] == "plan")["element"]["options"]
    copy = next(option["value"] for option in plans if "Copy from" in option["text"]["text"])
    close_all(rita)
    make_opening(rita, people=(), name="Second team", plan=copy)
    assert "Recruiter screen" in said(rita.command("/opening", "show second"))
