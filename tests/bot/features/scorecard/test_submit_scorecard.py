"""A submit stores one version, warns once, and reveals the panel with the last card."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.loop.cancel_loop import cancel_loop
from bot.features.loop.override_deadline import override_deadline
from bot.features.scorecard import submit_scorecard as submit_scorecard_module
from bot.features.scorecard.check_wording import hints_on_evidence
from bot.features.scorecard.save_draft import save_draft
from bot.features.scorecard.show_reveal import REVEALED, after
from bot.features.scorecard.submit_scorecard import LateChangeRefusal, submit_scorecard
from bot.wiring import Actor, Services
from bot.wording.refusals import field_errors, sentence_of
from rubrics.panel.loop import Loop, LoopState
from rubrics.panel.record import AuditAction
from storage.audit import entries, first_broken, record_heads
from storage.drafts import DraftRow
from storage.scorecards import versions_of
from storage.signals import signals_of
from tests.benchmarks.statements import counted
from tests.bot.features.opened_loop import HANA, IDA, IVAN, OTTO, RITA, TEAM, card, interview_of, opened, submitted
from tests.conftest import Clock


def test_the_last_card_due_reveals_the_panel(services: Services, loop: Loop) -> None:
    first = submitted(services, loop, IVAN, card(loop, IVAN))
    assert (first.version, first.revealed) == (1, False)
    assert first.panel is None
    last = submitted(services, loop, IDA, card(loop, IDA))
    assert (last.version, last.revealed, last.loop.state) == (1, True, LoopState.REVEALED)
    assert last.panel is not None
    with services.reads() as session:
        assert [last.panel.signal] == signals_of(session, loop.id)
    assert submitted(services, loop, IDA, card(loop, IDA)).panel == last.panel, "a second click is answered alike"


def test_a_panel_of_one_reveals_nothing_to_its_interviewer_but_all_to_the_hiring_manager(services: Services) -> None:
    for interviewer, sees in ((IVAN, False), (HANA, True)):
        loop = opened(services, f"Kim {interviewer.user}", (interviewer,))
        done = submitted(services, loop, interviewer, card(loop, interviewer))
        assert (done.revealed, done.panel is not None) == (True, sees)


def test_a_submit_takes_few_statements_and_what_it_is_answered_with_takes_none(services: Services) -> None:
    for candidate in ("Kim Reyes", "Lee Stone"):  # the second time everything that is kept in the process is
        loop = opened(services, candidate)
        with counted(services.engine) as first:
            submitted(services, loop, IVAN, card(loop, IVAN))
        with counted(services.engine) as last:
            done = submitted(services, loop, IDA, card(loop, IDA))
        with counted(services.engine) as drawing:
            assert after(done)["callback_id"] == REVEALED
    assert first["statements"] == 10, "two that read, one that holds the loop, seven that write"
    assert (first["transactions"], last["transactions"]) == (2, 2), "one that reads, and one that holds the loop"
    assert drawing == {"statements": 0, "transactions": 0}


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Have something happen once, after a submit has read all that it depends on and before it holds the loop."""
    acts = [act]

    def hints(*asked: Any) -> Any:
        if acts:
            acts.pop()()
        return hints_on_evidence(*asked)

    monkeypatch.setattr(submit_scorecard_module, "hints_on_evidence", hints)


def test_a_submit_that_another_one_overtook_is_stored_behind_it(
    services: Services, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: submitted(services, loop, IDA, card(loop, IDA)))
    done = submitted(services, loop, IVAN, card(loop, IVAN))
    assert (done.version, done.revealed) == (1, True), "the other one was the last but one"
    with services.reads() as session:
        record = entries(session, loop.id)
        assert first_broken(record, dict(record_heads(session))[loop.id]) is None
        assert [entry.actor for entry in record if entry.action == AuditAction.SUBMITTED] == [IDA.user, IVAN.user]


def test_of_two_clicks_at_once_one_stores_the_scorecard_and_both_hear_so(
    services: Services, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: submitted(services, loop, IVAN, card(loop, IVAN)))
    assert submitted(services, loop, IVAN, card(loop, IVAN)).version == 1
    with services.reads() as session:
        assert len(versions_of(session, interview_of(loop, IVAN).id)) == 1


