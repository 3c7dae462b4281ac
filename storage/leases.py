"""Claiming work that is due, by a lease on its row, so that many workers never hold the same piece."""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from storage.tables import PostRow, ShareRow

LEASE = timedelta(minutes=1)
"""Longer than one delivery can take: three calls to Slack of at most ten seconds each."""


def claim(session: Session, work: type[PostRow] | type[ShareRow], now: datetime) -> str | None:
    """Take the piece of work that is due longest and free, for the length of a lease; return its id, or None.

    One conditional UPDATE does it, on SQLite and on PostgreSQL alike: of two workers, the second one finds the
    lease of the first, or that it is done, and gets nothing. (PostgreSQL looks again at the row it waited for, but
    not into the subquery; so the condition stands in both.)
    """
    free = and_(work.due_at <= now, or_(work.leased_until.is_(None), work.leased_until <= now))
    oldest = select(work.id).where(free).order_by(work.due_at).limit(1)
    claimed = (
        update(work)
        .where(work.id.in_(oldest), free)
        .values(leased_until=now + LEASE)
        .returning(work.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(claimed)
