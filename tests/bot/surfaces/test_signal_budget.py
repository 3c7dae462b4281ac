"""How many words the signal's surfaces have on the seeded demo: each panel there, and each of their states."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from bot.features.signal.show_buttons import MATRIX, WHY
from bot.features.signal.show_matrix import SEND_MATRIX
from bot.playground.demo import seed
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message, View
from bot.serving.app import build_app
from bot.wiring import Services
from bot.worker.worker import Worker
from tests.bot.surfaces.counting import words_of
from tests.delivering import delivering_to
from tests.seeding import Seeded

BUDGETS = {
    "post": 70,
    "thread": 100,
    "matrix": 120,
    "matrix by message": 120,
    "why": 120,
    "another bar": 60,
    "reveal by message": 45,
    "private signal": 100,
    "list": 70,
    "evidence on one topic": 90,
}
PANELS = 4
"""Finished ones of the demo: clear no, not enough evidence, split, clear hire."""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    slack = LocalSlack()
    seed.people(slack)
    with slack.serving():
        yield slack


@pytest.fixture
def hana(services: Services, slack: LocalSlack, seeded: Seeded) -> Person:
    """The hiring manager of every panel of the demo."""
    seeded.furnish(services, slack)
    slack.connect(delivering_to(build_app(services)))
    return slack.person("U0HANA")


@pytest.fixture
def posts(hana: Person, slack: LocalSlack) -> list[Message]:
    found = [m for m in slack.messages("C0HIRING") if MATRIX in [action for action, _, _ in m.buttons]]
    assert len(found) == PANELS
    return found


def seen(shown: Message | View) -> Mapping[str, object]:
    """What a message or a modal shows, as it is counted."""
    framed = {"title": shown.title, "close": "Done"} if isinstance(shown, View) else {}
    return {"blocks": shown.blocks, **framed}


def opened(person: Person, on: Message | View | None, action: str, value: str | None = None) -> View:
    person.click(on, action, value)
    assert person.modal is not None
    assert person.modal.callback_id != "refusal"
    return person.modal


def keep(surface: str, shown: Message | View) -> None:
    words = words_of(seen(shown))
    assert words <= BUDGETS[surface], (surface, words, shown.plain)


def test_post_thread_and_list_keep_to_their_budgets(hana: Person, slack: LocalSlack, posts: list[Message]) -> None:
    for post in posts:
        keep("post", post)
        (reply,) = [m for m in slack.messages("C0HIRING") if m.thread_ts == post.ts]
        keep("thread", reply)
    keep("list", hana.command("/signal").messages[-1])
    for candidate in ("Noor Haddad", "Theo Lambert", "Mara Lindholm", "Dana Fox", "Sam Whitlock"):
        keep("private signal", hana.command("/signal", candidate).messages[-1])


def test_modals_below_a_post_keep_to_their_budgets(hana: Person, posts: list[Message]) -> None:
    for post in posts:
        why = opened(hana, post, WHY)
        keep("why", why)
        if "signal_bars" in [action for action, _, _ in why.buttons]:
            keep("another bar", opened(hana, why, "signal_bars"))
            hana.close()
        hana.close()
        matrix = opened(hana, post, MATRIX)
        keep("matrix", matrix)
        value = next(value for action, _, value in post.buttons if action == MATRIX)
        keep("evidence on one topic", opened(hana, matrix, "signal_evidence", f"{value}:software-engineering"))
        while hana.modal:
            hana.close()


def test_direct_messages_keep_to_their_budgets(
    hana: Person, slack: LocalSlack, services: Services, posts: list[Message]
) -> None:
    news = [message for message in hana.direct_messages() if "is revealed" in message.text]
    assert len(news) == PANELS
    for message in news:
        keep("reveal by message", message)
    for post in posts:
        opened(hana, post, MATRIX)
        opened(hana, hana.modal, SEND_MATRIX)
        while hana.modal:
            hana.close()
    deliver(services)
    sent = [message for message in hana.direct_messages() if message.text.startswith("The ratings you asked for")]
    assert len(sent) == PANELS
    for message in sent:
        keep("matrix by message", message)


def deliver(services: Services) -> None:
    """Let everything be sent; a conversation takes one new message a second."""
    for second in range(PANELS + 1):
        worker = Worker(services.at(services.now() + timedelta(seconds=second)))
        while worker.run_once():
            pass


def test_none_of_them_uses_words_that_people_do_not(hana: Person, posts: list[Message]) -> None:
    refused = {"mend", "cure", "whoever", "whomever", "somebody", "nobody", "anybody", "owe"}
    shown: list[Message | View] = [*posts, *hana.command("/signal", "Mara Lindholm").messages]
    for post in posts:
        why = opened(hana, post, WHY)
        shown += [why, opened(hana, why, "signal_arithmetic")]
        while hana.modal:
            hana.close()
    for one in shown:
        assert not set(one.plain.lower().replace(".", " ").replace(",", " ").split()) & refused, one.plain
