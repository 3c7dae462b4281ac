"""The disk of the drills keeps what was synced and nothing more, and so tells one setting of SQLite from another."""

import sqlite3
from pathlib import Path
from random import Random

import pytest

from tests.drills.synced_disk import Disk, recorded

ROWS = 12


def written(file: Path, synchronous: str) -> Disk:
    """Insert rows, each in a transaction of its own, and mark each that was committed."""
    maker = sqlite3.connect(file)
    maker.execute("PRAGMA journal_mode = WAL")
    maker.execute("CREATE TABLE rows (number INTEGER)")
    maker.commit()
    maker.close()
    with recorded(file) as disk:
        writer = sqlite3.connect(file, isolation_level=None)
        writer.execute(f"PRAGMA synchronous = {synchronous}")
        for number in range(ROWS):
            writer.execute("INSERT INTO rows VALUES (?)", (number,))
            disk.mark(number)
        disk.mark(Path(f"{file}-wal").read_bytes())
    writer.close()
    return disk


def lost(disk: Disk, at: int, folder: Path, dice: Random | None) -> set[int]:
    """Return which committed rows are gone when the power goes at a point; what is left must be sound."""
    folder.mkdir()
    reader = sqlite3.connect(disk.after_power_loss(at, folder, dice))
    assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    there = {number for (number,) in reader.execute("SELECT number FROM rows")}
    reader.close()
    return {mark for mark in disk.marks(at) if isinstance(mark, int)} - there


@pytest.mark.parametrize("dice", [None, Random(1)], ids=["nothing unsynced", "some sectors"])  # noqa: S311 – no secret
def test_with_full_no_committed_row_is_lost_wherever_the_power_goes(tmp_path: Path, dice: Random | None) -> None:
    disk = written(tmp_path / "rows.sqlite3", "FULL")
    for at in range(len(disk.events) + 1):
        assert lost(disk, at, tmp_path / str(at), dice) == set()


def test_with_normal_committed_rows_are_lost(tmp_path: Path) -> None:
    disk = written(tmp_path / "rows.sqlite3", "NORMAL")
    assert len(lost(disk, len(disk.events), tmp_path / "after", None)) == ROWS


class EverythingKept(Random):
    def random(self) -> float:
        return 0.0


def test_a_disk_that_keeps_everything_holds_the_same_bytes_as_the_real_one(tmp_path: Path) -> None:
    disk = written(tmp_path / "rows.sqlite3", "NORMAL")
    (tmp_path / "after").mkdir()
    file = disk.after_power_loss(len(disk.events), tmp_path / "after", EverythingKept())
    assert Path(f"{file}-wal").read_bytes() in disk.marks(len(disk.events))
