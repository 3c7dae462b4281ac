"""Whatever people do, in whatever order, nothing leaks before the reveal and no loop gets stuck.

Seeded walks through the real app: everybody types commands, presses whatever buttons they see, fills in and submits
whatever stands open, while the worker runs and time passes. Each interviewer's evidence carries a word of its own,
so that a single glimpse of it anywhere would be found.
"""

import random
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from sqlalchemy import select

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message, View
from bot.playground.slack.workspace import NotOnScreenError
from bot.wiring import Services
from rubrics.panel.loop import Loop, LoopState
from storage.loop_members import LoopMemberRow, write_members
from storage.loops import LoopRow, loop_row, loop_value
from tests.conftest import Clock
from tests.stories.acting import COMMANDS, PANEL, close_all, loop_id, modal

WALKS = [
    # Two short walks in every run: a leak or a loop that gets stuck by what people commonly do shows in them.
    *(pytest.param(seed, 40, id=f"short-{seed}") for seed in range(2)),
    # The long ones take minutes and find what needs an unlucky order: `make test-long`.
    *(pytest.param(seed, 80, id=f"long-{seed}", marks=pytest.mark.long) for seed in range(2, 12)),
]
"""Seed and number of steps."""
SECRETS = {user: f"quokka{number}" for number, user in enumerate(PANEL)}
MORE_COMMANDS = (*COMMANDS, ("/loop", "edit Dana Fox"), ("/debrief", "people"), ("/rubric", "diff Dana Fox"))


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The walks are about what people may see and do, which is the same on both kinds of database."""
    return sqlite_url


@pytest.fixture
def everybody(slack: LocalSlack, rita: Person, hana: Person, otto: Person, panel: list[Person]) -> list[Person]:
    slack.add_person("U0OLGA", name="olga", real_name="Olga Owner", is_owner=True)
    slack.workspace.channels["C0HIRING"].members |= {"U0OTTO", "U0OLGA"}
    return [rita, hana, otto, *panel, slack.person("U0OLGA")]


class Walk:
    """One seeded walk."""

    def __init__(self, seed: int, services: Services, people: list[Person], work: Callable[[], None]) -> None:
        self.dice, self.services, self.people, self.work = random.Random(seed), services, people, work  # noqa: S311 – a walk, no secret
        self.id = loop_id(services)

    @property
    def loop(self) -> Loop:
        with self.services.reads() as session:
            row = loop_row(session, "T0LOCAL", self.id)
            assert row is not None
            return loop_value(row)

    def step(self, clock: Clock) -> Person:
        """Let someone do something, and return who did."""
        person = self.dice.choice(self.people)
        acts = (self.type, self.press, self.fill, self.submit, self.close, self.write)
        act = self.dice.choices(acts, (3, 4, 3, 3, 1, 6))[0]
        try:
            act(person)
        except NotOnScreenError:
            close_all(person)  # the button was of a kind that needs something this person does not have
        if self.dice.random() < 0.3:
            self.work()
        if self.dice.random() < 0.1:
            clock.tick(hours=self.dice.choice((1, 8, 30)))
        return person

    def type(self, person: Person) -> None:
        person.command(*self.dice.choice(MORE_COMMANDS), channel="C0HIRING")

    def press(self, person: Person) -> None:
        seen = [thing for thing in in_front_of(person) if thing.buttons]
        if seen:
            thing = self.dice.choice(seen)
            action, _, value = self.dice.choice(thing.buttons)
            person.click(thing, action, value)

    def fill(self, person: Person) -> None:
        if person.modal is None:
            return
        for block in modal(person).blocks:
            if block["type"] == "input" and self.dice.random() < 0.97:
                self.fill_one(person, block)

    def fill_one(self, person: Person, block: dict[str, object]) -> None:
        name, element = str(block["block_id"]), block["element"]
        assert isinstance(element, dict)
        match element["type"]:
            case "radio_buttons" | "static_select":
                person.fill({name: self.dice.choice(element["options"])["value"]})
            case "plain_text_input" if name == "reason":  # those who run the loop read it, as its form says
                person.fill({name: "Something came up"})
            case "users_select":
                person.fill({name: self.dice.choice(self.people).id})
            case "plain_text_input":
                person.fill({name: f"Noted {SECRETS.get(person.id, 'nothing')}: asked, measured and explained it."})

    def write(self, person: Person) -> None:
        """Write a scorecard to the end, as most people do."""
        close_all(person)
        person.command("/score", channel="C0HIRING")
        self.fill(person)  # ratings first: they decide where evidence is asked for
        self.fill(person)
        self.submit(person)

    def submit(self, person: Person) -> None:
        if person.modal is not None and person.modal.submit:
            person.submit()

    def close(self, person: Person) -> None:
        if person.modal is not None:
            person.close()


def in_front_of(person: Person) -> list[Message | View]:
    """Return everything with buttons that a person could press now."""
    if person.modal is not None:
        return [person.modal]
    person.open_home()
    home = [person.home] if person.home else []
    return [*person.sees("C0HIRING"), *person.direct_messages(), *home]


def texts_for(person: Person) -> Iterator[str]:
    """Return everything a person can read now; what they typed themselves stands in it, too."""
    for thing in (*person.sees("C0HIRING"), *person.direct_messages(), person.home, person.modal):
        if thing is not None:
            yield thing.plain
    yield from person.notifications


def glimpses(person: Person) -> list[str]:
    others = [secret for user, secret in SECRETS.items() if user != person.id]
    return [text for text in texts_for(person) if any(secret in text for secret in others)]


@pytest.mark.parametrize(("seed", "steps"), WALKS)
def test_no_walk_leaks_and_none_gets_stuck(
    seed: int,
    steps: int,
    services: Services,
    slack: LocalSlack,
    everybody: list[Person],
    open_loop: Callable[..., None],
    worker: Callable[[], None],
    now: Clock,
    written_log: StringIO,
) -> None:
    open_loop()
    walk = Walk(seed, services, everybody, worker)
    for number in range(steps):
        acted = walk.step(now)
        if walk.loop.state in (LoopState.OPEN, LoopState.CANCELED):
            looked_at = everybody if number % 10 == 0 else [acted]  # a modal passes, a message stays to be seen later
            assert not [text for person in looked_at for text in glimpses(person)]
    assert not glimpses(slack.person("U0OTTO"))
    assert not any(secret in written_log.getvalue() for secret in SECRETS.values())
    assert "request failed" not in written_log.getvalue()
    assert not slack.complaints
    finish(walk, now)
    assert listed(services) == listed(services, anew=True), "who is in which loop followed every step"


def listed(services: Services, *, anew: bool = False) -> set[tuple[object, ...]]:
    """Return who is in which loop as lists know it; `anew` works it out again from the loops' own rows."""
    with services.sessions.begin() as session:
        if anew:
            write_members(session.connection(), session.scalars(select(LoopRow.id)).all())
        return {tuple(row) for row in session.execute(select(LoopMemberRow.__table__))}


def finish(walk: Walk, now: Clock) -> None:
    """From wherever the walk ended, the loop can be brought to its reveal: by its panel, or past its deadline."""
    for person in walk.people:
        close_all(person)
    rita, *_ = walk.people
    if walk.loop.state is not LoopState.OPEN:
        return
    now.tick(days=30)
    shown = rita.command("/loop", f"show {walk.loop.candidate_code}").messages[-1]
    rita.click(shown, "loop_override")
    rita.fill({"reason": "Nobody else will come in"})
    rita.submit()
    assert walk.loop.is_revealed
    walk.work()
