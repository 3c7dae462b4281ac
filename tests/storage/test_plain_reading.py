"""Rows asked of the driver itself are those that SQLAlchemy would have given, on both databases."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, event, func, insert, literal, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from storage.database_trouble import is_database_trouble
from storage.engine import reading
from storage.jd_reviews import JdReviewRow
from storage.messages import MessageKind, MessageRow, MessageState
from storage.people import PersonRow
from storage.plain_reading import read, send

MORNING = datetime(2026, 3, 2, 9, 30, 15, 250_000, tzinfo=UTC)
PEOPLE, MESSAGES, REVIEWS = PersonRow.__table__.c, MessageRow.__table__.c, JdReviewRow.__table__.c
NAMED = (
    select(PEOPLE.user_id, PEOPLE.name, PEOPLE.is_owner, PEOPLE.fetched_at)
    .where(PEOPLE.team_id == bindparam("team"), PEOPLE.user_id.in_(bindparam("users", expanding=True)))
    .order_by(PEOPLE.user_id)
)
OTHERS = (
    select(PEOPLE.user_id).where(PEOPLE.user_id.not_in(bindparam("users", expanding=True))).order_by(PEOPLE.user_id)
)
OF_KIND = select(MESSAGES.subject, MESSAGES.kind, MESSAGES.state, MESSAGES.due_at, MESSAGES.fresh).where(
    MESSAGES.kind == bindparam("kind"), MESSAGES.due_at <= bindparam("until")
)
FOUND = select(REVIEWS.outcome, REVIEWS.outcome["blockers"].as_integer(), REVIEWS.keep_days / literal(4.0))


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Any:
    with sessions.begin() as session:
        for number in range(5):
            row = PersonRow(team_id="T1", user_id=f"U{number}", name=f"Person {number}", is_owner=number == 3)
            row.fetched_at = MORNING if number % 2 else None
            session.add(row)
        yield session


def both(session: Session, statement: Any, values: dict[str, Any]) -> tuple[Sequence[Any], Sequence[Any]]:
    """Return a statement's rows, as they are read plainly and as SQLAlchemy reads them."""
    plainly = [tuple(row) for row in read(session, statement, values)]
    return plainly, [tuple(row) for row in session.connection().execute(statement, values)]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5, 9])
@pytest.mark.parametrize("statement", [NAMED, OTHERS])
def test_a_list_of_any_length_finds_the_same_rows(session: Session, statement: Any, number: int) -> None:
    users = [f"U{place}" for place in range(number)]
    plainly, usual = both(session, statement, {"team": "T1", "users": users})
    assert plainly == usual
    assert len(plainly) == (min(number, 5) if statement is NAMED else max(0, 5 - number))


def test_values_come_back_as_their_columns_types_make_them(session: Session) -> None:
    kind, state = MessageKind.SIGNAL, MessageState.STANDING
    times = {"wanted_at": MORNING, "due_at": MORNING}
    session.add(MessageRow(team_id="T1", kind=kind, subject="L1", recipient="C1", state=state, fresh=False, **times))
    plainly, usual = both(session, OF_KIND, {"kind": kind, "until": MORNING})
    assert plainly == usual == [("L1", kind, state, MORNING, False)]
    assert [type(value) for value in plainly[0]] == [str, MessageKind, MessageState, datetime, bool]
    assert plainly[0][3].tzinfo is UTC


def test_what_is_read_out_of_json_and_computed_is_the_same(session: Session) -> None:
    moments = dict.fromkeys(("keep_until", "created_at", "reviewed_at"), MORNING)
    texts = dict.fromkeys(("team_id", "user_id", "digest", "body_digest", "title", "text"), "T1")
    session.add(JdReviewRow(outcome={"blockers": 2}, changes={}, keep_days=30, **texts, **moments))
    plainly, usual = both(session, FOUND, {})
    assert plainly == usual == [({"blockers": 2}, 2, 7.5)]


def test_rows_are_read_by_name_in_order_or_as_a_whole(session: Session) -> None:
    row = read(session, NAMED, {"team": "T1", "users": ["U3"]})[0]
    user, name, is_owner, _ = row
    assert (user, name, is_owner) == (row.user_id, row.name, row.is_owner) == ("U3", "Person 3", True)
    assert row._asdict()["fetched_at"] == MORNING


