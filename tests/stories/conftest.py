"""What stories share: the people, the worker, and a loop that is open already."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Any

import pytest
from slack_bolt import App
from sqlalchemy import select

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.slack.capabilities import NEWER
from bot.wiring import Services
from bot.worker.worker import Worker as SlackWorker
from storage.claims import POST, is_due
from storage.clock import moment
from storage.messages import MessageRow
from storage.rate_limits import ANY_CHANNEL, RateLimitRow, is_held
from tests.conftest import Clock
from tests.seeding import Moment
from tests.stories.acting import HANA, OTTO, PANEL, RITA, first_step, modal, score

Worker = Callable[[], None]
OpenLoop = Callable[..., None]
Once = Callable[[tuple[Hashable, ...], Callable[[], None]], None]
Stand = tuple[Moment, dict[str, tuple[bool, datetime]]]
Outcomes = dict[tuple[Hashable, ...], tuple[Stand, Stand]]


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
        limited = is_held(moment(session), MessageRow.team_id, POST)
        waiting = select(MessageRow.id).where(is_due(moment(session)), MessageRow.fresh, held, ~limited)
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


def stands(services: Services, slack: LocalSlack, at: datetime) -> Stand:
    """Return how things stand: what is stored, what Slack remembers, and what this process has learned of it."""
    learned = {kind: services.block_verdicts.get((slack.workspace.team_id, kind)) for kind in NEWER}
    return Moment.of(services.engine, slack, at), {kind: verdict for kind, verdict in learned.items() if verdict}


@pytest.fixture(scope="session")
def outcomes() -> Outcomes:
    """How things stood before something was done by hand, and after, by kind of database and what it was."""
    return {}


@pytest.fixture
def once(services: Services, slack: LocalSlack, now: Clock, outcomes: Outcomes) -> Once:
    """Do something by hand, unless it was done before where things stood as they do: then copy what came of it."""

    def do(what: tuple[Hashable, ...], by_hand: Callable[[], None]) -> None:
        if slack.web_api.faults.pending:  # a copy would not meet them
            by_hand()
            return
        before = stands(services, slack, now())
        key = (services.engine.dialect.name, *what)
        kept = outcomes.get(key)
        if kept is None or kept[0] != before:
            by_hand()
            outcomes.setdefault(key, (before, stands(services, slack, now())))
        else:
            after, learned = kept[1]
            after.furnish(services.engine, slack)
            now.now = after.at
            for kind, verdict in learned.items():
                services.block_verdicts.put((slack.workspace.team_id, kind), verdict)

    return do


@pytest.fixture
def open_loop(rita: Person, services: Services, worker: Worker, once: Once) -> OpenLoop:
    """Open a loop from `/loop new` to the posts in Slack; keyword arguments change fields of the first step.

    With `scored`, these people give every competency a 4 and say yes, each by hand; `posted` lets the worker post
    what follows. What most stories begin with is done once, and copied for the others.
    """

    def open_it(*, scored: Sequence[Person] = (), posted: bool = False, **changes: Any) -> None:
        if posted:
            what, by_hand = ("posted",), lambda: (open_it(scored=scored, **changes), worker())
        elif scored:
            what, by_hand = ("scored",), lambda: (open_it(scored=scored[:-1], **changes), score(scored[-1], 4))
        else:
            what, by_hand = ("opened",), lambda: open_by_hand(rita, services, worker, **changes)
        if changes:
            by_hand()
        else:
            once((*what, *(person.id for person in scored)), by_hand)

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
