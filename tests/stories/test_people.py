"""Admins see whom Debrief knows and record seniority, which the coverage check uses."""

from collections.abc import Callable

import pytest
from slack_bolt import App

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.settings import Settings
from bot.wiring import Services
from tests.conftest import Clock
from tests.stories.acting import PANEL, first_step, modal, said

OpenLoop = Callable[..., None]
Worker = Callable[[], None]


@pytest.fixture
def admins() -> tuple[str, ...]:
    return ("U0RITA",)


@pytest.fixture
def settings(settings: Settings, admins: tuple[str, ...]) -> Settings:
    return settings.model_copy(update={"debrief_admins": admins})


def record(rita: Person, user: str, seniority: str) -> None:
    rita.click(rita.command("/debrief", "people").messages[-1], "set_seniority")
    rita.fill({"person": user, "seniority": seniority})
    rita.submit()
    rita.close()


def test_an_admin_sees_people_with_time_zone_and_seniority(rita: Person, open_loop: OpenLoop) -> None:
    open_loop()
    record(rita, "U0IVAN", "senior")
    answer = said(rita.command("/debrief", "people"))
    assert "@Ivan Petrov · senior · Europe/London" in answer
    assert "@Rita Okafor · admin" in answer
    assert "@Ida Lindqvist · no seniority" in answer


def test_nobody_else_sees_or_changes_it(hana: Person, open_loop: OpenLoop) -> None:
    open_loop()
    assert "Only admins" in said(hana.command("/debrief", "people"))


def test_a_panel_of_juniors_is_warned_of(rita: Person, services: Services) -> None:
    for user in PANEL:
        record(rita, user, "mid")
    first_step(rita, services)
    rita.submit()
    rita.submit()
    assert "No one on the panel is senior" in modal(rita).plain
    rita.submit()
    assert "is open" in modal(rita).plain


def test_one_senior_is_enough(rita: Person, services: Services) -> None:
    for user in PANEL:
        record(rita, user, "mid")
    record(rita, "U0INES", "staff")
    first_step(rita, services)
    rita.submit()
    rita.submit()
    assert "is open" in modal(rita).plain, "at once"


@pytest.mark.parametrize("admins", [()])
def test_an_owner_is_an_admin_where_none_is_named(slack: LocalSlack, app: App, worker: Worker) -> None:
    slack.add_person("U0OWEN", name="owen", real_name="Owen Adler", is_owner=True)
    owen = slack.person("U0OWEN")
    assert "Only admins" in said(owen.command("/debrief", "people"))
    owen.open_home()
    worker()
    assert "@Owen Adler · admin" in said(owen.command("/debrief", "people"))


@pytest.mark.parametrize("admins", [()])
def test_whoever_owns_the_workspace_no_more_is_no_admin_the_day_after(
    slack: LocalSlack, app: App, now: Clock, worker: Worker
) -> None:
    slack.add_person("U0OWEN", name="owen", real_name="Owen Adler", is_owner=True)
    owen = slack.person("U0OWEN")
    owen.open_home()
    worker()
    slack.workspace.members["U0OWEN"].is_owner = False
    now.tick(days=1, hours=1)
    slack.fail("users.info", status=500)
    worker()
    assert "@Owen Adler · admin" in said(owen.command("/debrief", "people")), "Slack did not say"
    now.tick(minutes=11)
    worker()
    assert "Only admins" in said(owen.command("/debrief", "people"))
