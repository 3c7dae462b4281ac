"""Closed panels on both databases: marked only where they are wanted, held by one worker, gone with their loops."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from rubrics.panel.loop import LoopState
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.signal.closed_panels import ClosedPanel, RatingSums
from storage.history import (
    GATHERING,
    LEARN_AGAIN,
    LEASE,
    WINDOW,
    ClosedPanelRow,
    HistoryRow,
    claim_history,
    closed_stages,
    is_history_due,
    keep_history,
    keep_learned,
    keep_panel,
    note_closed,
    panels_kept,
    stale_panels,
    to_pin,
)
from storage.tables import CandidateRow, LoopMemberRow, LoopRow, OpeningRow, RubricVersionRow
from tests.conftest import START

TEAM, OTHER = "T", "T-other"
PANEL = ClosedPanel(
    means={"U1": 3.25, "U2": 4.0},
    sums=RatingSums(ratings=4, squares=1.5, freedom=2, products=0.5, pairs=4, centering=1.0, inverses=1.0),
)
LEARNED = PinnedHistory(
    candidates=12, pool_mean=3.1, pool_variance=0.2, severity=0.1, halo=0.2, competency=0.1, noise=0.4
)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session in which two workspaces have a candidate each, whose panel is revealed."""
    with Session(engine) as session:
        _fill(session)
        yield session


def _fill(session: Session) -> None:
    session.add(RubricVersionRow(digest="d", rubric_id="r/mid", content={}, pinned_at=START))
    for team in (TEAM, OTHER):
        people = {"team_id": team, "hiring_manager": "U", "recruiter": "U"}
        session.add(OpeningRow(id=f"o {team}", name="x", role="r", level="mid", created_at=START, **people))
        session.add(CandidateRow(id=f"c {team}", team_id=team, code="C-1", created_at=START))
    session.flush()
    for team in (TEAM, OTHER):
        session.add(loop(team))
    session.commit()


def loop(team: str, number: int = 1, **facts: object) -> LoopRow:
    about = {"team_id": team, "hiring_manager": "U", "recruiter": "U", "opened_by": "U", "channel_id": "C"}
    fixed = {"rubric_digest": "d", "opened_at": START, "deadline_at": START, "warnings": []}
    state = {"state": LoopState.REVEALED, "revealed_at": START, "form_id": f"f{number}"}
    ids = {"id": f"{team} {number}", "opening_id": f"o {team}", "candidate_id": f"c {team}"}
    return LoopRow(**{**about, **fixed, **state, **ids, **facts})


def kept(session: Session) -> list[tuple[str, bool]]:
    rows = session.scalars(select(ClosedPanelRow).execution_options(populate_existing=True))
    return sorted((row.first_stage_id, row.is_stale) for row in rows)


def read_all(session: Session, panel: ClosedPanel | None = PANEL) -> None:
    for row in stale_panels(session, 10):
        keep_panel(session, row, panel, START)
    session.commit()


def test_a_panel_is_marked_only_where_its_workspace_keeps_such(session: Session) -> None:
    note_closed(session, TEAM, f"{TEAM} 1", START)
    assert kept(session) == []
    keep_history(session, OTHER, pins=True, now=START)
    note_closed(session, TEAM, f"{TEAM} 1", START)
    assert kept(session) == [(f"{OTHER} 1", True)], "what had closed before is marked as it is switched on"


def test_a_panel_that_was_read_is_read_again_once_it_changes(session: Session) -> None:
    keep_history(session, TEAM, pins=True, now=START)
    read_all(session)
    assert kept(session) == [(f"{TEAM} 1", False)]
    assert list(panels_kept(session, TEAM, START)) == [PANEL]
    assert list(panels_kept(session, OTHER, START)) == []
    note_closed(session, TEAM, f"{TEAM} 1", START + timedelta(days=1))
    assert kept(session) == [(f"{TEAM} 1", True)]
    read_all(session, None)
    assert kept(session) == []


