"""What a loop says of itself, from its first form to its last message, is read in seconds on the playground's data."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from bot.features.loop.end_stage import NextStage
from bot.features.loop.show_announcement import announcement, changed, invitation
from bot.features.loop.show_notice import notice
from bot.features.loop.show_reminder import hold_over, kit, reminder, status
from bot.features.loop.show_report import accept_form, referral_question, report_form, request
from bot.features.loop.show_stage import end_form, ended, next_form
from bot.playground.demo.team import the_team
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message, View
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import Services, build_services
from rubrics.catalogue.lookup import Catalogue
from rubrics.panel.interview_report import InterviewReport, Report
from rubrics.panel.loop import Hold, Interview, InterviewState, Loop
from rubrics.panel.stage import StageOutcome
from storage.loops import loop_row, loop_value
from storage.messages import Problem
from tests.bot.surfaces.counting import words_of
from tests.delivering import delivering_to
from tests.seeding import Seeded
from tests.stories.acting import close_all, first_step, loop_id, modal

TEAM = the_team()
INVITATION, NEW_LOOP, COVERAGE, LIST, ERROR = 90, 80, 70, 60, 25
REMINDER = 40
ANNOUNCEMENT, CHANGE, NOTICE, DETAILS, KIT, FORM, DONE = 60, 60, 45, 80, 180, 45, 40
"""Of what wording.md gives no budget: each as many words as its drawing has, and a third more."""


@pytest.fixture
def services(sqlite_url: str, catalogue: Catalogue, slack: LocalSlack) -> Services:
    settings = Settings(
        _env_file=None,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_api_url=slack.base_url,
        database_url=sqlite_url,
    )
    return build_services(settings, catalogue=catalogue)


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    slack = LocalSlack()
    with slack.serving():
        yield slack


@pytest.fixture(autouse=True)
def furnished(slack: LocalSlack, services: Services, seeded: Seeded) -> Iterator[None]:
    """The playground as it is before anyone has done anything."""
    seeded.furnish(services, slack)
    slack.connect(delivering_to(build_app(services)))
    yield
    services.engine.dispose()


@pytest.fixture
def rita(slack: LocalSlack) -> Person:
    """The recruiter, who runs every loop."""
    return slack.person(TEAM.recruiter)


@pytest.fixture
def loop(services: Services) -> Loop:
    """The loop that waits for one scorecard."""
    with services.reads() as session:
        row = loop_row(session, TEAM_ID, loop_id(services))
        assert row is not None
        return loop_value(row)


TEAM_ID = LocalSlack().workspace.team_id


def due_of(loop: Loop) -> Interview:
    """Return the interview whose scorecard is missing."""
    return loop.pending[0]


def said(person: Person, typed: str) -> dict[str, Any]:
    """Return what the private answer to a command shows."""
    return {"blocks": answered(person, typed).blocks}


def answered(person: Person, typed: str) -> Message:
    command, _, text = typed.partition(" ")
    return person.command(command, text).messages[-1]


def shown(person: Person) -> dict[str, Any]:
    """Return what the modal in front of a person shows, its title and its buttons included."""
    return parts_of(modal(person))


def parts_of(view: View) -> dict[str, Any]:
    return {part: view.shown[part] for part in ("title", "blocks", "submit", "close") if view.shown.get(part)}


def test_an_invitation_is_read_before_the_interview(loop: Loop) -> None:
    for interview in loop.interviews:
        due = interview.model_copy(update={"state": InterviewState.DUE, "starts_at": loop.deadline_at})
        assert words_of(invitation(loop, due)) <= INVITATION
        assert words_of(changed(loop, due)) <= CHANGE


def test_a_reminder_is_read_in_passing(loop: Loop, rita: Person) -> None:
    due = due_of(loop)
    for hours in (-1, 0, 5, 30):
        reminded = reminder(loop, due, loop.deadline_at + timedelta(hours=hours))
        assert reminded is not None
        assert words_of(reminded) <= REMINDER
    late = status(loop, loop.deadline_at + timedelta(days=1), rita.id)
    assert late is not None
    assert words_of(late) <= REMINDER
    at_three = due.model_copy(update={"starts_at": loop.deadline_at})
    soon = kit(loop, at_three, loop.deadline_at - timedelta(minutes=15))
    assert soon is not None
    assert words_of(soon) <= INVITATION


def test_the_question_after_a_hold_is_read_in_passing(loop: Loop) -> None:
    hold = Hold(resumes_as=loop.state, by="U0RITA", at=loop.opened_at, until=loop.deadline_at)
    asked = hold_over(loop.model_copy(update={"hold": hold}), is_new=True)
    assert asked is not None
    assert words_of(asked) <= REMINDER
    assert hold_over(loop, is_new=True) is None


def test_what_next_is_asked_in_a_form_and_the_next_stage_in_another(loop: Loop) -> None:
    assert words_of(end_form(loop)) <= FORM
    ids = tuple(each.id for each in loop.rubric.competencies)
    wanted = NextStage(
        what=StageOutcome.ADVANCE, reason="", name="Onsite", interviewers=("U0IVAN", "U0IDA"), focus=ids[:4]
    )
    assert words_of(next_form("0" * 32, loop, wanted)) <= NEW_LOOP + FORM
    assert words_of(ended(loop)) <= DONE


def test_what_changed_is_asked_and_answered_in_few_words(loop: Loop) -> None:
    due = due_of(loop)
    for what in Report:
        said = InterviewReport(what=what, at=loop.opened_at, note="The candidate was ill.", stand_in="U0OTTO")
        reported = due.model_copy(update={"report": said})
        assert words_of(report_form(loop, due, what)) <= FORM
        assert words_of(request(loop, reported)) <= NOTICE
        assert words_of(accept_form(loop, reported, (), "")) <= FORM
    assert words_of(referral_question(due)) <= FORM


def test_an_announcement_says_who_and_how_far(loop: Loop) -> None:
    for moment in (loop.opened_at, loop.deadline_at + timedelta(days=1)):
        for is_private in (True, False):
            assert words_of(announcement(loop, moment, is_private=is_private)) <= ANNOUNCEMENT


@pytest.mark.parametrize("problem", sorted(set(Problem) - {Problem.GONE, Problem.NO_ACCESS}))
def test_a_notice_says_what_happened_and_what_to_do(loop: Loop, problem: Problem) -> None:
    assert words_of(notice(loop, {problem: [loop.channel]})) <= NOTICE


def test_what_to_ask_is_two_questions_a_competency(slack: LocalSlack, loop: Loop) -> None:
    ivan = slack.person(due_of(loop).interviewer)
    invited = next(message for message in reversed(ivan.direct_messages()) if "interviewing" in message.plain)
    ivan.click(invited, "interview_kit")
    assert words_of(shown(ivan)) <= KIT


def test_a_new_loop_takes_two_short_steps(rita: Person, services: Services) -> None:
    first_step(rita, services, interviewers=[*TEAM.waiting.panelists])
    assert words_of(shown(rita)) <= NEW_LOOP
    rita.submit()
    assert words_of(shown(rita)) <= NEW_LOOP


def test_gaps_are_told_with_what_closes_them(rita: Person, services: Services) -> None:
    first_step(rita, services, candidate="Robin Vale", interviewers=[*TEAM.waiting.panelists])
    rita.submit()
    fields = [block["block_id"] for block in modal(rita).blocks if block["block_id"].startswith("focus:")]
    rita.fill({fields[0]: ["retrieval"]})
    rita.submit()
    assert modal(rita).callback_id == "loop_coverage"
    assert words_of(shown(rita)) <= COVERAGE
    rita.submit()
    assert words_of(shown(rita)) <= DONE


def test_a_list_of_loops_is_two_lines_a_row(rita: Person) -> None:
    assert words_of(said(rita, "/loop list")) <= LIST
    assert words_of(said(rita, "/loop record")) <= LIST


def test_a_loop_stands_as_it_is_in_few_words(rita: Person, slack: LocalSlack, loop: Loop) -> None:
    for person in (rita, slack.person(TEAM.hiring_manager), slack.person(due_of(loop).interviewer)):
        assert words_of(said(person, f"/loop show {loop.candidate_code}")) <= DETAILS


@pytest.mark.parametrize("act", ["loop_cancel", "loop_edit"])
def test_a_change_is_asked_for_in_few_words(rita: Person, loop: Loop, act: str) -> None:
    answer = answered(rita, f"/loop show {loop.candidate_code}")
    rita.click(answer, "loop_more", f"{act} {loop.id}")
    assert words_of(shown(rita)) <= FORM


def test_an_excuse_is_asked_for_in_few_words(rita: Person, loop: Loop) -> None:
    rita.click(answered(rita, f"/loop show {loop.candidate_code}"), "loop_excuse")
    assert words_of(shown(rita)) <= FORM


@pytest.mark.parametrize(
    "typed",
    ["/loop list", "/loop edit", "/loop cancel", "/loop show Nobody Known", "/rubric diff"],
)
def test_somebody_on_no_loop_reads_a_line_and_gets_a_way_on(slack: LocalSlack, typed: str) -> None:
    otto = slack.person(TEAM.stranger)
    answer = answered(otto, typed)
    assert words_of({"blocks": answer.blocks}) <= ERROR
    assert answer.buttons
    close_all(otto)
