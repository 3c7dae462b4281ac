"""An interviewer who has left is seen as such, and their interview is offered to whom the opening's plan names."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from rubrics.panel.loop import ExcuseReason, InterviewState
from rubrics.panel.plan import PlannedInterview, StagePlan
from storage.loops import InterviewRow
from storage.openings import OpeningRow
from storage.people import name_people
from tests.conftest import Clock
from tests.stories.acting import OTTO, close_all, modal, old_button, said

OpenLoop = Callable[..., None]
Worker = Callable[[], None]
IDA, INES = "U0IDA", "U0INES"
ON_THE_PANEL = ["U0IVAN", IDA]


def plan_names(services: Services, *alternates: str) -> None:
    """Let the opening's plan name who may hold Ida's interview instead."""
    with services.sessions.begin() as session:
        planned = PlannedInterview(focus=("software-engineering",), interviewer=IDA, alternates=alternates)
        for opening in session.scalars(select(OpeningRow)):
            opening.stages = [StagePlan(name="Onsite", interviews=(planned,)).model_dump(mode="json")]
            name_people(session, opening.team_id, alternates)


def leaves(slack: LocalSlack, now: Clock, worker: Worker, user: str = IDA) -> None:
    """Let someone's account be deactivated, and a day pass."""
    slack.workspace.member(user).deleted = True
    now.tick(hours=25)
    worker()


def interviews(services: Services, user: str) -> list[tuple[InterviewState, ExcuseReason | None, list[str]]]:
    with services.reads() as session:
        rows = session.scalars(select(InterviewRow).where(InterviewRow.interviewer == user))
        return [(row.state, row.excuse_reason, row.focus) for row in rows]


def told(slack: LocalSlack, person: Person, about: str) -> list[Any]:
    """Return the direct messages someone has that say this."""
    return [message for message in person.sees(slack.workspace.direct(person.id).id) if about in message.plain]


@pytest.fixture
def opened(services: Services, open_loop: OpenLoop, worker: Worker) -> None:
    """A loop of Ivan and Ida, by a plan in which Inês and Otto may stand in for Ida."""
    open_loop(interviewers=ON_THE_PANEL)
    plan_names(services, INES, OTTO)
    worker()


def test_the_loop_shows_who_has_left_and_offers_to_find_somebody(
    slack: LocalSlack, rita: Person, now: Clock, worker: Worker, opened: None
) -> None:
    leaves(slack, now, worker)
    shown = said(rita.command("/loop", "show Dana Fox"))
    line = next(each for each in shown.splitlines() if "Ida" in each)
    assert "account deactivated" in line
    rita.click(rita.command("/loop", "show Dana Fox").messages[-1], "offer_form")
    assert modal(rita).title == "Find a replacement"


def test_whoever_runs_the_loop_is_told_once_by_a_message_of_its_own(
    slack: LocalSlack, rita: Person, hana: Person, now: Clock, worker: Worker, opened: None
) -> None:
    for _ in range(3):
        leaves(slack, now, worker)
    (message,) = told(slack, rita, "account is deactivated")
    assert "Dana Fox" in message.plain
    assert told(slack, hana, "account is deactivated") == []


def test_a_hiring_manager_who_left_is_told_once_to_who_can_name_another(
    slack: LocalSlack, rita: Person, hana: Person, now: Clock, worker: Worker, opened: None
) -> None:
    for _ in range(3):
        leaves(slack, now, worker, hana.id)
    (message,) = told(slack, rita, "account is deactivated")
    assert "They were going to decide on Dana Fox" in message.plain
    rita.click(message, "loop_replace")
    rita.fill({"hiring_manager": OTTO})
    rita.submit()
    close_all(rita)
    worker()
    assert told(slack, rita, "account is deactivated") == []
    assert told(slack, rita, "@Otto Brandt is the hiring manager of Dana Fox")


def test_a_hiring_manager_who_is_back_is_one_again(
    slack: LocalSlack, rita: Person, hana: Person, now: Clock, worker: Worker, opened: None
) -> None:
    leaves(slack, now, worker, hana.id)
    slack.workspace.member(hana.id).deleted = False
    now.tick(hours=25)
    worker()
    assert told(slack, rita, "@Hana Suzuki is the hiring manager of Dana Fox")


def test_no_one_is_told_of_a_hiring_manager_whose_loop_is_over(
    slack: LocalSlack, rita: Person, hana: Person, now: Clock, worker: Worker, opened: None
) -> None:
    rita.command("/loop", "cancel Dana Fox")
    rita.fill({"reason": "The job is filled"})
    rita.submit()
    close_all(rita)
    leaves(slack, now, worker, hana.id)
    assert told(slack, rita, "account is deactivated") == []


