"""Opens the database with the waits a request can afford; knows no table and no Slack."""

import select
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from importlib import import_module
from typing import Any

from pydantic_core import from_json
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import (
    ArgumentError,
    DisconnectionError,
    InvalidatePoolError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.pool import ConnectionPoolEntry

from storage.database_trouble import READ_ONLY, NoTurnError
from storage.write_turns import TurnConnection, Turns, Waits

POOL_WAIT_S = 1
TURN_WAIT_S = 1
"""How long a writer on SQLite waits for the others of its process: a burst of sixteen needs a third of it on an idle
machine. No wait for the pool comes on top, since every thread has its connection."""
LOCK_WAIT_MS = 1_000
STATEMENT_WAIT_MS = 1_500
CONNECT_WAIT_S = 2
POSTGRESQL = "postgresql+psycopg"

WRITE = "BEGIN IMMEDIATE"
REPEATABLE_READ = 3
"""As psycopg counts them, which is imported for PostgreSQL alone."""
READS = "debrief_reads"
"""An execution option: the transaction reads and nothing else."""
PROVED_FOR_S = 30
"""For so long a connection that was used needs no proof that it leads anywhere, unless something has come in over it:
an end, or what a server says before it. What stands between us and the server forgets a silent one later."""
_USED_AT = "debrief_used_at"


class DatabaseUrlError(ValueError):
    """DATABASE_URL cannot be used; it is not repeated, since it may hold a password."""


def open_engine(url: str, *, pool_size: int = 5, waits: Waits = nullcontext) -> Engine:
    """Return an engine for SQLite (one process) or PostgreSQL; connects only when first used.

    `pool_size` is the number of threads that use it at once; `waits` is entered while one waits for its turn to write
    on SQLite, or for the disk.
    Every wait is shorter than the three seconds that Slack gives a request; raises DatabaseUrlError.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed, pool_size, Turns(waits))
    return _open_postgresql(parsed, pool_size)


def reading(engine: Engine) -> Engine:
    """Return the same engine for transactions that only read: all of one shows the database at one moment.

    On SQLite they never wait for a writer.
    """
    return engine.execution_options(**{READS: True})


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


def _open_sqlite(url: URL, pool_size: int, turns: Turns) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        json_deserializer=from_json,  # thrice as fast as json.loads, and a list has forty of them
        pool_size=pool_size,
        pool_timeout=POOL_WAIT_S,
        connect_args={"timeout": LOCK_WAIT_MS / 1000, "factory": partial(TurnConnection, turns=turns)},
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
    file: Any = connection.connection.dbapi_connection
    if connection.get_execution_options().get(READS):
        file.execute("BEGIN")  # which does nothing yet, and so cannot fail
        return
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
        json_deserializer=from_json,
        pool_size=pool_size,
        pool_timeout=POOL_WAIT_S,
        connect_args={
            "connect_timeout": CONNECT_WAIT_S,
            "application_name": "debrief",
            # What is prepared is prepared by `storage.libpq_cursor`, which keeps it at a rollback. psycopg would drop
            # all of it when a savepoint is rolled back, and its own stale statements never.
            "prepare_threshold": None,
            "options": " ".join(f"-c {name}={value}" for name, value in waits.items()),
        },
    )
    event.listen(engine, "do_connect", _connect_postgresql)
    event.listen(engine, "handle_error", _drop_if_read_only)
    event.listen(engine, "begin", _begin_postgresql)
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", _prove)
    return engine


def _connect_postgresql(_dialect: Any, _record: Any, where: Sequence[Any], how: Mapping[str, Any]) -> Any:
    return import_module("storage.libpq_cursor").PlainConnection.connect(*where, **how)


def _begin_postgresql(connection: Connection) -> None:
    # The driver says it in its BEGIN. It stays so at the end, since most transactions want what the last one wanted.
    driver: Any = connection.connection.dbapi_connection
    reads = True if connection.get_execution_options().get(READS) else None  # None: as the server has it
    if driver.read_only is not reads:
        driver.read_only, driver.isolation_level = reads, REPEATABLE_READ if reads else None


def _note_use(_driver: Any, record: ConnectionPoolEntry) -> None:
    record.info[_USED_AT] = time.monotonic()


def _prove(driver: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
    """Have the pool replace a connection that leads nowhere any more; raises DisconnectionError.

    The pool's own way is to ask the server each time, which costs a request as much as a statement.
    """
    used_at = record.info.get(_USED_AT)
    if used_at is None:  # made just now
        return
    if driver.closed or _has_news(driver):
        raise DisconnectionError
    if time.monotonic() - used_at > PROVED_FOR_S and not _answers(driver):
        raise InvalidatePoolError


def _has_news(driver: Any) -> bool:
    """Tell whether something has come in that no one asked for: the end, or what a server says before it."""
    watch = select.poll()
    watch.register(driver.fileno(), select.POLLIN)
    return bool(watch.poll(0))


def _answers(driver: Any) -> bool:
    try:
        driver.execute("SELECT 1")
        driver.rollback()
    except (OSError, driver.OperationalError, driver.InterfaceError):
        return False
    return True


def _drop_if_read_only(context: ExceptionContext) -> None:
    """Have the pool's connections replaced where the server takes no writes any more, as after a failover.

    Such a connection answers every question well, so nothing else would notice that it leads to a standby.
    """
    state = getattr(context.original_exception, "sqlstate", None)
    if state != READ_ONLY or context.connection is None:
        return
    if not context.connection.get_execution_options().get(READS):
        context.is_disconnect = True
