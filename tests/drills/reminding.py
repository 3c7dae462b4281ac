"""Drill: workers are killed at random moments while scorecards fall due; each is asked for once, or says it repeats."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from subprocess import Popen

from sqlalchemy import select

from bot.worker.worker import Worker
from storage.clock import time_of
from storage.loops import lock_loop
from storage.messages import MessageKind, MessageRow
from storage.workspace_settings import change_setting
from tests.benchmarks.panels import RITA, TEAM
from tests.drills.counting import Count
from tests.drills.stage import Stage, on_stage
from tests.processes import debrief_settings, free_port, kill, running
from tests.stories.test_delivery_drill import MARK

WORDS = "Your scorecard for"
"""What a reminder says that is due, and no other message does."""
AFTER_THE_LEASES = timedelta(minutes=2)
"""Then what a killed worker held is free again, and no scorecard is an hour late yet."""
GAP_S = (0.2, 1.2)
"""Between two kills: a worker starts in about as long, so that some die before their first pass and some in it."""
Running = dict[int, tuple[Popen[bytes], ExitStack]]


def drill(kind: str, seed: int, kills: int) -> Iterator[Count]:
    """Let scorecards fall due one after the other under kills, let everything settle, and count what was sent."""
    dice = random.Random(seed)  # noqa: S311 – a drill, no secret
    with on_stage(kind, panels=kills * 2) as (stage, folder):
        finish(stage)
        without_quiet_hours(stage)
        fall_due(stage, over=timedelta(seconds=kills))
        # On SQLite a deployment has one worker; two there are only what it must not do.
        killed = under_kills(stage, folder, dice, kills, workers=2 if kind == "postgresql" else 1)
        finish(stage)
        asked = [each.interviewer for loop in stage.loops for each in loop.interviews]
        wanted, unmarked, marked = reminders_wanted(stage), posts(stage, marked=False), posts(stage, marked=True)
        yield Count("workers killed", killed, least=kills)
        yield Count("scorecards that fell due", len(asked), least=1)
        yield Count("of those never asked for", sum(not unmarked[p] and not marked[p] for p in asked), wanted=0)
        yield Count("of those asked for twice", sum(wanted[person] > 1 for person in asked), wanted=0)
        yield Count("reminders sent twice without a mark", sum(max(0, n - 1) for n in unmarked.values()), wanted=0)
        yield Count("of those marked as repeats", sum(marked.values()))


def without_quiet_hours(stage: Stage) -> None:
    """Have the workspace write at any hour: a drill runs by the machine's own clock."""
    with stage.services.sessions.begin() as session:
        now = time_of(session)
        for name, before, after in (("quiet_from", 19, 0), ("quiet_until", 8, 0), ("weekend", ["5", "6"], [])):
            change_setting(session, TEAM, name, before=before, after=after, actor=RITA, now=now)


def fall_due(stage: Stage, over: timedelta) -> None:
    """Have the scorecards of all loops fall due from now on, one loop after the other."""
    for number, loop in enumerate(stage.loops):
        with stage.services.sessions.begin() as session:
            row = lock_loop(session, loop.team_id, loop.id)
            assert row is not None
            row.deadline_at = time_of(session) + over * number / len(stage.loops)


def under_kills(stage: Stage, folder: Path, dice: random.Random, kills: int, *, workers: int) -> int:
    """Run workers, kill one after the other and start it again; return how many were killed."""
    settings, running_now, killed = debrief_settings(free_port(), stage.url, stage.slack.url), Running(), 0

    def start(number: int) -> None:
        stack = ExitStack()
        running_now[number] = (stack.enter_context(running(["-m", "bot", "worker"], folder, settings)), stack)

    try:
        for number in range(workers):
            start(number)
        time.sleep(2)  # until both are at work: a start takes a second or two
        for _ in range(kills):
            time.sleep(dice.uniform(*GAP_S))
            number = dice.randrange(workers)
            process, stack = running_now[number]
            killed += kill(process.pid)
            process.wait()
            stack.close()
            start(number)
    finally:
        for _, stack in running_now.values():
            stack.close()
    return killed


def finish(stage: Stage) -> None:
    """Let a worker do what is left, now and once the leases of those killed are over."""
    for after in (timedelta(0), AFTER_THE_LEASES):
        worker = Worker(stage.services.at(stage.services.now() + after))
        for _ in range(200):
            if not worker.run_once():
                break


def reminders_wanted(stage: Stage) -> Counter[str]:
    """Count the reminders that the ledger holds, by whom they are for."""
    with stage.services.reads() as session:
        return Counter(session.scalars(select(MessageRow.recipient).where(MessageRow.kind == MessageKind.REMINDER)))


def posts(stage: Stage, *, marked: bool) -> Counter[str]:
    """Count the reminders that stand in Slack with or without the mark of a repeat, by whom they are for."""
    people = [each.interviewer for loop in stage.loops for each in loop.interviews]
    return Counter(
        person
        for person in people
        for message in stage.slack.person(person).direct_messages()
        if WORDS in message.plain and (MARK in message.plain) is marked
    )
