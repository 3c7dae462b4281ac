"""Drill: a worker is killed exactly after Slack took its post and before it could note so; then two at once."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

from bot.playground.slack.web_api import ApiAnswer
from tests.drills.aftermath import marked_repeats, settle, standing, unmarked_repeats, unsettled
from tests.drills.counting import Count
from tests.drills.stage import Stage, on_stage
from tests.processes import PATIENCE_S, debrief_settings, free_port, kill, running

POST = "chat.postMessage"


class Trap:
    """Lets Slack take the next posts of so many workers, and kills the workers before they get an answer."""

    def __init__(self, stage: Stage, pids: list[int]) -> None:
        self._web_api, self._pids = stage.slack.web_api, pids
        self._call, self._lock = stage.slack.web_api.call, threading.Lock()
        self._posted = 0
        self.sprung = threading.Event()

    def __enter__(self) -> "Trap":
        self._web_api.call = self  # type: ignore[method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        self._web_api.call = self._call  # type: ignore[method-assign]

    def __call__(self, method: str, params: dict, token: str) -> ApiAnswer:
        """Answer a call; where it was the last post that is waited for, only after the workers are dead."""
        answer = self._call(method, params, token)
        if method != POST or not isinstance(answer.body, dict) or not answer.body["ok"]:
            return answer
        with self._lock:
            self._posted += 1
            if self._posted == len(self._pids):
                for pid in self._pids:
                    kill(pid)
                self.sprung.set()
        self.sprung.wait(PATIENCE_S)  # no one gets an answer before that
        return ApiAnswer({}, drop=True)


def drill(kind: str, seed: int, rounds: int) -> Iterator[Count]:
    """Spring the trap some times under one worker and under two, and count what stands afterwards."""
    dice = random.Random(seed)  # noqa: S311 – a drill, no secret
    posted_unnoted = 0
    with on_stage(kind, panels=rounds * 2) as (stage, folder):
        settings = debrief_settings(free_port(), stage.url, stage.slack.url)
        for number in range(rounds):
            # On SQLite there is one process, so two workers there are only what a deployment must not do.
            together = 2 if kind == "postgresql" and number % 2 else 1
            with ExitStack() as stack:
                workers = [
                    stack.enter_context(running(["-m", "bot", "worker"], folder, settings)) for _ in range(together)
                ]
                with Trap(stage, [worker.pid for worker in workers]) as trap:
                    if trap.sprung.wait(PATIENCE_S):
                        posted_unnoted += together
                    for worker in workers:
                        worker.wait(PATIENCE_S)
            time.sleep(dice.uniform(0, 0.2))
        before = sum(standing(stage).values())
        settle(stage)
        yield Count("workers killed between Slack's post and their note", posted_unnoted, least=rounds)
        yield Count("messages that stood then", before)
        yield Count("messages that stand after all", sum(standing(stage).values()))
        yield Count("of those marked as repeats", marked_repeats(stage), wanted=posted_unnoted)
        yield Count("repeats without a mark", unmarked_repeats(stage), wanted=0)
        yield Count("messages lost or never settled", unsettled(stage).total(), wanted=0)
