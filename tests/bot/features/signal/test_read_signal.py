"""Who reads which part of a signal when, and that readings of content are noted."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from bot.errors import Refusal
from bot.features.record.export_record import export_record
from bot.features.record.fold_access import fold_access
from bot.features.record.read_record import LoopRecord, read_record
from bot.features.signal.read_evidence import evidence_for
from bot.features.signal.read_ratings import ratings_for
from bot.features.signal.read_signal import (
    SignalList,
    explained_signal_for,
    signal_for,
    signal_without_referrers,
    signals_to_read,
)
from bot.wiring import Actor, Services, Workspace
from rubrics.panel.loop import InterviewState, Loop, LoopState
from storage.access_log import AccessRow
from storage.audit import entries
from storage.loops import lock_loop
from tests.bot.features.opened_loop import opened
from tests.bot.features.signal.conftest import HANA, IVAN, OTTO, PANEL, RITA, TEAM, set_interview, set_loop
from tests.conftest import Clock

READERS = (evidence_for, ratings_for, explained_signal_for)


def refused(read: Callable[[], object]) -> str:
    """The key of the refusal that a reading ends in."""
    with pytest.raises(Refusal) as caught:
        read()
    return caught.value.reason.key


def readings(record: LoopRecord) -> list[tuple[str, str]]:
    return [(entry.actor, entry.action) for entry in record.entries if entry.action.startswith("read")]


def test_a_sealed_panel_has_no_signal_and_nothing_behind_it(
    workspace: Workspace, loop: Loop, submit: Callable[..., None]
) -> None:
    submit(*PANEL[:2])
    reading = signal_for(workspace, HANA, loop.id)
    assert (reading.signals, reading.support, reading.may_share) == ((), None, False)
    assert signals_to_read(workspace, RITA) == reading, "the only loop there is"


@pytest.mark.parametrize("actor", [RITA, HANA, IVAN])
def test_a_revealed_panels_signal_is_for_everybody_on_the_loop(
    workspace: Workspace, revealed: Loop, actor: Actor
) -> None:
    reading = signal_for(workspace, actor, revealed.id)
    assert [signal.scorecards for signal in reading.signals] == [3]
    assert reading.support is not None
    assert (reading.support.scorecards, reading.support.referred) == (3, 0)
    assert reading.may_share
    assert explained_signal_for(workspace, actor, revealed.id) == reading


def test_an_outsider_is_told_the_same_as_of_a_loop_that_is_not_there(workspace: Workspace, revealed: Loop) -> None:
    reads: tuple[Callable[[str], object], ...] = (
        lambda loop_id: signal_for(workspace, OTTO, loop_id),
        *((lambda loop_id, read=read: read(workspace, OTTO, loop_id)) for read in READERS),
    )
    for read in reads:
        assert refused(lambda read=read: read(revealed.id)) == refused(lambda read=read: read("0" * 32))
    assert signals_to_read(workspace, OTTO) == SignalList([], 0, 0, is_cut=False)


@pytest.mark.parametrize("read", READERS)
def test_why_content_is_sealed(
    workspace: Workspace, loop: Loop, submit: Callable[..., None], read: Callable[[Workspace, Actor, str], object]
) -> None:
    assert refused(lambda: read(workspace, HANA, loop.id)) == "signal_refusals.sealed"
    submit(PANEL[0])
    for user in PANEL[1:]:
        set_interview(workspace, loop, user, state=InterviewState.EXCUSED)
    set_loop(workspace, loop, state=LoopState.REVEALED)
    assert refused(lambda: read(workspace, RITA, loop.id)) == "signal_refusals.one_scorecard"
    set_loop(workspace, loop, state=LoopState.CANCELED)
    assert refused(lambda: read(workspace, HANA, loop.id)) == "signal_refusals.canceled"
    with workspace.reads() as session:
        assert session.scalar(select(func.count()).select_from(AccessRow)) == 0, "nothing was read"


def test_loops_with_a_signal_come_first_and_words_choose_among_them(
    services: Services, workspace: Workspace, revealed: Loop
) -> None:
    newer = opened(services, "Kim Reyes")
    listed = signals_to_read(workspace, HANA)
    assert isinstance(listed, SignalList)
    newest = signal_for(workspace, HANA, revealed.id).signals[-1]
    assert [(loop.id, signal) for loop, signal in listed.shown] == [(revealed.id, newest), (newer.id, None)]
    assert (listed.revealed, listed.sealed, listed.is_cut) == (1, 1, False)
    assert signals_to_read(workspace, HANA, "Dana Fox") == signal_for(workspace, HANA, revealed.id)
    assert refused(lambda: signals_to_read(workspace, HANA, "Somebody Else")) == "loop_refusals.none_is_about"


def test_how_a_panel_reads_without_who_referred(workspace: Workspace, revealed: Loop) -> None:
    assert signal_without_referrers(workspace, revealed) is None, "nobody referred"
    set_interview(workspace, revealed, PANEL[0], referred=True)
    loop = signal_for(workspace, HANA, revealed.id).loop
    without = signal_without_referrers(workspace, loop)
    assert without is not None
    assert {part.interviewer for part in without.by_interviewer} == set(PANEL[1:])
    for user in PANEL[1:]:
        set_interview(workspace, revealed, user, referred=True)
    loop = signal_for(workspace, HANA, revealed.id).loop
    assert signal_without_referrers(workspace, loop) is None, "nobody else submitted"


def test_ratings_are_the_newest_signal_and_evidence_every_card(workspace: Workspace, revealed: Loop) -> None:
    ratings = ratings_for(workspace, HANA, revealed.id)
    assert ratings.signals == [*signal_for(workspace, HANA, revealed.id).signals]
    assert [card.interviewer for card in ratings.cards] == list(PANEL), "in the panel's order"
    evidence = evidence_for(workspace, HANA, revealed.id)
    assert sorted(card.interviewer for card in evidence.cards) == sorted(PANEL)


def test_a_reading_shows_in_the_record_at_once_and_is_in_its_chain_after_the_worker(
    workspace: Workspace, services: Services, now: Clock, revealed: Loop
) -> None:
    ratings_for(workspace, HANA, revealed.id)
    evidence_for(workspace, IVAN, revealed.id)
    evidence_for(workspace, IVAN, revealed.id, noted=False)
    noted = [(HANA.user, "read ratings"), (IVAN.user, "read evidence")]
    before = read_record(workspace, HANA, revealed.id, noted=False)
    assert readings(before) == noted
    assert [entry.number for entry in before.entries] == list(range(1, len(before.entries) + 1))
    assert before.broken is None

    now.tick(minutes=5)
    assert fold_access(services) == 2
    assert fold_access(services) == 0, "each reading is folded once"
    after = read_record(workspace, HANA, revealed.id, noted=False)
    assert readings(after) == noted
    assert after.broken is None
    moments = [[entry.at for entry in each.entries] for each in (before, after)]
    assert moments[0] == moments[1], "with the moment of the reading, not of the folding"
    assert len(after.chained) == len(before.chained) + 2
    with workspace.reads() as session:
        assert [row.action for row in entries(session, revealed.id)][-2:] == ["read ratings", "read evidence"]


def test_an_exported_record_holds_every_reading_in_its_chain(
    workspace: Workspace, services: Services, revealed: Loop
) -> None:
    evidence_for(workspace, IVAN, revealed.id)
    exported = export_record(services, revealed.id)
    assert readings(exported) == [(IVAN.user, "read evidence")]
    assert exported.broken is None
    assert fold_access(services) == 0, "folded on the way"


def test_a_reading_of_a_loop_that_is_gone_stops_no_other(
    workspace: Workspace, services: Services, revealed: Loop
) -> None:
    with services.sessions.begin() as session:
        session.add(AccessRow(team_id=TEAM, loop_id="0" * 32, actor="U0HANA", action="read ratings", at=workspace.now))
    ratings_for(workspace, HANA, revealed.id)
    assert fold_access(services) == 1


def test_reading_the_record_is_noted_only_where_it_shows_ratings(
    workspace: Workspace, loop: Loop, submit: Callable[..., None]
) -> None:
    read_record(workspace, HANA, loop.id)
    submit(*PANEL)
    assert readings(read_record(workspace, HANA, loop.id)) == []
    assert readings(read_record(workspace, HANA, loop.id)) == [(HANA.user, "read the record")]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_reading_waits_for_nobody_who_holds_the_loop(workspace: Workspace, revealed: Loop) -> None:
    """SQLite has one writer at a time, who waits for the other whatever either writes."""
    with workspace.sessions.begin() as session:
        lock_loop(session, TEAM, revealed.id)
        ratings_for(workspace, HANA, revealed.id)
        evidence_for(workspace, HANA, revealed.id)
        assert len(readings(read_record(workspace, HANA, revealed.id))) == 2
