"""Work that is due is claimed once, and never after it was done."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from storage.leases import LEASE, claim
from storage.shares import want_share
from storage.tables import ShareRow

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def share(sessions: sessionmaker[Session]) -> None:
    """One answer that waits to be posted."""
    with sessions.begin() as session:
        want_share(session, team_id="T1", user="U1", channel="C1", topic="role", request="V1", now=NOW)


def claimed(sessions: sessionmaker[Session], now: datetime) -> str | None:
    with sessions.begin() as session:
        return claim(session, ShareRow, now)


@pytest.mark.usefixtures("share")
def test_work_is_claimed_by_one_until_its_lease_runs_out(sessions: sessionmaker[Session]) -> None:
    first = claimed(sessions, NOW)
    assert first is not None
    assert claimed(sessions, NOW) is None
    assert claimed(sessions, NOW + LEASE) == first


@pytest.mark.usefixtures("share")
@pytest.mark.parametrize("due_at", [None, NOW + timedelta(minutes=1)], ids=["settled", "put off"])
def test_work_that_another_settles_or_puts_off_in_the_same_instant_is_not_claimed(
    sessions: sessionmaker[Session], due_at: datetime | None
) -> None:
    found: list[str | None] = []
    second = threading.Thread(target=lambda: found.append(claimed(sessions, NOW)))
    with sessions.begin() as session:
        session.execute(update(ShareRow).values(due_at=due_at))
        second.start()
        second.join(0.2)  # on PostgreSQL it has chosen the row by now and waits for it
    second.join()
    assert found == [None]
