"""A record comes as a file where the workspace shares files: once, to its reader alone, and their reading is noted."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.cli import run
from bot.features.doors import Door
from bot.features.record.export_record import export_record
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.playground.slack.state_values import located
from bot.wiring import Services
from rubrics.panel.record import RecordEntry
from storage.message_lookups import messages_about
from storage.messages import MessageKind, MessageState
from storage.tables import LoopMemberRow, LoopRow
from tests.conftest import Clock
from tests.stories.acting import close_all, loop_id, modal
from tests.stories.conftest import Worker

OpenLoop = Callable[..., None]
TEAM = "T0LOCAL"


@pytest.fixture
def granted(slack: LocalSlack) -> LocalSlack:
    """A workspace that lets Debrief share files."""
    slack.workspace.optional_scopes = frozenset({"files:write"})
    return slack


@pytest.fixture
def without_address(services: Services) -> None:
    """A process that no browser reaches, as behind Socket Mode."""
    object.__setattr__(services.settings, "debrief_url", None)


def ask(person: Person, services: Services, form: str = "json") -> None:
    """Choose a format in the record's modal."""
    person.command("/loop", "record Dana Fox")
    person.click(modal(person), "record_write", f"{loop_id(services)}:{form}")


def files(person: Person) -> list[Message]:
    """Return the messages to someone that carry a file."""
    return [message for message in person.direct_messages() if message.files]


def takings(services: Services) -> list[RecordEntry]:
    """Return the entries that say that someone took the record as a file."""
    found = export_record(services, loop_id(services)).entries
    return [entry for entry in found if entry.action == "read the record" and entry.facts.get("file")]


def test_export_sends_the_file_to_whoever_asked_and_it_checks_itself(
    granted: LocalSlack,
    without_address: None,
    rita: Person,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    services: Services,
    worker: Worker,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_loop(scored=panel)
    ask(rita, services)
    assert "as a file in your messages" in modal(rita).plain
    assert "the record notes that you took it" in modal(rita).plain
    assert not takings(services), "it is read when it goes, not when it is asked for"
    worker()
    (message,) = files(rita)
    ((name, content),) = message.files.items()
    assert name.startswith("record-C-")
    assert name.endswith(".json")
    told: dict[str, Any] = json.loads(content)
    last = told["entries"][-1]
    assert (last["action"], last["actor"], last["facts"]["form"]) == ("read the record", "U0RITA", "json")
    assert len(told["scorecards"]) == len(panel)
    file = tmp_path / "record.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert run(["audit", "verify", str(file)]) == 0, capsys.readouterr()
    announced = next(each for each in rita.direct_messages() if "The file is next" in each.plain)
    assert announced.ts < message.ts
    assert not any(files(person) for person in (hana, *panel))
    worker()
    assert len(files(rita)) == 1
    assert len(takings(services)) == 1
    close_all(rita)
    rita.command("/loop", "record Dana Fox")
    assert "took this record as a file" in modal(rita).plain


def test_asked_for_twice_before_it_came_it_comes_once_and_afterwards_anew(
    granted: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, services: Services, worker: Worker
) -> None:
    open_loop(scored=panel)
    ask(rita, services, "csv")
    close_all(rita)
    ask(rita, services, "csv")
    close_all(rita)
    worker()
    assert len(files(rita)) == 1
    ask(rita, services, "csv")
    worker()
    assert len(files(rita)) == 2


def test_a_sealed_record_holds_no_rating_and_its_reading_is_not_noted(
    granted: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, services: Services, worker: Worker
) -> None:
    open_loop(scored=panel[:1])
    ask(rita, services)
    worker()
    (message,) = files(rita)
    (content,) = message.files.values()
    assert json.loads(content)["scorecards"] == []
    assert not takings(services)


def test_whoever_left_the_loop_before_it_went_gets_none(
    granted: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, services: Services, worker: Worker
) -> None:
    open_loop(scored=panel)
    ask(rita, services)
    with services.sessions.begin() as session:
        session.execute(update(LoopRow).values(recruiter="U0OTTO", opened_by="U0OTTO"))
        session.execute(update(LoopMemberRow).where(LoopMemberRow.person == "U0RITA").values(person="U0GONE"))
    worker()
    assert not files(rita)
    assert not takings(services)


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("chat.postMessage", {"drop": True}),
        ("files.getUploadURLExternal", {"error": "ratelimited", "status": 429, "retry_after": 1}),
        ("files.getUploadURLExternal", {"status": 500}),
        ("files.completeUploadExternal", {"error": "internal_error"}),
        ("files.completeUploadExternal", {"drop": True}),
    ],
)
def test_one_that_fails_comes_again_and_is_noted_once(
    granted: LocalSlack,
    rita: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    services: Services,
    now: Clock,
    worker: Worker,
    method: str,
    fault: dict[str, object],
) -> None:
    open_loop(scored=panel)
    worker()
    ask(rita, services)
    granted.fail(method, **fault)
    worker()
    now.tick(seconds=30)
    worker()
    assert len(files(rita)) == 1
    assert len(takings(services)) == 1


def test_one_that_may_have_arrived_comes_again_with_a_mark_and_is_noted_once(
    granted: LocalSlack,
    rita: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    services: Services,
    now: Clock,
    worker: Worker,
) -> None:
    open_loop(scored=panel)
    worker()
    ask(rita, services)
    granted.fail("files.completeUploadExternal", drop=True, after=True, times=1)
    worker()
    now.tick(seconds=30)
    worker()
    first, again = files(rita)
    assert "sent" in again.plain.replace(first.plain, "")
    assert len(takings(services)) == 1


def test_a_workspace_without_the_scope_leads_to_the_link(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, services: Services, worker: Worker
) -> None:
    open_loop(scored=panel)
    ask(rita, services)
    assert "The link is yours" in modal(rita).plain, "the link waits for nothing"
    close_all(rita)
    worker()
    assert not files(rita)
    assert not takings(services), "nothing was taken"
    (said,) = [each for each in rita.direct_messages() if "couldn't be sent as a file" in each.plain]
    rita.click(said, "record_write")
    assert "The link is yours" in modal(rita).plain
    assert "comes to your messages" not in modal(rita).plain
    close_all(rita)
    tried = len([call for call in slack.calls if call.method.startswith("files.")])
    ask(rita, services)
    worker()
    assert len([call for call in slack.calls if call.method.startswith("files.")]) == tried, "it is asked once a day"
    with services.reads() as session:
        rows = messages_about(session, TEAM, loop_id(services))
    kinds = (MessageKind.RECORD, MessageKind.RECORD_FILE)
    assert {row.state for row in rows if row.kind in kinds} == {MessageState.STANDING, MessageState.GONE}


def test_without_a_link_either_the_record_is_paged(
    slack: LocalSlack,
    without_address: None,
    rita: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    services: Services,
    worker: Worker,
) -> None:
    open_loop(scored=panel)
    ask(rita, services)
    close_all(rita)
    worker()
    (said,) = [each for each in rita.direct_messages() if "couldn't be sent as a file" in each.plain]
    rita.click(said, Door.READ_RECORD)
    assert "The record is whole." in modal(rita).plain
    assert f"debrief record {loop_id(services)}" in modal(rita).plain
    assert not any(element["action_id"] == "record_write" for _, element in located(modal(rita).blocks))
    close_all(rita)
    rita.command("/loop", "record Dana Fox csv")
    assert "The record is whole." in modal(rita).plain
