"""Who may see and do what in each state of a loop, told on values."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Recommendation
from rubrics.panel.card_step import CardStep, card_step
from rubrics.panel.loop import ExcuseReason, Interview, InterviewState, Loop, LoopState
from rubrics.panel.permissions import (
    Viewer,
    may_decide_stage,
    may_excuse,
    may_read_private_notes,
    may_run,
    may_see_content,
    may_see_shadow,
    may_see_signal,
    may_see_status,
)
from rubrics.panel.plan import InterviewKind, PlannedInterview, StagePlan
from rubrics.panel.scorecard import SubmittedCard, lacks_evidence, shown_versions, support_of
from rubrics.panel.stage import Outcome, Stage, StageOutcome
from tests.loop_values import loop_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DUE, SUBMITTED, EXCUSED = InterviewState.DUE, InterviewState.SUBMITTED, InterviewState.EXCUSED
HANA, RITA, OPENER, ADMIN = "U0HANA", "U0RITA", "U0OPAL", "U0ADA"
OPEN = (LoopState.OPEN, LoopState.CANCELED)
READABLE = (LoopState.REVEALED, LoopState.DECIDED)


@pytest.fixture(scope="session")
def sealed(catalogue: Catalogue) -> Loop:
    """An open loop of two whose cards are in and one whose card is due."""
    panel = {"U0IVAN": SUBMITTED, "U0IDA": SUBMITTED, "U0IMRAN": DUE}
    interviews = [
        Interview(id=user.lower(), interviewer=user, focus=("evaluation",), state=state)
        for user, state in panel.items()
    ]
    people = {"candidate_name": "Dana Fox", "candidate_user": "U0DANA", "opened_by": OPENER}
    rubric, due = catalogue.rubric("ai-engineer", Level.SENIOR), NOW + timedelta(days=2)
    return loop_of(rubric, interviews, opened_at=NOW, deadline_at=due, state=LoopState.OPEN, **people)


def changed(loop: Loop, **values: Any) -> Loop:
    return loop.model_copy(update=values)


def with_state(loop: Loop, user: str, state: InterviewState) -> Loop:
    interviews = tuple(i.model_copy(update={"state": state}) if i.interviewer == user else i for i in loop.interviews)
    return changed(loop, interviews=interviews)


def viewer(user: str) -> Viewer:
    return Viewer(user=user, is_admin=user == ADMIN)


def card(interviewer: str, version: int = 1, **values: Any) -> SubmittedCard:
    usual: dict[str, Any] = {
        "ratings": {"evaluation": 3},
        "evidence": {},
        "recommendation": Recommendation.YES,
        "submitted_at": NOW,
    }
    return SubmittedCard(interview=interviewer.lower(), interviewer=interviewer, version=version, **{**usual, **values})


@pytest.mark.parametrize("user", [HANA, RITA, OPENER, ADMIN, "U0IVAN", "U0IMRAN"])
def test_those_on_a_loop_and_admins_see_how_far_it_is(sealed: Loop, user: str) -> None:
    assert may_see_status(sealed, viewer(user))


@pytest.mark.parametrize("user", ["U0OTTO", "U0DANA"])
def test_nobody_else_knows_of_it_and_the_candidate_least_of_all(sealed: Loop, user: str) -> None:
    assert not may_see_status(sealed, viewer(user))
    assert not may_see_content(changed(sealed, state=LoopState.REVEALED), viewer(user))


def test_a_candidate_who_is_an_admin_neither_sees_nor_runs_their_own_loop(sealed: Loop) -> None:
    dana = Viewer(user="U0DANA", is_admin=True)
    assert not may_see_status(sealed, dana)
    assert not may_run(sealed, dana)
    assert not any(may_excuse(sealed, dana, interview) for interview in sealed.interviews)


def test_an_outsider_who_is_named_in_a_loop_knows_of_none(sealed: Loop) -> None:
    assert not may_see_status(sealed, Viewer(user="U0IVAN", is_outsider=True))


@pytest.mark.parametrize("state", OPEN)
@pytest.mark.parametrize("user", [HANA, RITA, OPENER, ADMIN, "U0IVAN"])
def test_nobody_reads_a_sealed_panel_whoever_asks(sealed: Loop, user: str, state: LoopState) -> None:
    assert not may_see_content(changed(sealed, state=state), viewer(user))


@pytest.mark.parametrize("state", READABLE)
@pytest.mark.parametrize("user", [HANA, RITA, OPENER, ADMIN, "U0IVAN", "U0IMRAN"])
def test_those_on_the_loop_read_a_revealed_panel(sealed: Loop, user: str, state: LoopState) -> None:
    assert may_see_content(changed(sealed, state=state), viewer(user))


def test_whoever_was_excused_left_the_panel_and_reads_nothing_of_it(sealed: Loop) -> None:
    revealed = changed(with_state(sealed, "U0IMRAN", EXCUSED), state=LoopState.REVEALED)
    assert may_see_status(revealed, viewer("U0IMRAN"))
    assert not may_see_content(revealed, viewer("U0IMRAN"))


@pytest.mark.parametrize("part", ["recruiter", "opened_by", "hiring_manager"])
def test_an_excused_interviewer_who_runs_the_loop_reads_it_after_the_reveal_and_not_before(
    sealed: Loop, part: str
) -> None:
    excused = changed(with_state(sealed, "U0IMRAN", EXCUSED), **{part: "U0IMRAN"})
    assert not may_see_content(excused, viewer("U0IMRAN"))
    assert may_see_content(changed(excused, state=LoopState.REVEALED), viewer("U0IMRAN"))


def test_an_interview_that_did_not_happen_leaves_its_interviewer_on_the_panel(sealed: Loop) -> None:
    revealed = changed(with_state(sealed, "U0IMRAN", InterviewState.DID_NOT_HAPPEN), state=LoopState.REVEALED)
    assert may_see_content(revealed, viewer("U0IMRAN"))


def test_a_panel_of_one_opens_to_the_hiring_manager_only(sealed: Loop) -> None:
    one = changed(with_state(sealed, "U0IDA", EXCUSED), state=LoopState.REVEALED)
    assert [user for user in (HANA, RITA, OPENER, ADMIN, "U0IVAN") if may_see_content(one, viewer(user))] == [HANA]


def test_a_hiring_manager_excuses_nobody_not_even_as_an_admin(sealed: Loop) -> None:
    for interview in sealed.interviews:
        assert not may_excuse(sealed, Viewer(user=HANA, is_admin=True), interview)


def test_recruiter_opener_and_admin_may_excuse_and_the_interviewer_alone_may_not(sealed: Loop) -> None:
    ivan = sealed.interviews[0]
    assert [u for u in (RITA, OPENER, ADMIN, "U0IVAN", "U0IDA") if may_excuse(sealed, viewer(u), ivan)] == [
        RITA,
        OPENER,
        ADMIN,
    ]


def test_those_in_charge_run_a_loop_and_its_interviewers_do_not(sealed: Loop) -> None:
    assert all(may_run(sealed, viewer(user)) for user in (HANA, RITA, OPENER, ADMIN))
    assert not may_run(sealed, viewer("U0IVAN"))


def test_a_loop_is_late_while_a_card_is_missing_after_its_deadline(sealed: Loop) -> None:
    after = sealed.deadline_at + timedelta(seconds=1)
    assert sealed.is_late(after)
    assert not sealed.is_late(sealed.deadline_at)
    assert not with_state(sealed, "U0IMRAN", SUBMITTED).is_late(after)
    assert not changed(sealed, state=LoopState.REVEALED).is_late(after)


def test_the_channel_calls_a_candidate_by_code_unless_the_loop_shows_the_name(sealed: Loop) -> None:
    assert sealed.label == "C-K7P2"
    assert changed(sealed, shows_name=True).label == "Dana Fox"
    assert changed(sealed, shows_name=True, candidate_name=None).label == "C-K7P2"
    assert sealed.private_label == "Dana Fox (C-K7P2)"
    assert changed(sealed, candidate_name=None).private_label == "C-K7P2"


def test_what_may_be_done_about_a_card_depends_on_draft_submit_and_reveal(sealed: Loop) -> None:
    ivan, _, imran = sealed.interviews
    revealed = changed(sealed, state=LoopState.REVEALED)
    assert card_step(sealed, imran, begun=False) is CardStep.SCORE
    assert card_step(sealed, imran, begun=True) is CardStep.CONTINUE
    assert card_step(sealed, ivan, begun=True) is CardStep.AMEND
    assert card_step(revealed, ivan, begun=False) is CardStep.AMEND
    assert card_step(revealed, imran, begun=True) is CardStep.ADD_LATE


@pytest.mark.parametrize(
    ("rating", "evidence", "lacks"),
    [(1, None, True), (2, " ", True), (5, "", True), (5, "Drew it", False), (3, None, False), (None, None, False)],
)
def test_a_low_or_top_rating_asks_for_evidence(rating: int | None, evidence: str | None, lacks: bool) -> None:
    assert lacks_evidence(rating, evidence) is lacks


def test_what_was_written_to_the_recruiter_is_read_by_them_alone_and_after_a_scorecard_of_their_own(
    sealed: Loop,
) -> None:
    others = (HANA, OPENER, "U0IVAN", "U0IMRAN", sealed.candidate_user or "")
    for state in LoopState:
        loop = changed(sealed, state=state)
        assert may_read_private_notes(loop, viewer(RITA))
        assert not any(may_read_private_notes(loop, Viewer(user=user, is_admin=True)) for user in others)
    assert not may_read_private_notes(sealed, Viewer(user=RITA, is_outsider=True))
    assert not may_read_private_notes(changed(sealed, candidate_user=RITA), viewer(RITA))
    for recruiter, may in (("U0IMRAN", False), ("U0IVAN", True)):
        for state in (LoopState.OPEN, LoopState.ON_HOLD):
            rests = changed(sealed, recruiter=recruiter, state=state)
            assert may_read_private_notes(rests, viewer(recruiter)) is may


def test_what_was_written_to_the_recruiter_is_no_part_of_what_a_panel_shows() -> None:
    (shown,) = shown_versions([card("U0IVAN", 1, recruiter_note="Has another offer.", strengths="Asks first.")])
    assert (shown.recruiter_note, shown.notes) == ("", {"strengths": "Asks first."})
    assert card("U0IVAN", 1, recruiter_note="Has another offer.").notes == {}


def test_second_thoughts_before_the_reveal_are_not_shown_and_those_after_it_are() -> None:
    first, second = card("U0IVAN", 1), card("U0IVAN", 2)
    late, other = card("U0IVAN", 3, after_reveal=True, reason="Misread"), card("U0IDA", 1)
    assert shown_versions([first, second, late, other]) == (second, late, other)


def test_what_stands_behind_a_panel_counts_referrers_and_ratings_without_evidence(sealed: Loop) -> None:
    ivan = sealed.interviews[0].model_copy(update={"referred": True})
    loop = changed(sealed, interviews=(ivan, *sealed.interviews[1:]))
    cards = [
        card("U0IVAN", ratings={"a": 5, "b": 1, "c": None}, evidence={"a": "Drew it"}),
        card("U0IDA", ratings={"a": 4}),
    ]
    support = support_of(loop, cards)
    assert (support.scorecards, support.referred, support.asking, support.unsupported) == (2, 1, 2, 1)


def with_outcome(loop: Loop, what: StageOutcome | None, later: bool = False) -> Loop:
    outcome = Outcome(what=what, by=HANA, at=NOW) if what else None
    plan = (StagePlan(name="Onsite"),) if later else ()
    return changed(loop, stage=loop.stage.model_copy(update={"outcome": outcome, "later": plan}))


@pytest.mark.parametrize("user", [HANA, RITA, ADMIN, "U0IVAN"])
def test_whoever_owes_a_scorecard_in_a_later_stage_reads_nothing_of_the_one_before(sealed: Loop, user: str) -> None:
    revealed = changed(sealed, state=LoopState.REVEALED)
    assert may_see_signal(revealed, viewer(user))
    kept = changed(revealed, sealed_from=frozenset({user}))
    assert not may_see_content(kept, viewer(user))
    assert not may_see_signal(kept, viewer(user))
    assert may_see_status(kept, viewer(user))


def test_who_ends_a_stage_is_in_charge_and_nobody_ends_it_twice_or_sealed(sealed: Loop) -> None:
    revealed = changed(sealed, state=LoopState.REVEALED)
    asked = (HANA, RITA, OPENER, ADMIN, "U0IVAN", "U0OTTO", "U0DANA")
    assert [user for user in asked if may_decide_stage(revealed, viewer(user))] == [HANA, RITA, ADMIN]
    assert not any(may_decide_stage(sealed, viewer(user)) for user in asked)
    over = with_outcome(revealed, StageOutcome.ADVANCE)
    assert not any(may_decide_stage(over, viewer(user)) for user in asked)


def test_a_channel_hears_of_a_stage_once_nobody_behind_it_can_be_swayed(sealed: Loop) -> None:
    revealed = changed(sealed, state=LoopState.REVEALED)
    assert revealed.is_told_in_channel, "the only stage"
    assert not with_outcome(revealed, None, later=True).is_told_in_channel
    advanced = with_outcome(revealed, StageOutcome.ADVANCE)
    assert not changed(advanced, later_is_sealed=True).is_told_in_channel
    assert advanced.is_told_in_channel
    assert with_outcome(revealed, StageOutcome.STOP, later=True).is_told_in_channel


def with_shadow(loop: Loop) -> Loop:
    trainer, *others = loop.interviews
    trainer = trainer.model_copy(update={"session": "s"})
    sam = Interview(
        id="sam", interviewer="U0SAM", focus=(), state=DUE, kind=InterviewKind.SHADOW, session=trainer.session
    )
    return changed(loop, interviews=(trainer, *others, sam))


def test_a_shadow_is_on_no_count_and_reads_the_panel_only_with_their_own_card_in(sealed: Loop) -> None:
    trained = with_shadow(sealed)
    assert (len(trained.pending), len(trained.submitted), trained.expected) == (1, 2, 3)
    assert len(trained.due) == 2
    revealed = changed(trained, state=LoopState.REVEALED)
    assert not may_see_content(revealed, viewer("U0SAM"))
    assert may_see_content(with_state(revealed, "U0SAM", SUBMITTED), viewer("U0SAM"))


def test_a_practice_card_is_read_by_its_writer_and_their_trainer_after_the_reveal(sealed: Loop) -> None:
    trained = with_shadow(sealed)
    *_, sam = trained.interviews
    trainer = trained.interviews[0].interviewer
    asked = ("U0SAM", trainer, "U0IDA", HANA, RITA, ADMIN)
    assert [user for user in asked if may_see_shadow(trained, viewer(user), sam)] == ["U0SAM"]
    revealed = changed(trained, state=LoopState.REVEALED)
    assert [user for user in asked if may_see_shadow(revealed, viewer(user), sam)] == ["U0SAM", trainer]


def test_a_stage_assesses_what_it_was_planned_or_given_and_the_only_one_everything(sealed: Loop) -> None:
    everything = tuple(each.id for each in sealed.rubric.competencies)
    assert sealed.assesses == everything
    assert sealed.assessed is sealed.rubric
    plan = StagePlan(name="Screen", interviews=(PlannedInterview(focus=(everything[0],)),))
    part = changed(sealed, stage=Stage(first="l", number=2, plan=plan), interviews=sealed.interviews[:1])
    focus = {everything[0], *part.interviews[0].focus}
    assert set(part.assesses) == focus
    assert [each.id for each in part.assessed.competencies] == list(part.assesses)
    assert sum(part.assessed.shares.values()) == pytest.approx(1)
    assert part.assessed.digest == sealed.rubric.digest, "the version is that of the whole"
    excused = part.interviews[0].model_copy(update={"state": InterviewState.EXCUSED})
    assert set(changed(part, interviews=(excused,)).assesses) == focus, "what was to be assessed stays a gap"
    removed = excused.model_copy(update={"excuse_reason": ExcuseReason.REMOVED_FROM_PANEL})
    assert changed(part, interviews=(removed,)).assesses == (everything[0],)
    by_itself = Stage(first="l", plan=plan.model_copy(update={"asks_go": False}), later=(plan,))
    assert by_itself.goes_on_by_itself
    assert not by_itself.model_copy(update={"later": ()}).goes_on_by_itself
