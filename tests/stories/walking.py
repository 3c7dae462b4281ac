"""Someone who walks through a workspace at random: types, presses, fills in, submits; and what no one may see there.

What may be read is said here once more, straight from the laws and not by the rules that the app itself goes by.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import select

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message, View
from bot.playground.slack.workspace import NotOnScreenError
from bot.wiring import Services
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState
from storage.loop_reading import loops_by_id
from storage.tables import LoopRow
from tests.conftest import Clock
from tests.stories.acting import COMMANDS, close_all, modal

TEAM = "T0LOCAL"
CHANNELS = ("C0HIRING", "C0SECOND")
ADMIN = "U0OLGA"
SEALED = (LoopState.OPEN, LoopState.ON_HOLD)
FIGURES = re.compile(r"\b[1-5]\.\d of 5\b")
OF_A_LOOP = (
    "show",
    "edit",
    "hold",
    "resume",
    "withdraw",
    "replace",
    "rename",
    "merge",
    "split",
    "cancel",
    "record",
    "show",
)
NAMES = ("Dana Fox", "Sam Whitlock", "Dana Foxe", "Mara Lindholm")
MOST_SEALED = 2
"""Stages that run at once before no further loop is opened: a walk goes deep, not wide."""
MOST_SUBMITS = 3
"""How often a form is sent that comes back with something to fix or to know."""


def is_revealed(loop: Loop) -> bool:
    """Tell whether a panel was ever opened."""
    return loop.revealed_at is not None


def is_sealed(loop: Loop) -> bool:
    """Tell whether a panel still waits for scorecards."""
    return loop.state in SEALED and not is_revealed(loop)


class Walk:
    """One seeded walk of a workspace's people over all of its loops."""

    def __init__(
        self,
        seed: int,
        services: Services,
        slack: LocalSlack,
        people: Sequence[Person],
        work: Callable[[], None],
        clock: Clock,
    ) -> None:
        self.dice, self.services, self.slack = random.Random(seed), services, slack  # noqa: S311 – a walk, no secret
        self.people, self.work, self.clock = list(people), work, clock
        self.secrets: dict[str, str] = {}

    # What there is

    def loops(self) -> list[Loop]:
        """Return every loop, as it is now."""
        with self.services.reads() as session:
            ids = session.scalars(select(LoopRow.id).order_by(LoopRow.opened_at, LoopRow.stage_number, LoopRow.id))
            return loops_by_id(session, TEAM, ids.all())

    def secret_of(self, interview: str) -> str:
        """Return the word that stands in an interview's evidence and nowhere else."""
        return self.secrets.setdefault(interview, f"quokka{len(self.secrets):03}q")

    def in_charge(self, loop: Loop) -> list[Person]:
        """Return who may bring a loop to its end."""
        users = {loop.hiring_manager, loop.recruiter, loop.opened_by, ADMIN} - {loop.candidate_user}
        return [person for person in self.people if person.id in users and self.is_here(person)]

    def is_here(self, person: Person) -> bool:
        """Tell whether someone's account works."""
        return not self.slack.workspace.members[person.id].deleted

    # Steps

    def step(self) -> tuple[Person, list[Message]]:
        """Let someone do something; return who did, and what a command answered."""
        person = self.dice.choice([each for each in self.people if self.is_here(each)])
        acts: dict[Callable[[Person], list[Message] | None], int] = {
            self.write: 9,
            self.press: 3,
            self.type: 1,
            self.change: 4,
            self.end_stage: 4,
            self.report: 4,
            self.answer: 3,
            self.open_another: 2,
            self.submit: 1,
            self.leave: 1,
        }
        act = self.dice.choices([*acts], [*acts.values()])[0]
        try:
            answered = act(person) or []
        except NotOnScreenError:
            close_all(person)  # the button was of a kind that needs something this person does not have
            answered = []
        if self.dice.random() < 0.3:
            self.work()
        if self.dice.random() < 0.15:
            self.clock.tick(hours=self.dice.choice((1, 5, 26, 80)))
        return person, answered

    def write(self, person: Person) -> list[Message] | None:
        """Write a scorecard that is due, of someone who owes one, to the end."""
        owing = [(each, i) for each in self.loops() if each.state is LoopState.OPEN for i in each.due]
        if not owing:
            return self.type(person)
        loop, interview = self.dice.choice(owing)
        person = next(each for each in self.people if each.id == interview.interviewer)
        close_all(person)
        if not self.is_here(person):
            return None
        reply = person.command("/score", loop.candidate_code, channel=CHANNELS[0])
        if person.modal is None and reply.messages:
            person.click(reply.messages[-1], "open_scorecard", interview.id)
        self.send(person)
        return reply.messages

    def press(self, person: Person) -> None:
        """Press some button, or choose in some menu, of what this person has in front of them."""
        seen = [thing for thing in in_front_of(person) if pressable(thing)]
        if seen:
            thing = self.dice.choice(seen)
            person.click(thing, *self.dice.choice(pressable(thing)))

    def type(self, person: Person) -> list[Message]:
        """Type some command."""
        close_all(person)
        command = self.dice.choice([*COMMANDS, ("/opening", "show support product"), ("/debrief", "settings")])
        return person.command(*command, channel=CHANNELS[0]).messages

    def change(self, person: Person) -> list[Message] | None:
        """Have someone change what runs: hold it, resume it, replace, rename, merge, split, withdraw."""
        loop = self.dice.choice(self.loops())
        person = self.dice.choice([*self.in_charge(loop), person])
        act = self.dice.choices(OF_A_LOOP, (2, 4, 2, 4, 0.2, 2, 1, 0.5, 1, 0.2, 1, 2))[0]
        close_all(person)
        reply = person.command("/loop", f"{act} {loop.candidate_code}", channel=CHANNELS[0])
        if person.modal is None and reply.messages and (buttons := pressable(reply.messages[-1])):
            person.click(reply.messages[-1], *self.dice.choice(buttons))
        self.send(person)
        return reply.messages

    def end_stage(self, person: Person) -> None:
        """Have someone say what comes after a revealed stage."""
        waiting = [each for each in self.loops() if each.state is LoopState.REVEALED]
        if not waiting:
            return self.press(person)
        loop = self.dice.choice(waiting)
        person = self.dice.choice(self.in_charge(loop))
        details_of(person, loop)
        person.click(modal(person), "loop_end_stage", loop.id)
        self.send(person)
        return None

    def report(self, person: Person) -> None:
        """Have an interviewer say that something changed, in the newest message that asks."""
        due = [i for each in self.loops() if each.state is LoopState.OPEN for i in each.due]
        if not due:
            return
        interview = self.dice.choice(due)
        person = next(each for each in self.people if each.id == interview.interviewer)
        if not self.is_here(person):
            return
        menus = [
            (message, press)
            for message in person.direct_messages()
            for press in pressable(message)
            if press[0] in ("interview_trouble", "reminder_snooze") and interview.id in str(press[1])
        ]
        if menus:
            message, press = self.dice.choice(menus)
            close_all(person)
            person.click(message, *press)
            self.send(person)

    def answer(self, person: Person) -> None:
        """Have someone press a button of their newest messages, whatever it is, and go through with it."""
        messages = [message for message in person.direct_messages()[-3:] if pressable(message)]
        if messages:
            message = self.dice.choice(messages)
            close_all(person)
            person.click(message, *self.dice.choice(pressable(message)))
            self.send(person)

    def submit(self, person: Person) -> None:
        """Submit what stands open, as it is."""
        if person.modal is not None and person.modal.submit:
            person.submit()

    def leave(self, person: Person) -> None:
        """Have someone leave the company, or come back; never so many that no one is left to act."""
        away = [each for each in self.people if not self.is_here(each)]
        if away:
            self.come_back(self.dice.choice(away))
        elif person.id != ADMIN:
            close_all(person)
            self.slack.deactivate(person.id)

    def come_back(self, person: Person) -> None:
        """Let someone's account work again."""
        self.slack.reactivate(person.id)

    def open_another(self, person: Person) -> None:
        """Have the recruiter open a loop for one more candidate of the opening, unless enough run."""
        if sum(is_sealed(loop) for loop in self.loops()) > MOST_SEALED:
            return self.press(person)
        person = self.people[0]
        if not self.is_here(person):
            return None
        close_all(person)
        person.command("/loop", "new", channel=CHANNELS[0])
        if person.modal is not None and modal(person).callback_id == "loop_planned":
            person.fill({"candidate": self.dice.choice(NAMES)})
            if self.dice.random() < 0.5:
                person.fill({"start": int(self.clock().timestamp()) + 3600 * self.dice.choice((1, 5, 30))})
            person.submit()
            self.send(person)
        return None

    def send(self, person: Person) -> None:
        """Fill in what stands open and submit it, also where it comes back or leads to a further form."""
        for _ in range(MOST_SUBMITS):
            if person.modal is None or not person.modal.submit:
                return
            before = modal(person).id, modal(person).callback_id, tuple(sorted(modal(person).errors))
            self.fill(person)
            self.fill(person)  # ratings first: they decide where evidence is asked for
            reply = person.submit()
            if person.modal is None or (reply.action is None and not reply.errors):
                return
            after = modal(person).id, modal(person).callback_id, tuple(sorted(modal(person).errors))
            if before == after and modal(person).callback_id != "scorecard":
                return

    def fill(self, person: Person) -> None:
        """Fill in the fields of the open form; what is filled in already mostly stays."""
        for block in modal(person).blocks:
            if block["type"] != "input":
                continue
            is_filled = any(bool(value) for value in filled_in(modal(person), block["block_id"]))
            if is_filled and self.dice.random() < 0.7:
                continue
            if (value := self.value_for(person, block)) is not None:
                person.fill({block["block_id"]: value})

    def value_for(self, person: Person, block: dict[str, Any]) -> Any:
        """Return something that a field of this kind takes; None leaves it as it is."""
        element, dice = block["element"], self.dice
        options = [option["value"] for option in element.get("options", ())]
        some = dice.randint(1, 3)
        kinds: dict[str, Callable[[], Any]] = {
            "radio_buttons": lambda: dice.choice(options),
            "static_select": lambda: dice.choice(options),
            "multi_static_select": lambda: dice.sample(options, min(len(options), some)),
            "users_select": lambda: dice.choice(self.people).id,
            "multi_users_select": lambda: [each.id for each in dice.sample(self.people, some)],
            "conversations_select": lambda: dice.choice(CHANNELS),
            "datetimepicker": lambda: int(self.clock().timestamp()) + 3600 * dice.choice((-1, 1, 24, 90)),
            "plain_text_input": lambda: self.text_for(person, str(block["block_id"])),
        }
        kind = kinds.get(element["type"])
        return kind() if kind else None

    def text_for(self, person: Person, name: str) -> str:
        """Return a text for a field: in a scorecard the evidence holds its interview's own word."""
        if modal(person).callback_id == "scorecard" and (name.startswith("evidence") or name in ("strengths", "risks")):
            interview = modal(person).private_metadata.partition(":")[0]
            return f"They {self.secret_of(interview)} and measured it."
        if name in ("candidate", "name", "other"):
            return self.dice.choice(NAMES)
        return "" if name == "links" else "Something came up"


