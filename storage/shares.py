"""Answers on their way to a channel: asked for once, claimed by lease so that many workers may run."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from storage.columns import new_id
from storage.inserting import add_unless_there
from storage.tables import ShareRow


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


def drop_settled_shares(session: Session, moment: datetime) -> int:
    """Delete what was asked for before a moment and is posted or given up, and return how many there were."""
    settled = (ShareRow.due_at.is_(None), ShareRow.shared_at < moment)
    return len(session.scalars(delete(ShareRow).where(*settled).returning(ShareRow.id)).all())


def share_row(session: Session, share_id: str) -> ShareRow | None:
    """Return a share, or None."""
    return session.get(ShareRow, share_id)
