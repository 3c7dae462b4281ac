"""What many tests begin from, kept as it was and copied for each: making it takes long, copying does not."""

import pickle
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, connect
from typing import Any

from sqlalchemy import Connection as DatabaseConnection
from sqlalchemy import Engine, Table, delete, func, insert, select

from bot.playground.demo.run import from_nothing
from bot.playground.slack.local_slack import LocalSlack
from bot.wiring import Services
from storage.tables import METADATA

Rows = dict[Table, list[dict[str, Any]]]
REMEMBERED = ("members", "channels", "posts", "notices", "read_until", "chosen", "lacking", "_latest_tick")
"""All that a workspace remembers, but its lock, its clock and its count of changes."""


@dataclass
class Seeded:
    """What seeding left in the database and in Slack; `furnish` puts a copy of both where it is wanted."""

    database: Connection
    remembered: dict[str, Any]

    def furnish(self, services: Services, slack: LocalSlack) -> None:
        """Fill a SQLite database, with or without tables, and a workspace without messages."""
        raw = services.engine.raw_connection()
        try:
            self.database.backup(raw.driver_connection)
            raw.driver_connection.execute("DELETE FROM heartbeats")  # of a worker that stopped minutes ago
            raw.driver_connection.commit()
        finally:
            raw.close()
        remind(slack, self.remembered)


def seeded_once(services: Services, slack: LocalSlack) -> Seeded:
    """Seed an empty file and a workspace, as the playground does, and keep what came of it."""
    from_nothing(services, slack)
    database = connect(":memory:", check_same_thread=False)
    raw = services.engine.raw_connection()
    try:
        raw.driver_connection.backup(database)
    finally:
        raw.close()
    return Seeded(database, remembered_by(slack))


@dataclass
class Moment:
    """A database and a workspace as they were at a moment."""

    rows: Rows
    remembered: dict[str, Any]
    at: datetime

    @classmethod
    def of(cls, engine: Engine, slack: LocalSlack, at: datetime) -> "Moment":
        """Keep what stands now."""
        return cls(_rows_of(engine), remembered_by(slack), at)

    def furnish(self, engine: Engine, slack: LocalSlack) -> None:
        """Have a migrated database of the same kind and a workspace hold what stood then, and nothing else."""
        with engine.begin() as connection:
            for table in reversed(self.rows):
                connection.execute(_DELETING[table])
            for table, rows in self.rows.items():
                if rows:
                    connection.execute(_INSERTING[table], rows)
                _count_on(connection, table)
        remind(slack, self.remembered)


def remembered_by(slack: LocalSlack) -> dict[str, Any]:
    """Return a copy of all that a workspace remembers."""
    return _copied({name: getattr(slack.workspace, name) for name in REMEMBERED})


def remind(slack: LocalSlack, remembered: dict[str, Any]) -> None:
    """Have a workspace remember a copy of this, and nothing else."""
    for name, value in _copied(remembered).items():
        setattr(slack.workspace, name, value)


def _copied(remembered: dict[str, Any]) -> dict[str, Any]:
    copied: dict[str, Any] = pickle.loads(pickle.dumps(remembered))  # noqa: S301 - deepcopy takes five times as long
    return copied


def _rows_of(engine: Engine) -> Rows:
    with engine.connect() as connection:
        return {
            table: [dict(row) for row in connection.execute(reading).mappings()] for table, reading in _READING.items()
        }


# Made once: nearly every story copies all tables.
_READING = {table: select(table) for table in METADATA.sorted_tables}
_DELETING = {table: delete(table) for table in METADATA.sorted_tables}
_INSERTING = {table: insert(table) for table in METADATA.sorted_tables}


def _count_on(connection: DatabaseConnection, table: Table) -> None:
    """Have PostgreSQL number new rows after those that came with their numbers; SQLite does so by itself."""
    counted = table.autoincrement_column
    if counted is None or connection.dialect.name != "postgresql":
        return
    sequence = func.pg_get_serial_sequence(table.name, counted.name)
    connection.execute(select(func.setval(sequence, func.max(counted))))