def filled_in(shown: View, block_id: str) -> Iterator[Any]:
    """Return what stands in the fields of a block."""
    for state in shown.state.get(block_id, {}).values():
        yield from (value for key, value in state.items() if key != "type")


def pressable(thing: Message | View) -> list[tuple[str, str | None]]:
    """Return every button and every entry of a menu, as action and value."""
    pressed: list[tuple[str, str | None]] = [(action, value) for action, _, value in thing.buttons]
    for block in thing.blocks:
        for element in [*block.get("elements", ()), block.get("accessory") or {}]:
            if element.get("type") in ("overflow", "static_select") and block["type"] != "input":
                pressed += [(element["action_id"], option["value"]) for option in element.get("options", ())]
    return [press for press in pressed if not press[0].startswith("http")]


def in_front_of(person: Person) -> list[Message | View]:
    """Return everything that a person could press something in now."""
    if person.modal is not None:
        return [person.modal]
    person.open_home()
    home = [person.home] if person.home else []
    return [*person.sees(CHANNELS[0]), *person.direct_messages()[-8:], *home]


def details_of(person: Person, loop: Loop) -> None:
    """Open how a loop stands, as anyone who is on it finds it."""
    close_all(person)
    shown = person.command("/loop", f"show {loop.candidate_code}", channel=CHANNELS[0]).messages[-1]
    if ("loop_details", loop.id) not in pressable(shown):
        shown = person.command("/loop", "list", channel=CHANNELS[0]).messages[-1]
    person.click(shown, "loop_details", loop.id)


