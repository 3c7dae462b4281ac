"""Moving posts and shares into the outbox keeps every place where something stands, and where each was on its way."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text

from storage.engine import open_engine
from storage.migrations import running

OPENED, SHARED, DUE = (datetime(2026, 3, 2, hour, tzinfo=UTC) for hour in (9, 10, 11))
EMPTY: dict[str, object] = {
    "due_at": None,
    "leased_until": None,
    "attempts": 0,
    "unclear": 0,
    "problem": None,
    "ts": None,
}
POST = EMPTY | {"team_id": "T1", "loop_id": "L1", "wanted": 1, "posted": 0, "core_only": False, "posted_channel": None}
SHARE = EMPTY | {"team_id": "T1", "user_id": "U1", "channel_id": "C1", "topic": "role x - -", "shared_at": SHARED}
STANDS = {"posted": 1, "posted_channel": "C1"}
POSTS = (
    {"id": "p1", "kind": "announcement", "recipient": "C1", **STANDS, "ts": "1.1", "due_at": DUE},
    {"id": "p2", "kind": "signal", "recipient": "C1", **STANDS, "ts": "1.2", "core_only": True},
    {"id": "p3", "kind": "share", "recipient": "C1", **STANDS, "ts": "1.3", "wanted": 2, "due_at": DUE},
    {"id": "p4", "kind": "change:1772442000", "recipient": "U2", **STANDS, "posted_channel": "D2", "ts": "1.4"},
    {"id": "p5", "kind": "invitation", "recipient": "U3", "due_at": DUE, "problem": "unreachable"},
    {"id": "p6", "kind": "invitation", "recipient": "U4", "due_at": DUE, "unclear": 1, "attempts": 1},
    {"id": "p7", "kind": "invitation", "recipient": "U5", "due_at": DUE, "leased_until": DUE},
)
SHARES = (
    {"id": "s1", "request": "V1", "ts": "2.1"},
    {"id": "s2", "request": "V2", "ts": "2.2", "problem": "not_in_channel"},
    {"id": "s3", "request": "V3", "topic": "jd-review R1", "due_at": DUE},
    {"id": "s4", "request": "V4", "problem": "method_not_supported_for_channel_type_and_more", "attempts": 5},
)


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without any table, of each kind in turn."""
    is_file = request.param == "sqlite"
    engine = open_engine(
        f"sqlite:///{tmp_path}/old.sqlite3" if is_file else request.getfixturevalue("bare_postgresql_url")
    )
    yield engine
    engine.dispose()


@pytest.fixture
def moved(bare: Engine) -> Callable[[str], list[dict[str, object]]]:
    """Old rows, moved; reads a table of the new ones."""
    with running._migrating(bare) as connection:
        command.upgrade(running._config(connection), "0001")
    with bare.begin() as connection:
        _fill(connection)
    with running._migrating(bare) as connection:
        command.upgrade(running._config(connection), "0002")

    def rows(query: str) -> list[dict[str, object]]:
        with bare.connect() as connection:
            return [dict(row) for row in connection.execute(text(query)).mappings()]

    return rows


def _fill(connection: object) -> None:
    """Write a loop and what Debrief had in Slack about it, as the version before wrote it."""

    def insert(table: str, *rows: dict[str, object]) -> None:
        for row in rows:
            names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
            values = {k: v.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(v, datetime) else v for k, v in row.items()}
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)  # type: ignore[attr-defined]  # noqa: S608

    team = {"team_id": "T1"}
    people = {"hiring_manager": "U1", "recruiter": "U1"}
    insert("openings", team | people | {"id": "O1", "name": "n", "role": "r", "level": "mid", "created_at": OPENED})
    insert("candidates", team | {"id": "K1", "code": "C-AAAA", "created_at": OPENED})
    insert("rubric_versions", {"digest": "d", "rubric_id": "r", "content": "{}", "pinned_at": OPENED})
    loop = {"id": "L1", "form_id": "F1", "opening_id": "O1", "candidate_id": "K1", "rubric_digest": "d"}
    loop |= {"channel_id": "C1", "opened_by": "U1", "opened_at": OPENED, "deadline_at": DUE, "shows_name": False}
    insert("loops", team | people | loop | {"warnings": "[]", "state": "open", "record_head": ""})
    entry = {"loop_id": "L1", "action": "shared", "payload": "{}", "salt": "", "sealed": "", "digest": ""}
    insert("audit_entries", entry | {"number": 1, "at": OPENED, "actor": "U8"})
    insert("audit_entries", entry | {"number": 2, "at": SHARED, "actor": "U9"})
    insert("posts", *(POST | post for post in POSTS))
    insert("shares", *(SHARE | share for share in SHARES))


def test_every_place_is_kept_with_what_stands_there(moved: Callable[[str], list[dict[str, object]]]) -> None:
    places = moved("SELECT p.*, m.kind FROM places p JOIN messages m ON m.id = p.message_id ORDER BY p.ts")
    assert [(p["ts"], p["channel"], p["kind"], p["revision"]) for p in places] == [
        ("1.1", "C1", "announcement", 1),
        ("1.2", "C1", "signal", 1),
        ("1.3", "C1", "signal_share", 1),
        ("1.4", "D2", "change", 1),
        ("2.1", "C1", "answer_share", 1),
        ("2.2", "U1", "share_notice", 1),
    ]
    assert [bool(p["core_only"]) for p in places] == [False, True, False, False, False, False]


def test_each_message_is_where_it_was_on_its_way(moved: Callable[[str], list[dict[str, object]]]) -> None:
    messages = {m["id"]: m for m in moved("SELECT * FROM messages")}
    assert {key: messages[key]["state"] for key in sorted(map(str, messages)) if len(key) == 2} == {
        "p1": "standing",
        "p2": "standing",
        "p3": "wanted",
        "p4": "standing",
        "p5": "waiting",
        "p6": "unclear",
        "p7": "sending",
        "s1": "standing",
        "s2": "given_up",
        "s3": "wanted",
        "s4": "given_up",
    }
    assert {key for key, m in messages.items() if m["due_at"]} == {"p1", "p3", "p5", "p6", "p7", "s3"}
    assert {key for key, m in messages.items() if m["fresh"]} == {"p5", "p6", "p7", "s2", "s3", "s4"}


def test_what_a_message_is_about_is_kept(moved: Callable[[str], list[dict[str, object]]]) -> None:
    messages = {m["id"]: m for m in moved("SELECT * FROM messages")}
    assert {messages[f"p{number}"]["subject"] for number in range(1, 8)} == {"L1"}
    assert (messages["p3"]["kind"], messages["p3"]["actor"]) == ("signal_share", "U9"), "whoever shared last"
    assert (messages["p4"]["kind"], messages["p4"]["occasion"]) == ("change", "1772442000")
    assert (messages["s3"]["kind"], messages["s3"]["subject"]) == ("jd_review_share", "R1")
    assert (messages["s1"]["subject"], messages["s1"]["occasion"], messages["s1"]["actor"]) == (
        "role x - -",
        "V1",
        "U1",
    )
    assert [messages[f"s{number}"]["problem"] for number in (2, 4)] == ["not_in_channel", "given_up"]


def test_the_old_tables_are_gone(moved: Callable[[str], list[dict[str, object]]]) -> None:
    with pytest.raises(Exception, match="posts"):
        moved("SELECT * FROM posts")
