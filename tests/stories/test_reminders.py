"""No one is forgotten: reminders by a ladder, by day, until the scorecard is in or someone says why it won't be."""

from collections.abc import Callable
from datetime import datetime

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from tests.conftest import Clock
from tests.stories.acting import choose_more, close_all, last_dm, modal, old_button, score

Worker = Callable[[], None]
OpenLoop = Callable[..., None]


def dms(person: Person, words: str) -> list[Message]:
    """Return the direct messages of a person that say this."""
    return [message for message in person.direct_messages() if words in message.plain]


def work_at(now: Clock, worker: Worker, moment: datetime) -> None:
    """Let the worker do at a moment what is due by then."""
    now.now = moment
    worker()


def test_seven_days_without_a_scorecard_are_not_silent(
    slack: LocalSlack, now: Clock, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(posted=True)
    for _ in range(7):
        now.tick(hours=24)
        worker()
    assert all(dms(person, "Your scorecard for Dana Fox") for person in panel)
    assert dms(rita, "4 scorecards for Dana Fox")
    assert dms(hana, "4 scorecards for Dana Fox")


def test_a_scorecard_is_asked_for_when_due_then_twice_more_and_then_those_who_run_the_loop_hear(
    now: Clock, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3], posted=True)
    ines, deadline = panel[3], now().replace(day=4)
    work_at(now, worker, deadline.replace(hour=8, minute=50))
    assert not dms(ines, "Your scorecard for")
    work_at(now, worker, deadline.replace(hour=9, minute=10))
    (first,) = dms(ines, "Your scorecard for Dana Fox")
    assert "is due" in first.plain
    assert "3 of 4 are in: yours reveals the panel." in first.plain
    work_at(now, worker, deadline.replace(hour=13, minute=10))
    assert "is 4 hours late" in last_dm(ines)
    work_at(now, worker, deadline.replace(day=5, hour=7, minute=50))
    assert len(dms(ines, "Your scorecard for")) == 2, "the third falls into the night"
    work_at(now, worker, deadline.replace(day=5, hour=8, minute=10))
    assert "is a day late" in last_dm(ines)
    assert "@Hana Suzuki and @Rita Okafor see that it's missing" in last_dm(ines)
    assert not dms(rita, "1 scorecard for")
    work_at(now, worker, deadline.replace(day=5, hour=9, minute=10))
    for person in (rita, hana):
        (told,) = dms(person, "1 scorecard for Dana Fox")
        assert "Missing: @Inês Duarte." in told.plain
    work_at(now, worker, deadline.replace(day=9))
    assert len(dms(ines, "Your scorecard for")) == 3
    assert len(dms(rita, "1 scorecard for Dana Fox")) == 1
    ines.click(first, "open_scorecard")
    assert modal(ines).callback_id == "scorecard"


def test_whoever_has_submitted_hears_nothing_more(
    now: Clock, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3], posted=True)
    now.tick(days=2, minutes=1)
    worker()
    assert not dms(panel[0], "Your scorecard for")
    score(panel[3], 4)
    now.tick(days=5)
    worker()
    assert len(dms(panel[3], "Your scorecard for")) == 1


def test_a_reminder_is_put_off_by_an_hour_and_comes_back_as_a_new_message(
    now: Clock, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3], posted=True)
    ines = panel[3]
    now.tick(days=2, minutes=1)
    worker()
    ines.click(dms(ines, "is due")[0], "reminder_snooze")
    assert "Snoozed until" in modal(ines).plain
    assert "10:01" in modal(ines).plain
    ines.close()
    now.tick(minutes=59)
    worker()
    assert len(dms(ines, "Your scorecard for")) == 1
    now.tick(minutes=1)
    worker()
    assert "is an hour late" in last_dm(ines)
    score(ines, 4)
    ines.click(dms(ines, "is due")[0], "reminder_snooze")
    assert "There's nothing to remind you of." in modal(ines).plain


