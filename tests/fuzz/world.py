"""The seeded playground, with every payload that Slack would send from it kept to be mutated."""

import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qsl

from pydantic import SecretStr
from sqlalchemy import String, func, select

from bot.features.jd.show_checklist import MESSAGE_SHORTCUT
from bot.logs import configure_logs
from bot.playground.demo import seed
from bot.playground.demo.seed import TEAM
from bot.playground.slack.local_slack import Delivery, LocalSlack, Person, Reply
from bot.playground.slack.modals import LiveView
from bot.playground.slack.screen import Message, View
from bot.playground.slack.workspace import NotOnScreenError
from bot.serving.wsgi import WebApp, build_wsgi
from bot.settings import Settings
from bot.wiring import Services, build_services
from bot.worker.worker import Worker
from rubrics.panel.loop import LoopState
from storage import migrations
from storage.engine import open_engine
from storage.tables import METADATA, LoopRow, RatingRow
from tests.built_in import CATALOGUE
from tests.delivering import delivering_over_wsgi
from tests.seeding import Seeded, seeded_once

Json = dict[str, Any]
ACTS = 120
"""Steps of the walk that collects payloads: after some 100 of them hardly a kind of payload is new."""
KEPT = 6
"""Payloads of one kind and name that are kept: from several people, and before and after a change."""
TYPED = (
    ("/rubric", ""),
    ("/rubric", "ai-engineer senior"),
    ("/rubric", "pay ai-engineer senior"),
    ("/rubric", "compare"),
    ("/rubric", "compare ai-engineer ml-engineer"),
    ("/rubric", "diff"),
    ("/rubric", "hire"),
    ("/jd", "checklist"),
    ("/jd", "checklist ai-engineer"),
    ("/jd", "review"),
    ("/jd", "history"),
    ("/opening", ""),
    ("/opening", "new"),
    ("/loop", "new"),
    ("/loop", "list"),
    ("/loop", "show Dana Fox"),
    ("/loop", "show Sam Whitlock"),
    ("/loop", "edit Sam Whitlock"),
    ("/loop", "cancel Sam Whitlock"),
    ("/loop", "record Dana Fox"),
    ("/score", ""),
    ("/score", "Dana Fox"),
    ("/signal", ""),
    ("/signal", "Dana Fox"),
    ("/debrief", "people"),
)


@dataclass
class World:
    """Debrief and a Slack around it, and what Slack sent from it while people used it."""

    slack: LocalSlack
    services: Services
    log: StringIO
    seeded: Seeded
    payloads: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    """Kind and name, such as “block_actions rating”, to payloads; a command's is its form."""

    def begin(self) -> None:
        """Put everything back to where seeding left it."""
        self.seeded.furnish(self.services, self.slack)
        self.slack.web_api.calls.clear()
        self.slack.parts.tickets.triggers.clear()
        self.slack.parts.tickets.response_urls.clear()
        self.logged()

    def logged(self) -> list[Json]:
        """Return what was logged since the last time."""
        lines = [json.loads(line) for line in self.log.getvalue().splitlines()]
        self.log.seek(0)
        self.log.truncate()
        return lines

    def work(self) -> None:
        """Let the worker deliver what is due, as far as it gets in a hundred steps."""
        worker = Worker(self.services)
        for _ in range(100):
            if not worker.run_once():
                return

    def waits(self) -> bool:
        """Tell whether the panel that waits for one scorecard is sealed still."""
        with self.services.reads() as session:
            states = session.scalars(select(LoopRow.state).order_by(LoopRow.opened_at.desc()))
            return LoopState.OPEN in states

    def ratings(self) -> set[int | None]:
        """Return every rating that is stored."""
        with self.services.reads() as session:
            return set(session.scalars(select(RatingRow.rating)))

    def too_long(self) -> set[str]:
        """Return the columns that hold more than they are declared for: SQLite keeps it, PostgreSQL raises."""
        columns = [c for table in METADATA.sorted_tables for c in table.c if isinstance(c.type, String)]
        sized = [c for c in columns if c.type.length]
        with self.services.reads() as session:
            longest = {str(c): session.scalar(select(func.max(func.length(c)))) or 0 for c in sized}
        return {str(c) for c in sized if longest[str(c)] > c.type.length}

    def show(self, user: str, view: Json) -> None:
        """Have this view stand in front of a person, as if the payload with it were genuine."""
        stack = self.slack.parts.modals.stack(user)
        live = LiveView(view["id"], user, {"external_id": "", **view}, view.get("hash") or "", {}, view["id"])
        stack[:] = [live] if view.get("type") == "modal" else []


@contextmanager
def playground(folder: Path) -> Iterator[World]:
    """Seed a playground on SQLite, use it to collect payloads, and yield it as it was before."""
    slack = LocalSlack()
    seed.people(slack)
    log = StringIO()
    with slack.serving():
        settings = Settings(
            _env_file=None,
            slack_bot_token=SecretStr(slack.bot_token),
            slack_signing_secret=SecretStr(slack.signing_secret),
            slack_api_url=slack.base_url,
            database_url=f"sqlite:///{folder}/fuzz.sqlite3",
        )
        engine = open_engine(settings.database_url)
        migrations.upgrade(engine)
        services = build_services(settings, catalogue=CATALOGUE, engine=engine)
        configure_logs("INFO", "json", log)
        world = World(slack, services, log, seeded_once(services, slack))
        try:
            collect(world, build_wsgi(services))
            yield world
        finally:
            engine.dispose()


