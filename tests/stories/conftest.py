"""What stories share: the people, the worker, and a loop that is open already."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import App
from sqlalchemy import select

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from bot.worker.worker import Worker as SlackWorker
from storage.claims import POST, is_due
from storage.outbox import MessageRow
from storage.rate_limits import ANY_CHANNEL, RateLimitRow, is_held
from tests.conftest import Clock
from tests.seeding import Moment
from tests.stories.acting import HANA, OTTO, PANEL, RITA, first_step, modal

Worker = Callable[[], None]


@pytest.fixture
def worker(services: Services, now: Clock) -> Worker:
    """Let the worker do everything that is due now.

    Where it may write only one message a second into a conversation, the second passes.
    """
    worker = SlackWorker(services)

    def work() -> None:
        for _ in range(40):
            if worker.run_once():
                continue
            if not waits_for_its_turn(services):
                return
            now.tick(seconds=1)
        message = "the worker never comes to rest"
        raise AssertionError(message)

    return work


def waits_for_its_turn(services: Services) -> bool:
    """Tell whether a message is held only because its conversation just had another one."""
    with services.reads() as session:
        paced = (RateLimitRow.team_id == MessageRow.team_id, RateLimitRow.channel == MessageRow.recipient)
        held = select(RateLimitRow.until).where(*paced, RateLimitRow.channel != ANY_CHANNEL).exists()
        limited = is_held(session, MessageRow.team_id, POST)
        waiting = select(MessageRow.id).where(is_due(session), MessageRow.fresh, held, ~limited)
        return session.scalar(waiting.limit(1)) is not None


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


@pytest.fixture(scope="session")
def opened() -> dict[str, tuple[Moment, Moment]]:
    """By kind of database: how things stood before the loop that most stories begin with was opened, and after."""
    return {}


@pytest.fixture
def open_loop(
    rita: Person,
    services: Services,
    slack: LocalSlack,
    worker: Worker,
    now: Clock,
    opened: dict[str, tuple[Moment, Moment]],
) -> Callable[..., None]:
    """Open a loop from `/loop new` to the posts in Slack; keyword arguments change fields of the first step.

    The loop that most stories begin with is opened by hand once; a story that stands where that one stood is given
    a copy of what came of it.
    """

    def open_it(**changes: Any) -> None:
        before = Moment.of(services.engine, slack, now())
        kept = opened.get(services.engine.dialect.name)
        if changes or (kept and kept[0] != before):
            open_by_hand(rita, services, worker, **changes)
        elif kept:
            kept[1].furnish(services.engine, slack)
            now.now = kept[1].at
        else:
            open_by_hand(rita, services, worker)
            opened[services.engine.dialect.name] = before, Moment.of(services.engine, slack, now())

    return open_it


def open_by_hand(rita: Person, services: Services, worker: Worker, **changes: Any) -> None:
    """Open a loop as a recruiter would, and let the worker post what follows."""
    first_step(rita, services, **changes)
    assert rita.submit().action == "updated"
    worker()
    assert rita.submit().action == "updated"
    if modal(rita).callback_id == "loop_coverage":
        assert rita.submit().action == "updated", "with warnings seen"
    assert "is open" in modal(rita).plain
    rita.close()
    worker()
