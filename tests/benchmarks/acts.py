"""What people's acts look like as sent: recorded once from LocalSlack, and made into as many others as are wanted."""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from bot.features.doors import Door
from bot.playground.slack.local_slack import Delivery, LocalSlack, Person, Reply
from bot.serving.app import build_app
from bot.wiring import Services
from rubrics.panel.loop import Loop
from tests.benchmarks.panels import DUE, ONE, PANEL, SIX, calm, opened, people, services_on
from tests.delivering import delivering_to
from tests.stories.acting import (
    AFTER_SUBMIT,
    add_evidence,
    evidence_fields,
    fill_card,
    modal,
    old_button,
    rating_fields,
)

EVIDENCE = "Split the data by customer, measured recall before and after, and named two cases in which it fails."
LATER_S = 4_000_000_000
"""Later than any click that was recorded, in seconds since 1970."""


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


def submit_recorded(slack: LocalSlack, recorder: Recorder, loop: Loop, user: str) -> Sent:
    """Let someone submit their scorecard, with evidence for every rating, and return what was sent."""
    person = slack.person(user)
    _open_card(person, slack, loop)
    fill_card(person, 4, evidence=EVIDENCE)
    sent = recorder.of(person.submit)
    assert modal(person).title in AFTER_SUBMIT, modal(person).plain
    person.close()
    return sent


def _open_card(person: Person, slack: LocalSlack, loop: Loop) -> None:
    interview = loop.interviews_of(person.id)[0]
    assert interview is not None
    person.click(old_button(slack, Door.OPEN_SCORECARD, interview.id, loop.channel), Door.OPEN_SCORECARD)


def _cards(slack: LocalSlack, recorder: Recorder, loop: Loop) -> dict[str, Sent]:
    """Record a first click, a change of text and a submit; the submits of three, each with a focus of their own."""
    sent = {}
    for user in PANEL:
        person = slack.person(user)
        sent["Score button"] = recorder.of(lambda person=person: _open_card(person, slack, loop))
        first = rating_fields(person)[0]
        sent["draft: a rating"] = recorder.of(lambda person=person, first=first: person.fill({first: "4"}))
        add_evidence(person)
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
    before, after = acts.template.interviews_of(user)[0], loop.interviews_of(user)[0]
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
