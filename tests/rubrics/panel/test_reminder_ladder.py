"""The ladder of reminders: what is due when, what a pause leaves behind, and when people sleep."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.panel.loop import Interview, InterviewState
from rubrics.panel.plan import InterviewKind
from rubrics.panel.reminders import (
    Cadence,
    QuietHours,
    ReminderStep,
    Rung,
    awake_at,
    due_at,
    due_of,
    ladder,
    lateness,
)

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)  # a Tuesday
HOUR = timedelta(hours=1)
ALWAYS = Cadence()
ZONES = ("Europe/London", "America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia")


def interview(starts_at: datetime | None = None, kind: InterviewKind = InterviewKind.FULL) -> Interview:
    return Interview(
        id="i", interviewer="U0IVAN", focus=("cost",), state=InterviewState.DUE, starts_at=starts_at, kind=kind
    )


def steps(rungs: tuple[Rung, ...]) -> list[tuple[str, timedelta]]:
    return [(rung.step.value, rung.at - NOON) for rung in rungs]


def test_without_a_time_the_deadline_begins_the_ladder() -> None:
    assert steps(ladder(interview(), NOON, ALWAYS)) == [
        ("first", 0 * HOUR),
        ("second", 4 * HOUR),
        ("third", 20 * HOUR),
        ("status", 24 * HOUR),
    ]


def test_with_a_time_it_begins_before_the_interview_and_reminds_once_more_at_the_deadline() -> None:
    rungs = ladder(interview(NOON), NOON + 72 * HOUR, ALWAYS)
    ready = timedelta(minutes=50)  # 45 minutes, and five more
    assert steps(rungs) == [
        ("kit", -timedelta(minutes=15)),
        ("first", ready),
        ("second", ready + 4 * HOUR),
        ("third", ready + 20 * HOUR),
        ("due", 72 * HOUR),
        ("status", 96 * HOUR),
    ]


def test_a_deadline_before_the_interview_makes_no_scorecard_late_that_could_not_be_written() -> None:
    late = interview(NOON)
    assert due_at(late, NOON - 5 * HOUR) == NOON + timedelta(minutes=50)
    assert lateness(late, NOON - 5 * HOUR, NOON) is None


def test_a_shadow_is_prepared_and_not_asked_for_a_scorecard() -> None:
    shadow = interview(NOON, InterviewKind.SHADOW)
    assert [rung.step for rung in ladder(shadow, NOON + 72 * HOUR, ALWAYS)] == [ReminderStep.KIT]


def test_a_workspace_that_wants_no_reminders_still_gets_the_kit() -> None:
    rungs = ladder(interview(NOON), NOON + 72 * HOUR, Cadence(reminds=False))
    assert [rung.step for rung in rungs] == [ReminderStep.KIT]


def test_those_who_run_the_loop_never_hear_before_the_interviewer_did() -> None:
    hasty = Cadence(third_after=72 * HOUR, status_after=HOUR)
    rungs = ladder(interview(), NOON, hasty)
    assert rungs[-1] == Rung(step=ReminderStep.STATUS, at=NOON + 72 * HOUR)


def test_of_what_a_pause_left_behind_only_the_newest_is_sent() -> None:
    rungs = ladder(interview(), NOON, ALWAYS)
    due = due_of(rungs, NOON - HOUR, NOON + 21 * HOUR, interview())
    assert due.reminder is not None
    assert due.reminder.step is ReminderStep.THIRD
    assert due.status is None
    assert due.next_at == NOON + 24 * HOUR


def test_an_interview_that_is_new_is_not_reminded_of_what_lies_behind_it() -> None:
    rungs = ladder(interview(), NOON, ALWAYS)
    due = due_of(rungs, None, NOON + HOUR, interview())
    assert (due.reminder, due.status, due.next_at) == (None, None, NOON + 4 * HOUR)


def test_one_that_took_place_before_its_loop_was_opened_is_asked_for_at_once() -> None:
    over = interview(NOON - 3 * HOUR)
    due = due_of(ladder(over, NOON + 72 * HOUR, ALWAYS), None, NOON, over)
    assert due.reminder is not None
    assert due.reminder.step is ReminderStep.FIRST


def test_a_kit_is_worth_nothing_once_the_interview_has_begun() -> None:
    begun = interview(NOON)
    due = due_of(ladder(begun, NOON + 72 * HOUR, ALWAYS), NOON - HOUR, NOON, begun)
    assert due.reminder is None


def test_a_snooze_puts_off_what_would_have_come_meanwhile_or_on_its_heels() -> None:
    until = NOON + 3 * HOUR + timedelta(minutes=30)
    rungs = ladder(interview(), NOON, ALWAYS, until)
    assert [rung.step.value for rung in rungs] == ["first", "snoozed", "third", "status"]
    due = due_of(rungs, NOON, until, interview())
    assert due.reminder == Rung(step=ReminderStep.SNOOZED, at=until)


@given(st.integers(0, 100), st.lists(st.integers(1, 600), max_size=40))
def test_whenever_one_looks_no_rung_is_sent_twice_and_the_last_ones_are_not_missed(
    begin: int, pauses: list[int]
) -> None:
    held = interview(NOON)
    rungs = ladder(held, NOON + 30 * HOUR, ALWAYS)
    now, handled = NOON - 3 * HOUR + timedelta(minutes=begin), None
    sent: list[Rung] = []
    for pause in [*pauses, 6000]:
        due = due_of(rungs, handled, now, held)
        sent += [rung for rung in (due.reminder, due.status) if rung is not None]
        handled, now = now, now + timedelta(minutes=pause)
    due = due_of(rungs, handled, now, held)
    sent += [rung for rung in (due.reminder, due.status) if rung is not None]
    assert len(sent) == len({rung.at for rung in sent})
    assert ReminderStep.STATUS in [rung.step for rung in sent]


@pytest.mark.parametrize(
    ("local", "awake"),
    [
        ("2026-03-03T12:30", "2026-03-03T12:30"),
        ("2026-03-03T19:00", "2026-03-04T08:00"),
        ("2026-03-04T07:59", "2026-03-04T08:00"),
        ("2026-03-06T18:59", "2026-03-06T18:59"),
        ("2026-03-06T19:30", "2026-03-09T08:00"),  # Friday evening: Monday morning
        ("2026-03-08T12:00", "2026-03-09T08:00"),
    ],
)
def test_people_are_written_to_by_day_and_not_on_weekends(local: str, awake: str) -> None:
    zone = ZoneInfo("America/Los_Angeles")
    at = awake_at(datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC), zone, QuietHours())
    assert at == datetime.fromisoformat(awake).replace(tzinfo=zone)


@given(
    st.integers(0, 2 * 365 * 24 * 60),
    st.sampled_from(ZONES),
    st.integers(0, 23),
    st.integers(0, 23),
    st.sets(st.integers(0, 6), max_size=6),
)
def test_a_message_waits_for_the_first_free_hour_and_no_longer(
    minutes: int, zone: str, start: int, end: int, weekend: set[int]
) -> None:
    moment, there = NOON + timedelta(minutes=minutes), ZoneInfo(zone)
    quiet = QuietHours(start=start, end=end, weekend=tuple(sorted(weekend)))
    awake = awake_at(moment, there, quiet)
    assert not quiet.holds(awake.astimezone(there))
    assert awake >= moment
    between = moment
    while between < awake:
        assert quiet.holds(between.astimezone(there))
        between += timedelta(minutes=30)


def test_where_no_hour_is_left_a_message_comes_when_it_comes() -> None:
    assert awake_at(NOON, UTC, QuietHours(weekend=tuple(range(7)))) == NOON
