"""What really happens to an interview: its interviewer says so, recruiter or opener accepts it, and no one nags."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.wiring import Services
from rubrics.panel.loop import InterviewState
from rubrics.panel.plan import InterviewKind
from storage.tables import InterviewRow
from tests.conftest import Clock
from tests.stories.acting import (
    channel_post,
    close_all,
    last_dm,
    loop_id,
    modal,
    old_button,
    said,
    score,
    something_changed,
)

Worker = Callable[[], None]
OpenLoop = Callable[..., None]


def report(person: Person, what: str, note: str, stand_in: str | None = None) -> str:
    """Say from one's invitation what changed, and return what is answered."""
    something_changed(person, person.direct_messages()[0], what)
    person.fill({"reason": note, **({"stand_in": stand_in} if stand_in else {})})
    person.submit()
    answer = modal(person).plain
    close_all(person)
    return answer


def request_of(person: Person) -> Message:
    """Return the newest request that someone was sent."""
    return next(m for m in reversed(person.direct_messages()) if "report_" in str(m.buttons))


def accept(person: Person) -> None:
    """Accept the newest request, having seen what the panel loses by it."""
    person.click(request_of(person), "report_accept")
    for _ in range(2):
        if modal(person).callback_id == "report_accept":
            person.submit()
    close_all(person)


@pytest.mark.parametrize(
    ("what", "read", "shown"),
    [
        ("cannot", "can't interview", "excused"),
        ("did_not_happen", "the interview didn't happen", "didn't happen"),
    ],
)
def test_what_an_interviewer_says_counts_once_the_recruiter_accepts_it(
    slack: LocalSlack,
    now: Clock,
    rita: Person,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
    what: str,
    read: str,
    shown: str,
) -> None:
    open_loop(scored=panel[:3], posted=True)
    ines = panel[3]
    assert "Sent to @Rita Okafor." in report(ines, what, "We never met.")
    worker()
    assert read in request_of(rita).plain
    assert "We never met." in request_of(rita).plain
    assert not any("We never met" in message.plain for message in hana.direct_messages())
    now.tick(days=4)
    worker()
    assert not any("Your scorecard for" in message.plain for message in ines.direct_messages()), "reminders stopped"
    assert "3 of 4 scorecards are in" in said(hana.command("/loop", "show Dana Fox")), "it is a request"
    accept(rita)
    worker()
    assert "3 of 3 scorecards" in channel_post(slack, "of 5, likely ").plain
    assert f"@Inês Duarte: {shown} · by @Rita Okafor: We never met." in said(rita.command("/loop", "show Dana Fox"))
    assert "excused by @Rita Okafor" in next(m.plain for m in rita.direct_messages() if "Inês Duarte, Dana" in m.plain)


def test_whoever_was_shadowing_is_in_training_from_then_on_and_what_they_put_down_is_kept(
    slack: LocalSlack,
    services: Services,
    rita: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    open_loop(scored=panel[:3], posted=True)
    ines = panel[3]
    report(ines, "was_shadowing", "I watched Ida.")
    worker()
    assert "their scorecard doesn't count and isn't waited for" in request_of(rita).plain
    accept(rita)
    worker()
    assert "3 of 3 scorecards" in channel_post(slack, "of 5, likely ").plain, "the panel waits for them no more"
    assert "in training, their scorecard doesn't count" in str([m.plain for m in rita.direct_messages()])
    with services.reads() as session:
        interview = session.scalars(select(InterviewRow).where(InterviewRow.interviewer == ines.id)).one()
        assert (interview.kind, interview.state) == (InterviewKind.SHADOW, InterviewState.DUE)
    assert "signal_matrix" not in str(ines.command("/signal", "Dana Fox").messages[-1].blocks), "not before they scored"
    rita.command("/loop", "record Dana Fox")
    assert "was shadowing: the scorecard is practice. Reason: I watched Ida." in modal(rita).plain
    close_all(rita)
    score(ines, 2, reason="What I saw")
    with services.reads() as session:
        row = session.scalars(select(InterviewRow).where(InterviewRow.interviewer == ines.id)).one()
        assert row.state is InterviewState.SUBMITTED
    worker()
    assert "3 of 3 scorecards" in channel_post(slack, "of 5, likely ").plain


def test_the_hiring_manager_and_the_interviewer_accept_nothing(
    slack: LocalSlack,
    services: Services,
    hana: Person,
    otto: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    open_loop(scored=panel[:3])
    report(panel[3], "cannot", "I fell ill.")
    with services.reads() as session:
        interview = session.scalars(select(InterviewRow.id).where(InterviewRow.interviewer == panel[3].id)).one()
    for person, told in (
        (hana, "You can't answer this."),
        (panel[3], "You can't answer this."),
        (panel[0], "You can't answer this."),
        (otto, "Only those on a loop can see it."),
    ):
        for button in ("report_accept", "report_decline"):
            person.click(old_button(slack, button, interview, "C0GENERAL"), button)
            assert told in modal(person).plain
            close_all(person)
    assert loop_id(services)
    assert "3 of 4 scorecards are in" in said(hana.command("/loop", "show Dana Fox"))


def test_somebody_kept_on_the_panel_is_told_and_reminded_again(
    now: Clock, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3], posted=True)
    ines = panel[3]
    report(ines, "cannot", "I am busy.")
    worker()
    rita.click(request_of(rita), "report_decline")
    assert "@Inês Duarte stays on the panel" in modal(rita).plain
    close_all(rita)
    worker()
    assert "You're still on the panel for Dana Fox" in last_dm(ines)
    assert "still on the panel" in next(m.plain for m in rita.direct_messages() if "Inês Duarte, Dana" in m.plain)
    now.tick(days=2, minutes=1)
    worker()
    assert "Your scorecard for Dana Fox" in last_dm(ines)
    score(ines, 4)


def test_who_interviewed_instead_is_asked_for_the_scorecard(
    slack: LocalSlack, rita: Person, otto: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:3])
    ines = panel[3]
    something_changed(ines, ines.direct_messages()[0], "someone_else")
    ines.fill({"reason": "Otto took over."})
    assert "stand_in" in ines.submit(skip_client_checks=True).errors
    ines.fill({"stand_in": ines.id})
    assert "stand_in" in ines.submit().errors
    ines.fill({"stand_in": otto.id})
    ines.submit()
    close_all(ines)
    worker()
    assert "@Otto Brandt interviewed instead" in request_of(rita).plain
    accept(rita)
    worker()
    assert "3 of 4 scorecards are in" in channel_post(slack, "interviews for").plain, "not revealed"
    assert "You're interviewing Dana Fox" in last_dm(otto)
    score(otto, 4)
    worker()
    assert "4 of 4 scorecards" in channel_post(slack, "of 5, likely ").plain


def test_a_request_is_answered_once(rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker) -> None:
    open_loop(scored=panel[:2])
    report(panel[3], "cannot", "I fell ill.")
    worker()
    request = request_of(rita)
    accept(rita)
    rita.click(request, "report_decline")
    assert "This was answered already" in modal(rita).plain
