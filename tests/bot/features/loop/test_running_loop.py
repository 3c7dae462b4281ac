"""Excusing, overriding, canceling, revealing and reading a loop: who may, when, and what it leaves behind."""

from datetime import timedelta

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.doors import Door
from bot.features.loop.cancel_loop import cancel_loop
from bot.features.loop.excuse_interview import ExcusePlan, excuse_interview
from bot.features.loop.override_deadline import override_deadline
from bot.features.loop.read_loop import loop_details, my_loops
from bot.features.loop.reveal_panel import reveal_forgotten
from bot.wiring import Actor
from bot.wording.refusals import reason_and_advice
from rubrics.panel.coverage import WarningKey
from rubrics.panel.loop import ExcuseReason, InterviewState, Loop, LoopState
from rubrics.panel.loop_facts import RevealCause
from rubrics.panel.record import DEBRIEF
from tests.bot.features.loop.desk import ADA, CHANNEL, HANA, IMRAN, IVAN, OTTO, RITA, Desk, problems
from tests.conftest import Clock


def excuse(desk: Desk, loop: Loop, interviewer: str, actor: Actor = RITA, *, happened: bool = True) -> Loop:
    """Excuse someone, taking what is warned of as read."""
    interview = loop.interviews_of(interviewer)[0]
    assert interview is not None
    seen = ""
    for _ in range(2):
        outcome = excuse_interview(
            desk.workspace, actor, loop.id, interview.id, "Fell ill", happened=happened, seen=seen
        )
        if isinstance(outcome, Loop):
            return outcome
        seen = outcome.mark
    raise AssertionError("the same warnings twice")


