"""Which failures are the database's trouble, and what happens to connections after a failover."""

import sqlite3

import psycopg.errors as pg
import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from storage.database_trouble import NoTurnError, is_database_trouble

WRITE = text("INSERT INTO openings SELECT * FROM openings")
TROUBLE = (
    pg.ReadOnlySqlTransaction,
    pg.AdminShutdown,
    pg.CannotConnectNow,
    pg.CrashShutdown,
    pg.DiskFull,
    pg.TooManyConnections,
    pg.OutOfMemory,
    pg.LockNotAvailable,
    pg.QueryCanceled,
    pg.DeadlockDetected,
    pg.ConnectionFailure,
    pg.IoError,
)
FAULTS = (pg.UndefinedTable, pg.SyntaxError, pg.UniqueViolation, pg.NotNullViolation, pg.StringDataRightTruncation)


def wrapped(error: Exception) -> DBAPIError:
    return DBAPIError("statement", None, error)


@pytest.mark.parametrize("error", TROUBLE)
def test_what_postgresql_cannot_do_just_now_is_its_trouble(error: type[Exception]) -> None:
    assert is_database_trouble(wrapped(error()))


@pytest.mark.parametrize("error", FAULTS)
def test_what_will_fail_again_is_no_trouble_of_the_database(error: type[Exception]) -> None:
    assert not is_database_trouble(wrapped(error()))


def test_other_failures_are_no_trouble_of_the_database() -> None:
    assert not any(map(is_database_trouble, (ValueError(), OSError(), sqlite3.OperationalError())))


def test_no_free_connection_and_no_turn_to_write_are_its_trouble() -> None:
    assert is_database_trouble(PoolTimeoutError())
    assert is_database_trouble(wrapped(NoTurnError()))


def test_a_server_out_of_reach_is_its_trouble() -> None:
    with pytest.raises(OperationalError) as failed:
        create_engine("postgresql+psycopg://nobody@127.0.0.1:1/none").connect()
    assert is_database_trouble(failed.value)


@pytest.mark.parametrize(
    "limits", ["PRAGMA query_only = ON", "PRAGMA max_page_count = 1"], ids=["read-only", "disk full"]
)
def test_what_sqlite_cannot_do_just_now_is_its_trouble(sqlite_url: str, limits: str) -> None:
    engine = create_engine(sqlite_url)
    with engine.connect() as connection:
        connection.execute(text(limits))
        with pytest.raises(OperationalError) as failed:
            connection.execute(text("CREATE TABLE big AS SELECT zeroblob(1000000) AS x"))
    assert is_database_trouble(failed.value)
    engine.dispose()


def test_a_wrong_statement_is_no_trouble_of_either_database(engine: Engine) -> None:
    with pytest.raises(DBAPIError) as failed, engine.connect() as connection:
        connection.execute(text("SELECT * FROM nowhere"))
    assert not is_database_trouble(failed.value)


def test_a_broken_rule_is_no_trouble_of_either_database(engine: Engine) -> None:
    with pytest.raises(IntegrityError) as failed, engine.begin() as connection:
        connection.execute(text("INSERT INTO ratings (scorecard_id, competency, evidence) VALUES ('none', 'x', '')"))
    assert not is_database_trouble(failed.value)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_connections_to_a_server_that_takes_no_writes_any_more_are_replaced(engine: Engine) -> None:
    """As after a failover: a connection to the old server, now a standby, answers every question well."""
    with engine.begin() as connection:
        before = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        connection.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"))
    with pytest.raises(DBAPIError) as failed, engine.begin() as connection:
        connection.execute(WRITE)
    assert is_database_trouble(failed.value)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() != before
        connection.execute(WRITE)
