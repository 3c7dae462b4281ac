"""Days, times, lengths and zones are read as people write them, and nothing that has two meanings is guessed."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.panel.schedule.times import clock_in, date_in, instant, minutes_in, moment_in, zone_in
from rubrics.panel.schedule.values import Misread, MisreadError

TODAY = date(2026, 11, 30)
FIRST = date(2026, 12, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01",
        "2026/12/1",
        "12/1/2026",
        "12/01/26",
        "12/1",
        "1.12.2026",
        "1.12.",
        "Dec 1",
        "Dec. 1, 2026",
        "Tue Dec 1",
        "Tuesday, December 1st, 2026",
        "1 Dec 2026",
        "1st december",
    ],
)
def test_a_day_is_read_as_it_is_written_in_the_us_and_in_europe(text: str) -> None:
    assert date_in(text, TODAY) == FIRST


@pytest.mark.parametrize("text", ["", "13/13/2026", "2026-02-30", "Foo 1", "45", "10:00", "1.12", "Feb 29"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert date_in(text, TODAY) is None


def test_a_day_without_a_year_comes_next_and_one_that_fits_no_month_was_turned_round() -> None:
    assert date_in("1/5", TODAY) == date(2027, 1, 5)
    assert date_in("24/12/2026", TODAY) == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("14:30", time(14, 30), None),
        ("2:30 PM", time(14, 30), None),
        ("2 p.m.", time(14), None),
        ("12 am", time(0), None),
        ("10.15", time(10, 15), None),
        ("10:00:00", time(10), None),
        ("10:00–10:45", time(10), time(10, 45)),
        ("10:00 to 10:45 AM", time(10), time(10, 45)),
        ("2-3 PM", time(14), time(15)),
        ("11 – 1 pm", time(11), time(13)),
    ],
)
def test_a_time_of_day_may_say_when_it_ends(text: str, begins: time, ends: time | None) -> None:
    clock = clock_in(text)
    assert clock is not None
    assert (clock.begins, clock.ends, clock.zone) == (begins, ends, None)


@pytest.mark.parametrize("text", ["", "45", "25:00", "13 PM", "10:61", "ten", "2026-12-01"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert clock_in(text) is None


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("ET", ZoneInfo("America/New_York")),
        ("pdt", ZoneInfo("America/Los_Angeles")),
        ("CET", ZoneInfo("Europe/Berlin")),
        ("Europe/Berlin", ZoneInfo("Europe/Berlin")),
        ("UTC", ZoneInfo("UTC")),
        ("+02:00", timezone(timedelta(hours=2))),
        ("GMT-5", timezone(-timedelta(hours=5))),
        ("−0530", timezone(-timedelta(hours=5, minutes=30))),
    ],
)
def test_a_zone_is_known_by_the_name_people_use(text: str, zone: object) -> None:
    assert zone_in(text) == zone


@pytest.mark.parametrize(
    "text", ["IST", "BST", "Mars/Base", "../../etc/passwd", "/etc/passwd", "America/", "+99", "x" * 500]
)
def test_a_zone_with_several_meanings_or_none_is_not_guessed(text: str) -> None:
    with pytest.raises(MisreadError) as misread:
        zone_in(text)
    assert misread.value.why is Misread.UNKNOWN_ZONE


@pytest.mark.parametrize(
    ("text", "hour", "zone"),
    [
        ("2026-12-01 10:00", 10, None),
        ("2026-12-01T10:00:00Z", 10, UTC),
        ("2026-12-01T10:00-05:00", 10, timezone(-timedelta(hours=5))),
        ("Tue Dec 1, 2026 at 10:00 AM", 10, None),
        ("12/1 10am ET", 10, ZoneInfo("America/New_York")),
        ("1 Dec 2026, 10:00 (CET)", 10, ZoneInfo("Europe/Berlin")),
    ],
)
def test_a_day_and_a_time_may_stand_together(text: str, hour: int, zone: object) -> None:
    moment = moment_in(text, TODAY)
    assert moment is not None
    assert (moment[0], moment[1].begins.hour, moment[1].zone) == (FIRST, hour, zone)


@pytest.mark.parametrize(
    ("text", "minutes"), [("45", 45), ("45 min", 45), ("1h", 60), ("1 h 30", 90), ("2 hours", 120)]
)
def test_a_length_is_read_in_minutes(text: str, minutes: int) -> None:
    assert minutes_in(text) == minutes


@pytest.mark.parametrize("text", ["0", "900", "9h"])
def test_no_interview_lasts_a_day_or_no_time(text: str) -> None:
    with pytest.raises(MisreadError):
        minutes_in(text)


def test_a_time_that_the_clocks_pass_over_is_none() -> None:
    with pytest.raises(MisreadError) as misread:
        instant(date(2026, 3, 8), time(2, 30), ZoneInfo("America/New_York"))
    assert misread.value.why is Misread.NO_SUCH_TIME


@given(st.text(max_size=40) | st.from_regex(r"[0-9/.: \-APMapmTZ+]{0,30}", fullmatch=True))
def test_whatever_the_text_it_is_read_or_refused(text: str) -> None:
    for read in (date_in, clock_in, moment_in, minutes_in):
        with suppress(MisreadError):
            read(text, TODAY) if read in (date_in, moment_in) else read(text)


ZONES = st.sampled_from(["America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "UTC"])


@given(st.datetimes(datetime(2026, 1, 1), datetime(2035, 1, 1)), ZONES)  # noqa: DTZ001
def test_every_minute_is_read_as_the_same_minute_however_it_is_written(moment: datetime, zone: str) -> None:
    moment = moment.replace(second=0, microsecond=0)
    for text in (
        f"{moment:%Y-%m-%d %H:%M}",
        f"{moment:%m/%d/%Y %I:%M %p}",
        f"{moment:%b %d, %Y at %I:%M%p}",
        f"{moment.isoformat()}",
    ):
        read = moment_in(f"{text}", TODAY)
        assert read is not None, text
        assert datetime.combine(read[0], read[1].begins) == moment
    zoned = moment_in(f"{moment:%Y-%m-%d %H:%M} {zone}", TODAY)
    assert zoned is not None
    assert zoned[1].zone == ZoneInfo(zone)
