"""Drill: web and worker processes are killed at random moments under load, while Slack fails at three calls of ten."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from subprocess import Popen

from bot.playground.slack.faults import Fault, Faults
from tests.drills.aftermath import (
    marked_repeats,
    sealed_though_complete,
    settle,
    standing,
    stored,
    unmarked_repeats,
    unsettled,
)
from tests.drills.counting import Count
from tests.drills.stage import Stage, on_stage
from tests.drills.submitting import Submitting
from tests.processes import (
    debrief_settings,
    free_port,
    group_of,
    kill,
    kill_group,
    running,
    status_of,
    wait_until,
)

SHARE = 0.3
"""Of Slack's calls that fail."""
PACE_S = 1.2
"""Between two submits of one client, so that the load lasts for as long as the kills do."""


class RandomFaults(Faults):
    """A Slack that fails at some share of the calls by which messages are posted and edited."""

    def __init__(self, dice: random.Random, share: float) -> None:
        super().__init__()
        self._dice, self._share = dice, share

    def next(self, method: str) -> Fault | None:
        """Fail in one of four ways: no answer after doing it, none before, 503, or 429."""
        if not method.startswith("chat.") or self._dice.random() >= self._share:
            return None
        match self._dice.randrange(4):
            case 0:
                return Fault(method, drop=True, after=True)
            case 1:
                return Fault(method, drop=True)
            case 2:
                return Fault(method, status=503)
        return Fault(method, status=429, retry_after=1)


class Processes:
    """Debrief's processes, each started again when it was killed."""

    def __init__(self, stage: Stage, folder: Path, dice: random.Random) -> None:
        self.port = free_port()
        self._settings = debrief_settings(self.port, stage.url, stage.slack.url)
        self._folder, self._dice = folder, dice
        self._on_sqlite = stage.url.startswith("sqlite")
        self._running: dict[str, tuple[Popen[bytes], ExitStack]] = {}
        self.kills = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The processes that a deployment on this database has; on SQLite the worker is inside the one."""
        return ("serve",) if self._on_sqlite else ("serve", "worker", "worker 2")

    def start(self, name: str) -> None:
        """Start one process, and do not wait for it."""
        stack = ExitStack()
        command = ["-m", "bot", name.split(maxsplit=1)[0]]
        self._running[name] = (stack.enter_context(running(command, self._folder, self._settings)), stack)

    def wait(self) -> None:
        """Wait until someone answers."""
        wait_until(lambda: status_of(f"http://127.0.0.1:{self.port}/readyz") == 200, "debrief serve")

    def kill_one(self) -> None:
        """Kill one process: a worker, one of those that the web server forked, or all of the web server."""
        name = self._dice.choice(self.names)
        process, stack = self._running[name]
        forked = [pid for pid in group_of(process) if pid != process.pid]
        if name == "serve" and forked and self._dice.random() < 0.5:
            self.kills += kill(self._dice.choice(forked))
            return  # gunicorn starts another
        kill_group(process)
        self.kills += 1
        stack.close()
        self.start(name)

    def close(self) -> None:
        """End everything."""
        for _, stack in self._running.values():
            stack.close()


def drill(kind: str, seed: int, kills: int) -> Iterator[Count]:
    """Submit under kills, let everything settle, and count what is not as it must be."""
    dice = random.Random(seed)  # noqa: S311 – a drill, no secret
    with on_stage(kind, panels=max(6, kills * 3)) as (stage, folder):
        stage.slack.web_api.faults = RandomFaults(dice, SHARE)
        processes = Processes(stage, folder, dice)
        stop = threading.Event()
        submitting = Submitting(processes.port)
        try:
            for name in processes.names:
                processes.start(name)
            processes.wait()
            load = threading.Thread(
                target=submitting.submit_all, args=(stage.cards, stop), kwargs={"pace_s": PACE_S, "clients": 4}
            )
            load.start()
            for _ in range(kills):
                time.sleep(dice.uniform(0.2, 1.5))
                processes.kill_one()
                if dice.random() < 0.7:
                    processes.wait()
            processes.wait()
            load.join(30)
            stop.set()
            load.join()
        finally:
            stop.set()
            processes.close()
        settle(stage)
        yield from counts(stage, submitting, processes.kills)


def counts(stage: Stage, submitting: Submitting, kills: int) -> Iterator[Count]:
    """Yield what is there after all."""
    have = stored(stage)
    revealed = len({loop.id for loop in stage.loops if all(i.id in {x for x, _ in have} for i in loop.interviews)})
    yield Count("kills", kills, least=1)
    yield Count("scorecards acknowledged", len(submitting.acknowledged), least=1)
    yield Count("of those lost", len(submitting.acknowledged - set(have)), wanted=0)
    yield Count("scorecards stored twice", sum(count > 1 for count in have.values()), wanted=0)
    yield Count("submits without an answer, sent again", submitting.resent)
    yield Count("panels complete", revealed)
    yield Count("of those still sealed", sealed_though_complete(stage), wanted=0)
    yield Count("messages that stand in Slack", sum(standing(stage).values()), least=1)
    yield Count("of those repeats without a mark", unmarked_repeats(stage), wanted=0)
    yield Count("of those marked as repeats", marked_repeats(stage))
    yield Count("messages neither standing nor given up", unsettled(stage).total(), wanted=0)
