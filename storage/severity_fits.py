"""Calibrations as they were learned: kept while the option is on, and while a loop that goes by one is undecided."""

from datetime import datetime

from sqlalchemy import Index, String, Text, bindparam, cast, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.panel.loop import LoopState
from rubrics.signal.calibrated import Calibration
from storage.columns import Base, Facts, new_id
from storage.loops import LoopRow
from storage.plain_reading import read

UNDECIDED = (LoopState.OPEN, LoopState.ON_HOLD, LoopState.REVEALED)


class SeverityFitRow(Base):
    """What was learned of a workspace's people at one time; never changed, so that a loop's reading never does."""

    __tablename__ = "severity_fits"
    __table_args__ = (Index(None, "team_id", "learned_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    learned_at: Mapped[datetime]
    content: Mapped[Facts]


def add_severity_fit(session: Session, team_id: str, learned: Calibration, now: datetime) -> str:
    """Keep a calibration and return its id; drop those that no undecided loop of the workspace goes by."""
    used = select(LoopRow.severity_fit_id).where(LoopRow.team_id == team_id, LoopRow.state.in_(UNDECIDED))
    used = used.where(LoopRow.severity_fit_id.is_not(None))
    unused = delete(SeverityFitRow).where(SeverityFitRow.team_id == team_id, SeverityFitRow.id.not_in(used))
    session.execute(unused, execution_options={"synchronize_session": False})
    row = SeverityFitRow(id=new_id(), team_id=team_id, learned_at=now, content=learned.model_dump(mode="json"))
    session.add(row)
    session.flush()
    return row.id


def drop_severity_fits(session: Session, team_id: str) -> None:
    """Delete every calibration of a workspace."""
    session.execute(delete(SeverityFitRow).where(SeverityFitRow.team_id == team_id))


def severity_fit_kept(session: Session, team_id: str, severity_fit_id: str) -> Calibration | None:
    """Return a calibration of this workspace; None once it was deleted."""
    found = read(session, _KEPT, {"team": team_id, "id": severity_fit_id})
    return Calibration.model_validate_json(found[0].content) if found else None


_CALIBRATIONS = SeverityFitRow.__table__.c
_KEPT = select(cast(_CALIBRATIONS.content, Text).label("content")).where(
    _CALIBRATIONS.team_id == bindparam("team"), _CALIBRATIONS.id == bindparam("id")
)
