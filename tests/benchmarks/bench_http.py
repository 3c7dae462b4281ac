"""What each act of a person costs a really served Debrief, beside a bare Bolt app; prints Markdown, judges by goals.

python -m tests.benchmarks.bench_http [--fast] [--only sqlite|postgresql]. docs/performance.md says what is measured.
"""

import argparse
import itertools
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory

import psycopg
from slack_bolt import BoltRequest
from sqlalchemy import Engine, event

from bot.playground.slack.local_slack import LocalSlack
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import build_services, forget_proxies_before
from storage import migrations
from storage.engine import open_engine
from tests.benchmarks.load import Load, burst, signed
from tests.benchmarks.panels import Acts, copied, drafts, seeded, submits
from tests.processes import cpu_seconds, debrief, debrief_settings, free_port, postgresql, serving

THREADS, PROCESSES = 16, {"sqlite": 1, "postgresql": 2}
BLOCKS = 2
"""Of each act and of the bare app in turn, so that what else the machine does meets both."""
BLOCK_S, LATENCY_S, WARM = 2.0, 3.0, 20
PANELS = 180
"""Enough first submits for every block: three a panel."""
P99_MS = 500
THROUGHPUT = 0.9
"""Of the inverse of the goal in processor time: that much is left where nothing but the processor holds it up."""


@dataclass(frozen=True)
class Goal:
    """An act, how many times the bare app's processor time it may take, and what a right answer to it contains."""

    act: str
    times: float
    contains: bytes = b""


GOALS = (
    Goal("/rubric", 2, b"blocks"),
    Goal("/rubric ROLE LEVEL", 2, b"blocks"),
    Goal("/jd checklist", 2, b"blocks"),
    Goal("/signal, one loop", 5, b"Revealed"),
    Goal("/loop list, six loops", 5, b"Listed 5"),
    Goal("/score, one due", 5),
    Goal("Score button", 5),
    Goal("App Home, six loops", 5),
    Goal("draft: a rating", 8),
    Goal("draft: text", 8),
    Goal("submit", 12, b"Scorecard stored"),
)


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


@contextmanager
def bare_app(processes: int, folder: Path) -> Iterator[Server]:
    """Serve the floor."""
    port = free_port()
    arguments = ["-m", "tests.benchmarks.bare_app", str(port), str(processes), str(THREADS)]
    with serving(arguments, port, folder) as process:
        yield Server(process, port)


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


@contextmanager
def counted(engine: Engine) -> Iterator[dict[str, int]]:
    """Count the statements and transactions of an engine until the block ends."""
    counts = {"statements": 0, "transactions": 0}

    def on_statement(_connection, _cursor, statement, *_) -> None:
        counts["statements"] += not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE"))

    def on_begin(_connection) -> None:
        counts["transactions"] += 1

    event.listen(engine, "before_cursor_execute", on_statement)
    event.listen(engine, "begin", on_begin)
    try:
        yield counts
    finally:
        event.remove(engine, "before_cursor_execute", on_statement)
        event.remove(engine, "begin", on_begin)


def statements(url: str, slack_url: str, acts: Acts) -> dict[str, str]:
    """Return how many statements in how many transactions each act takes, the second time that it is done."""
    settings = Settings(_env_file=None, **{k.lower(): v for k, v in debrief_settings(1, url, slack_url).items()})
    engine = open_engine(url)
    app = build_app(build_services(settings, engine=engine))
    counts = {}
    for goal in GOALS:
        first, second = itertools.islice(bodies(acts, goal.act), 2)
        for body in (first, second):
            head, _, content = signed(body, content_type(acts, goal.act)).partition(b"\r\n\r\n")
            headers = dict(line.split(": ", 1) for line in head.decode().lower().split("\r\n")[1:])
            with counted(engine) as count:
                response = app.dispatch(BoltRequest(body=content.decode(), headers=headers))
            if response.status != 200:
                raise SystemExit(f"{goal.act} was answered {response.status}")
        counts[goal.act] = f"{count['statements']} in {count['transactions']}"
    engine.dispose()
    return counts


