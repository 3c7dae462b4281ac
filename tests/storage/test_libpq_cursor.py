"""Statements go to PostgreSQL past psycopg's cursor: prepared once for each connection, and kept at every rollback."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine, bindparam, select, text, true
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from storage.database_trouble import is_database_trouble
from storage.engine import open_engine, reading
from storage.libpq_cursor import MOST_PREPARED, PREPARED_FROM, LibpqCursor, cursor_of
from storage.loop_lists import account_and_loops
from storage.loop_pages import due_paged
from storage.people import PersonRow
from storage.plain_reading import PLANNED_ANEW, read

PEOPLE = PersonRow.__table__.c
NAMED = select(PEOPLE.name).where(PEOPLE.team_id == bindparam("team"), PEOPLE.user_id == bindparam("user"))
ASKED = {"team": "T1", "user": "U1"}
PREPARED = text("SELECT count(*) FROM pg_prepared_statements")
PLANNED_FOR_VALUES = 5
"""So many times PostgreSQL makes a plan for the very values, before it compares those with one for all values."""


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    return postgresql_url


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection


@pytest.fixture
def own(bare_postgresql_url: str) -> Iterator[Connection]:
    """A connection to a database whose tables may be changed."""
    engine = open_engine(bare_postgresql_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def cursor(connection: Connection) -> LibpqCursor:
    return cursor_of(connection)


def often(cursor: LibpqCursor, sql: str, *parameters: Any) -> None:
    for _ in range(PREPARED_FROM):
        cursor.execute(sql, parameters)


def state(connection: Connection) -> str:
    driver: Any = connection.connection.dbapi_connection
    return str(driver.info.transaction_status.name)


def test_what_is_read_often_is_prepared_and_stays_so_when_transactions_end(engine: Engine) -> None:
    for number in range(PREPARED_FROM):
        with Session(reading(engine)) as session:
            assert session.connection().execute(PREPARED).scalar_one() == 0, number
            assert read(session, NAMED, ASKED) == []
    with Session(engine) as session:
        assert session.connection().execute(PREPARED).scalar_one() == 1


def test_a_connection_keeps_the_statements_sent_last(connection: Connection, cursor: LibpqCursor) -> None:
    for number in range(MOST_PREPARED + 5):
        often(cursor, f"SELECT {number}, $1::text", "x")
        assert cursor.fetchall() == [(number, "x")]
        often(cursor, "SELECT 'always'")
    assert connection.execute(PREPARED).scalar_one() == MOST_PREPARED
    kept = connection.execute(text("SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'always'"))
    assert kept.scalar_one() == 1


def test_what_is_planned_anew_each_time_is_not_prepared(engine: Engine) -> None:
    statement = NAMED.execution_options(**{PLANNED_ANEW: True})
    with Session(reading(engine)) as session:
        for _ in range(PREPARED_FROM):
            assert read(session, statement, ASKED) == []
        assert session.connection().execute(PREPARED).scalar_one() == 0


def test_a_plan_for_all_values_knows_the_constants(engine: Engine) -> None:
    some = NAMED.where(PEOPLE.is_owner == true(), PEOPLE.name.in_(["Ida's", "50%"]), PEOPLE.name != "a:b").limit(3)
    with Session(engine) as session:
        session.add(PersonRow(team_id="T1", user_id="U1", name="Ida's", is_owner=True))
        for _ in range(PREPARED_FROM):
            assert [row.name for row in read(session, some, ASKED)] == ["Ida's"]
        taken = text("SELECT cardinality(parameter_types) FROM pg_prepared_statements")
        assert session.connection().execute(taken).scalars().all() == [len(ASKED)]


def test_lists_of_someone_with_few_loops_among_people_with_many_keep_their_plan(engine: Engine) -> None:
    crowd = text(
        "INSERT INTO loop_members (loop_id, person, team_id, state, is_open, opened_at, deadline_at, opens, recruits,"
        " manages, decides, interview) SELECT 'L' || loop, 'U' || person, 'T1', 'open', true, now(), now(), false,"
        " false, false, false, 'due' FROM generate_series(1, 500) loop, generate_series(1, 6) person"
        " WHERE person > 1 OR loop <= 6"
    )
    with Session(engine) as session:
        for statement in (text("SET LOCAL session_replication_role = replica"), crowd, text("ANALYZE loop_members")):
            session.connection().execute(statement)
        for _ in range(PREPARED_FROM + PLANNED_FOR_VALUES):
            assert len(account_and_loops(session, "T1", "U1", lambda _: False)[1].loops) == 6
            assert due_paged(session, "T1", "U1", first=0, most=5).number == 6
        plans = text("SELECT generic_plans > 0 FROM pg_prepared_statements WHERE statement ~ 'FROM loop_members'")
        assert session.connection().execute(plans).scalars().all() == [True] * 3  # the list, a page, and its number


def test_values_of_another_type_are_another_statement(cursor: LibpqCursor) -> None:
    for value in (1, "word", None, 2.5, True, 5_000_000_000):
        often(cursor, "SELECT $1::text IS NULL", value)
        assert cursor.fetchall() == [(value is None,)]


@pytest.mark.parametrize("change", ["ALTER TABLE changing ALTER it TYPE text", "DEALLOCATE ALL"])
def test_what_was_prepared_and_holds_no_longer_fails_once(own: Connection, change: str) -> None:
    cursor = cursor_of(own)
    own.execute(text("CREATE TEMPORARY TABLE changing (it integer)"))
    often(cursor, "SELECT it FROM changing")
    own.execute(text(change))
    own.commit()
    with pytest.raises((psycopg.errors.FeatureNotSupported, psycopg.errors.InvalidSqlStatementName)):
        cursor.execute("SELECT it FROM changing", ())
    own.connection.rollback()
    often(cursor, "SELECT it FROM changing")
    assert cursor.fetchall() == []


def test_a_transaction_begins_as_its_connection_wants_it_and_ends_at_once(engine: Engine) -> None:
    settings = "SELECT current_setting('transaction_read_only'), current_setting('transaction_isolation')"
    for source, wanted in ((reading(engine), ("on", "repeatable read")), (engine, ("off", "read committed"))):
        with source.connect() as connection:
            connection.begin()
            cursor = cursor_of(connection)
            cursor.execute(settings, ())
            assert cursor.fetchall() == [wanted]
            assert state(connection) == "INTRANS"
            connection.commit()
            assert state(connection) == "IDLE"


def test_a_transaction_that_failed_can_be_rolled_back(connection: Connection, cursor: LibpqCursor) -> None:
    with pytest.raises(psycopg.errors.UndefinedTable):
        cursor.execute("SELECT 1 FROM nowhere", ())
    assert state(connection) == "INERROR"
    connection.begin()
    connection.rollback()
    assert state(connection) == "IDLE"


def test_what_a_commit_finds_wrong_is_raised(own: Connection) -> None:
    own.execute(text("CREATE TEMPORARY TABLE once (it integer UNIQUE DEFERRABLE INITIALLY DEFERRED)"))
    own.commit()
    own.execute(text("INSERT INTO once VALUES (1), (1)"))
    with pytest.raises(IntegrityError):
        own.commit()
    own.rollback()
    assert own.execute(text("SELECT count(*) FROM once")).scalar_one() == 0


def test_a_connection_that_has_ended_cannot_commit(engine: Engine, connection: Connection) -> None:
    backend = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with engine.connect() as other:
        other.execute(text(f"SELECT pg_terminate_backend({backend})"))
    with pytest.raises(DBAPIError) as failed:
        connection.commit()
    assert failed.value.connection_invalidated


def test_a_savepoint_that_is_rolled_back_drops_nothing_that_is_prepared(engine: Engine) -> None:
    with Session(engine) as session:
        for _ in range(PREPARED_FROM):
            read(session, NAMED, ASKED)
        for _ in range(10):  # more than psycopg sends before it prepares by itself
            session.execute(text("SELECT 1"))
        session.begin_nested().rollback()
        assert read(session, NAMED, ASKED) == []
        assert session.connection().execute(PREPARED).scalar_one() == 1


def test_what_sqlalchemy_sends_outlives_a_change_of_its_tables(own: Connection) -> None:
    own.execute(text("CREATE TEMPORARY TABLE changing (it integer)"))
    asked = text("SELECT it FROM changing")
    for _ in range(10):
        own.execute(asked)
    own.execute(text("ALTER TABLE changing ALTER it TYPE text"))
    own.commit()
    assert own.execute(asked).all() == []


def test_an_answer_is_read_once_and_none_is_left_of_a_statement_that_failed(cursor: LibpqCursor) -> None:
    cursor.execute("SELECT 1", ())
    assert cursor.fetchall() == [(1,)]
    assert cursor.fetchall() == []
    cursor.execute("SELECT 1", ())
    with pytest.raises(psycopg.errors.UndefinedTable):
        cursor.execute("SELECT 1 FROM nowhere", ())
    assert cursor.fetchall() == []


def test_a_stale_statement_is_dropped_as_soon_as_that_can_be(own: Connection) -> None:
    cursor = cursor_of(own)
    own.execute(text("CREATE TEMPORARY TABLE changing (it integer)"))
    often(cursor, "SELECT it FROM changing")
    own.execute(text("ALTER TABLE changing ALTER it TYPE text"))
    own.commit()
    with pytest.raises(psycopg.errors.FeatureNotSupported) as failed:
        cursor.execute("SELECT it FROM changing", ())
    assert is_database_trouble(DBAPIError("", (), failed.value)), "the same request may succeed at once"
    own.connection.rollback()
    often(cursor, "SELECT it FROM changing")
    assert own.execute(PREPARED).scalar_one() == 1
