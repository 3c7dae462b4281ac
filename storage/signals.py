"""Hire signals as they were computed; revision 1 is the one of the reveal."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ForeignKey, Text, bindparam, cast, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.signal import HireSignal
from rubrics.signal.calibrated import CalibratedReading
from storage.candidates import CandidateRow
from storage.columns import Base, Facts
from storage.loops import LoopRow
from storage.plain_reading import read


class SignalRow(Base):
    """A hire signal as it was computed: revision 1 at the reveal, later ones for amendments, none ever changed."""

    __tablename__ = "signals"

    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    computed_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]
    overall: Mapped[Facts]
    calibrated: Mapped[Facts]


def add_signal(
    session: Session,
    loop_id: str,
    signal: HireSignal,
    now: datetime,
    *,
    overall: HireSignal | None = None,
    calibrated: CalibratedReading | None = None,
) -> int:
    """Store the next revision of a loop's signal and return its number; the loop must be locked.

    `overall` is what all revealed stages of the candidate's interviews say together, where this is one of several;
    `calibrated` stands beside the signal where the workspace wants that.
    """
    taken = session.scalars(select(SignalRow.revision).where(SignalRow.loop_id == loop_id))
    revision = max(taken, default=0) + 1
    row = SignalRow(loop_id=loop_id, revision=revision, computed_at=now, content=signal.model_dump(mode="json"))
    row.overall = overall.model_dump(mode="json") if overall else None
    row.calibrated = calibrated.model_dump(mode="json") if calibrated else None
    session.add(row)
    session.flush()
    return revision


def signals_of(session: Session, loop_id: str) -> list[HireSignal]:
    """Return a loop's signals: the original of the reveal first, the newest amendment last."""
    return [_parsed(content) for _, content in read(session, _SIGNALS_IN, {"loops": [loop_id]})]


def signals_and_reading(session: Session, loop_id: str) -> tuple[tuple[HireSignal, ...], CalibratedReading | None]:
    """Return the same with the calibrated reading that stands beside the newest, if any does."""
    rows = read(session, _WITH_READING, {"loop": loop_id})
    reading = rows[-1].calibrated if rows else None
    return tuple(_parsed(row.content) for row in rows), _reading(reading) if reading else None


def newest_signals(session: Session, loop_ids: Sequence[str]) -> dict[str, HireSignal]:
    """Return the newest signal of each of these loops that has one."""
    if not loop_ids:
        return {}
    rows = read(session, _SIGNALS_IN, {"loops": loop_ids})
    newest = {row.loop_id: row.content for row in rows}  # of a loop's rows the last one stays: the newest revision
    return {loop_id: _parsed(content) for loop_id, content in newest.items()}


def overall_signal(session: Session, stage_ids: Sequence[str]) -> HireSignal | None:
    """Return what all revealed stages of a candidate's interviews say together, as it was last computed.

    None before any stage was revealed, and of interviews of one stage, which say it by their own signal.
    """
    found = read(session, _OVERALL, {"loops": stage_ids}) if stage_ids else []
    return _parsed(found[0].overall) if found else None


def last_reading(session: Session, loop_id: str) -> CalibratedReading | None:
    """Return the reading that stood beside a signal of this loop last, though none stands beside the newest."""
    read_so_far = [row.calibrated for row in read(session, _CALIBRATED, {"loops": [loop_id]}) if row.calibrated]
    return _reading(read_so_far[-1]) if read_so_far else None


def readings_beside_signals(session: Session) -> list[tuple[str, str, str, HireSignal, CalibratedReading]]:
    """Return loop, candidate's code, decision, newest signal and its calibrated reading, of all that have one."""
    newest = func.max(SignalRow.revision).over(partition_by=SignalRow.loop_id).label("newest")
    each = select(SignalRow, newest).subquery()
    rows = (
        select(each.c.loop_id, CandidateRow.code, LoopRow.decision, each.c.content, each.c.calibrated)
        .join(LoopRow, LoopRow.id == each.c.loop_id)
        .join(CandidateRow, CandidateRow.id == LoopRow.candidate_id)
        .where(each.c.revision == each.c.newest, each.c.calibrated.is_not(None))
        .order_by(each.c.loop_id)
    )
    return [
        (loop, code, (decision or {}).get("choice", ""), HireSignal.model_validate(content), _reading(calibrated))
        for loop, code, decision, content, calibrated in session.execute(rows)
    ]


def _reading(kept: dict[str, Any]) -> CalibratedReading:
    return CalibratedReading.model_validate(kept)


MOST_PARSED = 500
"""Signals kept as values, a few kilobytes each: the last five hundred that were read."""


@lru_cache(MOST_PARSED)
def _parsed(content: str) -> HireSignal:
    """Return a stored signal as a value, parsed once however often it is read.

    Found by its very words: a row that was changed by hand, erased or restored is never shown as it was before.
    """
    return HireSignal.model_validate_json(content)


_SIGNALS = SignalRow.__table__
_SIGNALS_IN = (
    select(_SIGNALS.c.loop_id, cast(_SIGNALS.c.content, Text).label("content"))
    .where(_SIGNALS.c.loop_id.in_(bindparam("loops", expanding=True)))
    .order_by(_SIGNALS.c.revision)
)
_WITH_READING = (
    select(cast(_SIGNALS.c.content, Text).label("content"), _SIGNALS.c.calibrated)
    .where(_SIGNALS.c.loop_id == bindparam("loop"))
    .order_by(_SIGNALS.c.revision)
)
_CALIBRATED = (
    select(_SIGNALS.c.loop_id, _SIGNALS.c.calibrated)
    .where(_SIGNALS.c.loop_id.in_(bindparam("loops", expanding=True)))
    .order_by(_SIGNALS.c.revision)
)
_OVERALL = (
    select(cast(_SIGNALS.c.overall, Text).label("overall"))
    .where(_SIGNALS.c.loop_id.in_(bindparam("loops", expanding=True)), _SIGNALS.c.overall.is_not(None))
    .order_by(_SIGNALS.c.computed_at.desc(), _SIGNALS.c.revision.desc())
    .limit(1)
)
