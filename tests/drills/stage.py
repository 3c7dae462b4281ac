"""The stage of the drills: panels that wait for scorecards, and the scorecards ready to be sent.

Each panel has people and a channel of its own, so that nothing waits for Slack's pace of one message a second.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from bot.playground.slack.local_slack import LocalSlack
from bot.serving.app import build_app
from bot.wiring import Services
from rubrics.panel.loop import Loop
from tests.benchmarks.acts import Recorder, Sent, submit_recorded
from tests.benchmarks.panels import HANA, RITA, opened, services_on
from tests.delivering import delivering_to
from tests.processes import free_port, postgresql


@dataclass(frozen=True)
class Card:
    """A scorecard ready to be submitted: its interview, what its submission is called and the request's body."""

    interview: str
    submission: str
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
    return Card(after.id, f"0:V{int(number):08}", sent.about(int(number), ids))


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
