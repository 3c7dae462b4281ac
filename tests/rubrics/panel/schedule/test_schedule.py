"""A schedule out of a table or a calendar: each line is understood, or told why not; nothing hostile does harm."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.panel.parts import Part, settled
from rubrics.panel.plan import InterviewKind
from rubrics.panel.schedule.fitting import ScheduleFit, fit_schedule
from rubrics.panel.schedule.reading import read_schedule
from rubrics.panel.schedule.values import LONGEST_TEXT, MOST_ENTRIES, Misread

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
TEN = datetime(2026, 12, 1, 15, tzinfo=UTC)
"""Ten in New York."""
NAMES = {"U1": "Ida Brandt", "U2": "Inês Duarte", "U3": "Sean O’Brien", "U4": "Ivan Petrov"}
PANEL = tuple(Part(key=user, interviewer=user) for user in NAMES)


def fit(text: str, parts: Sequence[Part] = PANEL) -> ScheduleFit:
    return fit_schedule(read_schedule(text, NEW_YORK, NOW), parts, NAMES)


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def calendar(*events: str) -> str:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR"))


IDA = "ATTENDEE;CN=Ida Brandt:mailto:i@x.com"
STARTS, ENDS = "DTSTART:20261201T150000Z", "DTEND:20261201T154500Z"


@pytest.mark.parametrize(
    "text",
    [
        "Interviewer,Date,Start,End\nIda Brandt,2026-12-01,10:00,10:45",
        "name\tdate\tfrom\tto\nIda Brandt\t12/1/2026\t10:00 AM\t10:45 AM",
        "Topic;Who;When;Minutes\nCoding;ida.brandt@example.com;2026-12-01 10:00;45",
        "Ida Brandt, 2026-12-01, 10:00-10:45",
        "<@U1>, Dec 1, 10:00, 45 min",
        "@Ida Brandt | Tue Dec 1 | 10:00–10:45",
        '"Brandt, Ida",12/1,10 am,45',
        "Tue Dec 1, 10:00–10:45 AM Ida Brandt",
        "Tue Dec 1: 10:00 AM - 10:45 AM: @Ida Brandt",
        "Dec 1 10am ET Ida Brandt (45 min)".replace("(", "").replace(")", ""),
        "Tuesday, December 1\n10:00-10:45 Ida\n",
        "2026-12-01\nIda Brandt,10:00,45",
        "Dec 1 10:00 IDA BRANDT 45 min",
        "ibrandt@example.com,2026-12-01T15:00:00Z,2026-12-01T15:45:00Z",
        "Ida,2026-12-01,7:00 AM PT,45",
        "ida,1.12.2026,16:00,45,Europe/Berlin",
        "date,start,time zone,email,duration\n12/1,15:00,UTC,Ida Brandt <x@example.com>,45 min",
        calendar(event("SUMMARY:Dana Fox", STARTS, ENDS, "ATTENDEE;CN=Ida Brandt:mailto:x@example.com")),
        calendar(event(STARTS, "DURATION:PT45M", "ATTENDEE:mailto:ida.brandt@example.com")),
        calendar(event("SUMMARY:Interview: Dana Fox / Ida\r\n  Brandt", STARTS, ENDS)),
        calendar(
            event("DTSTART;TZID=Eastern Standard Time:20261201T100000", ENDS, "ORGANIZER;CN=Ida Brandt:mailto:i@x.com")
        ),
        calendar(event("DTSTART:20261201T100000", "DURATION:PT45M", "ATTENDEE;CN=IDA BRANDT:mailto:x@x.com")),
    ],
)
def test_the_same_interview_is_understood_however_it_is_written(text: str) -> None:
    understood = fit(text)
    assert understood.unread == ()
    assert [(each.key, each.starts_at, each.minutes) for each in understood.fitted] == [("U1", TEN, 45)]
    assert [part.minutes for part in understood.parts] == [45, None, None, None]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Otto Adler,2026-12-01,10:00", Misread.NOT_ON_PANEL),
        ("<@U9>,2026-12-01,10:00", Misread.NOT_ON_PANEL),
        ("Ida Brandt,10:00", Misread.NO_DATE),
        ("Ida Brandt,2026-12-01", Misread.NO_TIME),
        ("2026-12-01,10:00", Misread.NO_ONE),
        ("Ida Brandt,2026-12-01,10:00 IST", Misread.UNKNOWN_ZONE),
        ("Dec 1 10:00 IST Ida Brandt", Misread.UNKNOWN_ZONE),
        ("Lunch with everybody", Misread.NO_DATE),
        ("Ida Brandt,2026-12-01,10:45,10:00", Misread.LENGTH),
        ("Ida Brandt,2027-03-14,2:30 AM", Misread.NO_SUCH_TIME),
        ("=HYPERLINK(\"https://example.com\"),2026-12-01,10:00", Misread.NOT_ON_PANEL),
        ("BEGIN:VCALENDAR\nnonsense\nEND:VCALENDAR", Misread.NOT_A_CALENDAR),
        (calendar(), Misread.NO_EVENTS),
        (calendar(event("DTSTART;VALUE=DATE:20261201", IDA)), Misread.ALL_DAY),
        (calendar(event(STARTS, "RRULE:FREQ=SECONDLY", IDA)), Misread.REPEATS),
        (calendar(event(STARTS, "STATUS:CANCELLED", IDA)), Misread.CANCELED),
        (calendar("METHOD:CANCEL", event(STARTS, IDA)), Misread.CANCELED),
        (calendar(event("DTSTART:soon", IDA)), Misread.NO_TIME),
        (calendar(event(IDA)), Misread.NO_TIME),
        (calendar(event("DTSTART;TZID=Mars/Base:20261201T100000", IDA)), Misread.UNKNOWN_ZONE),
        (calendar(event(STARTS, "DURATION:P90D", IDA)), Misread.LENGTH),
        (calendar(event(STARTS, "DTEND:whenever", IDA)), Misread.NO_TIME),
        (calendar(event(STARTS, "ATTENDEE;CUTYPE=ROOM;CN=Ida Brandt:mailto:i@x.com")), Misread.NOT_ON_PANEL),
        (calendar(event(STARTS, "ATTENDEE;PARTSTAT=DECLINED;CN=Ida Brandt:mailto:i@x.com")), Misread.NOT_ON_PANEL),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_with_why_and_gives_no_time(text: str, why: Misread) -> None:
    understood = fit(text)
    assert [each.why for each in understood.unread] == [why]
    assert understood.fitted == ()
    assert understood.parts == PANEL


def test_each_line_stands_for_itself_even_below_a_quotation_that_never_ends() -> None:
    understood = fit('Ida Brandt,2026-12-01,10:00\n\n"Inês, 2026\nIvan Petrov,2026-12-01,11:00')
    assert [each.key for each in understood.fitted] == ["U1", "U4"]
    assert [(each.number, each.why) for each in understood.unread] == [(3, Misread.NO_DATE)]


def test_accents_apostrophes_and_addresses_name_the_same_person() -> None:
    for name in ("Ines Duarte", "DUARTE Inês", "ines.duarte@example.com", "iduarte+work@example.com"):
        assert [each.key for each in fit(f"{name},2026-12-01,10:00").fitted] == ["U2"], name
    assert [each.key for each in fit("Sean O'Brien,2026-12-01,10:00").fitted] == ["U3"]


def test_a_name_that_two_on_the_panel_have_is_not_guessed() -> None:
    names = {"U1": "Ida Brandt", "U2": "Ida Fox"}
    parts = tuple(Part(key=user, interviewer=user) for user in names)
    understood = fit_schedule(read_schedule("Ida,2026-12-01,10:00", NEW_YORK, NOW), parts, names)
    assert [each.why for each in understood.unread] == [Misread.AMBIGUOUS]
    assert not understood.fitted


def test_two_interviews_of_one_person_get_their_times_in_order_and_a_third_line_is_told() -> None:
    parts = (Part(key="U1", interviewer="U1"), Part(key="U1.2", interviewer="U1"))
    lines = ("Ida,2026-12-01,13:00", "Ida,2026-12-01,10:00", "Ida,2026-12-01,16:00", "Ida,2026-12-01,10:00")
    understood = fit("\n".join(lines), parts)
    assert understood.times == {"U1": TEN, "U1.2": TEN + timedelta(hours=3)}
    assert [(each.number, each.why) for each in understood.unread] == [(3, Misread.TAKEN)]


def test_those_who_interview_together_share_one_time_and_what_is_in_stays() -> None:
    joined = settled(
        (
            Part(key="U1", interviewer="U1"),
            Part(key="U2", interviewer="U2", joins="U1"),
            Part(key="U3", interviewer="U3", kind=InterviewKind.SHADOW, joins="U1"),
            Part(key="U4", interviewer="U4", is_in=True),
        ),
        {},
    )
    attendees = [f"ATTENDEE;CN={NAMES[user]}:mailto:{user}@x.com" for user in ("U1", "U2", "U3")]
    understood = fit(calendar(event(STARTS, ENDS, *attendees)), joined)
    assert understood.times == {"U1": TEN}
    assert [part.minutes for part in understood.parts] == [45, 45, 45, None]
    assert [each.why for each in fit("Ivan,2026-12-01,10:00", joined).unread] == [Misread.IS_IN]


def test_who_called_the_meeting_is_meant_only_where_nobody_else_is() -> None:
    text = calendar(event(STARTS, "ORGANIZER;CN=Ivan Petrov:mailto:ivan@x.com", IDA))
    assert [each.key for each in fit(text).fitted] == ["U1"]


def test_no_more_is_read_than_a_panel_could_have() -> None:
    rows = fit("\n".join(["Ida,2026-12-01,10:00"] * 4_000))
    assert [each.why for each in rows.unread] == [Misread.TOO_MANY]
    events = fit(calendar(*[event(STARTS, IDA)] * (MOST_ENTRIES + 9)))
    assert [each.why for each in events.unread] == [Misread.TOO_MANY]
    assert [each.why for each in fit("x" * (LONGEST_TEXT + 1)).unread] == [Misread.TOO_LONG]


@pytest.mark.parametrize(
    "text",
    [
        ",".join(["10:00"] * 30_000)[:LONGEST_TEXT],
        ("a" * 90_000) + "@",
        "1" * LONGEST_TEXT,
        "-" * LONGEST_TEXT,
        " " * LONGEST_TEXT,
        '"' * LONGEST_TEXT,
        "BEGIN:VEVENT\n" * 7_000,
        calendar(event(STARTS, *["ATTENDEE:mailto:a@b.c"] * 3_500)),
        calendar(event("SUMMARY:" + "\r\n ".join(["x" * 40] * 2_000), STARTS)),
        calendar(event("DTSTART:20261201T150000Z" + ";X=" + "y" * 90_000)),
        "\x00\x01\x02\xff" * 20_000,
        "PK\x03\x04" + "\x00" * 50_000,
    ],
    ids=range(12),
)
def test_a_hostile_text_of_full_length_is_read_within_a_second_and_says_nothing(text: str) -> None:
    began = process_time()
    understood = fit(text)
    assert process_time() - began < 1, "a submit is answered within three"
    assert understood.fitted == ()


NAMED = st.sampled_from([*NAMES.values(), "Otto Adler", "", "=1+1", "<!channel>"])
CELL = st.one_of(
    st.text(max_size=12), NAMED, st.sampled_from(["2026-12-01", "10:00", "45", "ET", "IST", "Dec 1", "25:00"])
)
ROWS = st.lists(st.lists(CELL, max_size=6).map(",".join), max_size=8).map("\n".join)
PROPERTIES = st.sampled_from(
    [
        STARTS,
        ENDS,
        "DTSTART:x",
        "RRULE:FREQ=DAILY",
        IDA,
        "DURATION:PT0S",
        " folded",
        "X:;;",
    ]
)
EVENTS = st.lists(st.lists(PROPERTIES, max_size=6).map(lambda lines: event(*lines)), max_size=5)


@settings(max_examples=100, deadline=None)
@given(ROWS | EVENTS.map(lambda events: calendar(*events)) | st.text(max_size=300))
def test_every_time_given_was_written_and_every_other_line_is_accounted_for(text: str) -> None:
    schedule = read_schedule(text, NEW_YORK, NOW)
    understood = fit_schedule(schedule, PANEL, NAMES)
    assert len({each.key for each in understood.fitted}) == len(understood.fitted) <= len(PANEL)
    assert {each.key for each in understood.fitted} <= set(NAMES)
    written = {slot.starts_at for slot in schedule.slots}
    assert {each.starts_at for each in understood.fitted} <= written
    assert all(each.starts_at.tzinfo is not None for each in understood.fitted)
    numbers = [each.number for each in understood.unread]
    assert numbers == sorted(numbers)
    told = set(numbers) | {slot.number for slot in schedule.slots}
    assert {slot.number for slot in schedule.slots} <= told
    assert all(part.minutes is None or part.minutes > 0 for part in understood.parts)
