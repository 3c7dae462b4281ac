"""Migrates with Alembic, up and down, and writes new migrations; knows tables, never what is in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

LOCK = 7_236_500_100
"""The advisory lock on PostgreSQL that lets one process migrate while the others wait."""


def upgrade(engine: Engine) -> None:
    """Migrate to the newest version; several processes may ask at once."""
    with _migrating(engine) as connection:
        command.upgrade(_config(connection), "head")


def downgrade(engine: Engine) -> None:
    """Take every migration back; whatever the tables held is gone."""
    with _migrating(engine) as connection:
        command.downgrade(_config(connection), "base")


def revise(engine: Engine, why: str) -> None:
    """Write a new migration file from the difference between a migrated database and the tables."""
    count = sum(1 for _ in ScriptDirectory.from_config(_config()).walk_revisions())
    with _migrating(engine) as connection:
        command.revision(_config(connection), message=why, autogenerate=True, rev_id=f"{count + 1:04d}")


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            yield from _on_sqlite(connection)
        else:
            yield from _on_postgresql(connection)


def _on_postgresql(connection: Connection) -> Iterator[Connection]:
    with connection.begin():
        # The engine's waits suit a request; here another process may be migrating for a while.
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        connection.execute(text("SET LOCAL lock_timeout = '120s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        # A table in use is waited for briefly: a longer queue for its lock would stop every request behind it.
        connection.execute(text("SET LOCAL lock_timeout = '5s'"))
        yield connection


def _on_sqlite(connection: Connection) -> Iterator[Connection]:
    # SQLite alters a table by copying and dropping it, and a drop would delete the rows that refer to it. The
    # pragma is ignored inside a transaction, hence the driver's own connection.
    driver = connection.connection.dbapi_connection
    if driver is None:
        message = "the connection to SQLite is closed"
        raise ConnectionError(message)
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            yield connection
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                message = f"a migration left {len(broken)} rows that refer to nothing"
                raise ValueError(message)
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
