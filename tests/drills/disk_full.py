"""Drill: the disk takes no more bytes while scorecards are submitted on SQLite, then it does again.

The server's limit of a file's size stands in for the full disk: the write that crosses it fails in the middle, as it
does on a full disk, though with EFBIG where a disk says ENOSPC. SQLite and Debrief meet a failed write either way.
"""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.drills.aftermath import stored
from tests.drills.counting import Count
from tests.drills.stage import Card, on_stage
from tests.drills.submitting import Submitting
from tests.processes import debrief, group_of, wait_until

ROOM = 500_000
"""Bytes that the log of changes may still grow by: some five submits fit, and then one does not."""
DATABASE = b"database"


def drill(seed: int, submits: int) -> Iterator[Count]:
    """Submit until nothing fits any more, lift the limit, submit the rest."""
    del seed  # nothing here is left to chance
    with on_stage("sqlite", panels=(submits + 1) // 2) as (stage, folder):
        file = folder / "drill.sqlite3"
        with debrief(stage.url, stage.slack.url, folder) as (process, port), _growing_log(file) as size:
            submitting, refused = Submitting(port), []
            _limit(group_of(process), size + ROOM)
            for card in stage.cards[:submits]:
                answer = submitting.submit(card) or b""
                if (card.interview, card.submission) not in submitting.acknowledged:
                    refused.append((card, answer))
            while_full = len(submitting.acknowledged)
            _limit(group_of(process), resource.RLIM_INFINITY)
            for card, _ in refused:
                wait_until(lambda card=card: _again(submitting, card), "a submit after the disk has room")
        yield Count("submits acknowledged before the disk was full", while_full, least=1)
        yield Count("submits refused because it was", len(refused), least=1)
        yield Count("of those not told that it is the database", sum(DATABASE not in a for _, a in refused), wanted=0)
        yield Count("of those stored once there was room", len(refused) - len(_lacking(submitting, refused)))
        yield Count("acknowledged scorecards lost", len(submitting.acknowledged - set(stored(stage))), wanted=0)
        yield Count("damaged databases", int(not _is_sound(file)), wanted=0)


def _again(submitting: Submitting, card: Card) -> bool:
    submitting.submit(card)
    return (card.interview, card.submission) in submitting.acknowledged


def _lacking(submitting: Submitting, refused: list[tuple[Card, bytes]]) -> list[Card]:
    return [card for card, _ in refused if (card.interview, card.submission) not in submitting.acknowledged]


@contextmanager
def _growing_log(file: Path) -> Iterator[int]:
    """Yield the size of a database's log of changes, which only grows meanwhile and is its largest file.

    The limit is of every file's size, so that a log smaller than the database would never meet it; and SQLite writes a
    log from its beginning again once no one reads what stands in it, so someone reads.
    """
    log = file.with_name(f"{file.name}-wal")
    with closing(sqlite3.connect(file)) as reader, closing(sqlite3.connect(file)) as writer:
        # A file keeps the size that it once had.
        wait_until(lambda: writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0, "an empty log")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM loops").fetchone()
        while log.stat().st_size <= file.stat().st_size:
            writer.execute("UPDATE loops SET history = history")
            writer.commit()
        yield log.stat().st_size


def _limit(pids: list[int], size: int) -> None:
    for pid in pids:
        _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, most))


def _is_sound(file: Path) -> bool:
    connection = sqlite3.connect(file)
    try:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()
