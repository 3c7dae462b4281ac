"""Writers of one process on SQLite take turns in the order in which they came, and no turn is ever lost."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from storage.database_trouble import is_database_trouble
from storage.engine import open_engine, reading
from storage.write_turns import NestedWriteError, TurnConnection, Turns

PATIENCE_S = 30
"""How long a test waits for a thread; never how long anything should take."""
WRITE = text("UPDATE people SET name = name")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def waiting(turns: Turns) -> int:
    return len(turns._waiting)


def test_turns_come_in_the_order_in_which_they_were_asked_for() -> None:
    turns, order = Turns(), list[int]()
    assert turns.take(PATIENCE_S)

    def write(number: int) -> None:
        assert turns.take(PATIENCE_S)
        order.append(number)
        turns.hand_on()

    threads = []
    for number in range(8):
        threads.append(threading.Thread(target=write, args=(number,)))
        threads[-1].start()
        while waiting(turns) <= number:
            threads[-1].join(0.001)
    turns.hand_on()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert order == list(range(8))


def test_whoever_waited_in_vain_is_no_longer_in_the_row() -> None:
    turns, outcome = Turns(), list[bool]()
    assert turns.take(0)
    thread = threading.Thread(target=lambda: outcome.append(turns.take(0)))
    thread.start()
    thread.join(PATIENCE_S)
    assert (outcome, waiting(turns)) == ([False], 0)
    turns.hand_on()
    assert turns.take(0)


def test_a_thread_that_writes_already_is_told_so_instead_of_waiting_for_itself() -> None:
    turns = Turns()
    assert turns.take(0)
    with pytest.raises(NestedWriteError):
        turns.take(PATIENCE_S)


@pytest.mark.parametrize("end", [TurnConnection.commit, TurnConnection.rollback, TurnConnection.close])
def test_each_end_of_a_write_lets_the_next_one_write(end, tmp_path: Path) -> None:
    turns = Turns()
    connection = sqlite3.connect(tmp_path / "x", factory=partial(TurnConnection, turns=turns), isolation_level=None)
    assert connection.take_turn(0)
    connection.execute("BEGIN IMMEDIATE")
    end(connection)
    assert turns.take(0)


def test_a_write_that_fails_lets_the_next_one_write(engine: Engine) -> None:
    for _ in range(3):
        with pytest.raises(OperationalError), engine.begin() as connection:
            connection.execute(text("UPDATE nowhere SET x = 1"))
    with engine.begin() as connection:
        connection.execute(WRITE)


def test_a_connection_that_is_thrown_away_lets_the_next_one_write(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(WRITE)
        connection.invalidate()
    with engine.begin() as connection:
        connection.execute(WRITE)


class Waits:
    """Counts what is entered while someone waits."""

    def __init__(self) -> None:
        self.begun = self.ended = 0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self.begun += 1
        try:
            yield
        finally:
            self.ended += 1


def test_who_waits_for_a_turn_says_so_for_as_long() -> None:
    waits, outcome = Waits(), list[tuple[bool, int]]()
    turns = Turns(waits)
    assert turns.take(0)
    assert waits.begun == 0
    thread = threading.Thread(target=lambda: outcome.append((turns.take(PATIENCE_S), waits.ended)))
    thread.start()
    while not waits.begun:
        thread.join(0.001)
    assert waits.ended == 0
    turns.hand_on()
    thread.join(PATIENCE_S)
    assert outcome == [(True, 1)]


def test_who_waits_for_the_disk_says_so_and_no_one_who_only_reads(sqlite_url: str) -> None:
    waits = Waits()
    engine = open_engine(sqlite_url, waits=waits)
    with reading(engine).begin() as connection:
        connection.execute(text("SELECT 1"))
    assert waits.begun == 0
    with engine.begin() as connection:
        connection.execute(WRITE)
        assert waits.begun == 0
    assert (waits.begun, waits.ended) == (1, 1)
    engine.dispose()


def test_a_write_that_another_process_keeps_out_lets_the_next_one_write(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError) as refused, engine.begin() as connection:
        connection.execute(WRITE)
    assert is_database_trouble(refused.value)
    other.close()
    with engine.begin() as connection:
        connection.execute(WRITE)
    engine.dispose()


def test_what_is_acknowledged_is_on_disk(engine: Engine) -> None:
    """With NORMAL, SQLite loses commits that it acknowledged when the power goes."""
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2
