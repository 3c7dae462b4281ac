"""A workspace with panels to measure and drill on, opened by the use cases; and what people's acts look like as sent.

Every panel is for a senior AI Engineer and has the same four interviewers, so that what one of them submits fits all.
"""

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from pydantic import SecretStr
from sqlalchemy import Engine, delete, insert, select, update

from bot.features.doors import Door
from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.open_loop import open_loop
from bot.features.loop.plan_loop import plan_loop
from bot.playground.slack.local_slack import Delivery, LocalSlack, Person, Reply
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import Actor, Services, build_services
from rubrics.catalogue.model import Level
from rubrics.panel.loop import Loop
from storage import migrations
from storage.engine import open_engine
from storage.outbox import MessageRow, MessageState
from storage.tables import Base
from tests.delivering import delivering_to
from tests.stories.acting import evidence_fields, fill_card, modal, old_button, rating_fields

TEAM, CHANNEL = "T0LOCAL", "C0HIRING"
RITA, HANA = "U0RITA", "U0HANA"
PANEL = ("U0IVAN", "U0IDA", "U0IMRAN", "U0INES")
ONE, SIX, DUE = "U0ONE", "U0SIX", "U0DUE"
"""Who has one revealed panel, six loops, and one scorecard due."""
EVIDENCE = "Split the data by customer, measured recall before and after, and named two cases in which it fails."
OPEN_FOR = timedelta(days=30)
LATER_S = 4_000_000_000
"""Later than any click that was recorded, in seconds since 1970."""


def people(slack: LocalSlack) -> None:
    """Put everybody and the channel into a workspace."""
    for user in (RITA, HANA, *PANEL, ONE, SIX, DUE):
        slack.add_person(user, name=user[2:].lower())
    slack.add_channel(CHANNEL, name="hiring", is_private=True, members=[RITA, HANA, *PANEL, ONE, SIX, DUE])


def opened(
    services: Services,
    candidate: str,
    *,
    by: str = RITA,
    manager: str = HANA,
    panel: Sequence[str] = PANEL,
    channel: str = CHANNEL,
    focus: int | None = None,
) -> Loop:
    """Open a loop as its two steps do; with `focus`, everybody assesses so many competencies, the same ones."""
    workspace, actor = services.workspace(TEAM), Actor(TEAM, by)
    request = LoopRequest(
        candidate=candidate,
        role="ai-engineer",
        level=Level.SENIOR,
        channel=channel,
        hiring_manager=manager,
        interviewers=tuple(panel),
        deadline_at=services.now() + OPEN_FOR,
    )
    plan = plan_loop(workspace, actor, request)
    same = tuple(competency.id for competency in plan.rubric.competencies[:focus])
    chosen = plan.focus if focus is None else dict.fromkeys(panel, same)
    for _ in range(2):
        outcome = open_loop(workspace, actor, plan.form_id, chosen, {})  # the second time with its warnings seen
        if isinstance(outcome, Loop):
            return outcome
    message = f"the loop for {candidate} does not open"
    raise AssertionError(message)


def calm(services: Services) -> None:
    """Let every message stand already, so that no worker has anything to post of what was seeded."""
    standing = {"state": MessageState.STANDING, "posted": MessageRow.wanted, "due_at": None, "fresh": False}
    with services.sessions.begin() as session:
        session.execute(update(MessageRow).values(standing))


def copied(source: Engine, target: Engine) -> None:
    """Copy every row of one migrated database into another, of whatever kind."""
    with source.connect() as reader, target.begin() as writer:
        for table in reversed(Base.metadata.sorted_tables):
            writer.execute(delete(table))
        for table in Base.metadata.sorted_tables:
            rows = [dict(row) for row in reader.execute(select(table)).mappings()]
            if rows:
                writer.execute(insert(table), rows)


def services_on(url: str, slack: LocalSlack) -> Services:
    """Return services on a migrated database, bound to a local Slack."""
    settings = Settings(
        _env_file=None,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_api_url=slack.base_url,
        database_url=url,
    )
    engine = open_engine(url)
    migrations.upgrade(engine)
    return build_services(settings, engine=engine)


@dataclass(frozen=True)
class Sent:
    """A request as it was sent once; `about` makes another one of it."""

    body: str
    content_type: str

    @property
    def payload(self) -> dict:
        """What an interaction holds."""
        return json.loads(parse_qs(self.body)["payload"][0])

    def about(self, number: int, swapped: dict[str, str]) -> str:
        """Return the same interaction in a modal of its own, later than the ones before, about other ids."""
        payload = self.payload
        if "actions" in payload:
            payload["actions"][0]["action_ts"] = f"{LATER_S + number}.000100"
        payload["view"] |= {"id": f"V{number:08}", "root_view_id": f"V{number:08}"}
        text = json.dumps(payload)
        for before, after in swapped.items():
            text = text.replace(before, after)
        return urlencode({"payload": text})


