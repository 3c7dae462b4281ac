"""Runs the drills one after another and prints a table of counts for each: python -m tests.drills [NAME …] [--short].

Ends with 1 where a count is not what it must be. docs/reliability.md says what each proves, and what it does not.
"""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable

from bot.logs import configure_logs
from tests.drills import (
    between_post_and_note,
    bursts,
    clocks,
    database_trouble,
    deaf,
    disk_full,
    kills,
    power_loss,
    reminding,
    stopping,
)
from tests.drills.counting import Count, printed
from tests.processes import FOREIGN

Run = Callable[[int, bool], Iterable[Count]]
BOTH = ("sqlite", "postgresql")


def drills() -> dict[str, Run]:
    """Return every drill by name; each takes a seed and whether it is to be short."""
    found: dict[str, Run] = {}
    for kind in BOTH:
        found[f"kills, {kind}"] = lambda seed, short, kind=kind: kills.drill(kind, seed, 5 if short else 15)
        found[f"between post and note, {kind}"] = lambda seed, short, kind=kind: between_post_and_note.drill(
            kind, seed, 2 if short else 6
        )
        found[f"reminders, {kind}"] = lambda seed, short, kind=kind: reminding.drill(kind, seed, 4 if short else 12)
        found[f"SIGTERM, {kind}"] = lambda seed, short, kind=kind: stopping.drill(kind, seed, 2 if short else 4)
    return found | {
        "power loss, sqlite": lambda seed, short: power_loss.drill(seed, *((40, 10) if short else (120, 40))),
        "bursts, sqlite": lambda seed, short: bursts.drill("sqlite", seed, 3 if short else 15),
        "disk full, sqlite": lambda seed, short: disk_full.drill(seed, 10 if short else 40),
        "restarts and standby, postgresql": lambda seed, short: database_trouble.drill(seed, 1 if short else 6),
        "wrong clocks, postgresql": lambda seed, short: clocks.drill(seed, 5 if short else 20),
        "Socket Mode": lambda seed, short: deaf.drill(seed),
    }


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.drills", description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of names, such as kills or sqlite; without any, all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true", help="fewer kills, losses and submits")
    chosen = parser.parse_args()
    for name in [name for name in os.environ if name.upper().startswith(FOREIGN)]:
        del os.environ[name]  # LocalSlack is reached without the machine's proxy, and nothing of its settings counts
    configure_logs("CRITICAL", "json", sys.stderr)
    began, failed = time.monotonic(), []
    for name, run in drills().items():
        if chosen.names and not any(part in name for part in chosen.names):
            continue
        started = time.monotonic()
        if not _holds(f"{name} (seed {chosen.seed})", run(chosen.seed, chosen.short)):
            failed.append(name)
        print(f"\n{time.monotonic() - started:.0f} s", flush=True)
    print(
        f"\n{time.monotonic() - began:.0f} s in all. "
        + (f"Does not hold: {', '.join(failed)}." if failed else "All hold.")
    )
    return 1 if failed else 0


def _holds(title: str, counts: Iterable[Count]) -> bool:
    try:
        return printed(title, counts)
    except Exception:  # noqa: BLE001 – a drill that breaks must not keep the others from running
        traceback.print_exc()
        return False


if __name__ == "__main__":
    sys.exit(main())
