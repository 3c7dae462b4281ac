"""Rows of a database from before loops kept facts: every sentence of old becomes the fact that it told."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from rubrics.catalogue.levels import Level
from rubrics.panel.coverage import CoverageWarning, WarningKey
from rubrics.panel.loop import ExcuseReason, Loop
from storage import migrations
from storage.engine import open_engine
from storage.loops import loop_row, loop_value
from storage.migrations import running
from storage.migrations.versions import v0005_loop_facts as migration
from tests.built_in import CATALOGUE

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
RUBRIC = CATALOGUE.rubric("ai-engineer", Level.SENIOR)
FIRST = RUBRIC.competencies[0]

OLD = (
    (f"Nobody assesses {FIRST.name}.", None),
    (f"{FIRST.name} is a must-have, and only one interviewer assesses it.", None),
    ("{who} has 6 competencies; more than 4 are hard to rate well in one interview.", "U0IDA"),
    ("6 interviewers: beyond 4, each adds little and costs the candidate time.", None),
    ("With one interviewer the signal will read “not enough evidence”; this rubric asks for 3 scorecards.", None),
    ("With 2 interviewers the signal will read “not enough evidence”; this rubric asks for 3 scorecards.", None),
    ("Nobody on the panel is senior.", None),
    ("{who} has declared to have referred the candidate.", "U0IVAN"),
    (
        "Nobody else owes a scorecard, so this reveals the panel at once. "
        "Nobody can be added to it afterwards; what is missing then takes a new loop.",
        None,
    ),
    (
        "The channel is public: the whole workspace can read the candidate’s name there, and the signal is not posted.",
        None,
    ),
    ("Nobody assesses Alchemy.", None),
    ("{who} snores.", "U0IDA"),
)
"""Every warning that was ever written into a row, one of a competency that is no more, and one that no one knows."""

NAMED = {"competency": FIRST.id, "name": FIRST.name}
NEW = (
    CoverageWarning(key=WarningKey.NOBODY_ASSESSES, values=NAMED),
    CoverageWarning(key=WarningKey.ONE_RATER, values=NAMED),
    CoverageWarning(key=WarningKey.TOO_MANY_COMPETENCIES, who="U0IDA", values={"number": 6, "most": 4}),
    CoverageWarning(key=WarningKey.TOO_MANY_INTERVIEWERS, values={"number": 6, "most": 4}),
    CoverageWarning(key=WarningKey.TOO_FEW_INTERVIEWERS, values={"number": 1, "least": 3}),
    CoverageWarning(key=WarningKey.TOO_FEW_INTERVIEWERS, values={"number": 2, "least": 3}),
    CoverageWarning(key=WarningKey.NOBODY_SENIOR),
    CoverageWarning(key=WarningKey.REFERRED_CANDIDATE, who="U0IVAN"),
    CoverageWarning(key=WarningKey.REVEALS_PANEL),
    CoverageWarning(key=WarningKey.PUBLIC_CHANNEL, values={"shows_name": True}),
    CoverageWarning(key=WarningKey.NOBODY_ASSESSES, values={"competency": "", "name": "Alchemy"}),
    CoverageWarning(key=WarningKey.LEGACY, who="U0IDA", values={"text": "@U0IDA snores."}),
)

INTERVIEWS = (
    ("U0IVAN", "due", None, None),
    ("U0IDA", "excused", "U0RITA", "Taken off the panel"),
    ("U0IMRAN", "excused", "U0IMRAN", "Fell ill"),
    ("U0INES", "did_not_happen", "U0RITA", "The candidate never came"),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of the version before, with one loop."""
    url = f"sqlite:///{tmp_path}/old.sqlite3"
    engine = open_engine(url if request.param == "sqlite" else request.getfixturevalue("bare_postgresql_url"))
    with running._migrating(engine) as connection:
        command.upgrade(running._config(connection), str(migration.down_revision))
        _write(connection)
    yield engine
    engine.dispose()


def _write(connection: sa.Connection) -> None:
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
            {
                "id": "o",
                "team_id": "T1",
                "name": "Support",
                "role": "ai-engineer",
                "level": "senior",
                "created_at": NOW,
                **people,
            }
        ],
        "candidates": [
            {"id": "c", "team_id": "T1", "code": "C-K7P2", "name": "Dana", "name_key": "dana", "created_at": NOW}
        ],
        "loops": [
            {
                "id": "l",
                "team_id": "T1",
                "form_id": "f",
                "opening_id": "o",
                "candidate_id": "c",
                "rubric_digest": RUBRIC.digest,
                "channel_id": "C1",
                "opened_by": "U0RITA",
                "opened_at": NOW,
                "deadline_at": NOW,
                "shows_name": False,
                "warnings": [{"sentence": sentence, "who": who} for sentence, who in OLD],
                "state": "open",
                "record_head": "",
                **people,
            }
        ],
        "interviews": [
            {
                "id": user,
                "loop_id": "l",
                "position": place,
                "interviewer": user,
                "focus": [FIRST.id],
                "took_place_early": False,
                "referred": False,
                "state": state,
                "excused_by": by,
                "excused_reason": said,
            }
            for place, (user, state, by, said) in enumerate(INTERVIEWS)
        ],
    }
    for name, content in rows.items():
        connection.execute(sa.insert(tables.tables[name]), content)


def migrated(engine: Engine) -> Loop:
    migrations.upgrade(engine)
    with Session(engine) as session:
        row = loop_row(session, "T1", "l")
        assert row is not None
        return loop_value(row)


def test_every_warning_of_old_becomes_its_key_and_values(before: Engine) -> None:
    assert migrated(before).warnings == NEW


def test_why_somebody_was_excused_stands_apart_from_what_was_said(before: Engine) -> None:
    assert [(i.interviewer, i.excuse_reason, i.excuse_note) for i in migrated(before).interviews] == [
        ("U0IVAN", None, None),
        ("U0IDA", ExcuseReason.REMOVED_FROM_PANEL, None),
        ("U0IMRAN", ExcuseReason.OTHER, "Fell ill"),
        ("U0INES", ExcuseReason.DID_NOT_HAPPEN, "The candidate never came"),
    ]


def test_taking_the_migration_back_writes_the_sentences_again(before: Engine) -> None:
    migrations.upgrade(before)
    with running._migrating(before) as connection:
        command.downgrade(running._config(connection), str(migration.down_revision))
        tables = sa.MetaData()
        tables.reflect(connection)
        kept = connection.execute(sa.select(tables.tables["loops"].c.warnings)).scalar_one()
        reasons = connection.execute(sa.select(tables.tables["interviews"].c.excused_reason)).scalars().all()
    assert [(warning["sentence"], warning["who"]) for warning in kept][:-1] == list(OLD[:-1])
    assert sorted(reasons, key=str) == sorted((said for *_, said in INTERVIEWS), key=str)
