"""Opening a loop: what its first step must hold, what is warned of, and what an opened loop wants."""

from datetime import timedelta

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.loop.loop_request import UnfitRequestError
from bot.features.loop.open_loop import is_in_channel, open_loop
from bot.features.loop.plan_loop import LoopPlan
from rubrics.panel.coverage import WarningKey
from rubrics.panel.loop import InterviewState, Loop, LoopState
from tests.bot.features.loop.desk import ADA, CHANNEL, HANA, IVAN, OTTO, PANEL, RITA, Desk, problems


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"candidate": "  "}, {"candidate": "no_candidate"}),
        ({"candidate": "\u202e"}, {"candidate": "no_candidate"}),
        ({"candidate": "n" * 81}, {"candidate": "too_long"}),
        ({"opening": "o" * 81}, {"opening": "too_long"}),
        ({"interviewers": ()}, {"interviewers": "no_interviewer"}),
        ({"interviewers": ("U0IVAN", "U0IVAN")}, {"interviewers": "interviewer_twice"}),
        ({"interviewers": tuple(f"U{n}" for n in range(9))}, {"interviewers": "too_many_to_open"}),
        ({"role": "astronaut"}, {"level": "no_rubric"}),
        ({"candidate_user": "U0HANA"}, {"candidate_user": "candidate_decides"}),
        ({"candidate_user": "U0IVAN"}, {"candidate_user": "candidate_decides"}),
        ({"candidate_user": "U0RITA"}, {"candidate_user": "about_themselves"}),
        ({"candidate": "", "interviewers": ()}, {"candidate": "no_candidate", "interviewers": "no_interviewer"}),
    ],
)
def test_a_first_step_that_is_wrong_names_its_fields(
    desk: Desk, changes: dict[str, object], wrong: dict[str, str]
) -> None:
    with pytest.raises(FormRefusal) as refusal:
        desk.plan(**changes)
    assert problems(refusal.value) == wrong


@pytest.mark.parametrize(
    ("ahead", "wrong"),
    [(timedelta(0), "time_has_passed"), (timedelta(days=365, seconds=1), "too_far_ahead")],
)
def test_a_deadline_lies_ahead_and_within_a_year(desk: Desk, ahead: timedelta, wrong: str) -> None:
    with pytest.raises(FormRefusal) as refusal:
        desk.plan(deadline_at=desk.workspace.now + ahead)
    assert problems(refusal.value) == {"deadline": wrong}


def test_the_longest_names_the_largest_panel_and_the_farthest_deadline_are_taken(desk: Desk) -> None:
    farthest = desk.workspace.now + timedelta(days=365)
    panel = tuple(f"U{n}" for n in range(8))
    desk.plan(candidate="n" * 80, opening="o" * 80, interviewers=panel, deadline_at=farthest)


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("is_bot", "is_app"),
        ("is_deleted", "is_deactivated"),
        ("is_stranger", "is_stranger"),
        ("is_guest", "is_guest"),
    ],
)
@pytest.mark.parametrize("field", ["interviewers", "hiring_manager"])
def test_who_cannot_take_part_is_refused_where_they_are_named(desk: Desk, what: str, key: str, field: str) -> None:
    desk.knows("U0IDA" if field == "interviewers" else HANA.user, **{what: True})
    with pytest.raises(FormRefusal) as refusal:
        desk.plan()
    assert problems(refusal.value) == {field: key}


@pytest.mark.parametrize(("what", "key"), [("is_shared", "channel_is_shared"), ("is_archived", "channel_is_archived")])
def test_a_channel_that_nothing_may_be_posted_in_is_refused(desk: Desk, what: str, key: str) -> None:
    desk.knows_channel(**{what: True})
    with pytest.raises(FormRefusal) as refusal:
        desk.plan()
    assert problems(refusal.value) == {"channel": key}


def test_a_guest_opens_no_loop(desk: Desk) -> None:
    desk.knows(OTTO.user, is_guest=True)
    with pytest.raises(Refusal) as refusal:
        desk.plan(OTTO)
    assert refusal.value.reason.key == "workspace_refusals.opener_is_outsider"


def test_a_code_seen_in_a_channel_leads_nobody_to_the_name_behind_it(desk: Desk) -> None:
    loop = desk.open()
    with pytest.raises(FormRefusal) as refusal:
        desk.plan(OTTO, candidate=loop.candidate_code)
    assert problems(refusal.value) == {"candidate": "unknown_code"}
    assert desk.plan(IVAN, candidate=loop.candidate_code, interviewers=("U0IDA",))


