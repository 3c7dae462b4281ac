"""Two workers at once while Slack drops, limits, refuses and deletes: nothing is lost or stands twice unmarked."""

import random
import threading
from collections import Counter
from collections.abc import Callable

import pytest

from bot.features.signal.show_buttons import WHY
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.wiring import Services
from bot.worker import delivery
from bot.worker.worker import Worker as SlackWorker
from storage.claims import claim
from storage.message_lookups import messages_about, places_of
from storage.messages import MessageKind, MessageRow, MessageState
from tests.conftest import Clock
from tests.stories.acting import CHANNEL, PANEL, first_step, in_channel, loop_id, score

SEEDS = (1, 2)
ROUNDS = 14
MARK = "may appear twice"
ABOUT = {
    " interviews for ": "announcement",
    "You're interviewing ": "invitation",
    "Your scorecard is in.": "invitation",
    "Panel revealed": "reveal",
}
"""Words by which a message of a loop is known that carries no figures."""


def work_together(services: Services) -> None:
    """Let two workers make a pass at the same instant."""
    ready = threading.Barrier(2)

    def work() -> None:
        ready.wait()
        SlackWorker(services).run_once()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def kill_a_worker(services: Services) -> None:
    """Let a worker claim a message and end before anything is known of it."""
    with services.sessions.begin() as session:
        claim(session)


def trouble(dice: random.Random, slack: LocalSlack, services: Services, deleted: set[str]) -> None:
    """Let one thing go wrong, of those that do; note which messages someone deleted."""
    method = dice.choice(("chat.postMessage", "chat.update"))
    channel = slack.workspace.channels[CHANNEL]
    match dice.randrange(8):
        case 0:
            slack.fail(method, drop=True, after=True)
        case 1:
            slack.fail(method, drop=True)
        case 2:
            slack.fail(method, status=503)
        case 3:
            slack.fail(method, status=429, retry_after=20)
        case 4:
            slack.fail("conversations.info", status=429, retry_after=20)
        case 5:
            channel.is_archived = not channel.is_archived
        case 6:
            kill_a_worker(services)
        case 7 if posts := in_channel(slack):
            ts = dice.choice(posts).ts
            slack.workspace.remove(slack.workspace.find(CHANNEL, ts))
            deleted.add(ts)


def forgetting(dice: random.Random, note: Callable[..., None]) -> Callable[..., None]:
    """Let a worker die after Slack took a message and before that is noted: half of the messages, once each."""
    met: set[str] = set()

    def noted(services: Services, row: MessageRow, *facts: object) -> None:
        lost = row.id not in met and dice.random() < 0.5
        met.add(row.id)
        if not lost:
            note(services, row, *facts)

    return noted


def unmarked(slack: LocalSlack) -> Counter[tuple[str, str]]:
    """Count the messages that stand without a mark, by conversation and what they are."""
    counts: Counter[tuple[str, str]] = Counter()
    for place in (CHANNEL, *(f"D{user[1:]}" for user in PANEL)):
        for message in slack.messages(place):
            kind = kind_of(message)
            if kind and MARK not in message.plain and message.author == "U0BOT":
                counts[place, kind] += 1
    return counts


def kind_of(message: Message) -> str | None:
    """Return what a message of a loop is, however far that is; None for one that is none of a loop's own.

    A reply is another one for each post that it stands under.
    """
    if message.thread_ts not in (None, message.ts):
        return f"thread of {message.thread_ts}"
    kinds = [kind for words, kind in ABOUT.items() if words in message.plain]
    if not kinds and any(action == WHY for action, _, _ in message.buttons):
        return "signal"
    if kinds == ["reveal"]:  # one who manages several loops is told of each
        return " ".join(["reveal", *message.plain.splitlines()[0].split()[-1:]])
    return kinds[0] if kinds else None


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_and_nothing_stands_twice_without_a_mark(
    seed: int,
    slack: LocalSlack,
    services: Services,
    now: Clock,
    rita: Person,
    panel: list[Person],
    worker: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dice = random.Random(seed)  # noqa: S311 – a drill, no secret
    first_step(rita, services)
    rita.submit()
    worker()
    rita.submit()
    monkeypatch.setattr(delivery, "note_standing", forgetting(dice, delivery.note_standing))
    deleted: set[str] = set()
    for number in range(ROUNDS):
        trouble(dice, slack, services, deleted)
        work_together(services)
        now.tick(seconds=dice.choice((1, 6, 25, 70)))
        if number in (4, 6, 8, 10):
            score(panel[(number - 4) // 2], 4)
    monkeypatch.undo()
    slack.workspace.channels[CHANNEL].is_archived = False
    slack.web_api.faults._coming.clear()
    for _ in range(8):
        now.tick(minutes=40)
        work_together(services)
        worker()

    doubled = {what: count for what, count in unmarked(slack).items() if count > 1}
    assert not doubled
    with services.reads() as session:
        rows = [row for row in messages_about(session, "T0LOCAL", loop_id(services)) if row.kind != MessageKind.NOTICE]
        (signal,) = (row for row in rows if row.kind is MessageKind.SIGNAL)
        posts = places_of(session, signal.id)
        assert Counter(row.kind for row in rows) == {
            MessageKind.ANNOUNCEMENT: 1,
            MessageKind.INVITATION: len(PANEL),
            MessageKind.SIGNAL: 1,
            MessageKind.SIGNAL_THREAD: len(posts),
            MessageKind.REVEAL: len(PANEL) + 1,
        }
        for row in rows:
            if row.state is MessageState.GIVEN_UP:  # Slack confirmed it not once in three times
                about = messages_about(session, "T0LOCAL", loop_id(services))
                assert any(one.kind is MessageKind.NOTICE and one.posted for one in about), "the opener was told"
                continue
            assert row.state is MessageState.STANDING, (row.kind, row.state, row.problem)
            standing = [place for place in places_of(session, row.id) if place.lost_at is None]
            assert standing, row.kind
            assert {place.revision for place in standing} == {row.wanted}, "every place shows the present state"
            there = {message.ts for place in standing for message in slack.messages(place.channel)}
            assert {place.ts for place in standing} <= there | deleted, "a deletion shows at the next edit"