def refused(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.reason.key.removeprefix("loop_refusals.")


@pytest.mark.parametrize("actor", [RITA, ADA])
def test_recruiter_and_admin_excuse_with_a_reason_kept_as_it_was_said(desk: Desk, actor: Actor) -> None:
    loop = excuse(desk, desk.open(), "U0IDA", actor)
    ida = loop.interviews_of("U0IDA")[0]
    assert ida is not None
    assert (ida.state, ida.excused_by) == (InterviewState.EXCUSED, actor.user)
    assert (ida.excuse_reason, ida.excuse_note) == (ExcuseReason.OTHER, "Fell ill")
    entry = desk.record(loop)[-1]
    assert (entry.action, entry.actor, entry.facts) == (
        "excused",
        actor.user,
        {"interview": ida.id, "reason": "Fell ill"},
    )
    assert desk.wanted(loop)["announcement", CHANNEL] == 2


def test_an_interview_that_did_not_happen_is_noted_as_that(desk: Desk) -> None:
    ida = excuse(desk, desk.open(), "U0IDA", happened=False).interviews_of("U0IDA")[0]
    assert ida is not None
    assert (ida.state, ida.excuse_reason) == (InterviewState.DID_NOT_HAPPEN, ExcuseReason.DID_NOT_HAPPEN)


def test_what_the_panel_loses_is_shown_once_before_anything_is_done(desk: Desk) -> None:
    loop = desk.submit(desk.open(), "U0IVAN", "U0IDA")
    imran = loop.interviews_of("U0IMRAN")[0]
    assert imran is not None
    plan = excuse_interview(desk.workspace, RITA, loop.id, imran.id, "Fell ill")
    assert isinstance(plan, ExcusePlan)
    assert {WarningKey.TOO_FEW_INTERVIEWERS, WarningKey.REVEALS_PANEL} <= {warning.key for warning in plan.warnings}
    assert desk.loop(loop.id) == loop
    assert excuse(desk, loop, "U0IMRAN").state is LoopState.REVEALED


@pytest.mark.parametrize(("actor", "key"), [(HANA, "manager_excuses_nobody"), (IVAN, "may_not_excuse")])
def test_neither_the_hiring_manager_nor_another_interviewer_excuses_and_they_are_told_who_can(
    desk: Desk, actor: Actor, key: str
) -> None:
    desk.knows("U0RITA", name="Rita Okafor")
    with pytest.raises(Refusal) as refusal:
        excuse(desk, desk.open(), "U0IDA", actor)
    assert refused(refusal) == key
    assert reason_and_advice(refusal.value)[1] == "Ask Rita Okafor or an admin."


def test_whoever_owes_nothing_is_not_excused(desk: Desk) -> None:
    with pytest.raises(Refusal) as refusal:
        excuse(desk, desk.submit(desk.open(), "U0IVAN"), "U0IVAN")
    assert refused(refusal) == "owes_nothing"


def test_an_interview_of_another_loop_is_not_excused_in_this_one(desk: Desk) -> None:
    loop, other = desk.open(), desk.open(candidate="Eli Roe")
    with pytest.raises(Refusal) as refusal:
        excuse_interview(desk.workspace, RITA, loop.id, other.interviews[0].id, "Fell ill")
    assert refused(refusal) == "not_in_loop"


@pytest.mark.parametrize(("reason", "key"), [(" ", "no_reason"), ("r" * 501, "too_long")])
def test_a_reason_is_asked_for_wherever_one_is_kept(desk: Desk, reason: str, key: str) -> None:
    loop = desk.open()
    for step in (
        lambda: excuse_interview(desk.workspace, RITA, loop.id, loop.interviews[0].id, reason),
        lambda: override_deadline(desk.workspace, RITA, loop.id, reason),
        lambda: cancel_loop(desk.workspace, RITA, loop.id, reason),
    ):
        with pytest.raises(FormRefusal) as refusal:
            step()
        assert problems(refusal.value) == {"reason": key}


@pytest.mark.parametrize("actor", [RITA, HANA, ADA])
def test_those_in_charge_reveal_a_panel_once_it_is_late(desk: Desk, now: Clock, actor: Actor) -> None:
    loop = desk.submit(desk.open(), "U0IVAN")
    with pytest.raises(Refusal) as refusal:
        override_deadline(desk.workspace, actor, loop.id, "Another offer")
    assert refused(refusal) == "deadline_ahead"
    now.tick(days=3)
    revealed = override_deadline(desk.workspace, actor, loop.id, "Another offer")
    assert (revealed.state, revealed.reveal_cause) == (LoopState.REVEALED, RevealCause.OVERRIDE)
    assert (revealed.override_by, revealed.override_reason) == (actor.user, "Another offer")
    assert revealed.revealed_at == now()
    assert desk.record(loop)[-1].facts == {"cause": "override", "revision": 1}
    with pytest.raises(Refusal) as refusal:
        override_deadline(desk.workspace, actor, loop.id, "Again")
    assert refused(refusal) == "no_longer_sealed"


def test_an_interviewer_neither_reveals_nor_cancels(desk: Desk, now: Clock) -> None:
    loop = desk.open()
    now.tick(days=3)
    with pytest.raises(Refusal) as refusal:
        override_deadline(desk.workspace, IVAN, loop.id, "Curious")
    assert refused(refusal) == "may_not_reveal"
    with pytest.raises(Refusal) as refusal:
        cancel_loop(desk.workspace, IVAN, loop.id, "Tired")
    assert refused(refusal) == "may_not_cancel"


def test_a_canceled_loop_stays_sealed_and_is_canceled_once(desk: Desk) -> None:
    loop = desk.submit(desk.open(), "U0IVAN", "U0IDA")
    canceled = cancel_loop(desk.workspace, HANA, loop.id, "Withdrawn")
    assert not canceled.is_open
    assert not canceled.is_revealed
    details = loop_details(desk.workspace, HANA, loop.id)
    assert not details.may_read_content
    assert details.canceled is not None
    assert (details.canceled.actor, details.canceled.facts) == (HANA.user, {"reason": "Withdrawn"})
    with pytest.raises(Refusal) as refusal:
        cancel_loop(desk.workspace, HANA, loop.id, "Again")
    assert refused(refusal) == "already_canceled"


def test_a_revealed_loop_is_not_canceled_and_its_signal_is_offered_instead(desk: Desk) -> None:
    loop = desk.submit(desk.open(), "U0IVAN", "U0IDA", "U0IMRAN")
    reveal_forgotten(desk.services)
    with pytest.raises(Refusal) as refusal:
        cancel_loop(desk.workspace, RITA, loop.id, "Withdrawn")
    assert refused(refusal) == "revealed_not_canceled"
    assert (refusal.value.steps[0].action, refusal.value.steps[0].value) == (Door.READ_SIGNAL, loop.id)
    with pytest.raises(Refusal) as refusal:
        cancel_loop(desk.workspace, IVAN, loop.id, "Withdrawn")
    assert refused(refusal) == "may_not_cancel", "whether it is revealed or not"


def test_a_complete_panel_that_a_crash_left_sealed_is_revealed_by_debrief(desk: Desk) -> None:
    loop = desk.submit(desk.open(), "U0IVAN", "U0IDA", "U0IMRAN")
    waiting = desk.submit(desk.open(candidate="Eli Roe"), "U0IVAN")
    assert reveal_forgotten(desk.services) == (1, "")
    revealed = desk.loop(loop.id)
    assert (revealed.state, revealed.reveal_cause) == (LoopState.REVEALED, RevealCause.COMPLETE)
    assert desk.loop(waiting.id).is_open
    assert desk.record(loop)[-1].actor == DEBRIEF
    assert desk.record(loop)[-1].facts == {"cause": "complete", "revision": 1}
    assert reveal_forgotten(desk.services) == (0, "")


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (RITA, {"edit", "cancel", "excuse", "runs"}),
        (ADA, {"edit", "cancel", "excuse", "runs"}),
        (HANA, {"edit", "cancel", "runs"}),
        (IVAN, {"own"}),
    ],
)
def test_what_each_may_do_about_an_open_loop(desk: Desk, actor: Actor, may: set[str]) -> None:
    details = loop_details(desk.workspace, actor, desk.open().id)
    offered = {
        "edit": details.may_edit,
        "cancel": details.may_cancel,
        "excuse": bool(details.excusable),
        "own": details.own is not None,
        "runs": details.runs,
        "override": details.may_override,
        "read": details.may_read_content,
    }
    assert {name for name, is_so in offered.items() if is_so} == may


