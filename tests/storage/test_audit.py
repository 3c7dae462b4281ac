"""A loop's record is a chain: whatever is changed, removed or slipped in shows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session, sessionmaker

from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.open_loop import open_loop
from bot.features.loop.plan_loop import plan_loop
from bot.wiring import Actor, Services
from rubrics.catalogue.levels import Level
from rubrics.panel.loop import Loop
from rubrics.panel.record import AuditAction
from storage.audit import entries, first_broken, record
from storage.loops import lock_loop
from storage.tables import AuditRow, LoopRow

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def loop_id(services: Services) -> str:
    """A loop with five entries in its record."""
    rita = Actor("T0LOCAL", "U0RITA")
    request = LoopRequest(
        candidate="Dana Fox",
        role="ai-engineer",
        level=Level.SENIOR,
        channel="C0HIRING",
        hiring_manager="U0HANA",
        interviewers=("U0IVAN", "U0IDA", "U0IMRAN"),
        deadline_at=services.now() + timedelta(days=2),
    )
    loop = open_loop(
        services.workspace(rita.team),
        rita,
        plan_loop(services.workspace(rita.team), rita, request).form_id,
        _focus(services),
        {},
    )
    assert isinstance(loop, Loop)
    for number in range(4):
        with services.sessions.begin() as session:
            lock_loop(session, loop.team_id, loop.id)
            record(
                session,
                loop.id,
                actor="U0RITA",
                action=AuditAction.EDITED,
                now=NOW + timedelta(minutes=number),
                number=number,
            )
    return loop.id


def _focus(services: Services) -> dict[str, list[str]]:
    ids = [competency.id for competency in services.catalogue.rubric("ai-engineer", Level.SENIOR).competencies]
    return dict.fromkeys(("U0IVAN", "U0IDA", "U0IMRAN"), ids[:4]) | {"U0IDA": ids[4:], "U0IMRAN": ids[:4]}


def checked(sessions: sessionmaker[Session], loop_id: str) -> int | None:
    with sessions() as session:
        return first_broken(entries(session, loop_id), session.get_one(LoopRow, loop_id).record_head)


def test_an_untouched_record_is_whole(sessions: sessionmaker[Session], loop_id: str) -> None:
    assert checked(sessions, loop_id) is None


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: update(AuditRow).where(AuditRow.number == 3).values(actor="U0OTTO"),
        lambda: update(AuditRow).where(AuditRow.number == 3).values(action="revealed"),
        lambda: update(AuditRow).where(AuditRow.number == 3).values(payload={"number": 99}),
        lambda: update(AuditRow).where(AuditRow.number == 3).values(at=NOW + timedelta(days=9)),
        lambda: update(AuditRow).where(AuditRow.number == 3).values(salt="0" * 32),
        lambda: update(AuditRow).where(AuditRow.number == 3).values(payload={}),
        lambda: update(AuditRow).where(AuditRow.number == 3).values(salt=""),
        lambda: update(AuditRow).where(AuditRow.number == 3).values(sealed="0" * 64),
        lambda: delete(AuditRow).where(AuditRow.number == 3),
    ],
    ids=["actor", "action", "payload", "time", "salt", "no payload", "no salt", "seal", "removed"],
)
def test_what_was_changed_shows_where_it_was_changed(
    sessions: sessionmaker[Session], loop_id: str, tamper: Callable[[], object]
) -> None:
    with sessions.begin() as session:
        session.execute(tamper())  # type: ignore[call-overload]
    assert checked(sessions, loop_id) == 3


@pytest.mark.parametrize("left", [4, 1, 0])
def test_entries_cut_off_at_the_end_show_and_go_on_showing(
    sessions: sessionmaker[Session], loop_id: str, left: int
) -> None:
    with sessions.begin() as session:
        session.execute(delete(AuditRow).where(AuditRow.number > left))
    assert checked(sessions, loop_id) == left + 1
    with sessions.begin() as session:
        lock_loop(session, "T0LOCAL", loop_id)
        record(session, loop_id, actor="U0RITA", action=AuditAction.EDITED, now=NOW)
    assert checked(sessions, loop_id) == left + 1


def test_entries_that_change_places_show(sessions: sessionmaker[Session], loop_id: str) -> None:
    with sessions.begin() as session:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            session.execute(update(AuditRow).where(AuditRow.number == old).values(number=new))
    assert checked(sessions, loop_id) == 2


def test_a_record_is_whole_whatever_zone_its_times_were_given_in(sessions: sessionmaker[Session], loop_id: str) -> None:
    with sessions.begin() as session:
        lock_loop(session, "T0LOCAL", loop_id)
        record(
            session, loop_id, actor="U0RITA", action=AuditAction.EDITED, now=NOW.astimezone(ZoneInfo("Asia/Kathmandu"))
        )
    assert checked(sessions, loop_id) is None


def test_a_record_stays_whole_when_payload_and_salt_are_emptied_together(
    sessions: sessionmaker[Session], loop_id: str
) -> None:
    with sessions.begin() as session:
        session.execute(update(AuditRow).values(payload={}, salt=""))
    assert checked(sessions, loop_id) is None
