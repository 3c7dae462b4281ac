"""What each act of a person costs a really served Debrief, beside a bare Bolt app; prints Markdown, judges by goals.

python -m tests.benchmarks.bench_http [--fast] [--only sqlite|postgresql]. docs/performance.md says what is measured.
"""

import argparse
import os
import platform
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy import Engine

from bot.playground.slack.local_slack import LocalSlack
from bot.wiring import forget_proxies_before
from storage import migrations
from storage.engine import open_engine
from tests.benchmarks.acts import Acts, seeded
from tests.benchmarks.acts_measured import BLOCK_S, Goal, Measured, Server, bodies, mean, measured
from tests.benchmarks.panels import copied
from tests.benchmarks.statements import statements
from tests.processes import cpu_seconds, debrief, free_port, postgresql, serving

THREADS, PROCESSES = 16, {"sqlite": 1, "postgresql": 2}
PANELS = 480
"""Enough first submits for every block: three a panel."""
P99_MS = 500
BUSY = 0.5
"""Load from which on other work shows in requests a second."""
THROUGHPUT = 0.9
"""Of the inverse of the goal in processor time: that much is left where nothing but the processor holds it up."""
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
    Goal("submit", 12, b"Scorecard in"),
)
HEAD = (
    "| act | CPU ms | bare, ms | × bare | goal | × bare sent the same | requests/s | ÷ bare | goal "
    f"| p50 ms | p99 ms (< {P99_MS}) | statements in transactions | wrong |\n" + "| --- " * 13 + "|"
)


@contextmanager
def bare_app(processes: int, folder: Path) -> Iterator[Server]:
    """Serve the floor."""
    port = free_port()
    arguments = ["-m", "tests.benchmarks.bare_app", str(port), str(processes), str(THREADS)]
    with serving(arguments, port, folder) as process:
        yield Server(process, port)


def rows(kind: str, url: str, slack_url: str, acts: Acts, folder: Path, seconds: float) -> Iterator[str]:
    """Serve both apps on a seeded database and yield a row of the table for each act."""
    copy = folder / "counted.sqlite3"
    shutil.copy(folder / "seeded.sqlite3", copy)
    counts = statements(f"sqlite:///{copy}", slack_url, acts, [goal.act for goal in GOALS])
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


def circumstances() -> str:
    """Return what else a reader has to know: the day, the machine, and whether it had other work."""
    load = os.getloadavg()[0]
    busy = "" if load < BUSY else " The machine was busy: only processor time and ratios say anything."
    python = platform.python_version()
    return f"{datetime.now(UTC).date()}, {os.cpu_count()} processors, Python {python}, load {load:.1f} before.{busy}"


def mark(holds: bool) -> str:
    """Return a sign for a goal that is met or missed."""
    return "✓" if holds else "✗"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for each kind of database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="a fourth of the time, for a first look")
    parser.add_argument("--only", choices=tuple(PROCESSES))
    chosen = parser.parse_args(arguments)
    seconds = BLOCK_S / 4 if chosen.fast else BLOCK_S
    print(circumstances())
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