def test_others_cannot_put_off_a_reminder_that_is_not_theirs(
    slack: LocalSlack, now: Clock, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3], posted=True)
    now.tick(days=2, minutes=1)
    worker()
    interview = next(value for action, _, value in dms(panel[3], "is due")[0].buttons if action == "reminder_snooze")
    hana.click(old_button(slack, "reminder_snooze", interview), "reminder_snooze")
    assert "Only those on a loop can see it." in modal(hana).plain


def test_a_loops_reminders_are_turned_off_with_a_reason_and_on_again(
    now: Clock, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3], posted=True)
    choose_more(rita, rita.command("/loop", "show Dana Fox").messages[0], "loop_panel")
    rita.click(modal(rita), "loop_silence")
    assert "reason" in rita.submit(skip_client_checks=True).errors
    rita.fill({"reason": "We wait for the visa."})
    rita.submit()
    assert "reminders off by @Rita Okafor: We wait for the visa." in modal(rita).plain
    close_all(rita)
    now.tick(days=5)
    worker()
    assert not dms(panel[3], "Your scorecard for")
    assert not dms(hana, "1 scorecard for Dana Fox")
    assert not dms(rita, "is waiting for you")
    panel[3].click(panel[3].command("/loop", "show Dana Fox").messages[0], "signal_record")
    assert "@Rita Okafor turned reminders off. Reason: We wait for the visa." in modal(panel[3]).plain
    close_all(panel[3])

    choose_more(hana, hana.command("/loop", "show Dana Fox").messages[0], "loop_panel")
    hana.click(modal(hana), "loop_end_silence")
    close_all(hana)
    worker()
    now.tick(days=1)  # from Saturday, when no one is written to
    worker()
    now.tick(days=1)
    worker()
    assert dms(panel[3], "days late")


def test_the_kit_comes_a_quarter_of_an_hour_before_and_the_first_reminder_after_the_interview(
    now: Clock, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA"])
    ivan, start = panel[0], now().replace(hour=14)
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    rita.fill({"time:U0IVAN": int(start.timestamp())})
    rita.submit()
    if modal(rita).callback_id == "loop_edit_focus":
        rita.submit()
    close_all(rita)
    worker()
    work_at(now, worker, start.replace(hour=13, minute=44))
    assert not dms(ivan, "Soon: Dana Fox")
    work_at(now, worker, start.replace(hour=13, minute=45))
    (kit,) = dms(ivan, "Soon: Dana Fox")
    assert {action for action, _, _ in kit.buttons} >= {"interview_kit"}
    work_at(now, worker, start.replace(hour=14, minute=50))
    (first,) = dms(ivan, "Score Dana Fox")
    assert "while it's fresh" in first.plain
    assert not dms(panel[1], "Soon: Dana Fox"), "no time is known"


def test_a_digest_says_once_a_working_day_what_is_late_and_what_waits_for_a_decision(
    now: Clock, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3], posted=True)
    work_at(now, worker, now().replace(day=3, hour=9, minute=1))
    assert not dms(rita, "for you"), "nothing is late"
    work_at(now, worker, now().replace(day=5, hour=9, minute=1))
    (told,) = dms(rita, "1 candidate is waiting for you")
    assert "Late scorecards" in told.plain
    assert "Dana Fox" in told.plain
    assert "Dana Fox" not in told.text
    score(panel[3], 4)
    worker()
    work_at(now, worker, now().replace(day=6, hour=9, minute=1))
    assert len(dms(rita, "is waiting for you")) == 1
    assert "To decide" in dms(hana, "is waiting for you")[-1].plain
    work_at(now, worker, now().replace(day=7, hour=9, minute=1))
    assert len(dms(hana, "is waiting for you")) == 2, "not on a Saturday"
    work_at(now, worker, now().replace(day=10, hour=2, minute=30))
    assert len(dms(hana, "is waiting for you")) == 2, "one that missed its morning isn't told at night"
    work_at(now, worker, now().replace(day=10, hour=9, minute=1))
    assert len(dms(hana, "is waiting for you")) == 3
