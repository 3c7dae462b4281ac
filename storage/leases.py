"""Claiming work that is due, by a lease on its row, so that many workers never hold the same piece."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from storage.tables import PostRow, ShareRow

LEASE = timedelta(minutes=1)
"""Longer than one delivery can take: three calls to Slack of at most ten seconds each."""


def claim(session: Session, work: type[PostRow] | type[ShareRow], now: datetime) -> str | None:
    """Take the piece of work that is due longest and free, for the length of a lease; return its id, or None.

    One conditional UPDATE does it, on SQLite and on PostgreSQL alike: of two workers, the second one finds the
    lease of the first and gets nothing.
    """
    free = or_(work.leased_until.is_(None), work.leased_until <= now)
    due = select(work.id).where(work.due_at <= now, free).order_by(work.due_at).limit(1)
    claimed = (
        update(work)
        .where(work.id.in_(due), free)
        .values(leased_until=now + LEASE)
        .returning(work.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(claimed)
