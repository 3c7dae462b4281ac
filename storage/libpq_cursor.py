"""Sends statements to PostgreSQL over psycopg's connection without psycopg's cursor, each prepared there once.

A cursor of psycopg's takes 20 µs of the processor for a statement, and 40 where it sleeps until the answer comes, which
libpq itself does in 10. And psycopg forgets what it prepared at every rollback, with which each transaction that reads
ends, so that the server would read and plan every statement anew. Knows no table.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection

from storage.database_trouble import STALE_PLANS

PREPARED_FROM = 3
"""The how manieth time a statement is sent over a connection prepares it there."""
MOST_PREPARED = 100
"""Statements that one connection has prepared, tens of kilobytes each in its server's process; as many as psycopg's."""
CURSOR = "debrief_cursor"
"""Under this name a connection's `info` in the pool holds its cursor."""
UNKNOWN = "26000"
"""What the server says of a prepared statement that it does not know: then it has dropped them all."""

Key = tuple[str, tuple[int, ...]]


class PlainConnection(psycopg.Connection[Any]):
    """A connection that ends transactions in one call of libpq, and keeps what was prepared when it rolls back."""

    def commit(self) -> None:
        """Commit; raises what psycopg raises."""
        if not self._ends(b"COMMIT"):
            super().commit()

    def rollback(self) -> None:
        """Roll back; raises what psycopg raises."""
        if not self._ends(b"ROLLBACK"):
            super().rollback()

    def _ends(self, command: bytes) -> bool:
        """End the transaction that there is; False where the connection is in a state that psycopg knows about."""
        state = self.pgconn.transaction_status
        if state == TransactionStatus.IDLE:
            return True
        if state not in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
            return False
        result = self.pgconn.exec_(command)
        if result.status != ExecStatus.COMMAND_OK:
            raise failure(self, result)
        return True


class LibpqCursor:
    """What SQLAlchemy and `storage.plain_reading` want of a cursor; a connection has one, as long as it lasts.

    Parameters are numbered in the SQL. All rows of an answer are here when `execute` ends.
    """

    def __init__(self, driver: "psycopg.Connection[Any]") -> None:
        self.driver, self._pgconn, self._encoding = driver, driver.pgconn, driver.info.encoding
        self._adapted = Transformer(driver)
        self._prepared, self._counts = OrderedDict[Key, bytes](), OrderedDict[Key, int]()
        self._dropped = list[bytes]()
        self._result: PGresult | None = None
        self._number = 0

    def execute(self, sql: str, parameters: Sequence[Any]) -> None:
        """Send a statement and wait for its answer, in a transaction as the connection wants it; raises psycopg's."""
        self._send(sql, parameters, anew=False)

    def execute_anew(self, sql: str, parameters: Sequence[Any]) -> None:
        """Do the same with a plan made for these very values."""
        self._send(sql, parameters, anew=True)

    def _send(self, sql: str, parameters: Sequence[Any], *, anew: bool) -> None:
        pgconn, adapted = self._pgconn, self._adapted
        self._result = None  # what failed leaves no earlier answer to be taken for its own
        if pgconn.transaction_status == TransactionStatus.IDLE and not self.driver.autocommit:
            self._checked(pgconn.exec_(_beginning(self.driver)))
        given: Any = adapted.dump_sequence(parameters, [PyFormat.AUTO] * len(parameters))
        key = (sql, adapted.types or ())
        name = None if anew else self._name(key)
        if name is None:
            result = pgconn.exec_params(sql.encode(self._encoding), given, adapted.types, adapted.formats)
        else:
            result = pgconn.exec_prepared(name, given, adapted.formats)
        try:
            self._result = self._checked(result)
        except psycopg.Error as error:
            if error.sqlstate == UNKNOWN:
                self._prepared.clear()
            elif error.sqlstate in STALE_PLANS and key in self._prepared:
                self._dropped.append(self._prepared.pop(key))
            raise

    def _name(self, key: Key) -> bytes | None:
        """Return the name under which a statement is prepared; None where it is seldom sent."""
        name = self._prepared.get(key)
        if name is not None:
            self._prepared.move_to_end(key)
            return name
        count = self._counts.pop(key, 0) + 1
        if count < PREPARED_FROM:
            self._counts[key] = count
            if len(self._counts) > MOST_PREPARED:
                self._counts.popitem(last=False)
            return None
        if len(self._prepared) >= MOST_PREPARED:
            self._dropped.append(self._prepared.popitem(last=False)[1])
        while self._dropped:  # a stale one could not be dropped in the transaction that failed over it
            self._checked(self._pgconn.exec_(b"DEALLOCATE " + self._dropped[-1]))
            self._dropped.pop()
        self._number += 1
        name = b"debrief_%d" % self._number
        self._checked(self._pgconn.prepare(name, key[0].encode(self._encoding), key[1]))
        self._prepared[key] = name
        return name

    def _checked(self, result: PGresult) -> PGresult:
        if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            raise failure(self.driver, result)
        return result

    def fetchall(self) -> list[Any]:
        """Return the rows of the last answer."""
        result = self._result
        if result is None or not result.ntuples:
            return []
        self._adapted.set_pgresult(result)
        rows = self._adapted.load_rows(0, result.ntuples, tuple)
        self._result = None  # a pooled connection holds no one's rows until it is used again
        return rows

    @property
    def types(self) -> list[int]:
        """The types of the last answer's columns, as PostgreSQL numbers them."""
        result = self._result
        return [] if result is None else [result.ftype(place) for place in range(result.nfields)]

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed or found."""
        return -1 if self._result is None or self._result.command_tuples is None else self._result.command_tuples

    def close(self) -> None:
        """Forget the last answer; SQLAlchemy closes the cursor of a statement that failed."""
        self._result = None


def failure(driver: "psycopg.Connection[Any]", result: PGresult) -> psycopg.Error:
    """Return what psycopg would raise for a result."""
    if driver.pgconn.status == ConnStatus.BAD:
        return psycopg.OperationalError(result.get_error_message(driver.info.encoding))
    return psycopg.errors.error_from_result(result, driver.info.encoding)


def cursor_of(connection: Connection) -> LibpqCursor:
    """Return the cursor of the connection that SQLAlchemy's stands for just now."""
    driver: Any = connection.connection.dbapi_connection
    known: LibpqCursor | None = connection.info.get(CURSOR)
    if known is None or known.driver is not driver:
        known = connection.info[CURSOR] = LibpqCursor(driver)
    return known


def _beginning(driver: "psycopg.Connection[Any]") -> bytes:
    """Return how a transaction begins that is as the connection wants it."""
    level, reads = driver.isolation_level, driver.read_only
    words = ["BEGIN"]
    if level is not None:
        words.append(f"ISOLATION LEVEL {level.name.replace('_', ' ')}")
    if reads is not None:
        words.append("READ ONLY" if reads else "READ WRITE")
    return " ".join(words).encode()
