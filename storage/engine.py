"""Opens the database with the waits a request can afford; knows no table and no Slack."""

from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from storage.database_trouble import NoTurnError, drop_if_read_only
from storage.write_turns import TurnConnection, Turns

POOL_WAIT_S = 1
TURN_WAIT_S = 1
"""How long a writer on SQLite waits for the others of its process: a burst of sixteen needs a third of it on an idle
machine. No wait for the pool comes on top, since every thread has its connection."""
LOCK_WAIT_MS = 1_000
STATEMENT_WAIT_MS = 1_500
CONNECT_WAIT_S = 2
POSTGRESQL = "postgresql+psycopg"

WRITE = "BEGIN IMMEDIATE"
_BEGIN = "debrief_sqlite_begin"


class DatabaseUrlError(ValueError):
    """DATABASE_URL cannot be used; it is not repeated, since it may hold a password."""


def open_engine(url: str, *, pool_size: int = 5) -> Engine:
    """Return an engine for SQLite (one process) or PostgreSQL; connects only when first used.

    `pool_size` is the number of threads that use it at once.
    Every wait is shorter than the three seconds that Slack gives a request; raises DatabaseUrlError.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed, pool_size)
    return _open_postgresql(parsed, pool_size)


def reading(engine: Engine) -> Engine:
    """Return the same engine for transactions that only read: all of one shows the database at one moment.

    On SQLite they never wait for a writer.
    """
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{_BEGIN: "BEGIN"})
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def parse_url(url: str) -> URL:
    """Return the address with its driver: postgres:// and postgresql:// both mean psycopg; raises DatabaseUrlError."""
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
            return parsed.set(drivername=POSTGRESQL)
        if parsed.drivername in ("sqlite", "sqlite+pysqlite") and parsed.database not in (None, "", ":memory:"):
            return parsed
    except (ArgumentError, NoSuchModuleError, ValueError):
        pass  # the same refusal serves: what was given may hold a password and is not repeated
    raise DatabaseUrlError


def _open_sqlite(url: URL, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=pool_size,
        pool_timeout=POOL_WAIT_S,
        connect_args={"timeout": LOCK_WAIT_MS / 1000, "factory": partial(TurnConnection, turns=Turns())},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: TurnConnection, _record: Any) -> None:
    connection.isolation_level = None  # sqlite3 starts no transaction of its own: _begin_sqlite does
    connection.execute("PRAGMA journal_mode = WAL")
    # NORMAL would lose what was acknowledged last when the power goes; FULL costs a tenth more time for a write.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads and then writes would fail at once with “database is locked” when another one
    # wrote in between, whatever the busy timeout; taking the write lock first makes it wait its turn instead.
    begin = connection.get_execution_options().get(_BEGIN, WRITE)
    if begin != WRITE:
        connection.exec_driver_sql(begin)
        return
    file: Any = connection.connection.dbapi_connection
    if not file.take_turn(TURN_WAIT_S):
        raise OperationalError(WRITE, None, NoTurnError())
    try:
        connection.exec_driver_sql(WRITE)
    except BaseException:
        file.end_turn()
        raise


def _open_postgresql(url: URL, pool_size: int) -> Engine:
    waits = {
        "statement_timeout": STATEMENT_WAIT_MS,
        "lock_timeout": LOCK_WAIT_MS,
        "idle_in_transaction_session_timeout": 10_000,
        "timezone": "UTC",
    }
    engine = create_engine(
        url,
        hide_parameters=True,  # a log may hold the statement, never what people wrote
        pool_size=pool_size,
        pool_timeout=POOL_WAIT_S,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": CONNECT_WAIT_S,
            "application_name": "debrief",
            "options": " ".join(f"-c {name}={value}" for name, value in waits.items()),
        },
    )
    event.listen(engine, "handle_error", drop_if_read_only)
    return engine