class Recorder:
    """Delivers to an app and keeps what was delivered."""

    def __init__(self, deliver: Callable[[Delivery], Reply]) -> None:
        self._deliver, self.sent = deliver, list[Sent]()

    def __call__(self, delivery: Delivery) -> Reply:
        """Deliver one request."""
        self.sent.append(Sent(delivery.body, delivery.headers["content-type"]))
        return self._deliver(delivery)

    def of(self, act: Callable[[], object]) -> Sent:
        """Return the last request that an act sent."""
        before = len(self.sent)
        act()
        assert len(self.sent) > before, "nothing was sent"
        return self.sent[-1]


@dataclass(frozen=True)
class Acts:
    """Everything that is measured, as sent; `template` is the loop in which scorecards were recorded."""

    sent: dict[str, Sent]
    template: Loop
    loops: list[Loop]


def seeded(file: Path, slack: LocalSlack, number: int) -> tuple[Services, Acts]:
    """Fill a new SQLite file with so many open panels beside those that the acts are about, and record the acts."""
    people(slack)
    services = services_on(f"sqlite:///{file}", slack)
    recorder = Recorder(delivering_to(build_app(services)))
    slack.connect(recorder)
    template = opened(services, "Template")
    sent = _cards(slack, recorder, template)
    opened(services, "Due Card", panel=(DUE, *PANEL[:1]))
    for place in range(6):
        opened(services, f"Listed {place}", by=SIX)
    revealed = opened(services, "Revealed", manager=ONE, panel=PANEL[:3])
    for user in PANEL[:3]:
        submit_recorded(slack, recorder, revealed, user)
    sent |= _commands(slack, recorder, template)
    loops = [opened(services, f"Candidate {place}") for place in range(number)]
    calm(services)
    return services, Acts(sent, template, loops)


def _open_card(person: Person, slack: LocalSlack, loop: Loop) -> None:
    interview = loop.interview_of(person.id)
    assert interview is not None
    person.click(old_button(slack, Door.OPEN_SCORECARD, interview.id, loop.channel), Door.OPEN_SCORECARD)


def submit_recorded(slack: LocalSlack, recorder: Recorder, loop: Loop, user: str) -> Sent:
    """Let somebody submit their scorecard, with evidence for every rating, and return what was sent."""
    person = slack.person(user)
    _open_card(person, slack, loop)
    fill_card(person, 4)
    person.fill(dict.fromkeys(evidence_fields(person), EVIDENCE))
    sent = recorder.of(person.submit)
    assert modal(person).title == "Scorecard stored", modal(person).plain
    person.close()
    return sent


def _cards(slack: LocalSlack, recorder: Recorder, loop: Loop) -> dict[str, Sent]:
    """Record a first click, a change of text and a submit; the submits of three, each with a focus of their own."""
    sent = {}
    for user in PANEL:
        person = slack.person(user)
        sent["Score button"] = recorder.of(lambda person=person: _open_card(person, slack, loop))
        first = rating_fields(person)[0]
        sent["draft: a rating"] = recorder.of(lambda person=person, first=first: person.fill({first: "4"}))
        noted = evidence_fields(person)[0]
        sent["draft: text"] = recorder.of(lambda person=person, noted=noted: person.fill({noted: EVIDENCE}))
        person.close()
        if user != PANEL[-1]:  # so that the panel stays sealed
            sent[f"submit {user}"] = submit_recorded(slack, recorder, loop, user)
    return sent


def _commands(slack: LocalSlack, recorder: Recorder, loop: Loop) -> dict[str, Sent]:
    one, six, due = slack.person(ONE), slack.person(SIX), slack.person(DUE)
    acts: dict[str, Callable[[], object]] = {
        "/rubric": lambda: one.command("/rubric"),
        "/rubric ROLE LEVEL": lambda: one.command("/rubric", "ai-engineer senior"),
        "/jd checklist": lambda: one.command("/jd", "checklist ai-engineer"),
        "/signal, one loop": lambda: one.command("/signal"),
        "/loop list, six loops": lambda: six.command("/loop", "list"),
        "/score, one due": lambda: due.command("/score"),
        "App Home, six loops": six.open_home,
    }
    return {name: recorder.of(act) for name, act in acts.items()}


def swaps(acts: Acts, loop: Loop, user: str) -> dict[str, str]:
    """Return which ids differ between a recorded scorecard and the same person's in another loop."""
    before, after = acts.template.interview_of(user), loop.interview_of(user)
    assert before is not None
    assert after is not None
    return {before.id: after.id, acts.template.id: loop.id}


def submits(acts: Acts) -> Iterator[str]:
    """Yield three first submits for each loop; the fourth, which would reveal the panel, never comes."""
    todo = [(loop, user) for user in PANEL[:3] for loop in acts.loops]
    for number, (loop, user) in enumerate(todo):
        yield acts.sent[f"submit {user}"].about(number, swaps(acts, loop, user))


def drafts(acts: Acts, name: str) -> Iterator[str]:
    """Yield changes in the fourth interviewer's scorecards, one loop after another, without end."""
    for number, loop in enumerate(itertools.cycle(acts.loops)):
        yield acts.sent[name].about(number, swaps(acts, loop, PANEL[-1]))
