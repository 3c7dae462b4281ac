"""Checking that the records of loops are whole: nothing changed, removed or slipped in."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import Refusal
from bot.wiring import Services
from storage.audit import AuditRow, entries, first_broken, record_heads


@dataclass(frozen=True)
class RecordCheck:
    """One loop's record: how many entries it has, and the first one at which the chain breaks, if any."""

    loop_id: str
    entries: int
    broken_at: int | None


def verify_records(services: Services, loop_id: str | None = None) -> list[RecordCheck]:
    """Check the record of one loop, or of every loop, oldest first; raises Refusal where there is no such loop."""
    with services.reads() as session:
        heads = record_heads(session, loop_id)
        if loop_id is not None and not heads:
            raise Refusal("record_refusals.no_loop_to_verify", loop=loop_id)
        return [_check(loop, entries(session, loop), head) for loop, head in heads]


def _check(loop_id: str, rows: Sequence[AuditRow], head: str) -> RecordCheck:
    return RecordCheck(loop_id, len(rows), first_broken(rows, head))