def rows(kind: str, url: str, slack_url: str, acts: Acts, folder: Path, seconds: float) -> Iterator[str]:
    """Serve both apps on a seeded database and yield a row of the table for each act."""
    copy = folder / "counted.sqlite3"
    shutil.copy(folder / "seeded.sqlite3", copy)
    counts = statements(f"sqlite:///{copy}", slack_url, acts)
    processes = PROCESSES[kind]
    more = {"WEB_CONCURRENCY": str(processes), "WEB_THREADS": str(THREADS)}
    with debrief(url, slack_url, folder, **more) as (process, port), bare_app(processes, folder) as bare:
        before, started = cpu_seconds(process), time.perf_counter()
        time.sleep(seconds)
        idle = (cpu_seconds(process) - before) / (time.perf_counter() - started) * 1000
        for goal in GOALS:
            result = measured(Server(process, port), bare, acts, goal, bodies(acts, goal.act), seconds)
            yield row(goal, result, counts[goal.act])
    yield f"\nIdle, Debrief takes {idle:.0f} ms of the processor a second."


def row(goal: Goal, result: Measured, count: str) -> str:
    """Return a row of the table."""
    cpu, bare, same = mean(result.cpu), mean(result.bare_cpu), mean(result.same_cpu)
    throughput, wanted = mean(result.rates) / mean(result.bare_rates), THROUGHPUT / goal.times
    p50, p99 = result.latency.percentile(50), result.latency.percentile(99)
    marks = [
        f"{cpu / bare:.1f} {mark(cpu / bare <= goal.times)}",
        f"{throughput:.3f} {mark(throughput >= wanted)}",
        f"{p99:.0f} {mark(p99 < P99_MS)}",
    ]
    return (
        f"| {goal.act} | {cpu:.2f} | {bare:.2f} | {marks[0]} | ≤ {goal.times:g} | {cpu / same:.1f} | "
        f"{mean(result.rates):.0f} | {marks[1]} | ≥ {wanted:.3f} | {p50:.1f} | {marks[2]} | {count} | {result.wrong} |"
    )


def mark(holds: bool) -> str:
    """Return a sign for a goal that is met or missed."""
    return "✓" if holds else "✗"


HEAD = (
    "| act | CPU ms | bare, ms | × bare | goal | × bare sent the same | requests/s | ÷ bare | goal "
    f"| p50 ms | p99 ms (< {P99_MS}) | statements in transactions | wrong |\n" + "| --- " * 13 + "|"
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for each kind of database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="a fourth of the time, for a first look")
    parser.add_argument("--only", choices=tuple(PROCESSES))
    chosen = parser.parse_args(arguments)
    seconds = BLOCK_S / 4 if chosen.fast else BLOCK_S
    port, slack = free_port(), LocalSlack()
    forget_proxies_before("http://127.0.0.1/")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="debrief-bench-")))
        with slack.serving():
            services, acts = seeded(folder / "seeded.sqlite3", slack, PANELS)
        standin = ["-m", "tests.benchmarks.instant_slack", str(port)]
        stack.enter_context(serving(standin, port, folder))
        for kind in (chosen.only,) if chosen.only else PROCESSES:
            url = stack.enter_context(database(kind, services.engine, folder))
            print(f"\n**{kind}**, {PROCESSES[kind]} process(es) of {THREADS} threads, 16 clients\n\n{HEAD}", flush=True)
            for line in rows(kind, url, f"http://127.0.0.1:{port}", acts, folder, seconds):
                print(line, flush=True)
        services.engine.dispose()


@contextmanager
def database(kind: str, source: Engine, folder: Path) -> Iterator[str]:
    """Yield the address of a database of a kind that holds what the seeded one does."""
    if kind == "sqlite":
        source.dispose()
        yield f"sqlite:///{shutil.copy(folder / 'seeded.sqlite3', folder / 'served.sqlite3')}"
        return
    with postgresql() as uri:
        with psycopg.connect(uri("postgres"), autocommit=True) as server:
            server.execute("CREATE DATABASE bench")
        engine = open_engine(uri("bench"))
        migrations.upgrade(engine)
        copied(source, engine)
        engine.dispose()
        yield uri("bench")


if __name__ == "__main__":
    main()
