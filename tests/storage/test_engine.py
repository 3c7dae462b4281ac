"""What the database promises to a request that has three seconds."""

import threading

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from storage.database_trouble import is_database_trouble
from storage.engine import (
    LOCK_WAIT_MS,
    POOL_WAIT_S,
    STATEMENT_WAIT_MS,
    TURN_WAIT_S,
    DatabaseUrlError,
    open_engine,
    parse_url,
    reading,
)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_means_psycopg(scheme: str) -> None:
    assert parse_url(f"{scheme}://rita:pw@db:5432/debrief").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "url", ["", "debrief.sqlite3", "mysql://h/d", "sqlite://", "sqlite:///:memory:", "postgres://h:port/d"]
)
def test_an_address_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUrlError):
        open_engine(url)


def test_a_refused_address_is_not_repeated_because_it_may_hold_a_password() -> None:
    with pytest.raises(DatabaseUrlError) as refused:
        open_engine("mysql://rita:hunter2@db/debrief")
    assert "hunter2" not in str(refused.value)


def test_a_failing_statement_never_shows_what_people_wrote(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(text("SELECT * FROM nowhere WHERE evidence = :words"), {"words": "shy but brilliant"})
    assert "brilliant" not in str(failed.value)


def test_a_transaction_that_reads_first_can_still_write_after_another_one_wrote(engine: Engine) -> None:
    """Without BEGIN IMMEDIATE the second writer on SQLite fails at once, however long it may wait."""
    first_has_read, failures = threading.Event(), []

    def second() -> None:
        first_has_read.wait(5)
        try:
            with engine.begin() as connection:
                connection.execute(text("SELECT count(*) FROM people")).all()
                _add_person(connection, "U2")
        except DBAPIError as error:
            failures.append(error)

    thread = threading.Thread(target=second)
    thread.start()
    with engine.begin() as connection:
        connection.execute(text("SELECT count(*) FROM people")).all()
        first_has_read.set()
        _add_person(connection, "U1")
    thread.join()
    assert failures == []
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM people")).scalar_one() == 2


def test_a_reading_transaction_does_not_wait_for_a_writer(engine: Engine) -> None:
    with engine.begin() as writer:
        _add_person(writer, "U1")
        with reading(engine).connect() as reader:
            assert reader.execute(text("SELECT count(*) FROM people")).scalar_one() == 0


def test_a_reading_transaction_shows_one_moment_whatever_is_written_meanwhile(engine: Engine) -> None:
    with reading(engine).connect() as reader:
        assert reader.execute(text("SELECT count(*) FROM people")).scalar_one() == 0
        with engine.begin() as writer:
            _add_person(writer, "U1")
        assert reader.execute(text("SELECT count(*) FROM people")).scalar_one() == 0


def test_a_writing_transaction_sees_what_was_written_while_it_waited_for_a_lock(engine: Engine) -> None:
    """Connections are shared with those that read; what they were told of isolation must not stay with them."""
    with reading(engine).connect() as reader:
        reader.execute(text("SELECT count(*) FROM people")).scalar_one()
    with engine.begin() as first:
        first.execute(text("SELECT count(*) FROM people")).scalar_one()
        if engine.dialect.name == "postgresql":
            with engine.begin() as second:
                _add_person(second, "U1")
            assert first.execute(text("SELECT count(*) FROM people")).scalar_one() == 1


def test_waiting_for_a_lock_ends(engine: Engine) -> None:
    failures = []

    def second() -> None:
        try:
            with engine.begin() as connection:
                _add_person(connection, "U1")
        except OperationalError as error:
            failures.append(is_database_trouble(error))

    with engine.begin() as first:
        _add_person(first, "U1")
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert failures == [True]


def test_the_longest_wait_for_the_database_leaves_time_to_answer_slack() -> None:
    assert POOL_WAIT_S * 1000 + max(LOCK_WAIT_MS, STATEMENT_WAIT_MS) < 3_000
    assert TURN_WAIT_S * 1000 + LOCK_WAIT_MS < 3_000


def test_a_row_cannot_refer_to_nothing(engine: Engine) -> None:
    with engine.begin() as connection, pytest.raises(DBAPIError):
        connection.execute(text("INSERT INTO ratings (scorecard_id, competency, evidence) VALUES ('none', 'x', '')"))


def test_opening_an_engine_connects_to_nothing() -> None:
    open_engine("postgresql://nobody@127.0.0.1:1/none")


def _add_person(connection, user_id: str) -> None:
    connection.execute(
        text(
            "INSERT INTO people (team_id, user_id, is_owner, is_guest, is_bot, is_deleted, is_stranger)"
            " VALUES ('T1', :user_id, :no, :no, :no, :no, :no)"
        ),
        {"user_id": user_id, "no": False},
    )
