"""Checking that the records of loops are whole: nothing changed, removed or slipped in."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.errors import Refusal
from bot.wiring import Services
from storage.audit import entries, first_broken
from storage.tables import LoopRow


@dataclass(frozen=True)
class RecordCheck:
    """One loop's record: how many entries it has, and the first one at which the chain breaks, if any."""

    loop_id: str
    entries: int
    broken_at: int | None


def verify_records(services: Services, loop_id: str | None = None) -> list[RecordCheck]:
    """Check the record of one loop, or of every loop, oldest first; raises Refusal where there is no such loop."""
    with services.reads() as session:
        wanted = select(LoopRow.id, LoopRow.record_head).order_by(LoopRow.opened_at, LoopRow.id)
        loops = session.execute(wanted if loop_id is None else wanted.where(LoopRow.id == loop_id)).all()
        if loop_id is not None and not loops:
            raise Refusal(f"There is no loop {loop_id}.", "Leave --loop out to check every loop.")
        checks = []
        for found, head in loops:
            rows = entries(session, found)
            checks.append(RecordCheck(found, len(rows), first_broken(rows, head)))
        return checks
