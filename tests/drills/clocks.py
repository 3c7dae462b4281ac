"""Drill: the clocks of two workers' machines are wrong by a day, one early and one late; the database's is right."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

from bot import wiring
from tests.drills.aftermath import marked_repeats, standing, unmarked_repeats, unsettled
from tests.drills.counting import Count
from tests.drills.stage import on_stage
from tests.processes import debrief_settings, free_port, running

WRONG_BY_S = 24 * 3600
PATIENCE_S = 60


def drill(seed: int, panels: int) -> Iterator[Count]:
    """Let both workers deliver everything, and count what came twice, expired or never came."""
    del seed  # nothing here is left to chance
    with on_stage("postgresql", panels) as (stage, folder), ExitStack() as stack:
        settings = debrief_settings(free_port(), stage.url, stage.slack.url)
        wanted, began = unsettled(stage).total(), time.monotonic()
        for seconds in (WRONG_BY_S, -WRONG_BY_S):
            stack.enter_context(running(["-m", "tests.drills.clocks", str(seconds)], folder, settings))
        while unsettled(stage) and time.monotonic() - began < PATIENCE_S:
            time.sleep(0.2)
        yield Count("messages due", wanted, least=1)
        yield Count("messages that stand", sum(standing(stage).values()), least=1)
        yield Count("messages that do not stand or expired", unsettled(stage).total(), wanted=0)
        yield Count("repeats without a mark", unmarked_repeats(stage), wanted=0)
        yield Count("repeats with a mark", marked_repeats(stage), wanted=0)
        yield Count("seconds until all stood", round(time.monotonic() - began, 1))


def _wrong() -> datetime:
    return datetime.now(UTC) + WRONG


if __name__ == "__main__":
    from bot.cli.worker import worker_command

    # In the place of `utc_now`, under its name: wiring tells by it that no one handed another clock in.
    WRONG = timedelta(seconds=int(sys.argv.pop()))
    wiring.utc_now.__code__ = _wrong.__code__
    wiring.WRONG = WRONG  # type: ignore[attr-defined]
    off = abs((wiring.utc_now() - datetime.now(UTC)).total_seconds())
    if abs(off - WRONG_BY_S) > 60:
        raise SystemExit("the clock is not wrong")
    worker_command()