def test_a_draft_that_was_kept_while_its_scorecard_was_submitted_is_gone_with_it(
    services: Services, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview, click = interview_of(loop, IVAN), {"acted_at": "1.0", "version": 0}
    field = f"rating:{interview.focus[0]}"
    workspace = services.workspace(TEAM)
    meanwhile(monkeypatch, lambda: save_draft(workspace, IVAN, interview.id, {field: "3"}, acted=field, **click))
    submitted(services, loop, IVAN, card(loop, IVAN))
    with services.reads() as session:
        assert session.get(DraftRow, interview.id) is None


@pytest.mark.parametrize("rating", ["1", "2", "5"])
def test_a_rating_at_an_end_of_the_scale_asks_for_evidence_once(services: Services, loop: Loop, rating: str) -> None:
    with pytest.raises(FormRefusal) as refused:
        submitted(services, loop, IVAN, card(loop, IVAN, rating))
    names = [loop.rubric.competency(competency).name for competency in interview_of(loop, IVAN).focus]
    assert list(field_errors(refused.value).values()) == [
        f"No evidence for the {rating} in {name}. Add some, or submit again to keep it, marked unsupported."
        for name in names
    ]
    assert submitted(services, loop, IVAN, card(loop, IVAN, rating)).version == 1


def test_evidence_that_is_missing_is_named_at_its_field_or_at_its_rating_where_it_has_none(
    services: Services, loop: Loop
) -> None:
    first, second = interview_of(loop, IVAN).focus
    filled = card(loop, IVAN, "5") | {f"evidence:{first}": None}
    with pytest.raises(FormRefusal) as refused:
        submitted(services, loop, IVAN, filled)
    assert set(field_errors(refused.value)) == {f"evidence:{first}", f"rating:{second}"}


def test_what_was_accepted_of_one_rating_is_asked_about_another(services: Services, loop: Loop) -> None:
    for rating in ("5", "1"):
        with pytest.raises(FormRefusal):
            submitted(services, loop, IVAN, card(loop, IVAN, rating))
    assert submitted(services, loop, IVAN, card(loop, IVAN, "1")).version == 1


@pytest.mark.parametrize("rating", ["3", "4", "not_assessed"])
def test_a_rating_in_the_middle_asks_for_none(services: Services, loop: Loop, rating: str) -> None:
    assert submitted(services, loop, IVAN, card(loop, IVAN, rating)).version == 1


def test_wording_is_remarked_on_once_kept_and_marked(services: Services, loop: Loop) -> None:
    vague = card(loop, IVAN, "4", evidence="Great culture fit.")
    with pytest.raises(FormRefusal) as refused:
        submitted(services, loop, IVAN, vague)
    assert all("submit again to keep it" in sentence for sentence in field_errors(refused.value).values())
    other = card(loop, IVAN, "4", evidence="Good vibes all around.")
    with pytest.raises(FormRefusal):
        submitted(services, loop, IVAN, other)
    submitted(services, loop, IVAN, vague)
    with services.reads() as session:
        (version,) = versions_of(session, interview_of(loop, IVAN).id)
        assert session.get(DraftRow, interview_of(loop, IVAN).id) is None
    assert set(version.remarks.values()) == {("vague",)}


def test_a_card_about_other_competencies_than_the_interview_s_is_refused(services: Services, loop: Loop) -> None:
    filled = card(loop, IVAN)
    for forged in ({**filled, "rating:charisma": "5"}, {k: v for k, v in filled.items() if not k.startswith("rating")}):
        with pytest.raises(Refusal, match="focus_changed"):
            submitted(services, loop, IVAN, forged)


def submitted_as(services: Services, loop: Loop, actor: Actor) -> None:
    """Submit Ivan's scorecard as someone else."""
    submit_scorecard(services.workspace(TEAM), actor, interview_of(loop, IVAN).id, card(loop, IVAN), "V9")


def test_nobody_submits_another_s_card(services: Services, loop: Loop) -> None:
    for actor in (IDA, RITA):
        with pytest.raises(Refusal, match="not_yours"):
            submitted_as(services, loop, actor)
    with pytest.raises(Refusal) as refused:
        submitted_as(services, loop, OTTO)
    assert "Only those on a loop can see it." in sentence_of(refused.value)


def test_after_the_reveal_a_change_needs_a_reason_and_is_marked(services: Services, loop: Loop, now: Clock) -> None:
    submitted(services, loop, IVAN, card(loop, IVAN))
    now.tick(days=3)
    override_deadline(services.workspace(TEAM), HANA, loop.id, "No time left.")
    for actor, verb in ((IVAN, "change"), (IDA, "add")):
        with pytest.raises(LateChangeRefusal) as refused:
            submitted(services, loop, actor, card(loop, actor, "3", reason="  "), "V2")
        assert field_errors(refused.value) == {"reason": f"Say why you {verb} your scorecard after the reveal."}
    done = submitted(services, loop, IVAN, card(loop, IVAN, "3", reason="Mixed up two answers."), "V3")
    assert (done.version, done.after_reveal, done.revealed) == (2, True, True)
    with services.reads() as session:
        last = versions_of(session, interview_of(loop, IVAN).id)[-1]
    assert (last.after_reveal, last.reason) == (True, "Mixed up two answers.")


def test_a_canceled_loop_takes_no_card(services: Services, loop: Loop) -> None:
    cancel_loop(services.workspace(TEAM), RITA, loop.id, "Withdrew.")
    with pytest.raises(Refusal) as refused:
        submitted(services, loop, IVAN, card(loop, IVAN))
    assert sentence_of(refused.value) == "This loop was canceled. You don't need to do anything."
