"""Answers on their way to a channel: asked for once, claimed by lease so that many workers may run."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from storage.columns import new_id
from storage.inserting import add_unless_there
from storage.tables import ShareRow

LEASE = timedelta(minutes=1)
"""Longer than one delivery can take: three calls to Slack of at most ten seconds each."""


def want_share(
    session: Session, *, team_id: str, user: str, channel: str, topic: str, request: str, now: datetime
) -> None:
    """Say that this answer should be posted for somebody; the same request twice changes nothing."""
    row = {
        "id": new_id(),
        "team_id": team_id,
        "user_id": user,
        "channel_id": channel,
        "topic": topic,
        "request": request,
        "shared_at": now,
        "due_at": now,
        "attempts": 0,
        "unclear": 0,
    }
    add_unless_there(session, ShareRow, [row])


def claim_share(session: Session, now: datetime) -> str | None:
    """Take the share that is due longest and free, for the length of a lease; return its id, or None."""
    free = or_(ShareRow.leased_until.is_(None), ShareRow.leased_until <= now)
    due = select(ShareRow.id).where(ShareRow.due_at <= now, free).order_by(ShareRow.due_at).limit(1)
    claimed = (
        update(ShareRow)
        .where(ShareRow.id.in_(due), free)
        .values(leased_until=now + LEASE)
        .returning(ShareRow.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(claimed)


def share_row(session: Session, share_id: str) -> ShareRow | None:
    """Return a share, or None."""
    return session.get(ShareRow, share_id)
