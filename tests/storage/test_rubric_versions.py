"""A pinned rubric is loaded and read once in a process, whatever list or panel asks for it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session, sessionmaker

from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from storage.rubric_versions import Rubrics, RubricVersionRow, pin_rubric, remembering, rubrics_by_digest

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEVELS = (Level.JUNIOR, Level.MID, Level.SENIOR)


@pytest.fixture
def digests(sessions: sessionmaker[Session], catalogue: Catalogue) -> list[str]:
    """Three rubrics, pinned."""
    with sessions.begin() as session:
        return [pin_rubric(session, catalogue.rubric("ai-engineer", level), NOW) for level in LEVELS]


@pytest.fixture
def sharing(engine: Engine) -> sessionmaker[Session]:
    """Sessions of a process that remembers two rubrics."""
    return sessionmaker(engine, info=remembering(Rubrics(2)))


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect what is read from the database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_pinned_rubrics_come_back_as_they_were(
    sessions: sessionmaker[Session], digests: list[str], catalogue: Catalogue
) -> None:
    with sessions() as session:
        read = rubrics_by_digest(session, (digest for digest in [*digests, "unknown"]))
    assert read == {d: catalogue.rubric("ai-engineer", level) for d, level in zip(digests, LEVELS, strict=True)}


def test_a_rubric_that_was_read_is_not_asked_for_again(
    engine: Engine, sharing: sessionmaker[Session], digests: list[str]
) -> None:
    with sharing() as session:
        first = rubrics_by_digest(session, digests[:2])
    with statements(engine) as sent, sharing() as session:
        again = rubrics_by_digest(session, digests[:2])
    assert sent == []
    assert all(again[digest] is first[digest] for digest in digests[:2])


def test_rows_leave_the_content_where_it_is_once_it_was_read(
    engine: Engine, sharing: sessionmaker[Session], digests: list[str]
) -> None:
    with sharing() as session:
        rubrics_by_digest(session, digests[:1])
    with statements(engine) as sent, sharing() as session:
        row = session.scalars(select(RubricVersionRow).where(RubricVersionRow.digest == digests[0])).one()
        assert row.rubric.digest == digests[0]
    assert len(sent) == 1
    assert "content" not in sent[0]


def test_more_rubrics_than_are_remembered_are_read_again(
    engine: Engine, sharing: sessionmaker[Session], digests: list[str]
) -> None:
    with sharing() as session:
        for digest in digests:
            rubrics_by_digest(session, [digest])
    with statements(engine) as sent, sharing() as session:
        rubrics_by_digest(session, digests[1:])
        assert sent == []
        assert set(rubrics_by_digest(session, digests)) == set(digests)
    assert len(sent) == 1


def test_sessions_that_share_nothing_read_for_themselves(sessions: sessionmaker[Session], digests: list[str]) -> None:
    with sessions() as session:
        (mine,) = rubrics_by_digest(session, digests[:1]).values()
    with sessions() as session:
        (theirs,) = rubrics_by_digest(session, digests[:1]).values()
    assert mine == theirs
    assert mine is not theirs


def test_many_threads_read_the_same_rubrics(sharing: sessionmaker[Session], digests: list[str]) -> None:
    def read(number: int) -> set[str]:
        wanted = digests[number % 3 :] + digests[: number % 2]
        with sharing() as session:
            read = rubrics_by_digest(session, wanted)
        assert all(digest == rubric.digest for digest, rubric in read.items())
        return set(wanted) - set(read)

    with ThreadPoolExecutor(4) as threads:
        assert not set().union(*threads.map(read, range(60)))
