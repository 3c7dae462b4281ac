"""A double click, two workers, a crash anywhere, a database that is away: done once, nothing lost."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from slack_bolt import App
from sqlalchemy import func, select, update
from sqlalchemy.orm import sessionmaker

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.serving.app import build_app
from bot.wiring import Services
from bot.worker.worker import Worker as SlackWorker
from rubrics.panel.loop import InterviewState
from storage.claims import claim
from storage.engine import open_engine, reading
from storage.tables import InterviewRow, LoopRow, ScorecardRow, SignalRow
from tests.conftest import Clock, delivering_to
from tests.stories.acting import (
    PANEL,
    channel_post,
    chosen,
    close_all,
    fill_card,
    first_step,
    in_channel,
    modal,
    open_card,
    rating_fields,
    said,
    score,
)

Worker = Callable[[], None]
OpenLoop = Callable[..., None]


def rows(services: Services, table: type) -> int:
    """Return how many rows a table has."""
    with services.reads() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do things at the same instant, each in a thread of its own; return what came of them."""
    ready, done = threading.Barrier(len(deeds)), [None] * len(deeds)

    def do(place: int, deed: Callable[[], object]) -> None:
        ready.wait()
        done[place] = deed()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def test_a_double_click_on_open_opens_one_loop(
    slack: LocalSlack, services: Services, rita: Person, worker: Worker
) -> None:
    first_step(rita, services)
    rita.submit()
    worker()
    second = rita.snapshot()
    replies = at_once(lambda: rita.resubmit(second), lambda: rita.resubmit(second))
    assert [reply.action for reply in replies] == ["updated", "updated"]
    assert "is open" in modal(rita).plain
    assert rows(services, LoopRow) == 1
    worker()
    assert len(in_channel(slack)) == 1


def test_a_double_click_on_the_last_submit_stores_one_card_and_reveals_once(
    slack: LocalSlack, services: Services, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3])
    ines = panel[3]
    open_card(ines)
    fill_card(ines, 4)
    filled = ines.snapshot()
    replies = at_once(lambda: ines.resubmit(filled), lambda: ines.resubmit(filled))
    assert [reply.action for reply in replies] == ["updated", "updated"]
    assert "Panel revealed" in modal(ines).plain
    assert rows(services, ScorecardRow) == 4
    assert rows(services, SignalRow) == 1
    worker()
    assert len(in_channel(slack)) == 2


def test_a_scorecard_left_open_over_the_reveal_comes_back_asking_for_a_reason(
    services: Services, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop(scored=panel[:3])
    ivan = panel[0]
    ivan.command("/score", "Dana Fox")
    fill_card(ivan, 2, "no", evidence="Guessed at the cost of a request.")
    score(panel[3], 4)

    assert ivan.submit().action == "updated"
    assert "a change needs a reason" in modal(ivan).plain
    assert {chosen(ivan, field) for field in rating_fields(ivan)} == {"2"}
    assert chosen(ivan, "recommendation") == "no"
    assert "Guessed at the cost" in str(modal(ivan).state)
    assert rows(services, ScorecardRow) == 4
    ivan.fill({"reason": "I had not seen the take-home task"})
    assert ivan.submit().action == "updated"
    assert "marked as made after the reveal" in modal(ivan).plain
    assert rows(services, ScorecardRow) == 5


def test_two_workers_at_once_post_everything_once(
    slack: LocalSlack, services: Services, rita: Person, panel: list[Person], worker: Worker
) -> None:
    first_step(rita, services)
    rita.submit()
    worker()
    rita.submit()

    def work() -> None:
        slack_worker = SlackWorker(services)
        for _ in range(6):
            slack_worker.run_once()

    at_once(work, work)
    for person in panel:
        score(person, 4)
    at_once(work, work)
    worker()
    assert len(in_channel(slack)) == 2
    assert all(len(slack.messages(f"D{user[1:]}")) == 2 for user in PANEL), "the invitation, and that it is revealed"


def test_what_was_committed_before_a_crash_is_posted_by_the_next_worker(
    slack: LocalSlack, services: Services, now: Clock, rita: Person, worker: Worker
) -> None:
    first_step(rita, services)
    rita.submit()
    worker()
    rita.submit()
    with services.sessions.begin() as session:
        for _ in range(2):
            assert claim(session) is not None  # a worker that took two messages and was killed
    SlackWorker(services).run_once()
    posted = len(in_channel(slack)) + sum(len(slack.messages(f"D{user[1:]}")) for user in PANEL)
    assert posted == 3
    now.tick(minutes=2)
    SlackWorker(services).run_once()
    assert len(in_channel(slack)) == 1
    assert all(len(slack.messages(f"D{user[1:]}")) == 1 for user in PANEL)
    messages = [*in_channel(slack), *(message for user in PANEL for message in slack.messages(f"D{user[1:]}"))]
    marked = ["may appear twice" in message.plain for message in messages]
    assert sum(marked) == 2, "nobody knows whether the first worker had sent them"


def test_a_complete_loop_that_nobody_revealed_is_revealed_by_the_worker(
    slack: LocalSlack, services: Services, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3])
    with services.sessions.begin() as session:  # as a process would leave it that was killed in between
        last = update(InterviewRow).where(InterviewRow.interviewer == panel[3].id)
        session.execute(last.values(state=InterviewState.EXCUSED))
    worker()
    assert "3 of 3 scorecards · 3 yes" in channel_post(slack, "of 5, likely ").plain
    assert rows(services, SignalRow) == 1


@pytest.fixture
def without_database(services: Services) -> Services:
    """The same services while the database cannot be reached."""
    gone = "postgresql://127.0.0.1:9/gone" if services.engine.dialect.name == "postgresql" else "sqlite:////gone/gone"
    engine = open_engine(gone)
    return replace(services, engine=engine, sessions=sessionmaker(engine), reads=sessionmaker(reading(engine)))


def test_while_the_database_is_down_everybody_is_told_and_nothing_is_lost(
    slack: LocalSlack,
    services: Services,
    without_database: Services,
    app: App,
    rita: Person,
    panel: list[Person],
    open_loop: OpenLoop,
) -> None:
    open_loop()
    ivan = panel[0]
    open_card(ivan)
    fill_card(ivan, 5, "yes", evidence="Named the trade-off before I asked.")
    down = "Debrief can't reach its database right now. Nothing was saved."

    slack.connect(delivering_to(build_app(without_database)))
    for command in ("/loop list", "/score", "/signal"):
        name, _, text = command.partition(" ")
        assert down in said(rita.command(name, text))
    assert "Senior AI Engineer" in said(rita.command("/rubric", "ai-engineer senior"))
    rita.click(channel_post(slack, "0 of 4"), "loop_details")
    assert down in modal(rita).plain
    rita.open_home()
    assert rita.home is not None
    assert rita.home.plain.startswith("Debrief can't reach its database right now. Open Home again in a minute.")
    assert ivan.submit().action == "pushed"
    assert down in modal(ivan).plain
    ivan.close()
    assert SlackWorker(without_database).run_once() is False

    slack.connect(delivering_to(app))
    rita.open_home()
    assert "Loops you run" in rita.home.plain
    assert {chosen(ivan, field) for field in rating_fields(ivan)} == {"5"}
    assert ivan.submit().action == "updated"
    assert "1 of 4 are in" in modal(ivan).plain
    close_all(ivan)
    close_all(rita)
