"""A workspace that wants it learns from its closed panels; a loop keeps for ever what was known when it opened."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from bot.features.loop.end_stage import NextStage, open_next_stage
from bot.features.loop.withdraw_candidate import withdraw_candidate
from bot.features.record.check_file import Mismatch, check_file
from bot.features.record.export_record import export_record
from bot.features.record.show_document import RecordFormat, document
from bot.features.workspace.change_settings import change_settings
from bot.features.workspace.declared import PINNED_HISTORY
from bot.wiring import Actor, Services
from rubrics.panel.loop import Loop
from rubrics.panel.loop_facts import WithdrawalReason
from rubrics.panel.stage import StageOutcome
from rubrics.signal import summarize
from storage.history import LEARN_AGAIN, WINDOW, ClosedPanelRow, HistoryRow, to_pin
from storage.loop_reading import loop_by_id
from storage.scorecards import latest, versions_in
from storage.tables import LoopRow
from tests.benchmarks.statements import counted
from tests.bot.features.loop.closing import ENOUGH, Learn, close_many, closed, kept, learning, pinned, signal, switch
from tests.bot.features.opened_loop import IDA, IVAN, RITA, TEAM, card, opened, submitted
from tests.conftest import Clock

OTHER_TEAM = "T0OTHER"


@pytest.fixture
def services(services: Services) -> Services:
    """Services in which Rita is an admin."""
    return replace(services, settings=services.settings.model_copy(update={"debrief_admins": (RITA.user,)}))


@pytest.fixture
def learn(services: Services, now: Clock) -> Learn:
    return learning(services, now)


def test_nothing_is_kept_while_it_is_off(services: Services, learn: Learn) -> None:
    close_many(services, 2)
    learn()
    assert kept(services) == []
    with services.reads() as session:
        assert session.scalars(select(HistoryRow)).all() == []


def test_ten_candidates_closed_before_it_was_on_are_enough_and_nine_are_not(services: Services, learn: Learn) -> None:
    close_many(services, ENOUGH - 1)
    switch(services, on=True)
    learn()
    few = opened(services, "Kim Reyes")
    assert pinned(services, few) is None
    closed(services, "Lee Stone")
    learn()
    enough = opened(services, "Max Hall")
    history = pinned(services, enough)
    assert history is not None
    assert history.candidates == ENOUGH
    assert pinned(services, few) is None, "what opened before goes on as it was"


def test_a_loop_keeps_what_it_was_given_whatever_closes_later(services: Services, learn: Learn, now: Clock) -> None:
    switch(services, on=True)
    close_many(services)
    learn()
    loop = opened(services, "Kim Reyes")
    given = pinned(services, loop)
    close_many(services, 3)
    learn()
    assert pinned(services, opened(services, "Lee Stone")) != given
    for actor in (IVAN, IDA):
        submitted(services, loop, actor, card(loop, actor))
    assert given is not None
    assert signal(services, loop).history == given == pinned(services, loop)
    now.tick(hours=1)
    late = card(loop, IVAN, "3", reason="I misread an answer")
    submitted(services, loop, IVAN, late, "V2")
    assert signal(services, loop).history == given, "and so does the signal of an amendment"


def test_its_signal_is_worked_out_again_from_its_record(services: Services, learn: Learn) -> None:
    switch(services, on=True)
    close_many(services)
    learn()
    loop = closed(services, "Kim Reyes")
    with services.reads() as session:
        cards = [each.scorecard for each in latest(versions_in(session, loop.id))]
        held = loop_by_id(session, TEAM, loop.id)
        assert held is not None
        assert held.history is not None
    assert summarize(cards, held.assessed, held.history) == signal(services, loop)
    assert summarize(cards, held.assessed).score == signal(services, loop).score
    assert summarize(cards, held.assessed).interval80 != signal(services, loop).interval80


def test_the_record_holds_the_six_numbers_and_shows_when_they_are_changed(services: Services, learn: Learn) -> None:
    switch(services, on=True)
    close_many(services)
    learn()
    loop = closed(services, "Kim Reyes")
    history = pinned(services, loop)
    assert history is not None
    record = export_record(services, loop.id, unseal_reason="A claim")
    text = document(RecordFormat.JSON, record, services.now())
    held = json.loads(text)
    figures = history.model_dump(mode="json")
    assert held["history"] == held["entries"][0]["facts"]["history"] == held["signal"]["now"]["history"] == figures
    assert check_file(text).is_whole
    for place in (held, held["signal"]["now"]):
        before = place["history"]
        place["history"] = {**before, "severity": 0.5}
        assert [each.kind for each in check_file(json.dumps(held)).mismatches] == [Mismatch.HISTORY]
        place["history"] = before
    page, rows = (document(form, record, services.now()) for form in (RecordFormat.PAGE, RecordFormat.CSV))
    for number in figures.values():
        assert str(number) in page
        assert f'"{number}"' in rows
    opening = document(RecordFormat.MARKDOWN, record, services.now())
    assert "its ranges resting on 10 closed candidates" in opening


def test_the_next_stage_goes_by_what_the_first_was_given(services: Services, learn: Learn, now: Clock) -> None:
    switch(services, on=True)
    close_many(services)
    learn()
    loop = closed(services, "Kim Reyes")
    close_many(services, 3)
    learn()
    wanted = NextStage(
        what=StageOutcome.MORE_EVIDENCE,
        reason="One more on retrieval",
        name="Deep dive",
        interviewers=("U0OTTO",),
        focus=(loop.rubric.competencies[0].id,),
        starts_at=now() + timedelta(days=1),
    )
    seen = ""
    for _ in range(2):  # the second time with its warnings seen, or as a second click
        following = open_next_stage(services.workspace(TEAM), RITA, loop.id, wanted, seen)
        seen = "" if isinstance(following, Loop) else following.mark
    assert isinstance(following, Loop)
    assert pinned(services, following) == pinned(services, loop) is not None


def test_an_amended_scorecard_is_read_again_and_a_withdrawn_candidate_is_dropped(
    services: Services, learn: Learn, now: Clock
) -> None:
    switch(services, on=True)
    amended, withdrawn = closed(services, "Kim Reyes"), closed(services, "Lee Stone")
    learn()
    assert set(kept(services)) == {amended.id, withdrawn.id}
    before = _content(services, amended)
    now.tick(hours=1)
    submitted(services, amended, IVAN, card(amended, IVAN, "3", reason="I misread an answer"), "V2")
    withdraw_candidate(services.workspace(TEAM), RITA, withdrawn.id, WithdrawalReason.OTHER_OFFER, "", opens=True)
    learn()
    assert kept(services) == [amended.id]
    assert _content(services, amended) != before


def _content(services: Services, loop: Loop) -> object:
    with services.reads() as session:
        return session.get_one(ClosedPanelRow, loop.id).content


def test_switching_it_off_deletes_all_of_it(services: Services, learn: Learn) -> None:
    switch(services, on=True)
    close_many(services)
    learn()
    switch(services, on=False)
    closed(services, "Kim Reyes")
    learn()
    assert kept(services) == []
    with services.reads() as session:
        assert session.scalars(select(HistoryRow)).all() == []
    assert pinned(services, opened(services, "Lee Stone")) is None


def test_panels_of_before_24_months_are_forgotten(services: Services, learn: Learn, now: Clock) -> None:
    switch(services, on=True)
    close_many(services)
    learn()
    now.tick(seconds=WINDOW.total_seconds())
    learn()
    assert kept(services) == []
    assert pinned(services, opened(services, "Kim Reyes")) is None


def test_what_is_deleted_of_a_candidate_is_gone_from_the_next_day_s_figures(
    services: Services, learn: Learn, now: Clock
) -> None:
    switch(services, on=True)
    loops = close_many(services)
    learn()
    with services.sessions.begin() as session:  # as anyone who erases a candidate's rows takes these along
        session.execute(delete(ClosedPanelRow).where(ClosedPanelRow.first_stage_id == loops[0].id))
        gone = update(LoopRow).where(LoopRow.id == loops[0].id).values(revealed_at=None)
        session.execute(gone)
    now.tick(seconds=LEARN_AGAIN.total_seconds())
    learn()
    with services.reads() as session:
        assert to_pin(session, TEAM).history is None, "nine are left"


def test_no_other_workspace_is_told_or_learns_from_it(services: Services, learn: Learn) -> None:
    switch(services, on=True)
    close_many(services)
    change_settings(services.workspace(OTHER_TEAM), Actor(OTHER_TEAM, RITA.user), {PINNED_HISTORY: True})
    learn()
    with services.reads() as session:
        assert to_pin(session, TEAM).history is not None
        assert to_pin(session, OTHER_TEAM).history is None
        assert session.get_one(HistoryRow, OTHER_TEAM).learned_at is not None


def test_opening_and_closing_cost_the_same_whatever_the_history(services: Services, learn: Learn) -> None:
    def cost(candidate: str) -> int:
        with counted(services.engine) as found:
            closed(services, candidate)
        return found["statements"]

    switch(services, on=True)
    closed(services, "Kim Reyes")
    few = cost("Lee Stone")
    close_many(services)
    learn()
    # A team's definitions are looked up again every two seconds, so either may hold one statement more.
    assert abs(cost("Max Hall") - few) <= 1
