"""The stage of the drills: panels that wait for scorecards, the scorecards ready to be sent, and a Slack that fails.

Each panel has people and a channel of its own, so that nothing waits for Slack's pace of one message a second.
"""

import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy import select

from bot.playground.slack.faults import Fault, Faults
from bot.playground.slack.local_slack import LocalSlack
from bot.serving.app import build_app
from bot.wiring import Services
from bot.worker.worker import Worker
from rubrics.panel.loop import Loop, LoopState
from storage.loops import LoopRow
from storage.outbox import MessageRow, MessageState
from storage.scorecards import ScorecardRow
from tests.benchmarks.load import Connection, signed
from tests.benchmarks.panels import HANA, RITA, Recorder, Sent, opened, services_on, submit_recorded
from tests.delivering import delivering_to
from tests.processes import free_port, postgresql
from tests.stories.test_delivery_drill import ABOUT, MARK

STORED = b"Scorecard stored"
"""The title of the modal that answers an accepted submit."""


@dataclass(frozen=True)
class Card:
    """A scorecard ready to be submitted: its interview, its modal and the request's body."""

    interview: str
    modal: str
    body: str


@dataclass
class Stage:
    """A seeded database, its Slack, and the cards still to be submitted."""

    url: str
    slack: LocalSlack
    services: Services
    loops: list[Loop]
    cards: list[Card]


def staged(url: str, slack: LocalSlack, panels: int, size: int = 2) -> Stage:
    """Open so many panels of `size` in a new database, each with people and a channel of its own."""
    slack.add_person(RITA, name="rita")
    slack.add_person(HANA, name="hana")
    services = services_on(url, slack)
    recorder = Recorder(delivering_to(build_app(services)))
    slack.connect(recorder)
    template = _panel(services, slack, "T", size + 1)  # one more, who never submits: it stays sealed
    sent = [submit_recorded(slack, recorder, template, user) for user in _users("T", size)]
    loops = [_panel(services, slack, f"{number:03}", size) for number in range(panels)]
    cards = [
        _card(f"{number:05}", sent[place], template, loop, place)
        for number, (place, loop) in enumerate((place, loop) for place in range(size) for loop in loops)
    ]
    return Stage(url, slack, services, loops, cards)


def _users(name: str, size: int) -> list[str]:
    return [f"U0P{name}{place}" for place in range(size)]


def _panel(services: Services, slack: LocalSlack, name: str, size: int) -> Loop:
    users, channel = _users(name, size), f"C0P{name}"
    for user in users:
        slack.add_person(user, name=user.lower())
    slack.add_channel(channel, name=f"hiring-{name.lower()}", is_private=True, members=[RITA, HANA, *users])
    return opened(services, f"Candidate {name}", panel=users, channel=channel, focus=2)


def _card(number: str, sent: Sent, template: Loop, loop: Loop, place: int) -> Card:
    before, after = template.interviews[place], loop.interviews[place]
    ids = {before.id: after.id, template.id: loop.id, before.interviewer: after.interviewer}
    return Card(after.id, f"V{int(number):08}", sent.about(int(number), ids))


