"""Checking that the records of loops are whole: nothing changed, removed or slipped in, no stage cut off the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.wiring import Services
from rubrics.panel.record import AuditAction
from storage.audit import AuditRow, entries, first_broken, last_entry, record_heads


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
        return [_check(session, loop, entries(session, loop), head) for loop, head in heads]


def _check(session: Session, loop_id: str, rows: Sequence[AuditRow], head: str) -> RecordCheck:
    broken = first_broken(rows, head) or _first_unlinked(session, loop_id, rows)
    return RecordCheck(loop_id, len(rows), broken)


def _first_unlinked(session: Session, loop_id: str, rows: Sequence[AuditRow]) -> int | None:
    """Return the number of the first entry that names another stage whose record does not name this one; else None.

    An entry whose payload was emptied for someone's erasure names none any more.
    """
    for row in rows:
        if row.action == AuditAction.OPENED and (before := row.payload.get("after")):
            ended = _naming(session, before, AuditAction.STAGE_ENDED, "following", loop_id)
            if ended is None or ended.digest != row.payload.get("head"):
                return row.number
        if row.action == AuditAction.STAGE_ENDED and (following := row.payload.get("following")):
            opened = _naming(session, following, AuditAction.OPENED, "after", loop_id)
            if opened is None or opened.payload.get("head", row.digest) != row.digest:
                return row.number
    return None


def _naming(session: Session, loop_id: str, action: AuditAction, fact: str, named: str) -> AuditRow | None:
    """Return the entry of a stage's record that says this of another stage, or was emptied and said it before."""
    found = last_entry(session, loop_id, action)
    return found if found is not None and found.payload.get(fact, named) == named else None
