"""A process in stages that another company publishes: a task at home, then an onsite with a mock call, both rated."""

from collections.abc import Callable

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from rubrics.catalogue.lookup import Catalogue
from tests.public_structures import catalogue as six
from tests.stories.acting import ON_SQLITE, OTTO, PANEL, close_all, loop_id, modal, open_card, rating_fields, score
from tests.stories.openings import make_opening
from tests.stories.test_loop_of_opening import begin
from tests.stories.test_opening_plan import edit_interview, edit_stage
from tests.stories.test_openings import choose
from tests.stories.test_stage_after_stage import stages

HOMEWORK = ["rating:sample-territory-plan-choice", "rating:sample-territory-plan-timing"]
CALL = ["rating:mock-call-opening", "rating:mock-call-taking-advice"]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return six()


def plan_tasks(rita: Person) -> None:
    """Make an opening whose screen is the task at home and nothing else, and whose onsite begins with a mock call."""
    make_opening(rita, people=(OTTO, *PANEL), role="account-executive", level="senior")
    choose(rita, "plan")
    edit_stage(rita, 1)
    rita.fill({"stage_name": "Homework", "asks_go": "everyone"})
    edit_interview(rita, 1)
    rita.fill({"focus": [], "scored_exercise": "sample-territory-plan"})
    assert rita.submit().action == "updated", modal(rita).plain
    rita.submit()
    edit_stage(rita, 2)
    edit_interview(rita, 1)
    rita.fill({"scored_exercise": "mock-call"})
    assert rita.submit().action == "updated", modal(rita).plain
    rita.submit()
    assert "Homework" in modal(rita).plain
    close_all(rita)


@ON_SQLITE
def test_homework_and_a_mock_call_are_rated_stage_after_stage_and_count_in_one_signal(
    rita: Person, hana: Person, panel: list[Person], slack: LocalSlack, services: Services, worker: Callable[[], None]
) -> None:
    plan_tasks(rita)
    begin(rita)
    rita.fill({"candidate": "Dana Fox"})
    rita.submit()
    if "is open" not in modal(rita).plain:
        rita.submit()
    assert "is open" in modal(rita).plain
    close_all(rita)
    worker()
    first = loop_id(services)
    otto = slack.person(OTTO)
    open_card(otto)
    assert rating_fields(otto) == HOMEWORK
    close_all(otto)
    score(otto, 4)
    worker()
    homework, onsite = stages(services, first)
    assert (homework.stage.name, homework.is_revealed, onsite.stage.name) == ("Homework", True, "Onsite")
    ivan = next(person for person in panel if person.id == "U0IVAN")
    open_card(ivan)
    assert rating_fields(ivan)[-2:] == CALL
    assert not set(HOMEWORK) & set(rating_fields(ivan))
    close_all(ivan)
    for person in panel:
        score(person, 4)
    worker()
    reply = hana.command("/signal", "Dana Fox")
    hana.click(reply.messages[-1], "read_signal", onsite.id)
    assert "All stages together" in modal(hana).plain
    assert "5 interviewers" in modal(hana).plain
    assert "Not assessed" not in modal(hana).plain
