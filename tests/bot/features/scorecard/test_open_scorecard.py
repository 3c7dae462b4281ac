"""Opening a scorecard: whose it is, whether its time has come, and where one stopped."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.errors import Refusal
from bot.features.loop.cancel_loop import cancel_loop
from bot.features.loop.excuse_interview import excuse_interview
from bot.features.scorecard.choose_scorecard import ScorecardChoice, my_scorecards, scorecard_or_choice
from bot.features.scorecard.open_scorecard import (
    TooEarlyRefusal,
    declare_referral,
    interview_in,
    interview_kit,
    say_it_took_place,
    scorecard_form,
)
from bot.features.scorecard.save_draft import save_draft
from bot.wiring import Services, Workspace
from bot.wording.refusals import reason_and_advice
from rubrics.panel.loop import InterviewState, Loop
from storage.audit import entries
from storage.tables import InterviewRow
from tests.bot.features.opened_loop import IDA, IVAN, OTTO, RITA, TEAM, card, interview_of, opened, submitted
from tests.conftest import Clock


@pytest.fixture
def workspace(services: Services) -> Workspace:
    return services.workspace(TEAM)


def actions(services: Services, loop: Loop) -> list[str]:
    """Return what the loop's record says was done."""
    with services.reads() as session:
        return [entry.action for entry in entries(session, loop.id)]


def planned_later(services: Services, loop: Loop) -> str:
    """Plan Ivan's interview for three hours from now, and return it."""
    interview = interview_of(loop, IVAN).id
    with services.sessions.begin() as session:
        later = update(InterviewRow).where(InterviewRow.id == interview)
        session.execute(later.values(starts_at=services.now() + timedelta(hours=3)))
    return interview


def test_one_s_own_interviews_are_offered_those_due_first(services: Services, workspace: Workspace, loop: Loop) -> None:
    other = opened(services, "Kim Reyes")
    submitted(services, other, IVAN, card(other, IVAN))
    third = opened(services, "Lee Stone")
    offered = scorecard_or_choice(workspace, IVAN)
    assert isinstance(offered, ScorecardChoice)
    assert {(held.id, interview.state) for held, interview in offered.shown[:2]} == {
        (loop.id, InterviewState.DUE),
        (third.id, InterviewState.DUE),
    }
    assert [(held.id, interview.state) for held, interview in offered.shown[2:]] == [
        (other.id, InterviewState.SUBMITTED)
    ]
    assert (offered.number, offered.begun, offered.is_cut, offered.is_idle) == (3, set(), False, False)
    assert my_scorecards(workspace, IVAN) == offered
    assert scorecard_or_choice(workspace, RITA) == ScorecardChoice([], is_idle=True)


def test_where_nothing_is_due_the_scorecard_submitted_last_is_at_hand(
    services: Services, workspace: Workspace, loop: Loop, now: Clock
) -> None:
    other = opened(services, "Kim Reyes")
    submitted(services, other, IVAN, card(other, IVAN))
    now.tick(hours=1)
    submitted(services, loop, IVAN, card(loop, IVAN))
    idle = scorecard_or_choice(workspace, IVAN)
    assert isinstance(idle, ScorecardChoice)
    assert idle.last is not None
    assert (idle.is_idle, idle.number, idle.last.loop.id, idle.last.submitted_at) == (True, 2, loop.id, now())


def test_the_one_scorecard_that_is_due_opens_at_once_and_so_does_the_only_one_about_a_candidate(
    services: Services, workspace: Workspace, loop: Loop
) -> None:
    other = opened(services, "Kim Reyes")
    submitted(services, other, IVAN, card(other, IVAN))
    for words, expected in (("", loop), ("kim", other)):
        form = scorecard_or_choice(workspace, IVAN, words)
        assert form == scorecard_form(workspace, IVAN, interview_of(expected, IVAN).id)


def test_asking_for_a_candidate_one_does_not_score_offers_those_one_does(workspace: Workspace, loop: Loop) -> None:
    nothing = scorecard_or_choice(workspace, RITA, "Dana Fox")
    assert isinstance(nothing, ScorecardChoice)
    assert nothing.why_not is not None
    assert (nothing.why_not.key, nothing.shown) == ("scorecard_labels.not_on_panel", [])
    assert scorecard_or_choice(workspace, OTTO, "Dana Fox") == ScorecardChoice([], asked="Dana Fox"), (
        "he learns nothing"
    )
    offered = scorecard_or_choice(workspace, IVAN, "Dana Foxx")
    assert isinstance(offered, ScorecardChoice)
    assert (offered.asked, [held.id for held, _ in offered.shown]) == ("Dana Foxx", [loop.id])


