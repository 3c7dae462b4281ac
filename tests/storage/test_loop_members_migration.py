"""A filled database from before lists were index ranges: every loop stands in the lists it stood in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from rubrics.catalogue.levels import Level
from rubrics.panel.loop import InterviewState, LoopState
from storage import migrations
from storage.candidates import candidate_called
from storage.engine import open_engine
from storage.loop_lists import ListedLoop, loops_listed, loops_listed_about
from storage.migrations import running
from storage.migrations.versions import v0006_loop_members as migration
from tests.built_in import CATALOGUE

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
RUBRIC = CATALOGUE.rubric("ai-engineer", Level.SENIOR)
LOOPS = (("open", "due"), ("revealed", "excused"), ("revealed", "due"), ("cancelled", "submitted"))
"""The state of each loop, with that of Ivan's interview in it."""


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database as the version before this migration left it, with a loop in each state."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path}/before.sqlite3")
    else:
        engine = open_engine(request.getfixturevalue("bare_postgresql_url"))
    with running._migrating(engine) as connection:
        command.upgrade(running._config(connection), str(migration.down_revision))
        _fill(connection)
    yield engine
    engine.dispose()


def _fill(connection: Connection) -> None:
    tables = sa.MetaData()
    tables.reflect(connection)
    people = {"hiring_manager": "U0HANA", "recruiter": "U0RITA"}
    rows: dict[str, list[dict[str, Any]]] = {
        "rubric_versions": [
            {
                "digest": RUBRIC.digest,
                "rubric_id": RUBRIC.id,
                "content": RUBRIC.model_dump(mode="json"),
                "pinned_at": NOW,
            }
        ],
        "openings": [
            {"id": "o", "team_id": "T1", "name": "x", "role": "r", "level": "senior", "created_at": NOW, **people}
        ],
        "candidates": [
            {"id": "c", "team_id": "T1", "code": "C-K7P2", "name": "Élise Öhman", "name_key": "élise öhman"}
            | {"created_at": NOW},
            {"id": "d", "team_id": "T1", "code": "C-AAAA", "name": None, "name_key": None, "created_at": NOW},
            {"id": "e", "team_id": "T1", "code": "C-EEEE", "name": "“Öhman, Elise”", "name_key": "“öhman, elise”"}
            | {"created_at": NOW.replace(day=9)},
        ],
        "loops": [
            {
                "id": f"l{place}",
                "team_id": "T1",
                "form_id": f"f{place}",
                "opening_id": "o",
                "candidate_id": "c" if place else "d",
                "rubric_digest": RUBRIC.digest,
                "channel_id": "C1",
                "opened_by": "U0OPAL",
                "opened_at": NOW.replace(day=place + 1),
                "deadline_at": NOW,
                "shows_name": False,
                "warnings": [],
                "state": state,
                "record_head": "",
                **people,
            }
            for place, (state, _) in enumerate(LOOPS)
        ],
        "interviews": [
            {
                "id": f"i{place}",
                "loop_id": f"l{place}",
                "position": 0,
                "interviewer": "U0IVAN",
                "focus": ["cost"],
                "took_place_early": False,
                "referred": False,
                "state": state,
            }
            for place, (_, state) in enumerate(LOOPS)
        ],
        "drafts": [
            {"interview_id": f"i{place}", "values": {"a": "b"}, "hinted": [], "acted_at": "", "saved_at": NOW}
            for place in range(len(LOOPS))
        ],
    }
    for name, content in rows.items():
        connection.execute(sa.insert(tables.tables[name]), content)


def listed(engine: Engine, user: str, words: str = "", *, everyone: bool = False) -> list[ListedLoop]:
    with Session(engine) as session:
        if words:
            return list(loops_listed_about(session, "T1", user, words, everyone=everyone).loops)
        return list(loops_listed(session, "T1", user, everyone=everyone).loops)


def test_every_loop_of_old_stands_in_the_lists_of_its_people(before: Engine) -> None:
    migrations.upgrade(before)
    loops = [
        ListedLoop(f"l{place}", LoopState(state), NOW.replace(day=place + 1), NOW, False, InterviewState(own))
        for place, (state, own) in enumerate(LOOPS)
    ]
    loops = [loops[0], *reversed(loops[1:])]  # the open one, then the newest
    assert listed(before, "U0IVAN") == loops
    for user in ("U0HANA", "U0RITA", "U0OPAL"):
        assert [(loop.id, loop.runs) for loop in listed(before, user)] == [(loop.id, True) for loop in loops]
    assert [loop.id for loop in listed(before, "U0ADA", everyone=True)] == [loop.id for loop in loops]
    assert listed(before, "U0OTTO") == []


def test_candidates_of_old_are_found_by_code_name_and_words_of_it(before: Engine) -> None:
    migrations.upgrade(before)
    for words in ("c-k7p2", "ÉLISE  Öhman", "öhman", "elise ohman", "Öhman, Elise (C-K7P2)"):
        assert [loop.id for loop in listed(before, "U0IVAN", words)] == ["l3", "l2", "l1"]
    assert [loop.id for loop in listed(before, "U0IVAN", "c-aaaa")] == ["l0"]


def test_of_candidates_who_share_a_name_by_now_it_means_the_eldest(before: Engine) -> None:
    migrations.upgrade(before)
    with Session(before) as session:
        called = candidate_called(session, "T1", "Elise Ohman")
        other = candidate_called(session, "T1", "c-eeee")
        assert called is not None
        assert other is not None
        assert (called.id, called.name_key) == ("c", "elise ohman")
        assert (other.id, other.name_key) == ("e", None)


def test_drafts_that_nobody_can_open_any_more_are_gone(before: Engine) -> None:
    migrations.upgrade(before)
    with before.connect() as connection:
        kept = connection.execute(sa.text("SELECT interview_id FROM drafts ORDER BY interview_id")).scalars().all()
    assert kept == ["i0", "i2"]


def test_taking_the_migration_back_keeps_what_the_rows_follow_from(before: Engine) -> None:
    migrations.upgrade(before)
    with running._migrating(before) as connection:
        command.downgrade(running._config(connection), str(migration.down_revision))
        assert "loop_members" not in sa.inspect(connection).get_table_names()
        kept = connection.execute(sa.text("SELECT id, name_key FROM candidates ORDER BY id")).all()
        assert [tuple(row) for row in kept] == [("c", "élise öhman"), ("d", None), ("e", "“öhman, elise”")]
    migrations.upgrade(before)
    assert len(listed(before, "U0IVAN")) == len(LOOPS)
