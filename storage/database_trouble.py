"""Tells the database's trouble, which passes or which anyone who runs it must end, from a fault of Debrief's."""

import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

READ_ONLY = "25006"
"""PostgreSQL's read_only_sql_transaction; psycopg, which names it, would be imported on SQLite for this alone."""
TROUBLE_CLASSES = frozenset({"08", "53", "57", "58"})
"""SQLSTATE classes: connection, resources (disk full, too many connections), operator (shutdown, starting, a
statement's time over), the system (input and output)."""
STALE_PLANS = frozenset({"0A000", "26000"})
"""What PostgreSQL says of a prepared statement whose tables were changed meanwhile, or that it does not know."""
TROUBLE_STATES = frozenset({READ_ONLY, "55P03", "40001", "40P01", *STALE_PLANS})
"""Beyond those classes: a server that takes no writes after a failover, a lock not got in time, and what would
succeed if it were tried again (serialization, deadlock, a statement that is prepared anew then)."""
SQLITE_TROUBLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
PRIMARY_CODE = 0xFF
"""The primary result code of SQLite is the low byte of an extended one."""


class NoTurnError(sqlite3.OperationalError):
    """Others of this process wrote for longer than a request can wait."""

    sqlite_errorcode = sqlite3.SQLITE_BUSY
    sqlite_errorname = "SQLITE_BUSY"


def is_database_trouble(error: BaseException) -> bool:
    """Tell whether the database could not do what was asked: out of reach, full, read-only, starting or too busy.

    The same request may succeed in a minute; a mistake in a statement or in data is no such trouble.
    """
    if isinstance(error, PoolTimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return code & PRIMARY_CODE in SQLITE_TROUBLE
    if state is not None:
        return state[:2] in TROUBLE_CLASSES or state in TROUBLE_STATES
    # A server that could not be reached, or went away in the middle, has no state to tell.
    return isinstance(error.orig, OSError) or type(error.orig).__name__ in ("OperationalError", "InterfaceError")
