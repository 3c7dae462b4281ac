"""Sends many hostile requests to the whole app, and judges each answer."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.playground.demo.seed import TEAM
from bot.serving.declared import declared_routes
from bot.slack.routes import Kind
from tests.fuzz.inputs import Input, Inputs
from tests.fuzz.judges import SCALE, problems
from tests.fuzz.world import World, a_playground

Json = dict[str, Any]
A_BATCH = 1000
"""Inputs between two fresh starts: long enough that what one left behind meets the next, short enough to stay fast."""
SHOWN = 3
"""Of faults of one kind, how many are kept with their input."""


@dataclass
class Outcome:
    """What a run saw: answers by sort of input and status, and the first inputs of each kind of fault."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def blame(self, problem: str, given: str) -> None:
        """Count a fault, and keep its input."""
        self.faults[problem] += 1
        kept = self.examples.setdefault(problem, [])
        if len(kept) < SHOWN:
            kept.append(given)

    def add(self, other: "Outcome") -> None:
        """Count what another run saw as well."""
        self.answers += other.answers
        for problem, times in other.faults.items():
            self.faults[problem] += times
            self.examples.setdefault(problem, []).extend(other.examples[problem])


def run(world: World, seed: str, number: int) -> Outcome:
    """Send so many inputs to one playground, a batch at a time."""
    outcome = Outcome()
    for batch in range(0, number, A_BATCH):
        world.begin()
        inputs = drawn_from(world, f"{seed}:{batch}")
        for _ in range(min(A_BATCH, number - batch)):
            judge(world, inputs.draw(), outcome)
        settle(world, outcome, f"{seed}:{batch}")
    return outcome


def drawn_from(world: World, seed: str) -> Inputs:
    """Return what to draw inputs from."""
    routes = declared_routes()
    names = sorted(name for kind in Kind for name in routes.names(kind))
    catalogue = world.services.catalogue
    words = [role.id for role in catalogue.roles] + [role.name for role in catalogue.roles]
    words += [competency.id for competency in next(iter(catalogue.rubrics.values())).competencies]
    words += [panel.candidate for panel in (*TEAM.finished, TEAM.waiting)]

    def ticketed(payload: Json) -> None:
        give_tickets(world, payload)

    return Inputs(seed, world.payloads, names, words, ticketed)


def give_tickets(world: World, payload: Json) -> None:
    """Give a payload what is good for one use only, as if it were sent now; and show its modal to its person."""
    parts = world.slack.parts
    user, view = payload.get("user_id") or (payload.get("user") or {}).get("id"), payload.get("view")
    if not isinstance(user, str) or user not in world.slack.workspace.members:
        return
    if payload.get("type") in ("block_actions", "view_submission") and isinstance(view, dict) and "id" in view:
        world.show(user, view)
        payload["trigger_id"] = parts.tickets.trigger(user, None, view["id"])
    elif "trigger_id" in payload:
        channel = TEAM.everybody_channel.id
        payload.update(parts.ticketed(user, channel, None)[1])


def judge(world: World, given: Input, outcome: Outcome) -> None:
    """Send one input and note what is wrong with the answer."""
    sealed, calls = world.waits(), world.slack.web_api.calls
    calls.clear()
    deliveries = world.slack.parts.deliveries
    ack = deliveries._send(given.body, given.content_type)
    outcome.answers[given.sort, ack.status] += 1
    answered = problems(given, ack.status, ack.body, world.logged(), list(calls), is_sealed=sealed and world.waits())
    for problem in answered:
        outcome.blame(problem, f"{given.sort}: {given.body[:4000]}")


def settle(world: World, outcome: Outcome, seed: str) -> None:
    """Let the worker deliver what the batch left, and look at what is stored."""
    world.work()
    for entry in world.logged():
        if entry["level"] in ("error", "critical"):
            outcome.blame(f"the worker logged {entry['event']}: {entry.get('exception')}", seed)
    if strange := world.ratings() - SCALE:
        outcome.blame(f"stored ratings {strange}", seed)
    for column in world.too_long():
        outcome.blame(f"PostgreSQL would not store what stands in {column}", seed)


def part_of_a_run(part: tuple[str, int]) -> Outcome:
    """Run one part in a process of its own; `part` is its seed and its number of inputs."""
    with a_playground() as world:
        return run(world, *part)


def told(outcome: Outcome, took: float) -> str:
    """Return a table of what was answered, and every kind of fault with its inputs."""
    statuses = sorted({status for _, status in outcome.answers})
    lines = [f"{'input':<12}" + "".join(f"{status:>10}" for status in statuses)]
    lines += [
        f"{sort:<12}" + "".join(f"{outcome.answers[sort, status]:>10}" for status in statuses)
        for sort in sorted({sort for sort, _ in outcome.answers})
    ]
    total = sum(outcome.answers.values())
    lines.append(
        f"{total} inputs in {took:.0f} s; {sum(outcome.faults.values())} faults of {len(outcome.faults)} kinds"
    )
    for problem, times in outcome.faults.most_common():
        lines += [f"\n{times} x {problem}", *(f"    {given}" for given in outcome.examples[problem][:SHOWN])]
    return "\n".join(lines)
