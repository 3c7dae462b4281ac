"""Closed panels as later fits need them, kept only for workspaces that want them, and what was learned of them.

A panel is marked where it closes or changes, in the same transaction; the worker reads its scorecards later, so that a
reveal and an opening cost the same however long the history is. Rows are held in one order, panels before histories.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Text,
    bindparam,
    cast,
    delete,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.panel.loop import LoopState
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.signal.calibrated import Calibration
from rubrics.signal.closed_panels import ClosedPanel
from storage.columns import Base, Facts, UtcDateTime
from storage.inserting import inserting
from storage.loops import LoopRow
from storage.plain_reading import read
from storage.severity_fits import add_severity_fit, drop_severity_fits

WINDOW = timedelta(days=730)
"""24 months: interviewers change, and so do those who apply (docs/pinned-history.md)."""
LEARN_AGAIN = timedelta(days=1)
"""How often what was learned is learned anew where nothing closed: panels grow too old, and candidates are erased."""
GATHERING = timedelta(minutes=1)
"""How long the first of several panels that close together waits for the others."""
LEASE = timedelta(minutes=5)
"""Far longer than learning takes: 100,000 scorecards need a second. One that fails leaves it to the next after that."""
NOT_CLOSED = (LoopState.WITHDRAWN, LoopState.CANCELED)
A_PAGE = 1_000
"""Panels read at once: a few hundred kilobytes, and a statement of a few milliseconds."""


class HistoryRow(Base):
    """That a workspace has its closed panels kept; where there is no such row, nothing is."""

    __tablename__ = "histories"

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    pins: Mapped[bool]
    calibrates: Mapped[bool] = mapped_column(default=False)
    severity_fit_id: Mapped[str | None] = mapped_column(String(32))
    due_at: Mapped[datetime] = mapped_column(index=True)
    learned_at: Mapped[datetime | None]
    learned: Mapped[Facts]


class ClosedPanelRow(Base):
    """The scorecards of one candidate's closed interviews as means and sums; stale until the worker has read them."""

    __tablename__ = "closed_panels"
    __table_args__ = (Index(None, "team_id", "first_stage_id"), Index(None, "is_stale", "team_id"))

    first_stage_id: Mapped[str] = mapped_column(ForeignKey("loops.id", ondelete="CASCADE"), primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    closed_at: Mapped[datetime]
    is_stale: Mapped[bool] = mapped_column(default=True)
    content: Mapped[Facts]


def keep_history(session: Session, team_id: str, *, pins: bool, calibrates: bool = False, now: datetime) -> None:
    """Have a workspace's closed panels kept from now on, those of the last 24 months too, or delete all of it.

    What was learned of people is deleted as soon as nothing is to be calibrated.
    """
    if not calibrates:
        drop_severity_fits(session, team_id)
    if not (pins or calibrates):
        session.execute(delete(ClosedPanelRow).where(ClosedPanelRow.team_id == team_id))
        session.execute(delete(HistoryRow).where(HistoryRow.team_id == team_id))
        return
    note_missing(session, team_id, now)
    wanted = {"pins": pins, "calibrates": calibrates, "due_at": now, "severity_fit_id": None}
    new = inserting(session, HistoryRow).values(team_id=team_id, **wanted)
    session.execute(new.on_conflict_do_update(index_elements=["team_id"], set_=wanted))


def note_missing(session: Session, team_id: str, now: datetime) -> None:
    """Mark every closed panel of the last 24 months that is not kept yet, and drop what has grown older."""
    closed_at = func.max(LoopRow.revealed_at)
    found = select(LoopRow.first_stage_id, LoopRow.team_id, closed_at, true())
    found = found.where(LoopRow.team_id == team_id, LoopRow.state.not_in(NOT_CLOSED))
    found = found.group_by(LoopRow.first_stage_id, LoopRow.team_id).having(closed_at > now - WINDOW)
    columns = ["first_stage_id", "team_id", "closed_at", "is_stale"]
    session.execute(inserting(session, ClosedPanelRow).from_select(columns, found).on_conflict_do_nothing())
    old = (ClosedPanelRow.team_id == team_id, ClosedPanelRow.closed_at <= now - WINDOW)
    session.execute(delete(ClosedPanelRow).where(*old))


def note_closed(session: Session, team_id: str, first_stage: str, now: datetime) -> None:
    """Mark a candidate's interviews whose panel closed or changed, where the workspace keeps such; else nothing."""
    mine = select(literal(first_stage), HistoryRow.team_id, literal(now, UtcDateTime()), true())
    columns = ["first_stage_id", "team_id", "closed_at", "is_stale"]
    marked = inserting(session, ClosedPanelRow).from_select(columns, mine.where(HistoryRow.team_id == team_id))
    stale = {"is_stale": True}
    session.execute(marked.on_conflict_do_update(index_elements=["first_stage_id"], set_=stale))


def is_history_due(session: Session, now: datetime) -> bool:
    """Tell whether there are panels to be read, or something to be learned of those that were."""
    return bool(read(session, _IS_STALE, {}) or read(session, _IS_DUE, {"now": now}))


def stale_panels(session: Session, limit: int) -> Sequence[ClosedPanelRow]:
    """Hold a few panels that are to be read, and return them; those that another worker holds are left out."""
    rows = select(ClosedPanelRow).where(ClosedPanelRow.is_stale).order_by(ClosedPanelRow.team_id).limit(limit)
    held = rows.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    return session.scalars(held).all()


def closed_stages(session: Session, first_stage: str) -> Sequence[LoopRow]:
    """Return the stages of a candidate's interviews that count as closed, by the newest one's version of the rubric."""
    stages = select(LoopRow).where(LoopRow.first_stage_id == first_stage, LoopRow.revealed_at.is_not(None))
    rows = session.scalars(stages.where(LoopRow.state.not_in(NOT_CLOSED)).order_by(LoopRow.stage_number)).all()
    return [row for row in rows if row.rubric_digest == rows[-1].rubric_digest]


def keep_panel(session: Session, row: ClosedPanelRow, panel: ClosedPanel | None, now: datetime) -> None:
    """Keep what was read of a held panel, or drop it where nothing of it counts, and have it learned from soon.

    Where the workspace has switched its history off meanwhile, nothing is kept.
    """
    history = session.get(HistoryRow, row.team_id, with_for_update=True)
    if panel is None or history is None:
        session.delete(row)
    else:
        row.content, row.is_stale = panel.model_dump(mode="json"), False
    if history is not None:
        history.due_at = min(history.due_at, now + GATHERING)


def claim_history(session: Session, now: datetime) -> str | None:
    """Take a workspace whose history is to be learned from, for the length of a lease; None where there is none."""
    due = select(HistoryRow).where(HistoryRow.due_at <= now).order_by(HistoryRow.due_at).limit(1)
    row = session.scalar(due.with_for_update(skip_locked=True))
    if row is None:
        return None
    row.due_at = now + LEASE
    return row.team_id


def panels_kept(session: Session, team_id: str, now: datetime) -> Iterator[ClosedPanel]:
    """Yield the panels of a workspace that closed within 24 months."""
    after = ""
    while True:
        rows = read(session, _PANELS, {"team": team_id, "since": now - WINDOW, "after": after})
        yield from (ClosedPanel.model_validate_json(row.content) for row in rows)
        if len(rows) < A_PAGE:
            return
        after = rows[-1].first_stage_id


def keep_learned(
    session: Session,
    team_id: str,
    learned: PinnedHistory | None,
    claimed_at: datetime,
    calibration: Calibration | None = None,
) -> None:
    """Keep what was learned of a workspace's panels, None where they are too few; it is due again in a day.

    Or as soon as a panel that was read since the claim wants it.
    """
    note_missing(session, team_id, claimed_at)
    row = session.get(HistoryRow, team_id, with_for_update=True)
    if row is None:  # switched off meanwhile
        session.execute(delete(ClosedPanelRow).where(ClosedPanelRow.team_id == team_id))
        return
    row.learned, row.learned_at = (learned.model_dump(mode="json") if learned else None), claimed_at
    wanted = calibration if row.calibrates else None
    row.severity_fit_id = add_severity_fit(session, team_id, wanted, claimed_at) if wanted else None
    if row.due_at == claimed_at + LEASE:
        row.due_at = claimed_at + LEARN_AGAIN


@dataclass(frozen=True, slots=True)
class ToPin:
    """What a loop that opens now is given: what its ranges rest on, and by what its panel is calibrated."""

    history: PinnedHistory | None = None
    severity_fit_id: str | None = None


def to_pin(session: Session, team_id: str) -> ToPin:
    """Return what a loop is given at its opening: nothing where the workspace wants none or has too few panels."""
    found = read(session, _LEARNED, {"team": team_id})
    if not found:
        return ToPin()
    row = found[0]
    return ToPin(PinnedHistory.model_validate(row.learned) if row.pins and row.learned else None, row.severity_fit_id)


_CLOSED, _HISTORIES = ClosedPanelRow.__table__, HistoryRow.__table__
_PANELS = (
    select(_CLOSED.c.first_stage_id, cast(_CLOSED.c.content, Text).label("content"))
    .where(
        _CLOSED.c.team_id == bindparam("team"),
        _CLOSED.c.first_stage_id > bindparam("after"),
        _CLOSED.c.closed_at > bindparam("since"),
        _CLOSED.c.content.is_not(None),
    )
    .order_by(_CLOSED.c.first_stage_id)
    .limit(A_PAGE)
)
_LEARNED = select(_HISTORIES.c.pins, _HISTORIES.c.learned, _HISTORIES.c.severity_fit_id).where(
    _HISTORIES.c.team_id == bindparam("team")
)
# Asked in every pass of the worker, nearly always for nothing.
_IS_STALE = select(_CLOSED.c.team_id).where(_CLOSED.c.is_stale).limit(1)
_IS_DUE = select(_HISTORIES.c.team_id).where(_HISTORIES.c.due_at <= bindparam("now")).limit(1)
