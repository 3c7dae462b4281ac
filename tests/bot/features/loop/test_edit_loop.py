"""Changing a running loop: who may, what stays, and who is told."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.loop.cancel_loop import cancel_loop
from bot.features.loop.edit_loop import edit_loop
from bot.features.loop.plan_edit import EditPlan, editable_loop, plan_edit
from bot.wiring import Actor
from rubrics.panel.coverage import WarningKey
from rubrics.panel.loop import ExcuseReason, InterviewState, Loop, LoopState
from tests.bot.features.loop.desk import CHANNEL, HANA, IVAN, PANEL, RITA, Desk, problems


def planned(
    desk: Desk, loop: Loop, interviewers: Sequence[str] = PANEL, actor: Actor = RITA, **late: float
) -> EditPlan:
    """Take the first step of a change; `late` moves the deadline."""
    mark = editable_loop(desk.workspace, actor, loop.id).mark
    deadline_at = loop.deadline_at + timedelta(**late)
    return plan_edit(desk.workspace, actor, loop.id, mark, interviewers=interviewers, deadline_at=deadline_at)


def edited(desk: Desk, plan: EditPlan, actor: Actor = RITA) -> Loop:
    outcome = edit_loop(desk.workspace, actor, plan.form_id, plan.focus, plan.times)
    assert isinstance(outcome, Loop)
    return outcome


def test_whoever_is_left_out_is_excused_by_key_and_whoever_is_new_is_invited(desk: Desk) -> None:
    loop = desk.open()
    changed = edited(desk, planned(desk, loop, ("U0IVAN", "U0IDA", "U0OTTO")))
    imran, otto = changed.interviews_of("U0IMRAN")[0], changed.interviews_of("U0OTTO")[0]
    assert imran is not None
    assert otto is not None
    assert (imran.state, imran.excused_by) == (InterviewState.EXCUSED, RITA.user)
    assert (imran.excuse_reason, imran.excuse_note) == (ExcuseReason.REMOVED_FROM_PANEL, None)
    assert otto.state is InterviewState.DUE
    wanted = desk.wanted(loop)
    assert wanted["invitation", "U0OTTO"] >= 1
    assert ("change", "U0IMRAN") in wanted
    assert ("change", "U0IVAN") not in wanted
    facts = desk.record(loop)[-1].facts
    assert facts["changed"] == {"U0IMRAN": "removed", "U0OTTO": "added"}
    assert facts["deadline_at"] is None


def test_whoever_comes_back_is_due_again_without_the_excuse(desk: Desk) -> None:
    loop = desk.open()
    edited(desk, planned(desk, loop, PANEL[:2]))
    imran = edited(desk, planned(desk, loop, PANEL)).interviews_of("U0IMRAN")[0]
    assert imran is not None
    assert (imran.state, imran.excused_by, imran.excuse_reason) == (InterviewState.DUE, None, None)
    assert desk.record(loop)[-1].facts["changed"] == {"U0IMRAN": "added"}


def test_a_moved_deadline_is_noted_and_an_unchanged_loop_refused(desk: Desk) -> None:
    loop = desk.open()
    assert edited(desk, planned(desk, loop, days=1)).deadline_at == loop.deadline_at + timedelta(days=1)
    facts = desk.record(loop)[-1].facts
    assert facts == {"changed": {}, "deadline_at": (loop.deadline_at + timedelta(days=1)).isoformat()}
    with pytest.raises(Refusal) as refusal:
        edited(desk, planned(desk, desk.loop(loop.id)))
    assert refusal.value.reason.key == "loop_refusals.nothing_changed"
    assert len(desk.record(loop)) == 2


def test_a_changed_focus_is_told_to_its_interviewer_alone(desk: Desk) -> None:
    loop = desk.open()
    plan = planned(desk, loop)
    focus = {**plan.focus, "U0IVAN": plan.focus["U0IVAN"][:1]}
    outcome = edit_loop(desk.workspace, RITA, plan.form_id, focus, plan.times)
    if isinstance(outcome, EditPlan):
        assert outcome.warnings, "shown once"
        outcome = edit_loop(desk.workspace, RITA, plan.form_id, focus, plan.times)
    assert isinstance(outcome, Loop)
    assert desk.record(loop)[-1].facts["changed"] == {"U0IVAN": "changed"}


@pytest.mark.parametrize(
    ("interviewers", "key"),
    [
        ((), "no_interviewer"),
        (("U0IVAN", "U0IVAN"), "interviewer_twice"),
        (tuple(f"U{n}" for n in range(9)), "too_many_to_change"),
        (("U0IDA", "U0IMRAN"), "has_submitted"),
        ((*PANEL, "U0DANA"), "candidate_interviews"),
        ((*PANEL, "U0GUEST"), "is_guest"),
    ],
)
def test_a_panel_that_the_loop_cannot_have_is_refused(desk: Desk, interviewers: tuple[str, ...], key: str) -> None:
    loop = desk.submit(desk.open(candidate_user="U0DANA"), "U0IVAN")
    desk.knows("U0GUEST", is_guest=True)
    with pytest.raises(FormRefusal) as refusal:
        planned(desk, loop, interviewers)
    assert problems(refusal.value) == {"interviewers": key}


def test_whoever_has_submitted_and_became_a_guest_since_hinders_nothing(desk: Desk) -> None:
    loop = desk.submit(desk.open(), "U0IVAN")
    desk.knows("U0IVAN", is_deleted=True)
    assert edited(desk, planned(desk, loop, days=1)).is_open


def test_a_hiring_manager_adds_people_and_removes_none(desk: Desk) -> None:
    loop = desk.open()
    assert not editable_loop(desk.workspace, HANA, loop.id).may_remove
    with pytest.raises(FormRefusal) as refusal:
        planned(desk, loop, PANEL[:2], HANA)
    assert problems(refusal.value) == {"interviewers": "manager_removes_nobody"}
    assert edited(desk, planned(desk, loop, (*PANEL, "U0OTTO"), HANA), HANA).interviews_of("U0OTTO")[0]


def test_a_deadline_that_has_passed_is_refused(desk: Desk) -> None:
    with pytest.raises(FormRefusal) as refusal:
        planned(desk, desk.open(), days=-2)
    assert problems(refusal.value) == {"deadline": "time_has_passed"}


def test_a_form_from_before_somebody_elses_change_is_refused_in_both_steps(desk: Desk) -> None:
    loop = desk.open()
    mark = editable_loop(desk.workspace, RITA, loop.id).mark
    plan = planned(desk, loop, days=2)
    edited(desk, planned(desk, loop, actor=HANA, days=1), HANA)
    for step in (
        lambda: plan_edit(
            desk.workspace, RITA, loop.id, mark, interviewers=PANEL, deadline_at=loop.deadline_at + timedelta(days=2)
        ),
        lambda: edited(desk, plan),
    ):
        with pytest.raises(Refusal) as refusal:
            step()
        assert refusal.value.reason.key == "loop_refusals.changed_meanwhile"


def test_a_change_submitted_twice_is_made_once_and_only_by_its_owner(desk: Desk) -> None:
    loop = desk.open()
    plan = planned(desk, loop, days=1)
    with pytest.raises(Refusal) as refusal:
        edited(desk, plan, HANA)
    assert refusal.value.reason.key == "loop_refusals.form_is_gone"
    assert edited(desk, plan) == edited(desk, plan)
    assert [entry.action for entry in desk.record(loop)] == ["opened", "edited"]


def test_leaving_out_the_last_who_owes_a_card_warns_and_reveals(desk: Desk) -> None:
    loop = desk.submit(desk.open(), "U0IVAN", "U0IDA")
    plan = planned(desk, loop, PANEL[:2])
    assert WarningKey.REVEALS_PANEL in {warning.key for warning in plan.warnings}
    assert edited(desk, plan).state is LoopState.REVEALED
    assert ("signal", CHANNEL) in desk.wanted(loop)


def test_who_does_not_run_a_loop_or_finds_it_over_changes_nothing(desk: Desk) -> None:
    loop = desk.open()
    with pytest.raises(Refusal) as refusal:
        editable_loop(desk.workspace, IVAN, loop.id)
    assert refusal.value.reason.key == "loop_refusals.may_not_change"
    cancel_loop(desk.workspace, RITA, loop.id, "Withdrawn")
    with pytest.raises(Refusal) as refusal:
        editable_loop(desk.workspace, RITA, loop.id)
    assert refusal.value.reason.key == "loop_refusals.canceled_takes_no_changes"