# The laws


def reads(loops: Sequence[Loop], loop: Loop, person: str, *, is_admin: bool) -> bool:
    """Tell whether a person may read a panel's content now, by the laws of the house."""
    if person == loop.candidate_user or not knows(loop, person, is_admin=is_admin) or is_kept(loops, loop, person):
        return False
    is_open = is_revealed(loop) and loop.state is not LoopState.CANCELED
    is_open = is_open or (loop.state is LoopState.WITHDRAWN and loop.opens_if_withdrawn)
    runs = is_admin or person in (loop.hiring_manager, loop.recruiter, loop.opened_by)
    if not is_open or not (runs or any(takes_part(each) for each in loop.interviews_of(person))):
        return False
    voices = {each.interviewer for each in loop.interviews if each.counts and each.state is InterviewState.SUBMITTED}
    return len(voices) > 1 or person == loop.hiring_manager


def knows(loop: Loop, person: str, *, is_admin: bool) -> bool:
    """Tell whether a person may know of a loop."""
    people = {loop.hiring_manager, loop.recruiter, loop.opened_by, *(each.interviewer for each in loop.interviews)}
    return is_admin or person in people


def takes_part(interview: Interview) -> bool:
    """Tell whether an interviewer is on the panel; anyone who is in training, once they put down what they saw."""
    if interview.counts:
        return interview.state is not InterviewState.EXCUSED
    return interview.state is InterviewState.SUBMITTED


def is_kept(loops: Sequence[Loop], loop: Loop, person: str) -> bool:
    """Tell whether someone is still to score in a stage behind this one, as its interviewer or by the plan."""
    behind = [each for each in loops if each.stage.first == loop.stage.first and each.stage.number > loop.stage.number]
    if any(each.interviewer == person for stage in behind if is_sealed(stage) for each in stage.due):
        return True
    is_over = loop.state in (LoopState.WITHDRAWN, LoopState.CANCELED, LoopState.DECIDED)
    if is_over or loop.stage.outcome is not None or person in (loop.hiring_manager, loop.recruiter):
        return False
    return any(person == seat.interviewer for stage in loop.stage.later for seat in stage.interviews)


def reads_card(loops: Sequence[Loop], loop: Loop, interview: Interview, person: str, *, is_admin: bool) -> bool:
    """Tell whether a person may read what stands in one interview's scorecard."""
    if interview.interviewer == person:
        return True
    if interview.counts:
        return reads(loops, loop, person, is_admin=is_admin)
    trains = any(
        each.interviewer == person and each.counts and each.state is InterviewState.SUBMITTED
        for each in loop.together_with(interview)
    )
    return trains and is_revealed(loop) and not is_kept(loops, loop, person)
