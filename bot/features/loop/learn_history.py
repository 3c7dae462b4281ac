"""Reading closed panels and learning from them how far a team's ratings lie apart; the worker does it, not requests."""

from sqlalchemy.orm import Session

from bot.wiring import Services
from rubrics.signal.calibrated import calibration_of
from rubrics.signal.closed_panels import ClosedPanel, closed_panel
from rubrics.signal.history import pinned_history
from storage.history import (
    ClosedPanelRow,
    claim_history,
    closed_stages,
    is_history_due,
    keep_learned,
    keep_panel,
    panels_kept,
    stale_panels,
)
from storage.rubric_versions import rubrics_by_digest
from storage.scorecards import latest, versions_in

MOST_READ = 10
"""Panels read a pass: some 30 ms, for which other writers on SQLite wait."""


def learn_history(services: Services) -> int:
    """Read a few panels that closed or changed; once none is left, learn from those of one workspace.

    Return how many panels were read or workspaces learned from.
    """
    with services.reads() as session:
        if not is_history_due(session, services.now()):
            return 0
    return _read_panels(services) or _learn(services)


def _read_panels(services: Services) -> int:
    with services.sessions.begin() as session:
        rows = stale_panels(session, MOST_READ)
        for row in rows:
            keep_panel(session, row, _panel(session, row), services.now())
        return len(rows)


def _panel(session: Session, row: ClosedPanelRow) -> ClosedPanel | None:
    """Return the scorecards of a candidate's revealed stages as they stand now; None where nothing of them counts."""
    stages = closed_stages(session, row.first_stage_id)
    if not stages:
        return None
    row.closed_at = max(stage.revealed_at for stage in stages if stage.revealed_at)
    cards = [card for stage in stages for card in latest(versions_in(session, stage.id))]
    digest = stages[-1].rubric_digest
    return closed_panel([card.scorecard for card in cards], rubrics_by_digest(session, [digest])[digest])


def _learn(services: Services) -> int:
    claimed_at = services.now()
    with services.sessions.begin() as session:
        team = claim_history(session, claimed_at)
    if team is None:
        return 0
    with services.reads() as session:
        panels = list(panels_kept(session, team, claimed_at))
    learned, calibration = pinned_history(panels), calibration_of(panels)
    with services.sessions.begin() as session:
        keep_learned(session, team, learned, claimed_at, calibration)
    return 1
