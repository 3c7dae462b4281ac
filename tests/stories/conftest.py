"""What stories share: the worker, and a loop that is open already."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from slack_bolt import App

from bot.playground.local_slack import LocalSlack, Person
from bot.reconciler import Reconciler
from bot.wiring import Services

PANEL = ("U0IVAN", "U0IDA", "U0IMRAN", "U0INES")


@pytest.fixture
def worker(services: Services) -> Callable[[], None]:
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
    return slack.person("U0RITA")


@pytest.fixture
def hana(app: App, slack: LocalSlack) -> Person:
    return slack.person("U0HANA")


@pytest.fixture
def otto(app: App, slack: LocalSlack) -> Person:
    return slack.person("U0OTTO")


@pytest.fixture
def panel(app: App, slack: LocalSlack) -> list[Person]:
    return [slack.person(user) for user in PANEL]


def first_step(rita: Person, services: Services, **changes: object) -> None:
    """Fill in the first step of `/loop new` as Rita would; `changes` name fields that differ."""
    rita.command("/loop", "new", channel="C0HIRING")
    filled: dict[str, object] = {
        "candidate": "Dana Fox",
        "role": "ai-engineer",
        "level": "senior",
        "channel": "C0HIRING",
        "hiring_manager": "U0HANA",
        "interviewers": list(PANEL),
        "deadline": int((services.now() + timedelta(days=2)).timestamp()),
    }
    rita.fill({**filled, **changes})


@pytest.fixture
def open_loop(rita: Person, services: Services, worker: Callable[[], None]) -> Callable[..., None]:
    """Open a loop from `/loop new` to the posts in Slack; keyword arguments change fields of the first step."""

    def open_it(**changes: object) -> None:
        first_step(rita, services, **changes)
        assert rita.submit().action == "updated"
        worker()
        assert rita.submit().action == "updated"
        assert "is open" in rita.modal.plain
        rita.close()
        worker()

    return open_it
