"""A loop's record: entries that are only ever added, each chained to the one before by digest.

The digest covers a salted digest of the payload, not the payload itself, so that payload and salt can be emptied
while the chain still verifies.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, bindparam, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.orm.attributes import set_committed_value

from rubrics.panel.chain import ChainedEntry, digest_of, sealed_of
from rubrics.panel.record import AuditAction
from storage.columns import Base
from storage.events import note_event
from storage.loops import LoopRow
from storage.plain_reading import send


class AuditRow(Base):
    """One entry of a loop's record, chained to the one before by digest.

    The digest covers `sealed`, the salted digest of the payload; payload and salt stand apart, so that both can be
    emptied for someone's erasure.
    """

    __tablename__ = "audit_entries"

    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    salt: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


def record(session: Session, loop_id: str, *, actor: str, action: AuditAction, now: datetime, **payload: Any) -> int:
    """Add one entry to a loop's record and return its number; the loop must be locked."""
    numbers = select(func.max(AuditRow.number)).where(AuditRow.loop_id == loop_id)
    last, loop = session.scalar(numbers) or 0, session.get_one(LoopRow, loop_id)
    before = last, loop.record_head
    head = record_after(session, loop_id, before, actor=actor, action=action, now=now, **payload)
    set_committed_value(loop, "record_head", head)
    return last + 1


def record_after(
    session: Session,
    loop_id: str,
    last: tuple[int, str],
    *,
    actor: str,
    action: AuditAction,
    now: datetime,
    **payload: Any,
) -> str:
    """Add the entry that follows the last one, and return its digest.

    `last` is the number and the digest of that one, as the loop's row told them since it was locked. A LoopRow that
    the session holds is not told of the new one.
    """
    row = _following(loop_id, last, actor=actor, action=action, now=now, payload=payload)
    send(session, _HEAD, {"of_loop": loop_id, "head": row.digest})
    _add(session, row)
    return row.digest


def record_if_last(
    session: Session,
    loop_id: str,
    last: tuple[int, str],
    *,
    actor: str,
    action: AuditAction,
    now: datetime,
    **payload: Any,
) -> bool:
    """Add the entry that follows one which was read before the loop was locked, unless another one followed it since.

    Tell whether it was added. It locks the loop as well: all that changes who owes what in a loop, or how it stands,
    is recorded in the same transaction, so that where nothing was recorded nothing of it has changed.
    """
    row = _following(loop_id, last, actor=actor, action=action, now=now, payload=payload)
    is_last = send(session, _HEAD_AFTER, {"of_loop": loop_id, "head": row.digest, "last": last[1]}) == 1
    if is_last:
        _add(session, row)
    return is_last


def _following(
    loop_id: str,
    last: tuple[int, str],
    *,
    actor: str,
    action: AuditAction,
    now: datetime,
    payload: dict[str, Any],
) -> AuditRow:
    (number, head), salt = last, secrets.token_hex(16)
    row = AuditRow(loop_id=loop_id, at=now, actor=actor, action=action.value, payload=payload, salt=salt)
    row.number, row.sealed = number + 1, sealed_of(payload, salt)
    # Chained to what the loop says was last, not to what stands last: entries cut off before this one show for ever.
    row.digest = digest_of(head, loop_id, row, row.number)
    return row


def _add(session: Session, row: AuditRow) -> None:
    # Two plain statements take less than a third of what a flush of two objects takes.
    send(session, _ADD, {name: getattr(row, name) for name in _COLUMNS})
    action = AuditAction(row.action)
    note_event(session.connection(), row.loop_id, row.number, action=action, at=row.at, payload=row.payload)


def entries(session: Session, loop_id: str) -> Sequence[AuditRow]:
    """Return a loop's record, oldest entry first."""
    return session.scalars(select(AuditRow).where(AuditRow.loop_id == loop_id).order_by(AuditRow.number)).all()


def last_entry(session: Session, loop_id: str, action: AuditAction) -> AuditRow | None:
    """Return the newest entry of a loop's record that says this was done, or None."""
    done = select(AuditRow).where(AuditRow.loop_id == loop_id, AuditRow.action == action.value)
    return session.scalar(done.order_by(AuditRow.number.desc()).limit(1))


def entry_numbered(session: Session, loop_id: str, number: int) -> AuditRow | None:
    """Return one entry of a loop's record, or None."""
    return session.get(AuditRow, (loop_id, number))


def record_heads(session: Session, loop_id: str | None = None) -> list[tuple[str, str]]:
    """Return each loop's id with the digest that its newest entry must have, oldest loop first; or one loop's."""
    heads = select(LoopRow.id, LoopRow.record_head).order_by(LoopRow.opened_at, LoopRow.id)
    rows = session.execute(heads if loop_id is None else heads.where(LoopRow.id == loop_id))
    return [(loop, head) for loop, head in rows]


def entry_value(row: AuditRow) -> ChainedEntry:
    """Hand an entry out as a value, with what proves it."""
    return ChainedEntry(
        number=row.number,
        at=row.at,
        actor=row.actor,
        action=row.action,
        facts=row.payload,
        salt=row.salt,
        sealed=row.sealed,
        digest=row.digest,
    )


def first_broken(rows: Sequence[AuditRow], head: str) -> int | None:
    """Return the number of the first entry that was changed, removed or added out of turn; None if all is well.

    `head` is the loop's: the digest that the newest entry must have.
    """
    previous = ""
    for place, row in enumerate(rows, start=1):
        if row.number != place or row.digest != digest_of(previous, row.loop_id, row, place) or not _fits(row):
            return place
        previous = row.digest
    return None if previous == head else len(rows) + 1


def _fits(row: AuditRow) -> bool:
    """Tell whether an entry holds the payload that it was sealed with, or none at all any more."""
    return not (row.payload or row.salt) or row.sealed == sealed_of(row.payload, row.salt)


_ENTRIES, _LOOPS = (Base.metadata.tables[row.__tablename__] for row in (AuditRow, LoopRow))
_COLUMNS = tuple(_ENTRIES.c.keys())
_ADD = insert(_ENTRIES)
_HEAD = update(_LOOPS).where(_LOOPS.c.id == bindparam("of_loop")).values(record_head=bindparam("head"))
_HEAD_AFTER = _HEAD.where(_LOOPS.c.record_head == bindparam("last"))
