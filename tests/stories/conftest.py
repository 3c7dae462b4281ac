"""What stories share: the people, the worker, and a loop that is open already."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import App

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from bot.worker import Reconciler
from tests.stories.acting import HANA, OTTO, PANEL, RITA, first_step, modal

Worker = Callable[[], None]


@pytest.fixture
def worker(services: Services) -> Worker:
    """Let the worker do everything that is due now."""
    reconciler = Reconciler(services)

    def work() -> None:
        for _ in range(10):
            if not reconciler.run_once():
                return
        message = "the worker never comes to rest"
        raise AssertionError(message)

    return work


@pytest.fixture
def rita(app: App, slack: LocalSlack) -> Person:
    """The recruiter."""
    return slack.person(RITA)


@pytest.fixture
def hana(app: App, slack: LocalSlack) -> Person:
    """The hiring manager."""
    return slack.person(HANA)


@pytest.fixture
def otto(app: App, slack: LocalSlack) -> Person:
    """A colleague who has nothing to do with the loop."""
    return slack.person(OTTO)


@pytest.fixture
def panel(app: App, slack: LocalSlack) -> list[Person]:
    """The four interviewers."""
    return [slack.person(user) for user in PANEL]


@pytest.fixture
def open_loop(rita: Person, services: Services, worker: Worker) -> Callable[..., None]:
    """Open a loop from `/loop new` to the posts in Slack; keyword arguments change fields of the first step."""

    def open_it(**changes: Any) -> None:
        first_step(rita, services, **changes)
        assert rita.submit().action == "updated"
        worker()
        assert rita.submit().action == "updated"
        if modal(rita).title == "Who assesses what":
            assert rita.submit().action == "updated", "with warnings seen"
        assert "is open" in modal(rita).plain
        rita.close()
        worker()

    return open_it
