"""Migrating gives exactly the tables the code declares."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from storage import migrations
from storage.engine import open_engine
from storage.migrations.running import _config
from storage.tables import METADATA


def test_migrating_an_empty_database_gives_exactly_the_declared_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_migrated_database_says_its_version(engine: Engine) -> None:
    assert migrations.current(engine) == migrations.newest()


def test_the_newest_version_is_the_one_that_alembic_would_migrate_to() -> None:
    assert migrations.newest() == ScriptDirectory.from_config(_config()).get_current_head()


def test_an_empty_database_has_no_version(tmp_path: Path) -> None:
    assert migrations.current(open_engine(f"sqlite:///{tmp_path}/empty.sqlite3")) is None


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    assert migrations.upgrade(engine) == migrations.current(engine)


def test_several_processes_may_migrate_at_once_on_postgresql(bare_postgresql_url: str) -> None:
    engines = [open_engine(bare_postgresql_url) for _ in range(3)]
    with ThreadPoolExecutor(3) as threads:
        versions = set(threads.map(migrations.upgrade, engines))
    assert versions == {migrations.newest()}
    for engine in engines:
        engine.dispose()


def test_a_migration_on_sqlite_keeps_foreign_keys_afterwards(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/new.sqlite3")
    migrations.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_taking_every_migration_back_leaves_no_table(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/down.sqlite3")
    migrations.upgrade(engine)
    migrations.downgrade(engine)
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    assert names == ["alembic_version"]


def test_a_failed_migration_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/failed.sqlite3")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE scorecards (somebody_elses INTEGER)"))
    with pytest.raises(OperationalError, match="scorecards"):
        migrations.upgrade(engine)
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    assert names == ["scorecards"]


def test_nobody_changes_the_tables_of_the_database_that_tests_share(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)
    with pytest.raises(DBAPIError, match="takes a database of its own"), engine.begin() as connection:
        connection.execute(text("ALTER TABLE loops ADD COLUMN somebody_elses integer"))
    engine.dispose()
