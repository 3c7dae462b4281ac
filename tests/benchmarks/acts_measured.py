"""Measures one act of a person on a served Debrief, in turns with the bare app; prints nothing."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from subprocess import Popen

from tests.benchmarks.acts import Acts, drafts, submits
from tests.benchmarks.load import Load, burst, signed
from tests.processes import cpu_seconds

BLOCKS = 2
"""Of each act and of the bare app in turn, so that what else the machine does meets both."""
BLOCK_S, LATENCY_S, WARM = 2.0, 3.0, 20


@dataclass(frozen=True)
class Goal:
    """An act, how many times the bare app's processor time it may take, and what a right answer to it contains."""

    act: str
    times: float
    contains: bytes = b""


@dataclass
class Measured:
    """What one act came to, and the bare app in the same minute; `same` is the bare app sent the very same bytes."""

    cpu: list[float] = field(default_factory=list)
    bare_cpu: list[float] = field(default_factory=list)
    same_cpu: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    bare_rates: list[float] = field(default_factory=list)
    latency: Load = field(default_factory=Load)
    wrong: int = 0


@dataclass
class Server:
    """A served app and what it takes."""

    process: Popen[bytes]
    port: int

    def take(
        self, requests: Sequence[bytes], is_right: Callable[[int, bytes], bool], seconds: float
    ) -> tuple[Load, float]:
        """Send it requests from all clients; returns what came of them and the processor's milliseconds for each."""
        before = cpu_seconds(self.process)
        load = burst(self.port, requests, is_right=is_right, most_s=seconds)
        return load, (cpu_seconds(self.process) - before) * 1000 / max(1, len(load.times))


def bodies(acts: Acts, act: str) -> Iterator[str]:
    """Yield requests for an act, each with an effect of its own where it has one."""
    if act == "submit":
        return submits(acts)
    if act.startswith("draft"):
        return drafts(acts, act)
    return itertools.repeat(acts.sent[act].body)


def content_type(acts: Acts, act: str) -> str:
    """Return how an act's body is written."""
    return acts.sent[act].content_type if act in acts.sent else next(iter(acts.sent.values())).content_type


def measured(
    debrief_app: Server, bare: Server, acts: Acts, goal: Goal, requests: Iterator[str], seconds: float
) -> Measured:
    """Measure one act in turns with the bare app, then its times at half of what it can do."""
    result, kind = Measured(), content_type(acts, goal.act)
    floor = [acts.sent["/rubric"].body]

    def is_right(status: int, body: bytes) -> bool:
        return status == 200 and goal.contains in body

    def some(number: int) -> list[bytes]:
        return [signed(body, kind) for body in itertools.islice(requests, number)]

    def acked(status: int, _body: bytes) -> bool:
        return status == 200

    warm, _ = debrief_app.take(some(WARM), is_right, seconds)
    result.wrong += warm.wrong + warm.unanswered
    share = max(20, int(seconds * 1.2 * warm.rate))
    for _ in range(BLOCKS):
        own = some(share)
        load, cpu = debrief_app.take(own, is_right, seconds)
        result.cpu.append(cpu)
        result.rates.append(load.rate)
        result.wrong += load.wrong + load.unanswered
        load, cpu = bare.take([signed(floor[0])] * 4000, acked, seconds / 2)
        result.bare_cpu.append(cpu)
        result.bare_rates.append(load.rate)
        _, cpu = bare.take((own * 100)[:4000], acked, seconds / 4)
        result.same_cpu.append(cpu)
    rate = mean(result.rates) / 2
    late = some(max(20, int(rate * LATENCY_S * seconds / BLOCK_S)))
    result.latency = burst(debrief_app.port, late, is_right=is_right, most_s=LATENCY_S * 2, rate=rate)
    result.wrong += result.latency.wrong + result.latency.unanswered
    return result


def mean(figures: Sequence[float]) -> float:
    """Return the mean."""
    return sum(figures) / len(figures)
