"""`python -m tests.fuzz`: many hostile requests, a table of the answers, and exit code 1 where one was a fault."""

import argparse
import logging
import sys
import time
from multiprocessing import get_context

from tests.fuzz.run import Outcome, part_of_a_run, told


def main() -> int:
    """Run as many inputs as asked for, in as many processes."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--inputs", type=int, default=100_000)
    asked.add_argument("--seed", default="1")
    asked.add_argument("--processes", type=int, default=2)
    options = asked.parse_args()
    logging.captureWarnings(capture=True)
    each, started, whole = -(-options.inputs // options.processes), time.monotonic(), Outcome()
    parts = [(f"{options.seed}:{number}", each) for number in range(options.processes)]
    # A process is spawned, not forked: LocalSlack serves from a thread.
    with get_context("spawn").Pool(options.processes) as pool:
        for outcome in pool.imap_unordered(part_of_a_run, parts):
            whole.add(outcome)
    sys.stdout.write(told(whole, time.monotonic() - started) + "\n")
    return 1 if whole.faults else 0


if __name__ == "__main__":
    sys.exit(main())