def test_an_override_is_offered_to_those_in_charge_once_a_loop_is_late(desk: Desk, now: Clock) -> None:
    loop = desk.open()
    now.tick(days=3)
    assert loop_details(desk.workspace, HANA, loop.id).may_override
    assert not loop_details(desk.workspace, IVAN, loop.id).may_override


def test_an_excused_interviewer_who_runs_the_loop_reads_it_after_the_reveal_only(desk: Desk, now: Clock) -> None:
    loop = desk.open(IMRAN)
    loop = excuse(desk, loop, "U0IMRAN", ADA)
    desk.submit(loop, "U0IVAN", "U0IDA")
    before = loop_details(desk.workspace, IMRAN, loop.id)
    assert not before.may_read_content
    assert before.runs
    assert reveal_forgotten(desk.services) == (1, "")
    assert loop_details(desk.workspace, IMRAN, loop.id).may_read_content


def test_an_excused_interviewer_who_runs_nothing_reads_nothing(desk: Desk) -> None:
    loop = excuse(desk, desk.open(), "U0IMRAN")
    desk.submit(loop, "U0IVAN", "U0IDA")
    reveal_forgotten(desk.services)
    assert not loop_details(desk.workspace, IMRAN, loop.id).may_read_content


def test_a_loop_that_is_not_yours_and_one_that_is_not_there_are_refused_alike(desk: Desk) -> None:
    loop = desk.open()
    refusals = []
    for loop_id in (loop.id, "0" * 32):
        with pytest.raises(Refusal) as refusal:
            loop_details(desk.workspace, OTTO, loop_id)
        refusals.append(reason_and_advice(refusal.value))
    assert refusals[0] == refusals[1]
    assert my_loops(desk.workspace, OTTO).loops == []


def test_a_loop_of_another_workspace_is_not_there(desk: Desk) -> None:
    loop = desk.open()
    with pytest.raises(Refusal) as refusal:
        loop_details(desk.services.workspace("T0OTHER"), Actor("T0OTHER", RITA.user), loop.id)
    assert refused(refusal) == "no_such_loop"


@pytest.mark.parametrize("words", ["Dana Fox", "dana", "fox  DANA", "code"])
def test_a_loop_is_had_by_code_name_or_whole_words_of_it(desk: Desk, words: str) -> None:
    loop, _ = desk.open(), desk.open(candidate="Eli Roe")
    typed = loop.candidate_code.lower() if words == "code" else words
    assert [each.id for each in my_loops(desk.workspace, RITA, typed).loops] == [loop.id]


def test_a_misspelled_name_means_nobody_and_an_exact_one_only_its_bearer(desk: Desk) -> None:
    other = desk.open()
    exact = desk.open(candidate="Dana")
    with pytest.raises(Refusal) as refusal:
        my_loops(desk.workspace, RITA, "dnaa")
    assert refused(refusal) == "none_is_about"
    assert "dnaa" in reason_and_advice(refusal.value)[0]
    near = [(step.action, step.value) for step in refusal.value.steps]
    loops = {("loop_details", exact.id), ("loop_details", other.id)}
    assert {*near[:-1]} == loops, "one's own loops of nearly that name are offered"
    assert near[-1] == ("desk_list", "loops")
    with pytest.raises(Refusal) as refusal:
        my_loops(desk.workspace, OTTO, "dnaa")
    assert refusal.value.steps == (), "and nobody else's"
    assert [each.id for each in my_loops(desk.workspace, RITA, "dana").loops] == [exact.id]


def test_what_is_due_first_of_ones_loops_comes_first_and_an_admin_has_them_all(desk: Desk, now: Clock) -> None:
    first = desk.open()
    sooner = now() + timedelta(hours=2)
    second = desk.open(candidate="Eli Roe", interviewers=("U0IDA", "U0IMRAN"), deadline_at=sooner)
    seen = {actor.user: [loop.id for loop in my_loops(desk.workspace, actor).loops] for actor in (ADA, IVAN)}
    assert seen == {ADA.user: [second.id, first.id], IVAN.user: [first.id]}


def test_a_deadline_moves_nothing_by_itself(desk: Desk, now: Clock) -> None:
    loop = desk.open()
    now.tick(days=30)
    assert reveal_forgotten(desk.services) == (0, "")
    assert desk.loop(loop.id).is_late(loop.deadline_at + timedelta(seconds=1))
