"""Drill: the power goes at any point while scorecards are submitted on SQLite; what was acknowledged must be there."""

import random
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import event

from bot.playground.slack.delivery import Delivery
from bot.playground.slack.local_slack import LocalSlack
from bot.serving.app import build_app
from tests.delivering import delivering_to
from tests.drills.counting import Count
from tests.drills.stage import Stage, staged
from tests.drills.submitting import STORED
from tests.drills.synced_disk import Disk, recorded

AS_SET, NORMAL = "as Debrief sets it", "with synchronous = NORMAL"
CLIENTS = 4


def drill(seed: int, submits: int, losses: int, settings: Sequence[str] = (AS_SET, NORMAL)) -> Iterator[Count]:
    """Lose power at random points, with Debrief's own setting and with one that must be caught losing."""
    for setting in settings:
        dice = random.Random(seed)  # noqa: S311 – a drill, no secret
        with TemporaryDirectory(prefix="debrief-drill-") as name:
            disk = submitted(Path(name) / "drill.sqlite3", submits, setting)
            acknowledged = len(disk.marks(len(disk.events)))
            yield Count(f"{setting}: submits acknowledged", acknowledged, least=1)
            yield from counts(setting, disk, losses, dice)


def submitted(file: Path, submits: int, setting: str) -> Disk:
    """Submit from some threads, and mark each acknowledgment; returns the record of the disk."""
    slack = LocalSlack()
    with slack.serving():
        stage = staged(f"sqlite:///{file}", slack, panels=(submits + 1) // 2)
        if setting == NORMAL:
            event.listen(stage.services.engine, "connect", _normal)
        stage.services.engine.dispose()  # the last connection that closes moves all of the WAL into the file
        with recorded(file) as disk:
            _submit_all(stage, disk, submits)
        stage.services.engine.dispose()
        return disk


def _normal(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")


def _submit_all(stage: Stage, disk: Disk, submits: int) -> None:
    deliver, waiting, lock = delivering_to(build_app(stage.services)), iter(stage.cards[:submits]), threading.Lock()

    def client() -> None:
        while True:
            with lock:
                card = next(waiting, None)
            if card is None:
                return
            headers = stage.slack.parts.deliveries._headers(card.body, "application/x-www-form-urlencoded")
            reply = deliver(Delivery(card.body, headers))
            if reply.status == 200 and any(title.decode() in reply.body for title in STORED):
                disk.mark((card.interview, card.submission))

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def counts(setting: str, disk: Disk, losses: int, dice: random.Random) -> Iterator[Count]:
    """Look at the database after each loss of power."""
    most = hit = broken = 0
    for number in range(losses):
        at = dice.randrange(len(disk.events) + 1)
        with TemporaryDirectory(prefix="debrief-drill-") as name:
            file = disk.after_power_loss(at, Path(name), dice if number % 2 else None)
            lost, is_sound = missing(file, disk.marks(at))
        most, hit, broken = max(most, lost), hit + (lost > 0), broken + (not is_sound)
    yield Count(f"{setting}: power losses", losses)
    catches = setting == NORMAL
    yield Count(
        f"{setting}: losses after which an acknowledged scorecard was gone",
        hit,
        wanted=None if catches else 0,
        least=1 if catches else None,
    )
    yield Count(f"{setting}: acknowledged scorecards gone, at most", most, wanted=None if catches else 0)
    yield Count(f"{setting}: damaged databases", broken, wanted=0)


def missing(file: Path, acknowledged: set[tuple[str, str]]) -> tuple[int, bool]:
    """Return how many acknowledged scorecards a database lacks, and whether it is sound."""
    connection = sqlite3.connect(file)
    try:
        is_sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        there = set(connection.execute("SELECT interview_id, submission FROM scorecards").fetchall())
    finally:
        connection.close()
    return len(acknowledged - there), is_sound
