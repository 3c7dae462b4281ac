"""What is due of a loop's reminders is wanted once, by whichever worker comes, and follows every change of the loop."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.errors import FormRefusal, Refusal
from bot.features.loop.cancel_loop import cancel_loop
from bot.features.loop.report_interview import decline_report, report_interview
from bot.features.loop.send_reminders import look_at, looks_due
from bot.features.loop.silence_loop import end_silence, silence_loop
from bot.features.loop.snooze import snooze_reminder
from bot.features.workspace.change_settings import change_settings
from bot.features.workspace.declared import QUIET_FROM, QUIET_UNTIL, REMINDS, SECOND_AFTER, WEEKEND
from bot.wiring import Actor
from rubrics.panel.interview_report import Report
from rubrics.panel.loop import Hold, Loop, LoopState
from storage.clock import time_of
from storage.loops import lock_loop
from storage.message_lookups import messages_about
from storage.messages import MessageKind
from storage.reminders import DigestRow, ReminderRow
from tests.bot.features.loop.desk import ADA, HANA, IDA, IMRAN, IVAN, OTTO, RITA, TEAM, Desk
from tests.conftest import Clock

REMINDER, STATUS, KIT = MessageKind.REMINDER, MessageKind.STATUS, MessageKind.KIT


def look(desk: Desk) -> int:
    """Look at what is due to be, as a worker does; return how many there were."""
    return sum(look_at(desk.services, each) for each in looks_due(desk.services))


def wanted(desk: Desk, loop: Loop, kind: MessageKind) -> list[str]:
    """Return who was to get messages of a kind, once for each."""
    with desk.services.reads() as session:
        rows = messages_about(session, TEAM, loop.id)
        return sorted(row.recipient for row in rows if row.kind is kind)


def rows(desk: Desk) -> list[ReminderRow]:
    with desk.services.reads() as session:
        return list(session.scalars(select(ReminderRow)))


def change(desk: Desk, loop: Loop, to: Callable[..., None]) -> None:
    """Change a loop's row as a use case would."""
    with desk.services.sessions.begin() as session:
        row = lock_loop(session, TEAM, loop.id)
        assert row is not None
        to(row)


@pytest.fixture
def loop(desk: Desk, now: Clock) -> Loop:
    """A loop of three whose scorecards are due in two days, on a Wednesday at nine."""
    opened = desk.open()
    assert look(desk) == 3
    assert look(desk) == 0
    return opened


def test_a_new_loop_has_a_row_for_each_scorecard_and_a_digest_for_who_runs_it(desk: Desk, loop: Loop) -> None:
    assert {row.interview_id for row in rows(desk)} == {each.id for each in loop.interviews}
    assert {row.due_at for row in rows(desk)} == {loop.deadline_at}
    with desk.services.reads() as session:
        assert set(session.scalars(select(DigestRow.person))) == {RITA.user, HANA.user}


def test_what_is_due_is_wanted_once_however_many_look(desk: Desk, loop: Loop, now: Clock) -> None:
    now.tick(days=2)
    looks = looks_due(desk.services)
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda each: look_at(desk.services, each), looks * 4))
    assert sum(outcomes) == 3
    assert wanted(desk, loop, REMINDER) == [IDA.user, IMRAN.user, IVAN.user]


