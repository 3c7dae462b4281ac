"""A deadline that no one named lies in the working hours of the person who opens the loop."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot.features.loop.usual_deadline import usual_deadline
from bot.wiring import Services
from storage.people import PersonRow, name_people
from tests.bot.features.opened_loop import RITA

MONDAY_NOON = datetime(2026, 11, 30, 12, 20, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.mark.parametrize(
    ("now", "zone", "due"),
    [
        (MONDAY_NOON, "Europe/London", "2026-12-03 12:00 Thursday"),
        (MONDAY_NOON.replace(hour=3), "Europe/London", "2026-12-03 08:00 Thursday"),
        (MONDAY_NOON.replace(hour=21), "Europe/London", "2026-12-04 08:00 Friday"),
        (MONDAY_NOON.replace(hour=21), "America/Los_Angeles", "2026-12-03 13:00 Thursday"),
        (MONDAY_NOON.replace(day=25), "Asia/Kolkata", "2026-11-30 08:00 Monday"),
    ],
    ids=["by day", "at 3 AM", "in the evening", "by the opener's clock", "never on a weekend"],
)
def test_it_is_at_work_in_the_openers_zone(services: Services, now: datetime, zone: str, due: str) -> None:
    with services.sessions.begin() as session:
        name_people(session, RITA.team, [RITA.user])
        session.execute(update(PersonRow).where(PersonRow.user_id == RITA.user).values(time_zone=zone))
        found = usual_deadline(session, RITA, now)
    assert found.utcoffset() == now.utcoffset()
    local = found.astimezone(ZoneInfo(zone))
    assert local.strftime("%Y-%m-%d %H:%M %A") == due