def test_a_draft_is_resumed_and_its_interview_counts_as_begun(
    services: Services, workspace: Workspace, loop: Loop
) -> None:
    interview = interview_of(loop, IVAN)
    opened(services, "Kim Reyes")
    rating = f"rating:{interview.focus[0]}"
    save_draft(workspace, IVAN, interview.id, {rating: "5", "forged": "x"}, acted=rating, acted_at="1.0", version=0)
    form = scorecard_form(workspace, IVAN, interview.id)
    assert (form.filled, form.version, form.resumed_at) == ({rating: "5"}, 0, workspace.now)
    offered = scorecard_or_choice(workspace, IVAN)
    assert isinstance(offered, ScorecardChoice)
    assert offered.begun == {interview.id}


def test_a_field_that_was_added_stays_when_the_scorecard_is_reopened_and_begins_nothing(
    workspace: Workspace, loop: Loop
) -> None:
    interview = interview_of(loop, IVAN)
    opened_field = interview.focus[1]
    click = {"acted": f"more:{opened_field}", "acted_at": "1.0", "version": 0}
    save_draft(workspace, IVAN, interview.id, {}, **click, opens=opened_field)
    form = scorecard_form(workspace, IVAN, interview.id)
    assert (form.filled, form.resumed_at) == ({f"evidence:{opened_field}": ""}, None)
    typed = {f"evidence:{opened_field}": "Drew it."}
    save_draft(workspace, IVAN, interview.id, typed, acted=f"evidence:{opened_field}", acted_at="2.0", version=0)
    late = click | {"acted_at": "3.0"}
    assert save_draft(workspace, IVAN, interview.id, {}, **late, opens=opened_field).filled == typed
    forged = click | {"acted_at": "4.0"}
    assert save_draft(workspace, IVAN, interview.id, {}, **forged, opens="charisma").filled == typed


def test_a_submitted_card_opens_as_it_was_submitted(services: Services, workspace: Workspace, loop: Loop) -> None:
    filled = card(loop, IVAN, "3", evidence="Drew the queue, named the retry and tested it.")
    submitted(services, loop, IVAN, filled)
    form = scorecard_form(workspace, IVAN, interview_of(loop, IVAN).id)
    assert (form.filled, form.version) == (filled, 1)


def test_before_its_time_a_scorecard_opens_only_once_its_interviewer_says_that_it_took_place(
    services: Services, workspace: Workspace, loop: Loop
) -> None:
    interview = planned_later(services, loop)
    with pytest.raises(TooEarlyRefusal):
        scorecard_form(workspace, IVAN, interview)
    for _ in range(2):
        assert say_it_took_place(workspace, IVAN, interview).interview.id == interview
    assert scorecard_form(workspace, IVAN, interview).version == 0
    assert actions(services, loop) == ["opened", "took place early"]


def test_a_referral_is_declared_once(services: Services, workspace: Workspace, loop: Loop) -> None:
    for _ in range(2):
        declare_referral(workspace, IVAN, interview_of(loop, IVAN).id)
    assert actions(services, loop) == ["opened", "declared a referral"]


def test_only_interviewers_have_a_scorecard_in_a_loop(workspace: Workspace, loop: Loop) -> None:
    assert interview_in(workspace, IVAN, loop.id) == interview_of(loop, IVAN).id
    with pytest.raises(Refusal, match="not_on_panel"):
        interview_in(workspace, RITA, loop.id)


def test_what_to_ask_is_for_the_interviewer_alone(workspace: Workspace, loop: Loop) -> None:
    interview = interview_of(loop, IVAN)
    assert interview_kit(workspace, IVAN, interview.id)[1] == interview
    with pytest.raises(Refusal, match="not_yours"):
        interview_kit(workspace, IDA, interview.id)
    for unknown in (lambda: interview_kit(workspace, OTTO, interview.id), lambda: interview_kit(workspace, IVAN, "x")):
        with pytest.raises(Refusal):
            unknown()


@pytest.mark.parametrize(
    ("happened", "sentence"),
    [
        (True, "You were excused from this interview."),
        (False, "This interview is recorded as not held."),
    ],
)
def test_an_interview_that_owes_no_card_says_why(
    services: Services, workspace: Workspace, happened: bool, sentence: str
) -> None:
    loop = opened(services, "Kim Reyes")
    interview = interview_of(loop, IVAN).id
    plan = excuse_interview(workspace, RITA, loop.id, interview, "Ill.", happened=happened)
    mark = getattr(plan, "mark", "")
    excuse_interview(workspace, RITA, loop.id, interview, "Ill.", happened=happened, seen=mark)
    with pytest.raises(Refusal) as refused:
        scorecard_form(workspace, IVAN, interview)
    assert reason_and_advice(refused.value) == (sentence, "You don't need to do anything.")


def test_a_canceled_loop_opens_no_card(workspace: Workspace, loop: Loop) -> None:
    cancel_loop(workspace, RITA, loop.id, "Withdrew.")
    with pytest.raises(Refusal, match="canceled"):
        scorecard_form(workspace, IVAN, interview_of(loop, IVAN).id)
