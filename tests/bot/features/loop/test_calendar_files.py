"""An interview as iCalendar holds whatever the candidate is called, and an imported schedule's lines ping no one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.features.loop.calendar_content import calendar_content
from bot.features.loop.show_parts import Chosen
from bot.features.loop.show_schedule import Pasted, schedule_blocks
from bot.playground.slack.limits import accept_blocks
from bot.wiring import Services
from rubrics.panel.loop import Interview, InterviewState, Loop
from rubrics.panel.parts import Part
from rubrics.panel.schedule.fitting import fit_schedule
from rubrics.panel.schedule.reading import read_schedule
from tests.bot.features.opened_loop import IVAN, interview_of, opened

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOSTILE = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=90) | st.sampled_from(
    ["Dana, Fox; \\n \\, BEGIN:VEVENT", "ATTENDEE:mailto:x@example.com", "é" * 80, '"quoted"', "a\u2028b"]
)


@pytest.fixture
def interview(services: Services) -> Interview:
    loop: Loop = opened(services)
    return interview_of(loop, IVAN).model_copy(update={"starts_at": NOW + timedelta(hours=1), "minutes": 30})


def test_a_file_is_the_same_whenever_it_is_made(interview: Interview) -> None:
    made = [calendar_content(interview, "Interview C-7K2F", 3, NOW, canceled=False) for _ in range(2)]
    assert made[0] == made[1]
    calendar = Calendar.from_ical(made[0])
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert event["UID"] == f"{interview.id}@debrief"
    assert int(event["SEQUENCE"]) == 3
    assert event["DTSTART"].dt == NOW + timedelta(hours=1)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=30)
    assert b"DTSTART:20260302T100000Z\r\n" in made[0]


def test_a_cancellation_names_the_event_and_may_lack_its_time(interview: Interview) -> None:
    untimed = interview.model_copy(update={"starts_at": None, "state": InterviewState.EXCUSED})
    calendar = Calendar.from_ical(calendar_content(untimed, "Canceled", 1, NOW, canceled=True))
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert event["UID"] == f"{interview.id}@debrief"
    assert "DTSTART" not in event


@given(HOSTILE)
def test_whatever_the_title_there_is_one_event_and_the_title_comes_back(title: str) -> None:
    interview = Interview(
        id="f" * 32, interviewer="U0IVAN", focus=(), state=InterviewState.DUE, starts_at=NOW, minutes=45
    )
    content = calendar_content(interview, title, 0, NOW, canceled=False)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == title
    assert "ATTENDEE" not in event
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "folded as RFC 5545 has it"
    content.decode()


@given(
    st.lists(st.text(max_size=200), max_size=12).map("\n".join) | st.just("<!channel> & <@U0HANA>, <http://x|y>\n" * 9)
)
def test_lines_that_were_not_understood_are_shown_literally_and_fit(text: str) -> None:
    fit = fit_schedule(read_schedule(text, UTC, NOW), [Part(key="U0IVAN", interviewer="U0IVAN")], {"U0IVAN": "Ivan"})
    blocks = accept_blocks(schedule_blocks(Pasted.of(fit, text, Chosen()), "paste"), "modal")
    read = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    assert read, "something is always said"
    assert not any("<!" in part or "<http" in part for part in read)
    assert all(block["text"]["verbatim"] for block in blocks if block["type"] == "section")
