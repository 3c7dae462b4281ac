"""Says which version the tables of a database have, and brings them to the code's; knows not what they hold.

Alembic is imported for migrating alone: a process that finds its database as it should be starts without it.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect, text

VERSIONS = Path(__file__).parent / "versions"
NOTED_IN = "alembic_version"
"""The table in which Alembic notes the version, as one row."""


def newest() -> str:
    """Return the version that the code expects: that of the last migration, whose file is named after it."""
    return max(file.name[1:].split("_")[0] for file in VERSIONS.glob("v[0-9]*_*.py"))


def current(engine: Engine) -> str | None:
    """Return the version the database has, or None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(NOTED_IN):
            return None
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def upgrade(engine: Engine) -> str:
    """Migrate to the newest version and return it; several processes may ask at once."""
    _running().upgrade(engine)
    return newest()


def downgrade(engine: Engine) -> None:
    """Take every migration back; whatever the tables held is gone."""
    _running().downgrade(engine)


def revise(engine: Engine, why: str) -> None:
    """Write a new migration file from the difference between a migrated database and the tables."""
    _running().revise(engine, why)


def _running() -> Any:
    return import_module("storage.migrations.running")