def test_a_candidates_account_is_known_from_the_first_loop_on(desk: Desk) -> None:
    desk.open(candidate_user="U0DANA")
    with pytest.raises(FormRefusal) as refusal:
        desk.plan(interviewers=("U0DANA",))
    assert problems(refusal.value) == {"candidate_user": "candidate_decides"}
    with pytest.raises(FormRefusal) as refusal:
        desk.plan(candidate_user="U0DAN")
    assert problems(refusal.value) == {"candidate_user": "another_account"}


def test_a_plan_divides_the_rubric_and_warns_of_what_is_thin(desk: Desk) -> None:
    plan = desk.plan(interviewers=("U0IVAN",))
    assert len(plan.focus["U0IVAN"]) == 4
    keys = {warning.key for warning in plan.warnings}
    assert {WarningKey.NOBODY_ASSESSES, WarningKey.TOO_FEW_INTERVIEWERS} <= keys


def test_a_public_channel_is_warned_of_once_slack_has_told(desk: Desk) -> None:
    assert WarningKey.PUBLIC_CHANNEL not in {warning.key for warning in desk.plan().warnings}
    desk.knows_channel(is_private=False)
    (warning,) = (w for w in desk.plan(shows_name=True).warnings if w.key is WarningKey.PUBLIC_CHANNEL)
    assert warning.values == {"shows_name": True}


def test_a_warning_that_is_new_in_the_second_step_is_shown_once_and_then_accepted(desk: Desk) -> None:
    plan = desk.plan(interviewers=(*PANEL, "U0INES"))
    desk.knows_channel(is_private=False)
    again = open_loop(desk.workspace, RITA, plan.form_id, plan.focus, {})
    assert isinstance(again, LoopPlan)
    assert [warning.key for warning in again.warnings] == [WarningKey.PUBLIC_CHANNEL]
    loop = open_loop(desk.workspace, RITA, plan.form_id, plan.focus, {})
    assert isinstance(loop, Loop)
    assert loop.warnings == again.warnings
    assert desk.record(loop)[0].facts["warnings"] == [
        {"key": "public_channel", "who": None, "values": {"shows_name": False}}
    ]


def test_an_opened_loop_is_due_pinned_and_wants_its_messages(desk: Desk) -> None:
    loop = desk.open()
    assert loop.state is LoopState.OPEN
    assert (loop.opened_by, loop.recruiter, loop.hiring_manager) == (RITA.user, RITA.user, HANA.user)
    assert [(i.interviewer, i.state) for i in loop.interviews] == [(user, InterviewState.DUE) for user in PANEL]
    assert loop.opening == loop.rubric.title
    assert desk.wanted(loop) == {("announcement", CHANNEL): 1, **{("invitation", user): 1 for user in PANEL}}
    assert [entry.action for entry in desk.record(loop)] == ["opened"]


def test_a_form_opens_one_loop_however_often_it_is_submitted_and_only_for_its_owner(desk: Desk) -> None:
    plan = desk.plan(RITA)
    with pytest.raises(Refusal) as refusal:
        open_loop(desk.workspace, ADA, plan.form_id, plan.focus, {})
    assert refusal.value.reason.key == "loop_refusals.form_is_gone"
    first = open_loop(desk.workspace, RITA, plan.form_id, plan.focus, {})
    second = open_loop(desk.workspace, RITA, plan.form_id, plan.focus, {})
    assert isinstance(first, Loop)
    assert isinstance(second, Loop)
    assert first.id == second.id
    with pytest.raises(Refusal) as refusal:
        open_loop(desk.workspace, ADA, plan.form_id, plan.focus, {})
    assert refusal.value.reason.key == "loop_refusals.form_is_gone"


def test_an_interviewer_without_a_competency_is_named(desk: Desk) -> None:
    plan = desk.plan()
    with pytest.raises(FormRefusal) as refusal:
        open_loop(desk.workspace, RITA, plan.form_id, {**plan.focus, "U0IDA": ("astrology",)}, {})
    assert problems(refusal.value) == {"focus:U0IDA": "no_focus"}


def test_what_turns_out_wrong_in_the_second_step_carries_the_first_one(desk: Desk) -> None:
    plan = desk.plan()
    desk.knows("U0IDA", is_guest=True, name="Ida")
    with pytest.raises(UnfitRequestError) as refusal:
        open_loop(desk.workspace, RITA, plan.form_id, plan.focus, {})
    assert problems(refusal.value) == {"interviewers": "is_guest"}
    assert refusal.value.request == plan.request


def test_whether_debrief_is_in_the_channel_is_known_once_slack_has_told(desk: Desk) -> None:
    loop = desk.open()
    assert is_in_channel(desk.workspace, loop) is None
    desk.knows_channel(has_bot=True)
    assert is_in_channel(desk.workspace, loop) is True