def test_what_is_no_longer_wanted_is_deleted_even_while_it_is_read(session: Session) -> None:
    keep_history(session, TEAM, pins=True, now=START)
    (row,) = stale_panels(session, 10)
    session.execute(delete(HistoryRow))
    keep_panel(session, row, PANEL, START)
    session.commit()
    assert kept(session) == []


def test_of_many_changes_it_is_learned_a_minute_after_the_first(session: Session) -> None:
    keep_history(session, TEAM, pins=True, now=START)
    read_all(session)
    assert claim_history(session, START) == TEAM, "at once where it was just switched on"
    keep_learned(session, TEAM, LEARNED, START)
    assert session.get_one(HistoryRow, TEAM).due_at == START + LEARN_AGAIN
    for minutes in (60, 60.5):
        at = START + timedelta(minutes=minutes)
        note_closed(session, TEAM, f"{TEAM} 1", at)
        for row in stale_panels(session, 10):
            keep_panel(session, row, PANEL, at)
    due = START + timedelta(hours=1) + GATHERING
    assert session.get_one(HistoryRow, TEAM).due_at == due
    assert not is_history_due(session, due - timedelta(seconds=1))
    assert is_history_due(session, due)
    session.commit()


def test_one_worker_learns_and_another_only_once_it_failed(session: Session) -> None:
    keep_history(session, TEAM, pins=True, now=START)
    assert claim_history(session, START) == TEAM
    assert claim_history(session, START + LEASE / 2) is None
    assert claim_history(session, START + LEASE) == TEAM
    session.commit()


def test_a_panel_read_while_others_are_learned_from_waits_for_no_day(session: Session) -> None:
    keep_history(session, TEAM, pins=True, now=START)
    claim_history(session, START)
    read_all(session)
    keep_learned(session, TEAM, LEARNED, START)
    assert session.get_one(HistoryRow, TEAM).due_at == START + GATHERING
    session.commit()


def test_what_was_learned_is_pinned_while_it_is_on_and_of_this_workspace_alone(session: Session) -> None:
    keep_history(session, TEAM, pins=True, now=START)
    claim_history(session, START)
    keep_learned(session, TEAM, LEARNED, START)
    assert (to_pin(session, TEAM).history, to_pin(session, OTHER).history) == (LEARNED, None)
    keep_history(session, TEAM, pins=False, now=START)
    assert to_pin(session, TEAM).history is None
    keep_learned(session, TEAM, LEARNED, START)
    assert kept(session) == [], "switched off while it was learned"
    session.commit()


def test_what_is_older_than_24_months_goes(session: Session) -> None:
    keep_history(session, TEAM, pins=True, now=START)
    read_all(session)
    later = START + WINDOW
    assert list(panels_kept(session, TEAM, later)) == []
    claim_history(session, later)
    keep_learned(session, TEAM, None, later)
    assert kept(session) == []
    session.commit()


def test_only_revealed_stages_count_that_nobody_withdrew_from(session: Session) -> None:
    first = f"{TEAM} 1"
    ended = {"state": LoopState.WITHDRAWN, "first_stage_id": first}
    later = {"first_stage_id": first}
    session.add(loop(TEAM, 2, **ended, stage_number=2))
    session.add(loop(TEAM, 3, **later, stage_number=3))
    still_open = {"state": LoopState.OPEN, "revealed_at": None}
    session.add(loop(TEAM, 4, **later, **still_open, stage_number=4))
    session.commit()
    assert [row.id for row in closed_stages(session, first)] == [first, f"{TEAM} 3"]


def test_a_panel_goes_with_the_loops_of_its_candidate(session: Session) -> None:
    keep_history(session, TEAM, pins=True, now=START)
    read_all(session)
    session.execute(delete(LoopMemberRow).where(LoopMemberRow.loop_id == f"{TEAM} 1"))
    session.execute(delete(LoopRow).where(LoopRow.candidate_id == f"c {TEAM}"))
    assert kept(session) == []
    session.commit()
