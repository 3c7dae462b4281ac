"""Hold, resume and withdraw: who may, what they do to a loop, what its record keeps and who is told."""

from datetime import timedelta

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.loop.cancel_loop import cancel_loop
from bot.features.loop.override_deadline import override_deadline
from bot.features.loop.pause_loop import deadline_after, hold_loop, resume_loop
from bot.features.loop.plan_edit import editable_loop
from bot.features.loop.reveal_panel import reveal_if_complete
from bot.features.loop.withdraw_candidate import withdraw_candidate
from bot.wiring import Actor
from rubrics.panel.loop import Loop, LoopState
from rubrics.panel.loop_facts import RevealCause, WithdrawalReason
from rubrics.panel.record import AuditAction
from storage.loops import lock_loop
from tests.bot.features.loop.desk import HANA, IDA, IMRAN, IVAN, OTTO, RITA, TEAM, Desk, problems
from tests.conftest import Clock

WHY = WithdrawalReason.OTHER_OFFER


def told(desk: Desk, loop: Loop) -> set[str]:
    """Return who is to get news of a loop."""
    return {recipient for kind, recipient in desk.wanted(loop) if kind == "news"}


def hold(desk: Desk, loop: Loop, actor: Actor = RITA) -> Loop:
    return hold_loop(desk.workspace, actor, loop.id, "Budget is being settled", None)


def refused(refusal: Refusal) -> str:
    return refusal.reason.key.removeprefix("loop_refusals.")


def test_a_loop_on_hold_asks_nothing_and_goes_on_where_it_stood_with_the_time_it_had_left(
    desk: Desk, now: Clock
) -> None:
    loop = desk.submit(desk.open(), IVAN.user)
    held = hold(desk, loop)
    assert (held.state, held.hold and held.hold.by) == (LoopState.ON_HOLD, RITA.user)
    assert told(desk, loop) == {HANA.user, IDA.user, IMRAN.user}, "not who did it, nor who has submitted"
    now.tick(days=30)
    assert not desk.loop(loop.id).is_late(now())
    again = resume_loop(desk.workspace, HANA, loop.id, deadline_after(held, now()))
    assert (again.state, again.hold) == (LoopState.OPEN, None)
    assert again.deadline_at == loop.deadline_at + timedelta(days=30)
    assert [entry.action for entry in desk.record(loop)][-2:] == [AuditAction.HELD, AuditAction.RESUMED]


def test_nothing_reveals_changes_or_excuses_in_a_loop_on_hold_but_it_may_be_canceled(desk: Desk, now: Clock) -> None:
    loop = desk.submit(desk.open(), IVAN.user, IDA.user, IMRAN.user)
    hold(desk, loop)
    with desk.services.sessions.begin() as session:
        row = lock_loop(session, TEAM, loop.id)
        assert row is not None
        assert not reveal_if_complete(session, row, now())
    now.tick(days=9)
    for act, key in (
        (lambda: override_deadline(desk.workspace, RITA, loop.id, "Enough"), "on_hold_not_revealed"),
        (lambda: editable_loop(desk.workspace, RITA, loop.id), "on_hold_takes_no_changes"),
        (lambda: hold(desk, loop), "not_held_on_hold"),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refused(refusal.value) == key
    assert cancel_loop(desk.workspace, RITA, loop.id, "No budget").state is LoopState.CANCELED


def test_a_panel_on_hold_that_was_revealed_stays_revealed(desk: Desk) -> None:
    loop = desk.submit(desk.open(), *(each.user for each in (IVAN, IDA, IMRAN)))
    with desk.services.sessions.begin() as session:
        row = lock_loop(session, TEAM, loop.id)
        assert row is not None
        assert reveal_if_complete(session, row, desk.workspace.now)
    held = hold(desk, loop)
    assert held.is_revealed
    assert resume_loop(desk.workspace, RITA, loop.id, held.deadline_at).state is LoopState.REVEALED
    assert desk.loop(loop.id).reveal_cause is RevealCause.COMPLETE


@pytest.mark.parametrize("actor", [IVAN, OTTO])
def test_only_those_who_run_a_loop_put_it_on_hold_or_withdraw_its_candidate(desk: Desk, actor: Actor) -> None:
    loop = desk.open()
    for act in (
        lambda: hold(desk, loop, actor),
        lambda: withdraw_candidate(desk.workspace, actor, loop.id, WHY, "", opens=True),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refused(refusal.value) == ("no_such_loop" if actor is OTTO else "may_not_change")
    assert desk.loop(loop.id).state is LoopState.OPEN


def test_a_hold_needs_a_reason_and_a_time_that_is_to_come(desk: Desk) -> None:
    loop, before = desk.open(), desk.workspace.now - timedelta(hours=1)
    with pytest.raises(FormRefusal) as refusal:
        hold_loop(desk.workspace, RITA, loop.id, " ", None)
    assert problems(refusal.value) == {"reason": "no_reason"}
    with pytest.raises(FormRefusal) as refusal:
        hold_loop(desk.workspace, RITA, loop.id, "Budget", before)
    assert problems(refusal.value) == {"until": "time_has_passed"}


@pytest.mark.parametrize("opens", [True, False])
def test_a_withdrawal_ends_the_loop_with_its_reason_and_says_what_becomes_of_the_cards(desk: Desk, opens: bool) -> None:
    loop = desk.submit(desk.open(), IVAN.user, IDA.user)
    left = withdraw_candidate(desk.workspace, RITA, loop.id, WHY, "Signed on Friday", opens=opens)
    assert left.withdrawal is not None
    assert (left.withdrawal.reason, left.withdrawal.note, left.is_readable) == (WHY, "Signed on Friday", opens)
    last = desk.record(loop)[-1]
    assert (last.action, last.facts["reason"], last.facts["opens"]) == (AuditAction.WITHDRAWN, WHY.value, opens)
    assert told(desk, loop) == {HANA.user, IVAN.user, IDA.user, IMRAN.user}
    with pytest.raises(Refusal) as refusal:
        withdraw_candidate(desk.workspace, RITA, loop.id, WHY, "", opens=True)
    assert refused(refusal.value) == "over_withdrawn"


def test_a_loop_that_rests_may_be_withdrawn_too(desk: Desk) -> None:
    loop = desk.open()
    hold(desk, loop)
    left = withdraw_candidate(desk.workspace, HANA, loop.id, WHY, "", opens=True)
    assert (left.state, left.hold) == (LoopState.WITHDRAWN, None)