@dataclass
class Submitting:
    """Whoever submits cards: each once, and again when no answer came; remembers what was acknowledged."""

    port: int
    acknowledged: set[tuple[str, str]] = field(default_factory=set)
    refused: int = 0
    resent: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def submit(self, card: Card) -> bytes | None:
        """Submit one card once; returns the answer, or None where none came."""
        connection = Connection(self.port)
        try:
            status, body = connection.ask(signed(card.body))
        except (OSError, HTTPException):  # an answer cut short is none
            return None
        finally:
            connection.close()
        if status == 200 and STORED in body:
            with self.lock:
                self.acknowledged.add((card.interview, card.modal))
        else:
            self.refused += 1
        return body

    def submit_all(self, cards: Sequence[Card], stop: threading.Event, pace_s: float = 0.0, clients: int = 8) -> None:
        """Submit cards from some clients at once, each until it is acknowledged, or until told to stop."""
        waiting, lock = iter(cards), threading.Lock()

        def client() -> None:
            while not stop.is_set():
                with lock:
                    card = next(waiting, None)
                if card is None:
                    return
                while not stop.is_set():
                    self.submit(card)
                    if (card.interview, card.modal) in self.acknowledged:
                        break
                    self.resent += 1
                    stop.wait(0.1)
                stop.wait(pace_s)

        threads = [threading.Thread(target=client) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


class RandomFaults(Faults):
    """A Slack that fails at some share of the calls by which messages are posted and edited."""

    def __init__(self, dice: random.Random, share: float) -> None:
        super().__init__()
        self._dice, self._share = dice, share

    def next(self, method: str) -> Fault | None:
        """Fail in one of four ways: no answer after doing it, none before, 503, or 429."""
        if not method.startswith("chat.") or self._dice.random() >= self._share:
            return None
        match self._dice.randrange(4):
            case 0:
                return Fault(method, drop=True, after=True)
            case 1:
                return Fault(method, drop=True)
            case 2:
                return Fault(method, status=503)
        return Fault(method, status=429, retry_after=1)


def kill(pid: int) -> bool:
    """Kill a process of ours at once; tell whether it was there."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def settle(stage: Stage, passes: int = 10) -> None:
    """Let Slack be well again and time pass, 40 minutes at once, until the worker has nothing more to do."""
    stage.slack.web_api.faults = Faults()
    clock, now = stage.slack.workspace.clock, stage.services.now()
    try:
        for number in range(1, passes + 1):
            moment = now + number * timedelta(minutes=40)
            stage.slack.workspace.clock = moment.timestamp
            worker = Worker(stage.services.at(moment))
            for _ in range(200):
                if not worker.run_once():
                    break
    finally:
        stage.slack.workspace.clock = clock


def stored(stage: Stage) -> Counter[tuple[str, str]]:
    """Count the stored scorecards by interview and modal."""
    rows = select(ScorecardRow.interview_id, ScorecardRow.submission)
    with stage.services.reads() as session:
        return Counter((interview, modal) for interview, modal in session.execute(rows))


def sealed_though_complete(stage: Stage) -> int:
    """Count panels of which every scorecard is stored and which are sealed all the same."""
    have = {interview for interview, _ in stored(stage)}
    complete = {loop.id for loop in stage.loops if all(interview.id in have for interview in loop.interviews)}
    with stage.services.reads() as session:
        states = dict(session.execute(select(LoopRow.id, LoopRow.state)).tuples().all())
    return sum(states[loop] is LoopState.OPEN for loop in complete)


def unsettled(stage: Stage) -> Counter[str]:
    """Count the messages that neither stand nor were given up with a reason."""
    fine = (MessageState.STANDING, MessageState.GIVEN_UP, MessageState.GONE)
    with stage.services.reads() as session:
        rows = session.execute(select(MessageRow.state, MessageRow.problem)).tuples().all()
    return Counter(f"{state} {problem or ''}".strip() for state, problem in rows if state not in fine)


def standing(stage: Stage) -> Counter[tuple[str, str, bool]]:
    """Count what stands in Slack by conversation, by what it is, and by whether it carries the mark of a repeat."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for channel in list(stage.slack.workspace.channels):
        for message in stage.slack.messages(channel):
            kind = _kind(message.plain)
            if kind is not None and message.author == "U0BOT" and not message.ephemeral:
                counts[channel, kind, MARK in message.plain] += 1
    return counts


def _kind(text: str) -> str | None:
    kinds = [kind for words, kind in ABOUT.items() if words in text]
    return kinds[-1] if kinds else None


def unmarked_repeats(stage: Stage) -> int:
    """Count the messages that stand once more than they should without saying so."""
    return sum(count - 1 for (_, _, marked), count in standing(stage).items() if not marked and count > 1)


def marked_repeats(stage: Stage) -> int:
    """Count the messages that say that they may appear twice."""
    return sum(count for (_, _, marked), count in standing(stage).items() if marked)


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """Yield the address of a new, empty database of a kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'drill.sqlite3'}"
        return
    with postgresql() as uri:
        with psycopg.connect(uri("postgres"), autocommit=True) as server:
            server.execute("CREATE DATABASE drill")
        yield uri("drill")


@contextmanager
def on_stage(kind: str, panels: int, size: int = 2) -> Iterator[tuple[Stage, Path]]:
    """Yield a stage with its Slack being served, and a folder for logs; everything is gone afterwards."""
    with TemporaryDirectory(prefix="debrief-drill-") as name, database(kind, Path(name)) as url:
        slack = LocalSlack()
        with slack.serving(port=free_port()):
            stage = staged(url, slack, panels, size)
            try:
                yield stage, Path(name)
            finally:
                stage.services.engine.dispose()
