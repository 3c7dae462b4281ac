"""When the clock of a playground is put forward to the next working morning."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.playground.slack.moving_clock import next_morning

MONDAY, TUESDAY, FRIDAY, SATURDAY, SUNDAY, NEXT_MONDAY = 2, 3, 6, 7, 8, 9


@pytest.mark.parametrize(
    ("day", "hour", "lands"),
    [
        (MONDAY, 3, MONDAY),
        (MONDAY, 9, TUESDAY),
        (MONDAY, 23, TUESDAY),
        (FRIDAY, 8, FRIDAY),
        (FRIDAY, 10, NEXT_MONDAY),
        (SATURDAY, 1, NEXT_MONDAY),
        (SUNDAY, 23, NEXT_MONDAY),
    ],
)
def test_the_next_morning_is_that_of_a_working_day(day: int, hour: int, lands: int) -> None:
    zone = ZoneInfo("America/New_York")
    assert next_morning(datetime(2026, 3, day, hour, tzinfo=zone)) == datetime(2026, 3, lands, 9, tzinfo=zone)


def test_a_night_in_which_the_clocks_change_is_as_long_as_it_is() -> None:
    zone = ZoneInfo("America/New_York")
    before = datetime(2026, 3, 7, 9, tzinfo=zone)
    assert next_morning(before).timestamp() - before.timestamp() == 47 * 3600
