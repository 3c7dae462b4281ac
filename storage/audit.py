"""A loop's record: entries that are only ever added, each chained to the one before by digest.

The digest covers a salted digest of the payload, not the payload itself, so that payload and salt can one day be
erased while the chain still verifies.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from rubrics.record import RecordEntry
from storage.tables import AuditRow

START = "0" * 64


def record(session: Session, loop_id: str, *, actor: str, action: str, now: datetime, **payload: Any) -> None:
    """Add one entry to a loop's record; the loop must be locked."""
    last = session.scalar(select(AuditRow).where(AuditRow.loop_id == loop_id).order_by(AuditRow.number.desc()).limit(1))
    number, previous = (last.number + 1, last.digest) if last else (1, START)
    row = AuditRow(
        loop_id=loop_id, number=number, at=now, actor=actor, action=action, payload=payload, salt=secrets.token_hex(16)
    )
    row.digest = _digest(previous, row, number)
    session.add(row)
    session.flush()


def entries(session: Session, loop_id: str) -> Sequence[AuditRow]:
    """Return a loop's record, oldest entry first."""
    return session.scalars(select(AuditRow).where(AuditRow.loop_id == loop_id).order_by(AuditRow.number)).all()


def entry_value(row: AuditRow) -> RecordEntry:
    """Hand an entry out as a value."""
    return RecordEntry(number=row.number, at=row.at, actor=row.actor, action=row.action, facts=row.payload)


def first_broken(rows: Sequence[AuditRow]) -> int | None:
    """Return the number of the first entry that was changed, removed or added out of turn; None if all is well."""
    previous = START
    for place, row in enumerate(rows, start=1):
        if row.number != place or row.digest != _digest(previous, row, place):
            return place
        previous = row.digest
    return None


def _sealed(payload: Mapping[str, Any], salt: str) -> str:
    return hashlib.sha256((salt + json.dumps(payload, sort_keys=True)).encode()).hexdigest()


def _digest(previous: str, row: AuditRow, place: int) -> str:
    entry = [previous, row.loop_id, place, row.at.isoformat(), row.actor, row.action, _sealed(row.payload, row.salt)]
    return hashlib.sha256(json.dumps(entry).encode()).hexdigest()