def test_an_alternate_who_accepts_holds_the_interview_and_who_left_is_excused(
    slack: LocalSlack, services: Services, rita: Person, now: Clock, worker: Worker, opened: None
) -> None:
    leaves(slack, now, worker)
    ((_, _, focus),) = interviews(services, IDA)
    rita.click(told(slack, rita, "account is deactivated")[-1], "offer_to:0")
    assert "is asked" in modal(rita).plain
    close_all(rita)
    worker()
    ines = slack.person(INES)
    (offer,) = told(slack, ines, "Can you take over an interview?")
    assert "Dana Fox" not in offer.plain, "a name is for those on the loop"
    ines.click(offer, "offer_accept")
    assert "You're interviewing Dana Fox" in modal(ines).plain
    close_all(ines)
    worker()
    assert interviews(services, IDA) == [(InterviewState.EXCUSED, ExcuseReason.LEFT_COMPANY, focus)]
    assert interviews(services, INES) == [(InterviewState.DUE, None, focus)]
    assert told(slack, ines, "You're interviewing Dana Fox"), "an invitation like anybody's"
    assert told(slack, rita, "takes over")
    assert told(slack, rita, "account is deactivated") == []
    assert "left the company" in said(rita.command("/loop", "show Dana Fox"))


def test_a_second_click_and_another_alternate_find_that_it_is_taken(
    slack: LocalSlack, services: Services, rita: Person, otto: Person, now: Clock, worker: Worker, opened: None
) -> None:
    leaves(slack, now, worker)
    (dm,) = told(slack, rita, "account is deactivated")
    rita.click(dm, "offer_to:0")
    close_all(rita)
    rita.click(dm, "offer_to:1")
    close_all(rita)
    worker()
    ines = slack.person(INES)
    (offer,) = told(slack, ines, "Can you take over")
    (other,) = told(slack, otto, "Can you take over")
    for _ in range(2):
        ines.click(offer, "offer_accept")
        close_all(ines)
    otto.click(other, "offer_accept")
    assert "no longer needs anyone" in modal(otto).plain
    assert len(interviews(services, INES)) == 1
    assert interviews(services, OTTO) == []


def test_a_no_comes_back_with_whom_to_ask_next(
    slack: LocalSlack, services: Services, rita: Person, now: Clock, worker: Worker, opened: None
) -> None:
    leaves(slack, now, worker)
    rita.click(told(slack, rita, "account is deactivated")[-1], "offer_to:0")
    close_all(rita)
    worker()
    ines = slack.person(INES)
    ines.click(told(slack, ines, "Can you take over")[-1], "offer_decline")
    close_all(ines)
    worker()
    (answer,) = told(slack, rita, "can't take over")
    rita.click(answer, "offer_to:0")
    assert "@Otto Brandt is asked" in modal(rita).plain
    assert interviews(services, IDA)[0][0] is InterviewState.DUE


def test_nobody_takes_over_what_they_were_not_asked_to(
    slack: LocalSlack, services: Services, rita: Person, otto: Person, now: Clock, worker: Worker, opened: None
) -> None:
    leaves(slack, now, worker)
    rita.click(told(slack, rita, "account is deactivated")[-1], "offer_to:0")
    close_all(rita)
    worker()
    ines = slack.person(INES)
    offer = told(slack, ines, "Can you take over")[-1]
    forged = next(b for block in offer.blocks if block["type"] == "actions" for b in block["elements"])
    otto.click(old_button(slack, "offer_accept", forged["value"], "C0GENERAL"), "offer_accept")
    assert "Only those on a loop can see it" in modal(otto).plain
    otto_asks = old_button(slack, "offer_to", f"{forged['value']} {OTTO}", "C0GENERAL")
    close_all(otto)
    otto.click(otto_asks, "offer_to")
    assert "Only those on a loop can see it" in modal(otto).plain
    assert interviews(services, OTTO) == []


def test_who_is_on_the_panel_or_has_left_cannot_be_asked(
    slack: LocalSlack, rita: Person, now: Clock, worker: Worker, opened: None
) -> None:
    leaves(slack, now, worker)
    rita.click(told(slack, rita, "account is deactivated")[-1], "offer_form")
    for person, problem in (("U0IVAN", "on the panel already"), (IDA, "on the panel already")):
        rita.fill({"stand_in": person})
        assert problem in rita.submit().errors["stand_in"]
    rita.fill({"stand_in": "U0IMRAN"})
    assert rita.submit().action == "updated"
    assert "is asked" in modal(rita).plain


def test_a_hiring_manager_alone_finds_somebody_though_who_left_stays_due(
    slack: LocalSlack, services: Services, hana: Person, now: Clock, worker: Worker, opened: None
) -> None:
    slack.workspace.member("U0RITA").deleted = True
    leaves(slack, now, worker)
    hana.click(told(slack, hana, "account is deactivated")[-1], "offer_to:0")
    close_all(hana)
    worker()
    ines = slack.person(INES)
    ines.click(told(slack, ines, "Can you take over")[-1], "offer_accept")
    worker()
    assert interviews(services, INES)[0][0] is InterviewState.DUE
    assert interviews(services, IDA)[0][0] is InterviewState.DUE, "a hiring manager excuses nobody"
    assert told(slack, hana, "reveal without it")


def test_a_recruiter_who_has_left_is_not_the_one_who_is_told(
    slack: LocalSlack, hana: Person, now: Clock, worker: Worker, opened: None
) -> None:
    slack.workspace.member("U0RITA").deleted = True
    leaves(slack, now, worker)
    assert told(slack, hana, "account is deactivated"), "there is no admin to tell, so the hiring manager is"
