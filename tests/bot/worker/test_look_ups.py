"""Look-ups obey Slack's limits for all workers, survive odd answers, and stand before no message that needs none."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from bot.playground.slack.local_slack import LocalSlack
from bot.wiring import Services
from bot.worker.worker import Worker
from storage.messages import MessageKind
from storage.outbox import want_message
from storage.people import channel_named, name_channel, name_people, people_named
from storage.tables import PersonRow
from tests.conftest import PANEL, Clock

TEAM, CHANNEL = "T0LOCAL", "C0HIRING"
TWENTY = [f"U0NEW{number:02}" for number in range(20)]


@pytest.fixture
def twenty(slack: LocalSlack, services: Services) -> list[str]:
    """Twenty people who were just named."""
    for user in TWENTY:
        slack.add_person(user, name=user.lower(), real_name=user)
    with services.sessions.begin() as session:
        name_people(session, TEAM, TWENTY)
    return TWENTY


@pytest.fixture
def known(services: Services) -> Callable[[], dict[str, PersonRow]]:
    """Whom Slack has described so far."""

    def described() -> dict[str, PersonRow]:
        with services.reads() as session:
            people = people_named(session, TEAM, [*TWENTY, *PANEL])
        return {user: row for user, row in people.items() if row.fetched_at is not None}

    return described


def calls(slack: LocalSlack, method: str) -> int:
    return sum(call.method == method for call in slack.web_api.calls)


def answer_oddly(slack: LocalSlack, monkeypatch: pytest.MonkeyPatch, method: str, answer: Any, of: str = "") -> None:
    """Let Slack answer a method with something that its documentation does not know; `of`: for one person only."""
    honest, arguments = slack.web_api.methods[method]

    def odd(params: dict[str, Any]) -> dict[str, Any]:
        return answer if of in ("", params.get("user")) else honest(params)

    monkeypatch.setitem(slack.web_api.methods, method, (odd, arguments))


def test_after_a_429_nobody_asks_again_before_its_time(
    slack: LocalSlack, services: Services, twenty: list[str], now: Clock, known: Callable[[], dict[str, PersonRow]]
) -> None:
    slack.fail("users.info", status=429, retry_after=60, times=2)
    workers = [Worker(services), Worker(services)]
    for asked in (1, 2):
        for _ in range(30):
            for worker in workers:
                worker.run_once()
            now.tick(seconds=1)
        assert calls(slack, "users.info") == asked
        assert known() == {}
        now.tick(seconds=30)
    workers[0].run_once()
    assert sorted(known()) == twenty


def test_a_slack_that_fails_at_one_look_up_is_not_asked_nineteen_more(
    slack: LocalSlack, services: Services, twenty: list[str], now: Clock
) -> None:
    slack.fail("users.info", status=503, times=1000)
    for _ in range(30):
        Worker(services).run_once()
        now.tick(seconds=1)
    assert calls(slack, "users.info") == 1


def test_channels_are_looked_up_as_sparingly(slack: LocalSlack, services: Services, now: Clock) -> None:
    with services.sessions.begin() as session:
        for number in range(5):
            name_channel(session, TEAM, f"C0NEW{number}")
    slack.fail("conversations.info", status=429, retry_after=60, times=1000)
    for _ in range(59):
        Worker(services).run_once()
        now.tick(seconds=1)
    assert calls(slack, "conversations.info") == 1


@pytest.mark.parametrize("answer", [{}, {"user": "nobody"}, {"user": None}, {"user": []}])
def test_an_odd_answer_about_one_person_ends_no_worker_and_keeps_nobody_else_unknown(
    slack: LocalSlack,
    services: Services,
    twenty: list[str],
    known: Callable[[], dict[str, PersonRow]],
    monkeypatch: pytest.MonkeyPatch,
    now: Clock,
    answer: dict[str, Any],
) -> None:
    answer_oddly(slack, monkeypatch, "users.info", answer, of=TWENTY[0])
    worker = Worker(services)
    for _ in range(10):
        worker.run_once()
        now.tick(seconds=1)
    assert sorted(known()) == twenty[1:]
    assert calls(slack, "users.info") == 20, "the odd one rests"
    monkeypatch.undo()
    now.tick(minutes=5)
    worker.run_once()
    assert sorted(known()) == twenty


def test_an_odd_answer_about_a_channel_ends_no_worker(
    slack: LocalSlack, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_oddly(slack, monkeypatch, "conversations.info", {"channel": [1, 2]})
    with services.sessions.begin() as session:
        name_channel(session, TEAM, CHANNEL)
    Worker(services).run_once()
    with services.reads() as session:
        channel = channel_named(session, TEAM, CHANNEL)
    assert channel is not None
    assert channel.fetched_at is None


def test_a_step_that_fails_for_a_reason_nobody_foresaw_is_logged_and_the_others_are_taken(
    services: Services,
    twenty: list[str],
    known: Callable[[], dict[str, PersonRow]],
    monkeypatch: pytest.MonkeyPatch,
    written_log: StringIO,
) -> None:
    def fails(_: Services) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.worker.worker.reveal_forgotten", fails)
    assert Worker(services).run_once()
    assert sorted(known()) == twenty
    assert "a step of the worker failed" in written_log.getvalue()


def test_messages_go_out_before_look_ups_that_they_do_not_need(
    slack: LocalSlack, services: Services, twenty: list[str]
) -> None:
    share = {"kind": MessageKind.ANSWER_SHARE, "subject": "sources - - -", "recipient": CHANNEL, "actor": "U0RITA"}
    with services.sessions.begin() as session:
        want_message(session, team_id=TEAM, **share)
    Worker(services).run_once()
    methods = [call.method for call in slack.web_api.calls]
    assert methods.index("chat.postMessage") < methods.index("users.info")


def test_a_post_to_a_channel_waits_while_slack_does_not_say_what_the_channel_is(
    slack: LocalSlack, services: Services, now: Clock
) -> None:
    share = {"kind": MessageKind.ANSWER_SHARE, "subject": "sources - - -", "recipient": CHANNEL, "actor": "U0RITA"}
    with services.sessions.begin() as session:
        want_message(session, team_id=TEAM, **share)
    slack.fail("conversations.info", status=429, retry_after=60)
    for _ in range(59):
        Worker(services).run_once()
        now.tick(seconds=1)
    assert (calls(slack, "conversations.info"), calls(slack, "chat.postMessage")) == (1, 0)
    now.tick(seconds=1)
    Worker(services).run_once()
    assert calls(slack, "chat.postMessage") == 1