def test_what_a_session_holds_back_is_written_first(session: Session) -> None:
    session.add(PersonRow(team_id="T1", user_id="U9", name="New"))
    assert [row.name for row in read(session, NAMED, {"team": "T1", "users": ["U9"]})] == ["New"]


def test_each_transaction_of_a_session_reads_over_its_own_connection(engine: Engine) -> None:
    asked = {"team": "T1", "users": ["U1", "U2"]}
    with Session(reading(engine)) as reader:
        assert read(reader, NAMED, asked) == []
        with Session(engine) as writer, writer.begin():
            writer.add(PersonRow(team_id="T1", user_id="U1", name="One"))
        assert read(reader, NAMED, asked) == [], "one transaction shows one moment"
        reader.rollback()
        assert [row.name for row in read(reader, NAMED, asked)] == ["One"]


def test_a_failing_statement_raises_what_sqlalchemy_raises_without_what_people_wrote(session: Session) -> None:
    wrong = select(func.no_such_function(bindparam("words")))
    with pytest.raises(DBAPIError) as failed:
        read(session, wrong, {"words": "shy but brilliant"})
    assert "brilliant" not in str(failed.value)
    assert "no_such_function" in str(failed.value)
    assert not is_database_trouble(failed.value)


def test_a_statement_that_takes_too_long_is_the_databases_trouble(engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite waits for locks alone")
    with Session(reading(engine)) as session:
        session.connection().exec_driver_sql("SET statement_timeout = 20")
        with pytest.raises(DBAPIError) as failed:
            read(session, select(func.pg_sleep(bindparam("seconds"))), {"seconds": 5.0})
    assert is_database_trouble(failed.value)


def test_a_connection_that_has_ended_is_the_databases_trouble_and_the_next_session_has_another(engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no server that ends connections")
    asked = {"team": "T1", "users": ["U1"]}
    with Session(reading(engine)) as session:
        read(session, NAMED, asked)
        backend = session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with engine.connect() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({backend})")
        with pytest.raises(DBAPIError) as failed:
            read(session, NAMED, asked)
        assert failed.value.connection_invalidated
        assert is_database_trouble(failed.value)
    with Session(reading(engine)) as session:
        assert read(session, NAMED, asked) == []


def test_who_counts_statements_is_told_of_them(engine: Engine) -> None:
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    with Session(reading(engine)) as session:
        read(session, OTHERS, {"users": []})
    assert [statement for statement in sent if "FROM people" in statement]


ADDING = insert(PersonRow.__table__)
RENAMING = update(PersonRow.__table__).where(PEOPLE.user_id.in_(bindparam("users", expanding=True)))
RENAMING = RENAMING.values(name=bindparam("called"), fetched_at=bindparam("at"))


def test_a_change_is_made_as_sqlalchemy_would_make_it(session: Session) -> None:
    send(session, RENAMING, {"users": ["U1", "U2", "U4"], "called": "Kim", "at": MORNING})
    found = read(session, NAMED, {"team": "T1", "users": ["U1", "U2", "U3", "U4"]})
    assert [(row.name, row.fetched_at) for row in found] == [
        ("Kim", MORNING),
        ("Kim", MORNING),
        ("Person 3", MORNING),
        ("Kim", MORNING),
    ]


def test_a_row_is_added_with_all_its_values_or_not_at_all(session: Session) -> None:
    values = {column.name: None for column in PEOPLE} | {"team_id": "T1", "user_id": "U8", "name": "Eight"}
    flags = {name: False for name in values if name.startswith("is_")}
    send(session, ADDING, values | flags)
    assert [row.name for row in read(session, NAMED, {"team": "T1", "users": ["U8"]})] == ["Eight"]
    with pytest.raises(ValueError, match="is_owner"):
        send(session, ADDING, {"team_id": "T1", "user_id": "U7", "name": "Seven"})


def test_a_change_that_breaks_a_rule_is_refused_by_the_name_that_is_caught(session: Session) -> None:
    values = {column.name: None for column in PEOPLE} | {"team_id": "T1", "user_id": "U1", "name": "Again"}
    flags = {name: False for name in values if name.startswith("is_")}
    with pytest.raises(IntegrityError), session.begin_nested():
        send(session, ADDING, values | flags)
    assert len(read(session, NAMED, {"team": "T1", "users": ["U1"]})) == 1, "the session goes on"
