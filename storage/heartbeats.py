"""When each kind of process was last seen at work, by the database's clock; noting it proves that it takes writes."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.clock import moment
from storage.columns import Base, enum_of
from storage.inserting import inserting


class Process(StrEnum):
    """What gives signs of life."""

    WEB = "web"
    WORKER = "worker"


class HeartbeatRow(Base):
    """The newest sign of life of any process of a kind."""

    __tablename__ = "heartbeats"

    process: Mapped[Process] = mapped_column(enum_of(Process), primary_key=True)
    at: Mapped[datetime]


def beat(session: Session, process: Process) -> None:
    """Note that a process is at work."""
    now = {"at": moment(session)}
    new = inserting(session, HeartbeatRow).values(process=process, **now)
    session.execute(new.on_conflict_do_update(index_elements=["process"], set_=now))


def fell_silent(session: Session, process: Process, after: timedelta) -> bool:
    """Tell whether processes of a kind gave signs of life once and none for so long; what never ran is not silent."""
    last = select(HeartbeatRow.process).where(HeartbeatRow.process == process)
    return session.scalar(last.where(HeartbeatRow.at < moment(session, -after))) is not None