def collect(world: World, web: WebApp, acts: int = ACTS) -> None:
    """Let everybody walk about, rather where no one has been, and keep what Slack sent to the app."""
    deliver = delivering_over_wsgi(web)

    def keeping(delivery: Delivery) -> Reply:
        keep(world.payloads, parsed(delivery))
        return deliver(delivery)

    world.slack.connect(keeping)
    dice = random.Random(0)  # noqa: S311 – a walk, no secret
    people = [world.slack.person(user) for user in TEAM.people]
    for command, text in TYPED:
        for person in dice.sample(people, 3):
            _type(person, command, text, dice)
            _step(world, person, dice)
        world.work()
    for _ in range(acts):
        person = dice.choice(people)
        _look(person, dice)
        _step(world, person, dice)
    world.slack.connect(deliver)
    for person in people:
        _close_all(person)


def _type(person: Person, command: str, text: str, dice: random.Random) -> None:
    _close_all(person)
    person.command(command, text, channel=dice.choice(_channels(person)))


def _channels(person: Person) -> list[str]:
    inside = [TEAM.hiring_channel.id] if person.id in TEAM.insiders else []
    return [TEAM.everybody_channel.id, *inside]


def _step(world: World, person: Person, dice: random.Random) -> None:
    """Press the button that was pressed least, and fill in and submit whatever opens."""
    for _ in range(2):
        with suppress(NotOnScreenError):  # gone meanwhile, or of a kind that needs what this person has not
            _press(world, person, dice)
        _fill(person, dice)
        if person.modal is not None and person.modal.submit and dice.random() < 0.7:
            person.submit(skip_client_checks=True)


def _press(world: World, person: Person, dice: random.Random) -> None:
    seen: list[Message | View | None] = [person.modal]
    if person.modal is None:
        seen = [*person.direct_messages(), person.home, *(m for c in _channels(person) for m in person.sees(c))]
    buttons = [(thing, action, value) for thing in seen if thing for action, _, value in thing.buttons]
    if buttons:
        dice.shuffle(buttons)
        person.click(*min(buttons, key=lambda one: len(world.payloads.get(f"block_actions {one[1]}", ()))))


def _fill(person: Person, dice: random.Random) -> None:
    if person.modal is None:
        return
    for block in person.modal.blocks:
        if block["type"] == "input":
            with suppress(NotOnScreenError):  # not every menu offers everything to everybody
                _fill_one(person, str(block["block_id"]), block["element"], dice)


def _fill_one(person: Person, name: str, element: Json, dice: random.Random) -> None:
    match element["type"]:
        case "radio_buttons" | "static_select":
            person.fill({name: dice.choice(element["options"])["value"]})
        case "external_select":
            offered = person.suggest(name, "")
            person.fill({name: dice.choice(offered)[1]})
        case "plain_text_input":
            person.fill({name: "Asked, measured and explained it."})
        case "rich_text_input":
            person.fill({name: TEAM.posted_jd})
        case "users_select":
            person.fill({name: dice.choice(list(TEAM.people))})
        case "conversations_select":
            person.fill({name: dice.choice((TEAM.hiring_channel.id, TEAM.everybody_channel.id))})
        case "multi_users_select":
            person.fill({name: dice.sample(list(TEAM.people), 3)})
        case "datetimepicker":
            person.fill({name: int(time.time()) + 86_400})


def _look(person: Person, dice: random.Random) -> None:
    if dice.random() < 0.3:
        _close_all(person)
    person.open_home()
    posts = [message for message in person.sees(dice.choice(_channels(person))) if not message.ephemeral]
    if posts and dice.random() < 0.1:
        person.shortcut(MESSAGE_SHORTCUT, dice.choice(posts))


def _close_all(person: Person) -> None:
    while person.modal is not None:
        person.close()


def parsed(delivery: Delivery) -> Json:
    """Return the payload of a delivery."""
    if delivery.headers["content-type"] == "application/json":
        return dict(json.loads(delivery.body))
    form = dict(parse_qsl(delivery.body, keep_blank_values=True))
    return dict(json.loads(form["payload"])) if "payload" in form else form


def keep(payloads: dict[str, list[Json]], payload: Json) -> None:
    """Keep a payload, unless there are enough like it."""
    like_it = payloads[name_of(payload)]
    if len(like_it) < KEPT:
        like_it.append(payload)


def name_of(payload: Json) -> str:
    """Return the kind and the id of a payload: “/loop new”, “block_actions rating”."""
    if "command" in payload:
        first = payload["text"].split()[:1]
        return " ".join([payload["command"], *first])
    named = (payload.get("actions") or [payload])[0].get("action_id") or payload.get("callback_id")
    named = named or (payload.get("view") or payload.get("event") or {}).get("callback_id")
    return f"{payload['type']} {named or payload.get('event', {}).get('type', '')}".strip()


@contextmanager
def a_playground() -> Iterator[World]:
    """Yield a playground in a folder that is gone afterwards."""
    with TemporaryDirectory() as folder, playground(Path(folder)) as world:
        yield world