def test_a_look_that_fails_in_the_middle_has_wanted_nothing_and_is_taken_again(
    desk: Desk, loop: Loop, now: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    now.tick(days=2)
    first = looks_due(desk.services)[0]
    with monkeypatch.context() as broken:
        broken.setattr("bot.features.loop.send_reminders.next_after", None)
        broken.setattr(ReminderRow, "handled_at", property(lambda _: None))
        with pytest.raises(AttributeError):
            look_at(desk.services, first)
    assert wanted(desk, loop, REMINDER) == []
    assert look(desk) == 3
    assert len(wanted(desk, loop, REMINDER)) == 3


def test_those_who_run_the_loop_hear_once_for_all_who_are_late(desk: Desk, loop: Loop, now: Clock) -> None:
    for hours in (48, 4, 16, 4, 24):
        now.tick(hours=hours)
        look(desk)
    assert wanted(desk, loop, STATUS) == [HANA.user, RITA.user]
    assert len(wanted(desk, loop, REMINDER)) == 9
    assert {row.due_at for row in rows(desk)} == {None}


def test_a_submitted_card_and_a_loop_that_is_over_are_never_reminded_of(desk: Desk, loop: Loop, now: Clock) -> None:
    desk.submit(loop, IVAN.user)
    assert len(rows(desk)) == 2
    cancel_loop(desk.workspace, RITA, loop.id, "The job is filled.")
    assert rows(desk) == []
    now.tick(days=9)
    assert look(desk) == 0


def test_on_hold_nobody_is_reminded_and_afterwards_of_the_newest_only(desk: Desk, loop: Loop, now: Clock) -> None:
    def hold(row: object) -> None:
        fact = Hold(resumes_as=LoopState.OPEN, by=RITA.user, at=now()).model_dump(mode="json")
        row.state, row.hold = LoopState.ON_HOLD, fact  # type: ignore[attr-defined]

    def resume(row: object) -> None:
        row.state, row.hold = LoopState.OPEN, None  # type: ignore[attr-defined]

    change(desk, loop, hold)
    now.tick(days=2, hours=5)
    assert look(desk) == 3
    assert wanted(desk, loop, REMINDER) == []
    change(desk, loop, resume)
    assert look(desk) == 3
    assert len(wanted(desk, loop, REMINDER)) == 3, "of the two that passed meanwhile only the newest"
    now.tick(hours=19)
    look(desk)
    assert len(wanted(desk, loop, REMINDER)) == 6


def test_a_deadline_that_moves_takes_the_reminders_with_it(desk: Desk, loop: Loop, now: Clock) -> None:
    now.tick(days=2)
    look(desk)

    def move(row: object) -> None:
        row.deadline_at = now() + timedelta(days=1)  # type: ignore[attr-defined]

    change(desk, loop, move)
    look(desk)
    assert {row.due_at for row in rows(desk)} == {now() + timedelta(days=1)}
    now.tick(days=1)
    look(desk)
    assert len(wanted(desk, loop, REMINDER)) == 6


def test_a_deactivated_interviewer_is_not_written_to_but_missed(desk: Desk, loop: Loop, now: Clock) -> None:
    desk.knows(IVAN.user, is_deleted=True)
    for hours in (48, 24):
        now.tick(hours=hours)
        look(desk)
    assert IVAN.user not in wanted(desk, loop, REMINDER)
    assert wanted(desk, loop, STATUS) == [HANA.user, RITA.user]


def test_each_is_written_to_by_the_day_of_their_own_zone(desk: Desk, loop: Loop, now: Clock) -> None:
    desk.knows(IVAN.user, time_zone="America/Los_Angeles")
    desk.knows(IDA.user, time_zone="Asia/Kolkata")
    now.tick(days=2)  # nine in London, one at night in California, half past two in India
    look(desk)
    assert wanted(desk, loop, REMINDER) == [IDA.user, IMRAN.user]
    now.tick(hours=7)
    look(desk)
    assert IVAN.user in wanted(desk, loop, REMINDER)


def test_what_an_admin_sets_holds_for_what_is_still_to_come(desk: Desk, loop: Loop, now: Clock) -> None:
    desk.knows(ADA.user, is_owner=True)
    now.tick(days=2)
    look(desk)
    change_settings(desk.workspace, ADA, {SECOND_AFTER: 1, QUIET_FROM: 0, QUIET_UNTIL: 0, WEEKEND: ()})
    look(desk)
    now.tick(hours=1)
    look(desk)
    assert len(wanted(desk, loop, REMINDER)) == 6
    change_settings(desk.workspace, ADA, {REMINDS: False})
    now.tick(days=3)
    look(desk)
    assert len(wanted(desk, loop, REMINDER)) == 6
    assert wanted(desk, loop, STATUS) == []


def test_a_report_stops_reminders_until_it_is_declined(desk: Desk, loop: Loop, now: Clock) -> None:
    own = next(each.id for each in loop.interviews if each.interviewer == IVAN.user)
    asked = report_interview(desk.workspace, IVAN, own, Report.CANNOT, note="I fell ill.").asked
    assert asked == (RITA.user,)
    now.tick(days=2)
    look(desk)
    assert wanted(desk, loop, REMINDER) == [IDA.user, IMRAN.user]
    for person in (HANA, IVAN, IDA):
        with pytest.raises(Refusal):
            decline_report(desk.workspace, person, own)
    decline_report(desk.workspace, RITA, own)
    look(desk)
    now.tick(hours=4)
    look(desk)
    assert wanted(desk, loop, REMINDER).count(IVAN.user) == 1


def test_a_report_needs_a_reason_and_a_stand_in_who_may_interview(desk: Desk, loop: Loop) -> None:
    own = next(each.id for each in loop.interviews if each.interviewer == IVAN.user)
    with pytest.raises(FormRefusal):
        report_interview(desk.workspace, IVAN, own, Report.CANNOT, note="  ")
    desk.knows(OTTO.user, is_guest=True)
    for stand_in in (None, IVAN.user, OTTO.user):
        with pytest.raises(FormRefusal):
            report_interview(desk.workspace, IVAN, own, Report.SOMEONE_ELSE, note="Otto did.", stand_in=stand_in)
    with pytest.raises(Refusal):
        report_interview(desk.workspace, IDA, own, Report.CANNOT, note="They fell ill.")


@pytest.mark.parametrize("actor", [IDA, OTTO])
def test_reminders_are_put_off_by_their_own_reader_only(desk: Desk, loop: Loop, actor: Actor) -> None:
    own = next(each.id for each in loop.interviews if each.interviewer == IVAN.user)
    with pytest.raises(Refusal):
        snooze_reminder(desk.workspace, actor, own)


def test_a_snooze_that_ends_at_night_lasts_until_the_morning(desk: Desk, loop: Loop, now: Clock) -> None:
    own = next(each.id for each in loop.interviews if each.interviewer == IVAN.user)
    now.tick(days=2, hours=9, minutes=30)  # half past six in the evening
    look(desk)
    _, until = snooze_reminder(desk.workspace, IVAN, own)
    assert until == now().replace(day=5, hour=8, minute=0)


def test_a_silent_loop_tells_nobody_anything(desk: Desk, loop: Loop, now: Clock) -> None:
    with pytest.raises(Refusal):
        silence_loop(desk.workspace, IVAN, loop.id, "I would rather not.")
    silence_loop(desk.workspace, HANA, loop.id, "The candidate travels.")
    now.tick(days=4)
    look(desk)
    assert wanted(desk, loop, REMINDER) == wanted(desk, loop, STATUS) == []
    assert {row.due_at for row in rows(desk)} == {None}
    end_silence(desk.workspace, RITA, loop.id)
    with desk.services.reads() as session:
        assert {row.due_at for row in rows(desk)} == {time_of(session)}
